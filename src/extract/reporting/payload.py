"""What the page is given: the five tables as columns, every repeated text once.

In:  the five frames
Out: a JSON value: {"strings": [...], "documents": {...}, "actors": {"doc": [...], ...}, ...};
     text cells are numbers into `strings` (-1 for none), offsets count UTF-16 units, as scripts do
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from extract.records import MENTION_TABLES, Document
from extract.schema import Record, columns

if TYPE_CHECKING:
    import pandas as pd

#: Columns the page shows; the rest it can do without.
_DOCUMENT_COLUMNS: Final = (
    "doc_id", "title", "source", "url", "published", "n_words", "status", "error", "warnings",
    "near_duplicate_of",
)  # fmt: skip
_LEFT_OUT: Final = frozenset(
    {"mention_id", "doc_id", "text", "sentence", "actor_id", "geonames_id", "in_agreement"}
)
_OFFSETS: Final = ("start", "end", "sentence_start", "sentence_end")


class Strings:
    """Texts by number, each kept once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text."""
        known = self._numbers.get(text)
        if known is None:
            known = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return known


def payload(frames: Mapping[str, pd.DataFrame], about: Mapping[str, str]) -> dict[str, Any]:
    """Gather what the page shows.

    Args:
        frames: The five tables by name.
        about: What the page says of the run, e.g. its id.
    """
    strings, documents = Strings(), frames["documents"]
    ids = list(documents["doc_id"])
    texts = list(documents["text"]) if "text" in documents.columns else [""] * len(ids)
    places = {doc_id: place for place, doc_id in enumerate(ids)}
    gathered: dict[str, Any] = {"about": dict(about), "documents": {}}
    for field in columns(Document):
        if field.name in _DOCUMENT_COLUMNS:
            cells = _column(Document, field.name, documents, strings)
            gathered["documents"][field.name] = cells
    gathered["documents"]["text"] = texts
    wide = [_wide_characters(text) for text in texts]
    for record in MENTION_TABLES:
        table = frames[record.table]
        at = [places[doc_id] for doc_id in table["doc_id"]]
        gathered[record.table] = _mentions(record, table, at, wide, strings)
    gathered["strings"] = strings.texts
    return gathered


def _mentions(
    record: type[Record],
    table: pd.DataFrame,
    at: list[int],
    wide: list[list[int]],
    strings: Strings,
) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {"doc": at}
    found["words"] = [strings.number(text) for text in table["text"]]
    for field in columns(record):
        if field.name in _OFFSETS:
            found[field.name] = [
                offset + bisect_left(wide[doc], offset)
                for doc, offset in zip(at, table[field.name].tolist(), strict=True)
            ]
        elif field.name not in _LEFT_OUT:
            found[field.name] = _column(record, field.name, table, strings)
    return found


def _column(record: type[Record], name: str, table: pd.DataFrame, strings: Strings) -> list[Any]:
    field = next(one for one in columns(record) if one.name == name)
    cells = table[name]
    if field.kind == "list":
        return [[strings.number(str(member)) for member in members] for members in cells]
    empty = cells.isna()
    if field.kind == "date":
        cells = cells.dt.strftime("%Y-%m-%d")
    if field.kind in {"text", "date"}:
        return [
            -1 if is_empty else strings.number(str(cell))
            for cell, is_empty in zip(cells, empty, strict=True)
        ]
    return [
        None if is_empty else _number(cell)
        for cell, is_empty in zip(cells.tolist(), empty, strict=True)
    ]


def _number(cell: float) -> float:
    """A number as short as the page can show it: four decimals are ten metres."""
    return round(cell, 4) if isinstance(cell, float) else cell


def _wide_characters(text: str) -> list[int]:
    """Where characters stand that count twice in UTF-16, e.g. most emoji."""
    return [] if text.isascii() else _positions(text)


def _positions(text: Iterable[str]) -> list[int]:
    return [index for index, character in enumerate(text) if character > "\uffff"]
