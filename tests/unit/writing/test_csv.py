from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records import AgreementMention
from extract.schema import columns
from extract.tables.arrow import arrow_table
from extract.tables.frames import frame, typed
from extract.writing.csv import guard, read_csv, unguard, write_header, write_rows

GUARDED = {
    "formula": ("=1+1", "'=1+1"),
    "at": ("@SUM(A1)", "'@SUM(A1)"),
    "minus": ("-5 Brigade", "'-5 Brigade"),
    "apostrophe": ("'tis", "''tis"),
    # must stay as they are
    "plain": ("Lachin", "Lachin"),
    "inside": ("a=b", "a=b"),
    "empty": ("", ""),
}


@pytest.mark.parametrize("case", GUARDED.values(), ids=GUARDED.keys())
def test_guard(case: tuple[str, str]) -> None:
    cell, written = case
    assert guard(cell) == written
    assert unguard(written) == cell


@given(st.text(max_size=20))
def test_guard_loses_nothing(cell: str) -> None:
    assert unguard(guard(cell)) == cell


def agreement(**fields: object) -> AgreementMention:
    base: dict[str, object] = {
        "mention_id": "d:agreements:0-6",
        "doc_id": "d",
        "text": "accord",
        "start": 0,
        "end": 6,
        "sentence": "accord",
        "sentence_start": 0,
        "sentence_end": 6,
        "method": "agreement:described",
        "confidence": 0.8,
        "title": "accord",
        "agreement_type": "agreement",
        "named": False,
    }
    return AgreementMention(**{**base, **fields})  # type: ignore[arg-type]


def write_csv(path: Path, rows: list[AgreementMention]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_header(stream, AgreementMention)
        write_rows(stream, AgreementMention, arrow_table(AgreementMention, rows))


def test_round_trip_keeps_every_cell(tmp_path: Path) -> None:
    rows = [
        agreement(title="=HYPERLINK()", parties=("AZE", "a|b", "c\\d"), year=2020, date="2020-11"),
        agreement(title="'quoted'\nline", named=True, link_confidence=0.25),
    ]
    table = frame(AgreementMention, rows)
    write_csv(tmp_path / "t.csv", rows)
    back = typed(AgreementMention, read_csv(tmp_path / "t.csv", AgreementMention))
    pd.testing.assert_frame_equal(back, table)
    assert "\n'=HYPERLINK" not in (tmp_path / "t.csv").read_text()  # the guard is inside the cell
    assert "'=HYPERLINK()" in (tmp_path / "t.csv").read_text()


def test_header_is_that_of_the_record(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", [])
    header = (tmp_path / "t.csv").read_text().strip()
    assert header == ",".join(field.name for field in columns(AgreementMention))


def test_a_bare_carriage_return_stays_in_its_cell(tmp_path: Path) -> None:
    rows = [agreement(title="one\rtwo"), agreement(title="three\r\nfour")]
    write_csv(tmp_path / "t.csv", rows)
    back = typed(AgreementMention, read_csv(tmp_path / "t.csv", AgreementMention))
    pd.testing.assert_frame_equal(back, frame(AgreementMention, rows))
