"""Find clauses of signing in what goes on behind a mention in its own noun phrase.

In:  "the Access Agreement | between Norland and Sudria, signed on Monday in Lorn"
     "an understanding reached by the ministers | of Norland and Sudria in March 1998"
Out: Clauses: signers begin at "Norland"; the day stands after "signed", after "ministers"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.clause import BESIDE, Clause, past_gloss
from extract.linking.agreements.spans import between
from extract.text.patterns import any_of

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.linking.agreements.spans import Page
    from extract.records import AgreementMention

#: What ends the noun phrase of a mention: a finite verb, a bracket, another clause.
_ENDS: Final = re.compile(
    r"[;:()]|\.(?=\s+[A-Z(])|\n|\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|must|should"
    r"|shall|did|does|do|said|says|which|who|that|when|where|while|but|if|as"
    r"|in\s+force|with\s+effect|and\s+(?:the|an?)\s+\w+\s+(?:of|on))\b"
)
#: What a phrase behind a mention begins with: " on security", ", done at", " alone, signed".
_GOES_ON: Final = re.compile(
    r"(?:\s+alone)?,?\s+(?:of|on|for|in|at|along|over|about|concerning|governing|regarding|relating|to|with|between"
    r"|among|by|establishing|and\s+\w+ed\b|\w+ed\b|done\b|made\b|reached\b|struck\b|\w+\s+(?:at|on|in|of)\b)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\b(?:between|among)\s+(?:it\s+and\s+)?")
#: "of the foreign ministers of | Norland and Sudria", "of | the Presidents of"
_OF_SIDES: Final = re.compile(r"\s+of\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:of\s+(?:the\s+)?)?(?=[A-Z])")
#: " of five leaders of | 3 January 2022"
_DATED: Final = re.compile(
    r"(?<!end )(?<!early )\bof\s+(?=(?:[A-Z][a-z]+\s+)?(?:\d{1,2}\b|(?:1[6-9]|20)\d\d\b))"
)
#: Of bodies: what stands "between" two in its phrase is not between its parties.
_OF_BODIES: Final = frozenset({"resolution", "statement", "communique"})
#: Issued together, by those "of" whom they are.
_OF_SEVERAL: Final = frozenset({"statement", "communique", "declaration"})
#: After a participle that stands for a clause.
_WHEN: Final = (
    r"(?:on|in|at|by|between|today|yesterday|last|this|earlier|late|early|of)\b|\d"
    r"|[A-Z][a-z]+day\b"
)
_BY: Final = re.compile(r"\bby\s+")
_BY_NEXT: Final = re.compile(r"\s+by\s+")


@dataclass(frozen=True, slots=True)
class RestReader:
    """Reads the rest of the noun phrase of a mention.

    Args:
        words: The vocabulary: verbs of signing.
    """

    words: AgreementWords
    _made: re.Pattern[str] = field(init=False, repr=False)
    _ended: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the patterns over the verbs of the data file."""
        verbs = any_of(self.words.signing)
        # "signed on Monday", "done at Lorn", "dated 7 July"; not "signed a treaty"
        made = rf"\b(?P<verb>{verbs}|done|dated|made\s+public)\s+(?={_WHEN})"
        object.__setattr__(self, "_made", re.compile(made))
        object.__setattr__(self, "_ended", re.compile(rf"\b(?P<verb>{verbs})\b"))

    def __call__(self, mention: AgreementMention, page: Page) -> Iterator[Clause]:
        """The clauses that the rest of a phrase holds, in text order."""
        text = page.flat
        at = past_gloss(text, mention.end)
        if not _GOES_ON.match(text, at):
            return
        stop = _stop(mention, page, at)
        if stop <= at:
            return
        yield from self._inside(mention, page, at, stop)
        if mention.agreement_type not in _OF_BODIES:
            sides = _BETWEEN.search(text, at, stop)
            if sides is not None:
                yield Clause(None, sides.end(), (), None, "", own=True)
        if mention.agreement_type in _OF_SEVERAL:
            sides = _OF_SIDES.match(text, at, stop)
            if sides is not None:
                yield Clause(None, sides.end(), (), None, "", own=True)
        dated = _DATED.search(text, at, stop)
        if dated is not None:
            yield Clause(None, None, ((dated.end(), stop),), None, "", own=True)
        made = self._made.search(text, at, stop)
        if made is not None:
            agents = _BY.search(text, made.end(), stop)
            yield Clause(
                None,
                agents.end() if agents is not None else None,
                ((made.end(), stop),),
                None,
                made["verb"].lower(),
                own=True,
            )

    def _inside(
        self, mention: AgreementMention, page: Page, at: int, stop: int
    ) -> Iterator[Clause]:
        """Who and when, if the span breaks off in a clause of signing: "reached by the | ..."."""
        verb = self._ended.search(page.flat, mention.start, mention.end)
        if verb is None:
            return
        agents = _BY.search(page.flat, verb.end(), mention.end) or _BY_NEXT.match(page.flat, at)
        begins = agents.end() if agents is not None else None
        yield Clause(None, begins, ((at, stop),), None, verb["verb"].lower(), own=True)


def _stop(mention: AgreementMention, page: Page, at: int) -> int:
    """Where the noun phrase of a mention ends; another agreement ends it too."""
    last = min(max(mention.sentence_end, at), at + BESIDE)
    end = _ENDS.search(page.flat, at, last)
    stop = end.start() if end is not None else last
    others = between(page.agreements, at, stop + BESIDE)
    return min([stop, *(other.start for other in others if other.start < stop)])
