"""What `load_tables` gives back, and what notebooks ask of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from extract.api.tables import Tables, load_tables
from extract.errors import OutputError
from extract.records import TABLES, Document, Mention
from extract.tables.arrow import arrow_table
from extract.tables.frames import records
from extract.writing.csv import write_header, write_rows

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = re.compile(r"[=+\-@\t\r]")


@pytest.fixture
def as_csv(hostile_tables: Path, tmp_path: Path) -> Path:
    """The hostile tables as a run writes them in CSV, and nothing else."""
    tables = load_tables(hostile_tables, demonyms=True, vague=True)
    for record in TABLES:
        frame = getattr(tables, record.table)
        rows: Any = (
            records(record, frame) if issubclass(record, Mention) else records(Document, frame)
        )
        with (tmp_path / f"{record.table}.csv").open("w", encoding="utf-8", newline="") as stream:
            write_header(stream, record)
            write_rows(stream, record, arrow_table(record, rows))
    return tmp_path


def test_no_cell_of_a_csv_is_a_formula(as_csv: Path) -> None:
    guarded = 0
    for record in TABLES:
        with (as_csv / f"{record.table}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                texts = {name: cell for name, cell in row.items() if not _is_number(cell)}
                assert not [cell for cell in texts.values() if FORMULA.match(cell)]
                guarded += sum(cell.startswith("'") for cell in texts.values())
    assert guarded > 10


def _is_number(cell: str) -> bool:
    """As "-8.0", a longitude."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_load_tables_takes_the_guard_off_again(as_csv: Path, hostile_tables: Path) -> None:
    from_csv = load_tables(as_csv, demonyms=True, vague=True)
    from_parquet = load_tables(hostile_tables, text=False, demonyms=True, vague=True)
    for record in TABLES:
        pd.testing.assert_frame_equal(
            getattr(from_csv, record.table), getattr(from_parquet, record.table)
        )
    assert from_csv.documents["title"].tolist()[0] == '=HYPERLINK("x")'
    assert from_csv.places["name"].tolist() == ["Bamako", "+border"]
    assert from_csv.actors["name"].tolist() == ["Mali", "'Chad"]


def test_demonyms_vague_dates_and_texts_are_there_when_asked_for(sample_tables: Path) -> None:
    usual = load_tables(sample_tables)
    whole = load_tables(sample_tables, text=False, demonyms=True, vague=True)
    assert "demonym" not in set(usual.places["feature"])
    assert "demonym" in set(whole.places["feature"])
    vague = whole.dates[~whole.dates["mention_id"].isin(usual.dates["mention_id"])]
    assert "soon" in set(vague["text"])
    assert vague["value"].str.contains(r"_REF$|^PT?X").all()
    assert "text" in usual.documents.columns
    assert "text" not in whole.documents.columns


def test_documents_stand_beside_mentions(sample_tables: Path) -> None:
    tables = load_tables(sample_tables)
    places = tables.with_documents("places")
    assert places["mention_id"].tolist() == tables.places["mention_id"].tolist()
    row = places[places["doc_id"] == "mfa-geo-2024-05-08"].iloc[0]
    assert (row["text"], row["doc_source_country"]) == ("TBILISI", "GEO")
    assert row["doc_published"] == pd.Timestamp("2024-05-08")
    assert "doc_text" not in places.columns


ASKED: dict[str, Callable[[Tables], pd.DataFrame]] = {
    "with_documents": lambda tables: tables.with_documents("place"),  # type: ignore[arg-type]
    "co_mentions": lambda tables: tables.co_mentions("actors", "place"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED.keys())
def test_a_misspelt_table_is_told_what_was_meant(
    ask: Callable[[Tables], pd.DataFrame], sample_tables: Path
) -> None:
    tables = load_tables(sample_tables)
    with pytest.raises(OutputError, match=r"'place' is no table of mentions. Did you mean places"):
        ask(tables)
