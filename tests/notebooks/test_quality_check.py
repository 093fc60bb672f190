"""Quality check: what failed, what was guessed, and what is least sure stand at the top."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract.api.run import run_folder
from shown import Shown, run_notebook

SAMPLE = Path(__file__).parents[2] / "data" / "raw" / "sample"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Three releases of the sample, a repetition, and three documents that something is wrong with."""
    raw = tmp_path_factory.mktemp("raw")
    for name in ("bulletins-2024.jsonl", "dnd-phl-shoal-2024.txt", "osce-moldova-2006.txt"):
        shutil.copy(SAMPLE / name, raw)
    (raw / "broken.docx").write_bytes(b"PK\x03\x04 no document")
    (raw / "french.txt").write_text("Le ministre des affaires est venu de la ville pour parler. " * 9)
    (raw / "undated.txt").write_text("On Friday the envoys of Chad met in Accra. " * 9)
    tables = tmp_path_factory.mktemp("out") / "processed"
    run_folder(raw, tables, workers=0)
    return run_notebook("quality-check", tables, tmp_path_factory.mktemp("project"))


def test_documents_without_rows_are_named_with_the_reason(shown: Shown) -> None:
    table = shown.text_with("<th>error</th>")
    for words in ("broken.docx", "failed", "french.txt", "not_english"):
        assert f"<td>{words}</td>" in table
    assert "undated.txt" not in table


def test_documents_read_with_doubt_are_named(shown: Shown) -> None:
    table = shown.text_with("<th>no_day</th>")
    rows = {row.split("<td>")[1].split("</td>")[0]: row for row in table.split("<tr>")[1:]}
    assert "<td>mfa-aze-2024-03-14</td>" in rows["wire-baku-2024-03-15"]
    assert "<td>True</td>" in rows["undated.txt"]
    assert "osce-moldova-2006.txt" not in rows


def test_confidence_is_drawn_for_each_table(shown: Shown) -> None:
    plot = shown.plot("How sure the rows are")
    for words in ("actors", "places", "dates", "agreements", "link_confidence"):
        assert f">{words}</text>" in plot
    assert plot.count('role="graphics-symbol"') > 10


def test_spellings_with_two_meanings_are_shown(shown: Shown) -> None:
    table = shown.text_with("<th>meanings</th>")
    assert "<th>ministry of foreign affairs</th>" in table
    assert "gov:ARM:ministry-of-foreign-affairs | gov:AZE:" in table


def test_voices_are_counted(shown: Shown) -> None:
    plot = shown.plot("How many voices agree on a row")
    assert "table: agreements; voices: one" in plot
    assert "table: places; voices: two" in plot


def test_the_least_sure_rows_come_first(shown: Shown) -> None:
    table = shown.text_with("<th>times</th>")
    sure = [float(row.split("<td>")[1].split("</td>")[0]) for row in table.split("<tr>")[1:]]
    assert len(sure) == 15
    assert sure == sorted(sure)
    assert sure[0] < 0.5


def test_the_weakest_document_is_shown_with_marks(shown: Shown) -> None:
    weakest = shown.text_with("<th>size</th>").split("<th>")
    assert any("dnd-phl-shoal-2024.txt" in cell for cell in weakest)
    assert "<mark title=" in shown.texts[-1]
