"""Find temporal expressions.

In:  a parsed text     "on 22-23 March 2022, and during the night of September 13"
Out: two proposals     22-23 March 2022 | night of September 13
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.knowledge.dates.grammar import DateGrammar
from extract.matchers.base import outside, propose_slice

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.records import Proposal


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
        yield from outside(self._proposals(doc.text), masked)

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
