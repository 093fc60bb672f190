"""Find temporal expressions.

In:  a parsed text     "on 22-23 March 2022, and during the night of September 13"
Out: two proposals     22-23 March 2022 | night of September 13
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from extract.knowledge.dates.grammar import DateGrammar
from extract.matchers.base import propose_slice, written

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.records import Proposal


#: A day behind a number is the instrument's date, not part of its name: "resolution 62/243 of
#: [14 March 2008]", "resolution 849, adopted on [July 9]"; "resolution 822 (1993)" keeps its year.
_OF_DAY: Final = re.compile(r"\b(?:of|on|dated)\s+\Z")
_REACH: Final = 12


@dataclass(frozen=True, slots=True)
class DateMatcher:
    """Proposes temporal expressions, the longest at each place.

    Args:
        grammar: The rules.
    """

    grammar: DateGrammar

    def __call__(self, doc: Doc, masked: Sequence[tuple[int, int]]) -> Iterator[Proposal]:
        """Yield proposals in text order.

        Args:
            doc: A parsed text; only its characters are read.
            masked: Spans of numbered and named agreements, whose years are nobody's dates.
        """
        text = written(doc).text
        proposals = list(self._proposals(text))
        spans = sorted(_open(text, proposals, masked))
        starts = [start for start, _ in spans]
        reach = list(accumulate((end for _, end in spans), max))
        for proposal in proposals:
            before = bisect_left(starts, proposal.end)  # spans that begin before it ends
            if not before or reach[before - 1] <= proposal.start:
                yield proposal

    def _proposals(self, text: str) -> Iterator[Proposal]:
        for found in self.grammar.scan(text):
            yield propose_slice(
                "dates",
                text,
                found.start,
                found.end,
                rule=f"date:{found.rule.rule_id}",
                label=found.rule.timex_type,
            )


def _open(
    text: str, proposals: Sequence[Proposal], masked: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The masked spans, each without the date it ends in."""
    ends = {p.end: p.start for p in proposals}
    for start, end in masked:
        day = ends.get(end)
        is_dated = day is not None and _OF_DAY.search(text[max(0, day - _REACH) : day])
        yield (start, day if is_dated and day is not None else end)
