"""Count the bare references that point back to an agreement: they give no row of their own.

In:  "They signed the | Lorn Protocol. The protocol bans mines; Sudria has yet to ratify it."
Out: 2 for the Lorn Protocol: "The protocol", "ratify it"

A noun points to the nearest citation before it that its type fits; "it" to the nearest of any type
close before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.records import AgreementMention

#: How far before "it" its instrument ends at most: the same sentence, or the one before.
_REACH: Final = 250
#: What "the accord" never repeats.
_APART: Final = frozenset({"resolution", "statement", "communique"})
#: The word behind a head, if nothing but blanks stands between.
_BEHIND: Final = re.compile(r"\s{1,3}(?P<word>[^\W\d_]+)")
_POSSESSIVE: Final = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class AnaphoraCounter:
    """Counts bare references.

    Args:
        words: The vocabulary.
    """

    words: AgreementWords
    _pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the patterns over the words of the data file."""
        listed = self.words.anaphora
        singular = (
            noun for noun in self.words.heads if not noun.endswith(("s", "moranda", "mous"))
        )
        nouns = (set(singular) - self.words.concepts) | listed.anything
        pointers = "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in sorted(listed.pointers))
        verbs = _any(listed.verbs)
        pattern = (
            rf"\b(?:{pointers})\s{{1,3}}(?:(?:{_any(listed.between)})\s{{1,3}})?"
            rf"(?P<noun>(?i:{_any(nouns)}))(?!\w|[-‑/]\w)"
            rf"|\b(?:{verbs})\s{{1,3}}it\b"
            rf"|\b[Ii]t\s{{1,3}}(?:was|is|be|has been|had been|will be)\s{{1,3}}(?:{verbs})\b"
        )
        object.__setattr__(self, "_pattern", re.compile(pattern))

    def __call__(
        self, mentions: Sequence[AgreementMention], first: Sequence[int], text: str
    ) -> Iterator[AgreementMention]:
        """Give the first full citation of each instrument the number of its bare references.

        Args:
            mentions: All mentions of a document in text order, linked.
            first: For each the position of the one it repeats; a full citation has its own.
            text: The text, line breaks inside paragraphs as blanks.
        """
        counts: dict[str | None, int] = {}
        for mention in self._antecedents(mentions, text):
            counts[mention.agreement_id] = counts.get(mention.agreement_id, 0) + 1
        stated: dict[str | None, int] = {}
        full = [position for position, at in enumerate(first) if position == at]
        for position in (*full, *range(len(mentions))):
            stated.setdefault(mentions[position].agreement_id, position)
        for position, mention in enumerate(mentions):
            count = counts.get(mention.agreement_id, 0)
            here = count > 0 and stated[mention.agreement_id] == position
            yield replace(mention, anaphora=count) if here else mention

    def _antecedents(
        self, mentions: Sequence[AgreementMention], text: str
    ) -> Iterator[AgreementMention]:
        """For each bare reference of a text the mention it points back to."""
        known: dict[str, AgreementMention] = {}  # by type, the type cited last at the end
        end, at = 0, 0
        for found in self._pattern.finditer(text, mentions[0].end):
            while at < len(mentions) and mentions[at].start < found.end():
                mention, at = mentions[at], at + 1
                known.pop(mention.agreement_type, None)
                known[mention.agreement_type] = mention
                end = max(end, mention.end)
            if found.start() < end:
                continue  # inside a citation
            source = self._of(found, known, near=found.start() - end <= _REACH)
            if source is not None:
                end = max(end, found.end())
                yield source

    def _of(
        self, found: re.Match[str], known: dict[str, AgreementMention], *, near: bool
    ) -> AgreementMention | None:
        """The mention that one reference points to; None if there is none."""
        if found["noun"] is None:
            return _last(known, known) if near else None
        if not self._is_bare(found):
            return None
        noun = " ".join(found["noun"].lower().split())
        if noun in self.words.anaphora.anything:
            return _last(known, known)
        kind = self.words.heads[noun]
        alike: frozenset[str] = frozenset({kind})
        if kind in self.words.anaphora.alike:
            if found[0].lower().startswith("this"):
                return None  # "this statement" is the text itself
            alike = self.words.anaphora.alike
        source = _last(known, alike)
        if source is None and noun in self.words.anaphora.general:
            return _last(known, known.keys() - _APART)
        return source

    def _is_bare(self, found: re.Match[str]) -> bool:
        """Whether nothing after a head says which one it is, or makes another thing of it."""
        text, end = found.string, found.end()
        if text.startswith(_POSSESSIVE, end):
            return True
        behind = _BEHIND.match(text, end)
        if behind is None:
            return True
        word = behind["word"]
        return not (
            word[0].isupper()
            or word in self.words.anaphora.goes_on
            or word in self.words.anaphora.parts
            or word in self.words.participles
        )


def _any(words: Iterable[str]) -> str:
    """A pattern of some words, the longest first."""
    by_length = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in by_length)


def _last(known: dict[str, AgreementMention], kinds: Iterable[str]) -> AgreementMention | None:
    """The mention of some types that was cited last."""
    wanted = set(kinds)
    return next((known[kind] for kind in reversed(known) if kind in wanted), None)
