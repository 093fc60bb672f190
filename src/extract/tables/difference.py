"""What changed between two runs: rows gained, lost and changed, table by table.

In:  two frames of one table
Out: Differences in text order; a changed row names each column with its old and new value

Rows meet by `mention_id` (document, table, span), documents by `doc_id`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.schema import Record, columns

if TYPE_CHECKING:
    import pandas as pd

GAINED, LOST, CHANGED = "gained", "lost", "changed"
#: Columns whose change is told by the row itself, or by another column.
_SILENT: Final = frozenset({"sentence", "sentence_start", "sentence_end", "text_sha256"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One row that two runs do not share.

    Args:
        table: Its table.
        change: GAINED, LOST or CHANGED.
        row_id: Its `mention_id` or `doc_id`.
        doc_id: Its document.
        text: Its words; the title of a document.
        columns: Old and new value by column, as CSV files have them; nothing unless CHANGED.
    """

    table: str
    change: str
    row_id: str
    doc_id: str
    text: str
    columns: Mapping[str, tuple[str, str]]


def differences(
    record: type[Record], old: pd.DataFrame, new: pd.DataFrame
) -> Iterator[Difference]:
    """Compare two frames of one table; the order is that of the new one, then what is lost."""
    key = "mention_id" if "mention_id" in {f.name for f in columns(record)} else "doc_id"
    was, now = _rows(key, old), _rows(key, new)
    shared = [f.name for f in columns(record) if f.name in old.columns and f.name in new.columns]
    for name, row in now.items():
        if name not in was:
            yield _difference(record, GAINED, name, row, {})
            continue
        before = was[name]
        moved = {
            column: (before[column], row[column])
            for column in shared
            if before[column] != row[column] and column not in _SILENT
        }
        if "text" in moved and record.table == "documents":
            moved["text"] = ("", "")  # whole texts are no table cell
        if moved:
            yield _difference(record, CHANGED, name, row, moved)
    for name, row in was.items():
        if name not in now:
            yield _difference(record, LOST, name, row, {})


def _difference(
    record: type[Record],
    change: str,
    name: str,
    row: Mapping[str, str],
    moved: Mapping[str, tuple[str, str]],
) -> Difference:
    words = row.get("title" if record.table == "documents" else "text", "")
    return Difference(
        table=record.table,
        change=change,
        row_id=name,
        doc_id=row["doc_id"],
        text=" ".join(words.split()),
        columns=moved,
    )


def _rows(key: str, table: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Rows by their id, cells as text."""
    cells = table.astype("object").to_dict("records")
    return {
        str(row[key]): {str(name): _text(value) for name, value in row.items()} for row in cells
    }


def _text(value: object) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    is_nothing = value is None or value != value  # noqa: PLR0124  # NaN, NaT and NA
    return "" if is_nothing is True or str(value) in {"<NA>", "NaT", "nan"} else str(value)
