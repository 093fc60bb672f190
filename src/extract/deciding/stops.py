"""Leave out proposals that corrections have rejected.

In:  proposals, and stops      "Harvest Month" is no date
Out: the others
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from extract.knowledge.learned import Stop
from extract.records import Proposal
from extract.text.names import fold

#: What people said of a name by other corrections is not for a stop to take back.
_LEARNED: Final = "learned:"


@dataclass(frozen=True, slots=True)
class Stops:
    """Forms that are no rows.

    Args:
        stops: What was learned.
    """

    stops: tuple[Stop, ...] = ()
    _forms: frozenset[tuple[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Fold the forms, once."""
        forms = frozenset((stop.table, fold(stop.form)) for stop in self.stops)
        object.__setattr__(self, "_forms", forms)

    def __call__(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """The proposals that no stop names, in their order."""
        if not self._forms:
            return list(proposals)
        return [
            proposal
            for proposal in proposals
            if proposal.rule.startswith(_LEARNED)
            or (proposal.kind, fold(proposal.text)) not in self._forms
        ]
