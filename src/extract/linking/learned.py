"""Say who or which a row is, where corrections did, and how sure its table is by them.

In:  linked mentions      Lorn Front, by learned:names; a place with confidence 0.93
Out: the same             group, org:lorn-front; confidence 0.88: so many are right
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, TypeVar

from extract.knowledge.learned import IDENTITY, Calibration, LearnedName
from extract.records import TYPE_COLUMN, Mention, Mentions
from extract.text.names import fold

M = TypeVar("M", bound=Mention)
_RULE: Final = "learned:names"
_IDENTIFIERS: Final = {
    "actors": "actor_id", "places": "place_id", "agreements": "agreement_id"
}  # fmt: skip
_NAMED_BY: Final = {"actors": "name", "places": "name", "agreements": "title"}
#: No row claims to be certain, nor to be surely wrong.
_LEAST, _MOST = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class LearnedLinks:
    """Completes rows that rest on learned names, and bends confidences.

    Args:
        names: What was learned of names.
        confidence: How each table's confidence is bent; none where nothing was measured.
    """

    names: Sequence[LearnedName] = ()
    confidence: Sequence[Calibration] = ()
    _known: Mapping[tuple[str, str], LearnedName] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the names, once."""
        known = {(entry.table, fold(entry.form)): entry for entry in self.names}
        object.__setattr__(self, "_known", known)

    def __call__(self, mentions: Mentions) -> Mentions:
        """Complete all rows of a document."""
        if not self.names and not self.confidence:
            return mentions
        bends = {bend.table: bend for bend in self.confidence}
        tables = {
            table.name: tuple(
                self._sure(self._named(row), bends.get(row.table))
                for row in getattr(mentions, table.name)
            )
            for table in fields(Mentions)
        }
        return Mentions(**tables)

    def _named(self, row: M) -> M:
        if _RULE not in row.method.split("+"):
            return row
        entry = self._known.get((row.table, fold(row.text)))
        if entry is None:
            return row
        values: dict[str, Any] = {TYPE_COLUMN[row.table]: entry.kind}
        if entry.name:
            values[_NAMED_BY[row.table]] = entry.name
        given = {name: getattr(entry, name) for name in IDENTITY}
        identifier = given.pop("identifier")
        if identifier is not None:
            values[_IDENTIFIERS[row.table]] = identifier
            values["link_confidence"] = _MOST
        columns = {column.name for column in fields(row)}
        values |= {n: v for n, v in given.items() if v is not None and n in columns}
        return replace(row, **values)

    @staticmethod
    def _sure(row: M, bend: Calibration | None) -> M:
        if bend is None:
            return row
        bent: dict[str, Any] = {"confidence": bent_confidence(row.confidence, bend)}
        return replace(row, **bent)


def bent_confidence(confidence: float, bend: Calibration) -> float:
    """A confidence as measured on corrected texts, 0 to 1."""
    claimed = min(_MOST, max(_LEAST, confidence))
    logit = bend.slope * math.log(claimed / (1 - claimed)) + bend.shift
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-logit)))), 4)
