"""Decide what turns the rows of a document into those that somebody marked in its text.

In:  a document, its rows, and the spans that there should be, each with its type
Out: decisions: rows rejected, moved, relabelled and added; none where nothing was changed
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final, NamedTuple

from extract.correcting.apply import HUMAN, rivals
from extract.correcting.decision import RECORDS, Decision, decide
from extract.records import TYPE_COLUMN, Document, Mention, Mentions
from extract.text.layer import Layer


class Mark(NamedTuple):
    """Where a row stands: one table has one row a span."""

    table: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets."""
        return self.start, self.end


#: Makes a decision about a span of a table.
_Decide = Callable[..., Decision]
_NOTHING: Final[Mapping[str, object]] = {}


def decisions_between(
    document: Document, mentions: Mentions, wanted: Mapping[Mark, str], author: str, time: str
) -> list[Decision]:
    """Compare the rows of a document with what they should be.

    Args:
        document: The document of the tables.
        mentions: Its rows, demonyms and vague dates too.
        wanted: The type of each span that should be a row.
        author: Who decided.
        time: When, as an ISO 8601 date and time.

    Returns:
        Decisions in the order in which they are to be applied. A row that goes and one that comes
        in its place are one decision: `relabel` at the same span, `edges` for the same type.
    """
    rows = {
        Mark(table, row.start, row.end): row
        for table in RECORDS
        for row in getattr(mentions, table)
    }
    found = {mark: str(getattr(row, TYPE_COLUMN[row.table])) for mark, row in rows.items()}
    moves = _moves(found, wanted)
    gone = sorted(found.keys() - wanted.keys() - moves.keys())
    new = sorted(wanted.keys() - found.keys() - set(moves.values()))
    retyped = sorted(mark for mark in found.keys() & wanted.keys() if found[mark] != wanted[mark])
    make = partial(decide, author=author, time=time)

    def about(action: str, mark: Mark, fields: Mapping[str, object] = _NOTHING) -> Decision:
        return make(action, document, mark.table, mark.span, fields=fields)

    leaving = frozenset(gone)
    staying = {mark: row for mark, row in rows.items() if mark not in leaving}
    coming = {mark: source for source, mark in moves.items()}
    coming |= {mark: mark for mark in (*retyped, *new)}
    return [
        *(about("accept", mark) for mark in _endangered(staying, coming)),
        *(about("reject", mark) for mark in gone),
        *(_move(about, old, moved, wanted[moved]) for old, moved in sorted(moves.items())),
        *(about("relabel", mark, _typed(mark, wanted[mark])) for mark in retyped),
        *(about("add", mark, _typed(mark, wanted[mark])) for mark in new),
    ]


def _moves(found: Mapping[Mark, str], wanted: Mapping[Mark, str]) -> dict[Mark, Mark]:
    """Which row that is gone stands where now, those that share most characters first."""
    new = _layers(wanted.keys() - found.keys())
    pairs = [
        (min(old.end, mark.end) - max(old.start, mark.start), old, mark)
        for old in found.keys() - wanted.keys()
        for table, layer in new.items()
        for mark in layer.over(old.span)
        if old.span == mark.span or (old.table == table and found[old] == wanted[mark])
    ]
    moves: dict[Mark, Mark] = {}
    taken: set[Mark] = set()
    for _, old, mark in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
        if old not in moves and mark not in taken:
            moves[old] = mark
            taken.add(mark)
    return moves


def _layers(marks: Iterable[Mark]) -> dict[str, Layer[Mark]]:
    layers = {table: Layer[Mark]() for table in RECORDS}
    for mark in marks:
        layers[mark.table].put(mark)
    return layers


def _move(about: _Decide, old: Mark, new: Mark, kind: str) -> Decision:
    if old.span == new.span:
        return about("relabel", old, {"table": new.table, **_typed(new, kind)})
    shifts = {"start": new.start - old.start, "end": new.end - old.end}
    return about("edges", old, {edge: shift for edge, shift in shifts.items() if shift})


def _endangered(staying: Mapping[Mark, Mention], coming: Mapping[Mark, Mark]) -> Iterator[Mark]:
    """Rows that are not gone, and that a row that people made would push out.

    Args:
        staying: Rows that stay, or are to be changed themselves.
        coming: Where each row that people made will stand, and where it comes from.
    """
    layers = _layers(coming)
    for mark, row in sorted(staying.items(), key=lambda item: item[0]):
        is_pushed = any(
            coming[other] != mark
            for table in rivals(mark.table)
            for other in layers[table].over(mark.span)
        )
        if is_pushed and row.method != HUMAN:
            yield mark


def _typed(mark: Mark, kind: str) -> dict[str, object]:
    return {TYPE_COLUMN[mark.table]: kind}
