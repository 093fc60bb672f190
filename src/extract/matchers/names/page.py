"""A text as the name matchers read it: tokens, and the known words found in one walk.

In:  a parsed text     "The Norlandic Foreign Ministry said"
Out: a Page            finds: Norlandic (demonym NOR), Foreign Ministry (noun government)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.matchers.base import propose_slice, written
from extract.records import NO_CUES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

    from extract.matchers.base import Written
    from extract.matchers.phrases import Phrases
    from extract.records import Proposal

#: What a known phrase is. NOUN makes an actor after a nationality, HEAD builds longer names.
COUNTRY: Final = "country"
DEMONYM: Final = "demonym"
CAPITAL: Final = "capital"
BODY: Final = "body"
PERSON: Final = "person"
NOUN: Final = "noun"
HEAD: Final = "head"
TITLE: Final = "title"
HONORIFIC: Final = "honorific"
EVENT: Final = "event"
OPENER: Final = "opener"
PROCESS: Final = "process"
ELECTION: Final = "election"
COMMON: Final = "common"
INSTRUMENT: Final = "instrument"

POSSESSIVES: Final = frozenset({"'s", "’s", "'S", "’S", "'", "’"})
ARTICLES: Final = frozenset({"the", "The", "THE", "a", "A", "an", "An"})
#: Words that lead from a head to what it is the head of: "Ministry of", "Agency for".
OF: Final = frozenset({"of", "for", "OF", "FOR"})
#: No name has more tokens: longer runs of capitals are headings or damage, and walking them from
#: each of their words would take quadratic time.
LONGEST_NAME: Final = 24
HYPHENS: Final = frozenset({"-", "–", "‑"})


def is_break(word: str) -> bool:
    """Whether a token is white space that a name may run over: a line break, no empty line."""
    return word.isspace() and word.count("\n") < 2  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase means.

    Args:
        kind: One of the constants above.
        value: Country code, organisation id, office or type of actor.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Find:
    """A known phrase at tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class Page:
    """One text, walked once.

    Args:
        doc: Its tokens and the entities of the model.
        read: Its text and offsets.
        words: The text of each token.
        finds: Known phrases in text order; they do not overlap.
        beginning: Find by its first token.
        ending: Find by the token after its last.
        cover: Find by each of its tokens.
    """

    doc: Doc
    read: Written
    words: Sequence[str]
    finds: Sequence[Find]
    beginning: Mapping[int, Find]
    ending: Mapping[int, Find]
    cover: Mapping[int, Find]

    def kind_at(self, token: int) -> str | None:
        """Kind of the known phrase that covers a token, None if none does."""
        find = self.cover.get(token)
        return None if find is None else find.word.kind

    def word(self, token: int) -> str:
        """The text of a token; empty outside the text."""
        return self.words[token] if 0 <= token < len(self.words) else ""

    def is_capitalised(self, token: int) -> bool:
        """Whether the token exists and begins with a capital."""
        return 0 <= token < len(self.words) and self.words[token][:1].isupper()

    def before(self, token: int) -> int:
        """The token before this one, line breaks skipped; -1 if there is none."""
        token -= 1
        while token >= 0 and is_break(self.words[token]):
            token -= 1
        return token

    def after(self, token: int) -> int:
        """This token, or the next that is no line break."""
        while token < len(self.words) and is_break(self.words[token]):
            token += 1
        return token

    def propose(
        self,
        kind: str,
        start: int,
        end: int,
        *,
        rule: str,
        label: str,
        cues: Mapping[str, str] = NO_CUES,
    ) -> Proposal:
        """A proposal of tokens `start` to `end`."""
        first, last, text = self.read.starts[start], self.read.ends[end - 1], self.read.text
        if text[first] == "/":  # "/TASS/." is one token
            first, last = first + 1, first + len(text[first:last].rstrip("/."))
        return propose_slice(kind, text, first, last, rule=rule, label=label, cues=cues)


def read_page(doc: Doc, phrases: Phrases[Word]) -> Page:
    """Walk a text once and index what is known in it."""
    read = written(doc)
    finds: list[Find] = []
    for start, end, word in phrases.finds(doc):
        if not finds or finds[-1].start != start:  # of several meanings the first counts
            finds.append(Find(start, end, word))
    return Page(
        doc=doc,
        read=read,
        words=read.words,
        finds=finds,
        beginning={find.start: find for find in finds},
        ending={find.end: find for find in finds},
        cover={token: find for find in finds for token in range(find.start, find.end)},
    )


def without_possessive(page: Page, start: int, end: int) -> int:
    """The end of a span without a trailing possessive or line break."""
    while end > start and (page.words[end - 1] in POSSESSIVES or page.words[end - 1].isspace()):
        end -= 1
    return end


def trim(page: Page, start: int, end: int) -> tuple[int, int]:
    """Cut articles, quotation marks, possessives and line breaks off a span of tokens."""
    end = without_possessive(page, start, end)
    while start < end and (page.words[start] in ARTICLES or not page.words[start][:1].isalnum()):
        start += 1
    while start < end and not page.words[end - 1][-1:].isalnum() and page.words[end - 1] != "Jr.":
        if page.words[end - 1].endswith(".") and len(page.words[end - 1]) > 1:
            break
        end -= 1
    return start, end
