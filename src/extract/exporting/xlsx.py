"""The tables as one workbook: a sheet a table, header frozen, filters on, nothing that runs.

In:  the contents of a run
Out: .xlsx without `documents.text`, as in the CSV; lists joined by `|`; days as days from
     1900-03-01 on and as "YYYY-MM-DD" before, where spreadsheets know no days
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extract.errors import OutputError
from extract.exporting.contents import Cell, Contents
from extract.records import TABLES
from extract.schema import SCHEMA_VERSION, Field, columns
from extract.text.lists import join_list

#: Limits of the format.
MOST_ROWS: Final = 1_048_576
LONGEST_CELL: Final = 32_767
CUT: Final = " [cut here: a cell holds no more]"
#: Spreadsheets count days from 1900 and believe in 1900-02-29.
FIRST_DAY: Final = date(1900, 3, 1)
#: Text is written as text, whatever it looks like.
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
#: Stands in the file where others write the clock: the same tables give the same bytes.
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
_WIDTHS: Final = {"text": 24, "integer": 10, "number": 11, "boolean": 8, "date": 12, "list": 24}


def write_xlsx(contents: Contents, path: Path) -> None:
    """Write the workbook.

    Raises:
        OutputError: A table has more rows than a sheet can hold.
    """
    for record in TABLES:
        if len(contents.frames[record.table]) >= MOST_ROWS:
            raise OutputError.too_many_rows(path, record.table, MOST_ROWS - 1)
    with Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"created": _MADE, "comments": f"press-extract {contents.run_id}"})
        header = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for record in TABLES:
            fields = [field for field in columns(record) if not field.column.parquet_only]
            sheet = book.add_worksheet(record.table)
            _write_header(sheet, fields, header)
            rows = 0
            for rows, row in enumerate(contents.rows(record), start=1):
                for column, field in enumerate(fields):
                    _write_cell(sheet, (rows, column), field, row[field.name], day)
            sheet.autofilter(0, 0, rows, len(fields) - 1)
        _write_about(book.add_worksheet("about"), contents)


def _write_header(sheet: Worksheet, fields: list[Field], style: Format) -> None:
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field.name, style)
        sheet.set_column(column, column, _WIDTHS[field.kind])
    sheet.freeze_panes(1, 0)


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], field: Field, cell: Cell, day: Format
) -> None:
    if cell is None or cell == []:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*at, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell)
    elif isinstance(cell, list):
        sheet.write_string(*at, _fitting(join_list(cell)))
    elif field.kind == "date" and date.fromisoformat(cell) >= FIRST_DAY:
        sheet.write_datetime(*at, date.fromisoformat(cell), day)
    else:
        sheet.write_string(*at, _fitting(cell))


def _fitting(text: str) -> str:
    """A text as long as a cell can hold, saying so where it was cut."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _write_about(sheet: Worksheet, contents: Contents) -> None:
    lines = {
        "made by": "press-extract",
        "run_id": contents.run_id,
        "schema_version": str(SCHEMA_VERSION),
        "sentences": "included" if contents.has_text else "left out",
    }
    for row, (key, value) in enumerate(lines.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
