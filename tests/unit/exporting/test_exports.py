"""Every format gives back the rows it was given."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from extract.api.export import FORMATS, export_tables
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.cli.export import FORMATS as SHOWN
from extract.errors import OutputError
from extract.exporting import xlsx
from extract.exporting.contents import Contents, Row
from extract.exporting.ftm import Entity
from extract.records import MENTION_TABLES, TABLES, Document
from extract.schema import Record, columns
from extract.text.lists import split_list

SOURCES = ["hostile_tables", "sample_tables"]


@pytest.fixture(params=SOURCES)
def tables_dir(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


def rows_of(folder: Path, record: type[Record]) -> list[Row]:
    """The rows as every format should give them back."""
    tables = load_tables(folder)
    contents = Contents(
        frames={record.table: getattr(tables, record.table)}, run_id="", has_text=True
    )
    return list(contents.rows(record))


def test_jsonl_gives_the_rows_back(tables_dir: Path, tmp_path: Path) -> None:
    folder = export_tables(tables_dir, "jsonl", tmp_path / "out")
    for record in TABLES:
        lines = (folder / f"{record.table}.jsonl").read_text("utf-8").split("\n")
        assert [json.loads(line) for line in lines if line] == rows_of(tables_dir, record)


def test_datapackage_loads_as_tables(tables_dir: Path, tmp_path: Path) -> None:
    folder = export_tables(tables_dir, "datapackage", tmp_path / "out")
    expected, back = load_tables(tables_dir), load_tables(folder)
    for record in TABLES:
        pd.testing.assert_frame_equal(getattr(back, record.table), getattr(expected, record.table))


def test_datapackage_describes_every_column(tables_dir: Path, tmp_path: Path) -> None:
    folder = export_tables(tables_dir, "datapackage", tmp_path / "out")
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    described = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in package["resources"]
    }
    for name, fields in described.items():
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            assert next(csv.reader(lines)) == fields
    dates = next(one for one in package["resources"] if one["name"] == "dates")
    assert {"resource": "agreements", "fields": ["mention_id"]} in [
        key["reference"] for key in dates["schema"]["foreignKeys"]
    ]


def test_sqlite_gives_the_rows_back(tables_dir: Path, tmp_path: Path) -> None:
    path = export_tables(tables_dir, "sqlite", tmp_path / "out.sqlite")
    with closing(sqlite3.connect(path)) as base:
        base.row_factory = sqlite3.Row
        for record in TABLES:
            found = [dict(row) for row in base.execute(f"SELECT * FROM {record.table}")]
            lists = {field.name for field in columns(record) if field.kind == "list"}
            for row in found:
                row.update({name: json.loads(row[name]) for name in lists})
            assert found == rows_of(tables_dir, record)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = base.execute("PRAGMA foreign_key_list(dates)").fetchall()
        assert {(key["table"], key["from"]) for key in keys} == {
            ("documents", "doc_id"),
            ("agreements", "in_agreement"),
        }


def test_sqlite_finds_words_and_counts_citations(hostile_tables: Path, tmp_path: Path) -> None:
    path = export_tables(hostile_tables, "sqlite", tmp_path / "out.sqlite")
    with closing(sqlite3.connect(path)) as base:
        found = base.execute(
            "SELECT doc_id FROM documents WHERE rowid IN "
            "(SELECT rowid FROM documents_fts WHERE documents_fts MATCH 'bamako')"
        ).fetchall()
        assert found == [("-1.txt",)]
        assert base.execute("SELECT agreement_id, documents FROM instruments").fetchall() == [
            ("agreement:MLI-TCD:1813-10-24", 1)
        ]
        assert base.execute("SELECT party FROM agreement_parties").fetchall() == [
            ("MLI",),
            ("T|CD",),
        ]
        kinds = base.execute("SELECT kind, text FROM mentions WHERE start < 10").fetchall()
        assert kinds == [("actors", "Mali")]


def test_xlsx_gives_the_rows_back(tables_dir: Path, tmp_path: Path) -> None:
    path = export_tables(tables_dir, "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(path)
    for record in TABLES:
        sheet = book[record.table]
        header, *rows = sheet.iter_rows()
        names = [cell.value for cell in header]
        fields = {field.name: field for field in columns(record)}
        found = [
            {
                str(name): _of_sheet(fields[str(name)].kind, cell.value)
                for name, cell in zip(names, row, strict=True)
            }
            for row in rows
        ]
        expected = [
            {name: _as_sheet(cell) for name, cell in row.items() if name in names}
            for row in rows_of(tables_dir, record)
        ]
        assert found == expected
        assert set(fields) - set(names) == ({"text"} if record is Document else set())
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def _of_sheet(kind: str, value: object) -> object:
    if kind == "list":
        return split_list(str(value)) if value is not None else []
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value


def _as_sheet(cell: object) -> object:
    """A sheet has no empty text beside the empty cell, and no line break but one."""
    return (
        (cell.replace("\r\n", "\n").replace("\r", "\n") or None) if isinstance(cell, str) else cell
    )


def test_xlsx_runs_nothing(hostile_tables: Path, tmp_path: Path) -> None:
    path = export_tables(hostile_tables, "xlsx", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(path)["documents"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    title = next(cell for cell in cells if cell.value == '=HYPERLINK("x")')
    assert title.hyperlink is None
    assert "<f>" not in _sheet_xml(path)  # openpyxl takes "=..." for a formula, whatever it is


def _sheet_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return "".join(parts.read(name).decode() for name in names)


def test_xlsx_refuses_more_rows_than_a_sheet_holds(
    hostile_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(OutputError, match="documents has more than 2 rows"):
        export_tables(hostile_tables, "xlsx", tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_geojson_gives_the_rows_back(tables_dir: Path, tmp_path: Path) -> None:
    path = export_tables(tables_dir, "geojson", tmp_path / "out.geojson")
    collection = json.loads(path.read_text("utf-8"))
    documents = {row["doc_id"]: row for row in rows_of(tables_dir, TABLES[0])}
    found = []
    for feature in collection["features"]:
        properties = feature["properties"]
        document = documents[properties["doc_id"]]
        for name in ("title", "source", "published", "url"):
            assert properties.pop(f"doc_{name}") == document[name]
        point = feature["geometry"]["coordinates"] if feature["geometry"] else [None, None]
        found.append({**properties, "longitude": point[0], "latitude": point[1]})
    assert found == rows_of(tables_dir, MENTION_TABLES[1])


def test_ftm_joins_every_mention_to_what_it_names(tables_dir: Path, tmp_path: Path) -> None:
    path = export_tables(tables_dir, "ftm", tmp_path / "out.ftm.json")
    lines = path.read_text("utf-8").split("\n")
    entities = {one["id"]: one for one in map(json.loads, filter(None, lines))}
    found = sorted(
        (_one(entities, mention, "document", "fileName"), *_named(entities, mention))
        for mention in entities.values()
        if mention["schema"] == "Mention"
    )
    documents = {row["doc_id"]: row for row in rows_of(tables_dir, TABLES[0])}
    expected = [
        (documents[row["doc_id"]]["path"], row["text"])
        for record in (MENTION_TABLES[0], MENTION_TABLES[1], MENTION_TABLES[3])
        for row in rows_of(tables_dir, record)
    ]
    assert [(doc, text) for doc, text, _ in found] == sorted(expected)
    articles = {
        _first(one, "fileName"): _first(one, "bodyText")
        for one in entities.values()
        if one["schema"] == "Article"
    }
    assert articles == {row["path"]: row["text"] or None for row in documents.values()}


def _named(entities: Mapping[str, Entity], mention: Entity) -> tuple[str | None, str | None]:
    return _first(mention, "name"), _one(entities, mention, "resolved", "name")


def _one(entities: Mapping[str, Entity], entity: Entity, link: str, name: str) -> str | None:
    return _first(entities[entity["properties"][link][0]], name)


def _first(entity: Entity, name: str) -> str | None:
    values = entity["properties"].get(name, [None])
    return None if values[0] is None else str(values[0])


def test_ftm_speaks_the_model(hostile_tables: Path, tmp_path: Path) -> None:
    path = export_tables(hostile_tables, "ftm", tmp_path / "out.ftm.json")
    entities = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    place, event = (
        next(one["properties"] for one in entities if one["schema"] == schema)
        for schema in ("Address", "Event")
    )
    assert (place["country"], place["latitude"], place["longitude"]) == (
        ["ml"],
        ["12.65"],
        ["-8.0"],
    )
    assert (event["date"], event["country"]) == (["1813-10-24"], ["ml"])
    assert event["keywords"] == ["agreement", "T|CD"]


@pytest.mark.parametrize("name", FORMATS)
def test_without_text_nothing_of_a_sentence_is_left(
    name: str, hostile_tables: Path, tmp_path: Path
) -> None:
    out = export_tables(hostile_tables, name, tmp_path / "out.xlsx", with_text=False)
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    written = b"".join(path.read_bytes() for path in files)
    if name == "xlsx":
        book = openpyxl.load_workbook(out)
        written = repr([[c.value for c in row] for sheet in book for row in sheet]).encode()
    assert b"Bamako" in written
    assert b"met '" not in written
    assert b"They signed" not in written
    assert b"Same" not in written


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_tables_give_the_same_bytes(
    name: str, hostile_tables: Path, tmp_path: Path
) -> None:
    written = []
    for run in ("one", "two"):
        out = export_tables(hostile_tables, name, tmp_path / run / "out")
        files = sorted(out.iterdir()) if out.is_dir() else [out]
        written.append([(path.name, path.read_bytes()) for path in files])
    assert written[0] == written[1]


def test_a_second_export_leaves_nothing_of_the_first(hostile_tables: Path, tmp_path: Path) -> None:
    export_tables(hostile_tables, "jsonl", tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    export_tables(hostile_tables, "jsonl", tmp_path / "out", with_text=False)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"{record.table}.jsonl" for record in TABLES} | {"notes.txt"}
    assert "They signed" not in (tmp_path / "out" / "agreements.jsonl").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_where_only_the_csv_is_left_texts_are_empty(hostile_tables: Path, tmp_path: Path) -> None:
    csv_only = export_tables(hostile_tables, "datapackage", tmp_path / "csv")
    lines = (csv_only / "documents.csv").read_text("utf-8").splitlines()
    assert lines[0].endswith(",text")
    documents = pd.read_csv(csv_only / "documents.csv", dtype="str", keep_default_na=False)
    documents.drop(columns="text").to_csv(csv_only / "documents.csv", index=False)
    path = export_tables(csv_only, "sqlite", tmp_path / "out.sqlite")
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT DISTINCT text FROM documents").fetchall() == [("",)]
        sentences = base.execute("SELECT sentence FROM agreements").fetchall()
    assert sentences == [("They signed the border accord of 24 October 1813.",)]


def test_vague_rows_stay_out_unless_asked(sample_tables: Path, tmp_path: Path) -> None:
    def exported(**asked: bool) -> set[str]:
        folder = export_tables(sample_tables, "jsonl", tmp_path / "out", **asked)
        lines = (folder / "dates.jsonl").read_text("utf-8").split("\n")
        return {json.loads(line)["value"] for line in lines if line}

    assert "FUTURE_REF" not in exported()
    assert "FUTURE_REF" in exported(vague=True)


def test_command_writes_beside_the_tables(hostile_tables: Path) -> None:
    result = CliRunner().invoke(app, ["export", "geojson", str(hostile_tables)])
    assert result.exit_code == 0, result.output
    assert (hostile_tables.parent / "exports" / "places.geojson").is_file()
    assert date(2024, 5, 6).isoformat() in (
        hostile_tables.parent / "exports" / "places.geojson"
    ).read_text("utf-8")


def test_the_command_knows_every_format() -> None:
    assert tuple(FORMATS) == SHOWN


@pytest.mark.parametrize("name", FORMATS)
def test_a_place_that_cannot_be_written_is_named(
    name: str, hostile_tables: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match=r"file.out.*\nNothing was replaced"):
        export_tables(hostile_tables, name, tmp_path / "file" / "out")
    assert (tmp_path / "file").read_text() == "mine"


def test_errors_say_what_next(tmp_path: Path, hostile_tables: Path) -> None:
    assert CliRunner().invoke(app, ["export", "docx", str(hostile_tables)]).exit_code == 2
    with pytest.raises(OutputError, match=r"'sqlit' is no format.* Did you mean sqlite"):
        export_tables(hostile_tables, "sqlit")
    result = CliRunner().invoke(app, ["export", "sqlite", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert "Run `extract run data/raw` first" in result.output
