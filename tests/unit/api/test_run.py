"""A run over a folder with everything in it: good files, bad files, and what becomes of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from extract.api.run import run_folder
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.correcting.apply import Corrected
from extract.correcting.decision import Decision
from extract.errors import InputError, OutputError
from extract.pipeline import Pipeline
from extract.records import MENTION_TABLES, TABLES, Document
from extract.settings import Settings

RELEASE = """---
title: Envoys meet
published: 2021-03-05
source: Invented sample
---
The foreign ministers of Chad and Mali met in Dakar on 3 March and signed a border agreement.
"""
FRENCH = (
    "Les ministres des affaires étrangères des deux pays se sont rencontrés hier dans la capitale "
    "afin de signer un accord sur la frontière commune. Ils ont souligné que la coopération entre "
    "les deux gouvernements reste une priorité, et que les travaux de la commission mixte vont "
    "reprendre dès la semaine prochaine avec la participation de tous les partenaires."
)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with one good document and one of every kind of trouble."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "good.txt").write_text(RELEASE)
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "french.txt").write_text(FRENCH)
    (folder / "records.jsonl").write_text(
        json.dumps({"id": "r1", "text": "Envoys met in Accra on 3 May 2019.", "published": None})
        + "\n{broken\n"
    )
    (folder / ".hidden").write_text("x")
    return folder


def test_every_input_is_a_row_and_the_rest_goes_on(mixed: Path, tmp_path: Path) -> None:
    summary = run_folder(mixed, tmp_path / "out")
    documents = load_tables(tmp_path / "out").documents.set_index("doc_id")
    assert documents["status"].to_dict() == {
        "binary.txt": "unsupported",
        "empty.txt": "empty",
        "french.txt": "not_english",
        "good.txt": "ok",
        "picture.png": "unsupported",
        "r1": "ok",
        "records.jsonl#2": "failed",
    }
    failed = documents[~documents["status"].isin(["ok", "not_english"])]
    assert failed["error"].notna().all()
    assert "line 2" in str(documents.loc["records.jsonl#2", "error"])
    assert [doc_id for doc_id, _ in summary.failures] == list(failed.index)
    assert summary.ignored == 1


def test_rows_of_the_good_ones(mixed: Path, tmp_path: Path) -> None:
    run_folder(mixed, tmp_path / "out")
    tables = load_tables(tmp_path / "out")
    places = tables.places[["doc_id", "text", "country_code"]].to_numpy().tolist()
    assert places == [["good.txt", "Dakar", "SEN"], ["r1", "Accra", "GHA"]]
    assert tables.dates[["doc_id", "value"]].to_numpy().tolist() == [
        ["good.txt", "2021-03-03"],
        ["r1", "2019-05-03"],
    ]
    countries = tables.actors[tables.actors["actor_type"] == "country"]
    assert countries[["text", "country_code"]].to_numpy().tolist() == [
        ["Chad", "TCD"],
        ["Mali", "MLI"],
    ]


def test_exit_codes(mixed: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["run", str(mixed), "--out", str(tmp_path / "out")])
    assert run.exit_code == 3
    assert "records.jsonl#2" in run.output
    alone = ["run", str(mixed / "good.txt"), "--out", str(tmp_path / "one")]
    assert CliRunner().invoke(app, alone).exit_code == 0


def test_two_runs_give_the_same_bytes(mixed: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run_folder(mixed, tmp_path / name)
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_files_written(mixed: Path, tmp_path: Path) -> None:
    run_folder(mixed, tmp_path / "out")
    names = {f"{t.table}.{ending}" for t in TABLES for ending in ("csv", "parquet")}
    assert set(hashes(tmp_path / "out")) == names | {"manifest.json"}
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["input"] == "../raw"
    assert len(manifest["made_by"]["model"]) == 64
    assert "gazetteer.sqlite" in manifest["made_by"]["rules"]


def test_csv_alone_gives_the_same_tables(mixed: Path, tmp_path: Path) -> None:
    run_folder(mixed, tmp_path / "out")
    whole = load_tables(tmp_path / "out", text=False, demonyms=True, vague=True)
    for path in (tmp_path / "out").glob("*.parquet"):
        path.unlink()
    from_csv = load_tables(tmp_path / "out", demonyms=True, vague=True)
    for record in TABLES:
        pd.testing.assert_frame_equal(
            getattr(from_csv, record.table), getattr(whole, record.table)
        )


def test_tables_of_another_input_are_not_replaced(mixed: Path, tmp_path: Path) -> None:
    run_folder(mixed, tmp_path / "out")
    before = hashes(tmp_path / "out")
    with pytest.raises(OutputError, match=r"made from \.\./raw, not from \.\./raw/good\.txt"):
        run_folder(mixed / "good.txt", tmp_path / "out")
    assert hashes(tmp_path / "out") == before
    run_folder(mixed / "good.txt", tmp_path / "out", force=True)
    assert load_tables(tmp_path / "out").documents["doc_id"].tolist() == ["good.txt"]


def test_foreign_tables_are_not_replaced(mixed: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "actors.csv").write_text("mine")
    with pytest.raises(OutputError, match="these are not our tables"):
        run_folder(mixed, tmp_path / "out")
    assert (tmp_path / "out" / "actors.csv").read_text() == "mine"


def test_output_inside_the_input_is_refused(mixed: Path) -> None:
    with pytest.raises(OutputError, match="would read its own tables"):
        run_folder(mixed, mixed / "out")


def test_an_empty_folder_says_what_next(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    with pytest.raises(InputError, match=r"Put texts there"):
        run_folder(tmp_path / "raw", tmp_path / "out")


def test_limit_and_metadata(mixed: Path, tmp_path: Path) -> None:
    (tmp_path / "meta.csv").write_text("doc_id,published,title\ngood.txt,2020-03-04,Corrected\n")
    run_folder(mixed / "good.txt", tmp_path / "out", metadata=tmp_path / "meta.csv")
    (document,) = load_tables(tmp_path / "out").documents.to_dict("records")
    assert (document["title"], document["published_from"]) == ("Corrected", "metadata")
    assert load_tables(tmp_path / "out").dates["value"].tolist() == ["2020-03-03"]
    run_folder(mixed, tmp_path / "some", limit=2)
    assert load_tables(tmp_path / "some").documents["doc_id"].tolist() == [
        "binary.txt",
        "empty.txt",
    ]


def test_metadata_for_nobody_is_named(mixed: Path, tmp_path: Path) -> None:
    (tmp_path / "meta.csv").write_text("path,title\ngood.txt,Known\nmisspelt.txt,Lost\n")
    command = ["run", str(mixed), "--out", str(tmp_path / "out")]
    run = CliRunner().invoke(app, [*command, "--metadata", str(tmp_path / "meta.csv")])
    assert "metadata for 'misspelt.txt': no such document" in run.output


def test_issuers_of_the_project_tell_the_country(mixed: Path, tmp_path: Path) -> None:
    (tmp_path / "issuers.csv").write_text("country,names,hosts\nMLI,Invented sample,\n")
    settings = Settings(issuers=tmp_path / "issuers.csv")
    run_folder(mixed / "good.txt", tmp_path / "out", settings=settings)
    (document,) = load_tables(tmp_path / "out").documents.to_dict("records")
    assert document["source_country"] == "MLI"


def test_a_bug_in_one_document_is_its_own_row(
    mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Pipeline.corrected

    def failing(
        pipeline: Pipeline, document: Document, decisions: Sequence[Decision]
    ) -> Corrected:
        if document.doc_id == "r1":
            raise ZeroDivisionError("boom")
        return real(pipeline, document, decisions)

    monkeypatch.setattr(Pipeline, "corrected", failing)
    run_folder(mixed, tmp_path / "out")
    tables = load_tables(tmp_path / "out")
    row = tables.documents.set_index("doc_id").loc["r1"]
    assert row["status"] == "failed"
    assert "ZeroDivisionError" in row["error"]
    assert tables.places["doc_id"].tolist() == ["good.txt"]


def test_mention_tables_join_on_doc_id(mixed: Path, tmp_path: Path) -> None:
    run_folder(mixed, tmp_path / "out")
    tables = load_tables(tmp_path / "out")
    texts = tables.documents.set_index("doc_id")["text"]
    for record in MENTION_TABLES:
        for row in getattr(tables, record.table).to_dict("records"):
            assert texts[row["doc_id"]][row["start"] : row["end"]] == row["text"]


def test_a_dry_run_says_what_would_be_done(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["run", str(mixed), "--out", str(out), "--dry-run"]
    first = CliRunner().invoke(app, words)
    assert "6 files: 6 new or changed" in first.output
    assert not out.exists()
    run_folder(mixed, out)
    before = hashes(out)
    assert "7 unchanged, 0 to be extracted" in CliRunner().invoke(app, words).output
    assert hashes(out) == before


def test_without_csv_the_old_ones_go(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_folder(mixed, out)
    run_folder(mixed, out, with_csv=False)
    assert not list(out.glob("*.csv"))
    assert len(list((out / ".previous").glob("*.csv"))) == len(TABLES)
    assert load_tables(out).documents["doc_id"].tolist()[0] == "binary.txt"


def test_force_does_everything_anew(mixed: Path, tmp_path: Path) -> None:
    run_folder(mixed, tmp_path / "out")
    assert run_folder(mixed, tmp_path / "out").changes.unchanged == 7
    summary = run_folder(mixed, tmp_path / "out", force=True)
    assert (summary.changes.unchanged, summary.is_replaced) == (0, False)


def test_a_run_over_the_first_documents_keeps_the_others(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_folder(mixed, out)
    assert run_folder(mixed, out, limit=2).documents == 2
    assert run_folder(mixed, out).changes.unchanged == 7
