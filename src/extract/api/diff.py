"""What changed between two runs.

In:  two output folders; by default data/processed and what its last run replaced
Out: rows gained, lost and changed, table by table; as a CSV file if asked for
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from extract.api.show import OUT_DIR
from extract.api.tables import load_tables
from extract.errors import OutputError
from extract.records import TABLES
from extract.tables.difference import Difference, differences
from extract.writing.into_place import write_file
from extract.writing.swap import PREVIOUS

HEADER: Final = ("table", "change", "row_id", "doc_id", "text", "column", "old", "new")


def diff_runs(
    first: Path | str | None = None, second: Path | str | None = None
) -> list[Difference]:
    """Compare the tables of two output folders.

    Args:
        first: The earlier run; None for what the last run that changed `second` replaced.
        second: The later run; None for data/processed, or, if only `first` is given, for `first`
            itself, compared with what it replaced.

    Returns:
        Rows that differ, demonyms and vague dates among them.

    Raises:
        OutputError: A folder holds no tables, or nothing was replaced in it yet.
    """
    if second is None:
        later = Path(first or OUT_DIR)
        earlier = later / PREVIOUS
        if not any(earlier.glob("documents.*")):
            raise OutputError.no_previous(later)
    else:
        earlier, later = Path(first or OUT_DIR), Path(second)
    old, new = (load_tables(folder, demonyms=True, vague=True) for folder in (earlier, later))
    return [
        difference
        for record in TABLES
        for difference in differences(
            record, getattr(old, record.table), getattr(new, record.table)
        )
    ]


def write_diff(found: list[Difference], path: Path) -> None:
    """Write differences as CSV: a line a row, for changed rows a line a column.

    Raises:
        OutputError: The system refused.
    """

    def fill(beside: Path) -> None:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(HEADER)
            for one in found:
                row = (one.table, one.change, one.row_id, one.doc_id, one.text)
                for column, (old, new) in (one.columns or {"": ("", "")}).items():
                    writer.writerow([*row, column, old, new])

    write_file(path, fill)
