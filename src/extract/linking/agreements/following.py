"""Find what the next sentences tell of the signing of an instrument.

In:  "a | protocol on mines. It was signed by the ministers of Norland and Sudria on Monday"
     "have signed a | peace accord. The two met in Lorn and signed in the small hours of Sunday"
Out: Clauses: signers begin at "the ministers"; the day stands after "signed"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.clause import ADVERB, AUXILIARY, BESIDE, OVER, Clause, clause_of
from extract.text.patterns import any_of

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.linking.agreements.spans import Page
    from extract.records import AgreementMention

#: How far behind the sentence of a mention another may tell of its signing, and its day there.
_REACH: Final = 360
_DAY: Final = 70
#: What every clause of `_signed` holds: where neither stands, nothing is searched.
_TRACES: Final = ("signed", "initialed", "initialled")


@dataclass(frozen=True, slots=True)
class FollowingReader:
    """Reads the sentences behind that of a mention.

    Args:
        words: The vocabulary: verbs of signing, head nouns.
    """

    words: AgreementWords
    _next: re.Pattern[str] = field(init=False, repr=False)
    _next_active: re.Pattern[str] = field(init=False, repr=False)
    _signed: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the patterns over the words of the data file."""
        verb = "(?P<verb>" + any_of(self.words.signing) + r")\b"
        heads = any_of(self.words.heads)
        noun = rf"(?:{heads}|text|document|paper|instrument)"
        patterns = {
            # ". It was signed", ". The treaty was signed"
            "_next": rf"\s*(?:It|They|Both|(?:The|This|That)\s+{noun})\s+"
            rf"{AUXILIARY}\s+(?:{ADVERB}\s+)?{verb}",
            # ". Norland and Sudria signed it", "... signed the treaty"
            "_next_active": rf"\s*(?P<subject>[^.;]{{3,140}}?)\s+(?:{ADVERB}\s+)?{verb}\s+"
            rf"(?:it|them|the\s+(?i:{noun}))\b",
            # ". The two met in Lorn and signed late on Sunday", ". The paper signed on Friday"
            "_signed": r"(?:\b(?:and|they|two|sides|parties|text|document|paper)|\b[A-Z]\w+)\s+"
            r"(?:was\s+|had\s+)?(?:signed|initiall?ed)\s+(?=(?:in|on|at|late|early|today|by)\b)",
        }
        for name, pattern in patterns.items():
            object.__setattr__(self, name, re.compile(pattern))

    def __call__(self, mention: AgreementMention, page: Page) -> Iterator[Clause]:
        """A clause in the sentences after that of a mention."""
        text, at = page.flat, mention.sentence_end
        for pattern in (self._next, self._next_active):
            found = pattern.match(text, at, at + BESIDE)
            if found is not None:
                # "They noted the award on the | treaty. It was published by the court"
                yield replace(clause_of(text, found, at + BESIDE, own=True), verb="")
                return
        if not any(text.find(trace, at, at + _REACH) >= 0 for trace in _TRACES):
            return
        told = self._signed.search(text, at, at + _REACH)
        if told is not None and not _cited(page.agreements, mention.end, told.end()):
            over = OVER.search(text, told.end(), told.end() + _DAY)
            stop = over.start() if over is not None else told.end() + _DAY
            yield Clause(None, None, ((told.end(), stop),), None, "", own=False)


def _cited(mentions: Sequence[AgreementMention], start: int, end: int) -> bool:
    """Whether another mention begins in a stretch."""
    at = bisect_left(mentions, start, key=lambda mention: mention.start)
    return at < len(mentions) and mentions[at].start < end
