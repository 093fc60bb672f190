"""Rows out to annotation tools and back: what was changed is decided, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import spacy
from spacy.tokens import DocBin, SpanGroup
from typer.testing import CliRunner

from extract.api.corrections import apply_corrections
from extract.api.exchange import TOOL_FORMATS, export_corrections, import_corrections
from extract.api.run import run_folder
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.correcting.decision import take_back
from extract.correcting.log import append
from extract.errors import CorrectionError, OutputError
from extract.settings import Settings

TEXTS = {
    "a.txt": "Envoys of Chad met in Dakar on 3 May 2021.\r\nSome\u00a0herders were absent "
    "\U0001f54a in Accra  and  recalled the joint statement of Chad and Mali of 10 June 2019.\n\n",
    "b.txt": "Envoys of Mali met in Accra itself on Monday and praised the work of the committee.",
}
TIME = "2026-03-04T05:06:07+00:00"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with two releases and their tables, entered."""
    (tmp_path / "raw").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "raw" / name).write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    run_folder(Path("raw"), Path("out"), workers=0)
    return tmp_path


Taken = tuple[str, str, str, dict[str, object]]


def taken(tool: str) -> tuple[list[Taken], list[str]]:
    """Decisions and refusals of an import."""
    found = import_corrections(tool, "file", "out", author="Ann", time=TIME)
    decisions = [(d.action, d.table, d.quote, dict(d.fields)) for d in found.decisions]
    return decisions, list(found.refused)


def rows(table: pd.DataFrame, kind: str) -> list[tuple[str, str]]:
    return [(str(text), str(of)) for text, of in zip(table["text"], table[kind], strict=True)]


def lines(path: str = "file") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def write(objects: list[dict[str, Any]]) -> None:
    Path("file").write_text("".join(json.dumps(one) + "\n" for one in objects))


@pytest.mark.parametrize("tool", TOOL_FORMATS)
def test_an_unedited_file_gives_no_decision(project: Path, tool: str) -> None:
    assert export_corrections(tool, "file", "out") == 2
    found = import_corrections(tool, "file", "out")
    assert (list(found.decisions), list(found.refused), found.documents) == ([], [], 2)
    assert not (project / "data").exists()
    tables = load_tables("out", vague=True)
    inside = tables.dates.set_index("text").loc["10 June 2019"]
    around = tables.agreements.iloc[0]
    assert around["start"] < inside["start"] < inside["end"] <= around["end"]  # they overlap


def shifted(label: dict[str, Any], text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {**label, "start": start, "end": start + len(words)}


def edit_prodigy() -> None:
    first, second = lines()
    spans = [one for one in first["spans"] if words(first, one) != "3 May 2021"]
    spans = [
        {**one, "label": "actors:person"} if words(first, one) == "Dakar" else one for one in spans
    ]
    spans.append(shifted({"label": "actors:group"}, first["text"], "herders"))
    moved = [
        shifted(one, second["text"], "Accra itself") if words(second, one) == "Accra" else one
        for one in second["spans"]
    ]
    write([{**first, "spans": spans}, {**second, "spans": moved}])


def words(page: dict[str, Any], span: dict[str, Any]) -> str:
    return str(page["text"][span["start"] : span["end"]])


def edit_doccano() -> None:
    pages = lines()
    for page in pages:
        page["spans"] = [
            {"start": start, "end": end, "label": label} for start, end, label in page["label"]
        ]
    write(pages)
    edit_prodigy()
    write(
        [
            {
                "doc_id": page["doc_id"],
                "text": page["text"],
                "entities": [
                    {"label": s["label"], "start_offset": s["start"], "end_offset": s["end"]}
                    for s in page["spans"]
                ],
            }
            for page in lines()
        ]
    )


def edit_label_studio() -> None:
    tasks = json.loads(Path("file").read_text())
    write(
        [
            {
                "text": task["data"]["text"],
                "spans": [
                    {**one["value"], "label": one["value"]["labels"][0]}
                    for one in task["annotations"][0]["result"]
                ],
            }
            for task in tasks
        ]
    )
    edit_prodigy()
    for task, page in zip(tasks, lines(), strict=True):
        units = len(page["text"].encode("utf-16-le")) // 2 - len(page["text"])
        assert units == (1 if task is tasks[0] else 0)
        task["annotations"] = [
            {
                "result": [
                    {
                        "type": "labels",
                        "value": {
                            "start": in_utf16(page["text"], one["start"]),
                            "end": in_utf16(page["text"], one["end"]),
                            "text": words(page, one),
                            "labels": [one["label"]],
                        },
                    }
                    for one in page["spans"]
                ]
            }
        ]
    Path("file").write_text(json.dumps(tasks))


def in_utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le")) // 2


def edit_docbin() -> None:
    vocab = spacy.blank("en").vocab
    first, second = DocBin().from_bytes(Path("file").read_bytes()).get_docs(vocab)
    dates = [span for span in first.spans["dates"] if span.text != "3 May 2021"]
    first.spans["dates"] = SpanGroup(first, spans=dates)
    places = [span for span in first.spans["places"] if span.text != "Dakar"]
    first.spans["places"] = SpanGroup(first, spans=places)
    at, front = first.text.index("Dakar"), first.text.index("herders")
    for start, end, kind in ((at, at + 5, "person"), (front, front + 7, "group")):
        span = first.char_span(start, end, label=kind)
        assert span is not None
        first.spans["actors"].append(span)
    moved = [span for span in second.spans["places"] if span.text != "Accra"]
    at = second.text.index("Accra itself")
    whole = second.char_span(at, at + 12, label="city")
    assert whole is not None
    second.spans["places"] = SpanGroup(second, spans=[*moved, whole])
    Path("file").write_bytes(DocBin(docs=[first, second], store_user_data=True).to_bytes())


def edit_conll() -> None:
    """Mark by mark, as in a spreadsheet."""
    edited: list[str] = []
    doc = ""
    for line in Path("file").read_text().splitlines():
        doc = line if line.startswith("# doc_id") else doc
        cells = line.split("\t")
        if len(cells) > 3:
            form, _, _, actor, place, date, agreement = cells
            if form == "Dakar":
                actor, place = "B-person", "O"
            if "a.txt" in doc and int(cells[1]) < 43:
                date = "O"
            actor = "B-group" if form == "herders" else actor
            if "b.txt" in doc and form == "itself":
                place = "I-city"
            cells = [*cells[:3], actor, place, date, agreement]
        edited.append("\t".join(cells))
    Path("file").write_text("\n".join(edited) + "\n")


EDITS: dict[str, Callable[[], None]] = {
    "prodigy": edit_prodigy,
    "doccano": edit_doccano,
    "label-studio": edit_label_studio,
    "docbin": edit_docbin,
    "conll": edit_conll,
}


@pytest.mark.parametrize("tool", TOOL_FORMATS)
def test_what_was_edited_is_decided_and_applied(project: Path, tool: str) -> None:
    before = load_tables("out")
    assert ("Accra", "city") in rows(before.places, "feature")
    export_corrections(tool, "file", "out")
    EDITS[tool]()
    decisions, refused = taken(tool)
    assert refused == []
    assert decisions == [
        ("reject", "dates", "3 May 2021", {}),
        ("relabel", "places", "Dakar", {"table": "actors", "actor_type": "person"}),
        ("add", "actors", "herders", {"actor_type": "group"}),
        ("edges", "places", "Accra", {"end": 7}),
    ]
    assert taken(tool) == ([], [])  # not twice
    summary = apply_corrections("out", settings=Settings(project=project), workers=0)
    assert (summary.decided.applied, list(summary.decided.unplaced)) == (4, [])
    tables = load_tables("out")
    assert {("Dakar", "person"), ("herders", "group")} <= set(rows(tables.actors, "actor_type"))
    assert ("Accra itself", "city") in rows(tables.places, "feature")
    assert "3 May 2021" not in tables.dates["text"].tolist()
    assert taken(tool) == ([], [])  # the tables say now what the file says


@pytest.mark.usefixtures("project")
def test_what_cannot_be_used_is_named() -> None:
    export_corrections("prodigy", "file", "out")
    first, second = lines()
    start = {"start": 0, "end": 4}
    bad: list[dict[str, Any]] = [
        {**first, "meta": {"doc_id": "z.txt"}},
        {**first, "text": first["text"] + "!"},
        {**first, "spans": [{**start, "label": "actors:town"}]},
        {**first, "spans": [{"start": 10, "end": 999, "label": "actors:person"}]},
        {**first, "spans": [{**start, "label": f"actors:{of}"} for of in ("person", "igo")]},
        {**first, "meta": {}},
        {**first, "answer": "ignore"},
        second,
        second,
    ]
    write(bad)
    with Path("file").open("a") as file:
        file.write("{\n[]\n")
    decisions, refused = taken("prodigy")
    assert decisions == []
    assert [one.split(" (Expecting")[0] for one in refused] == [
        "line 1 (z.txt): document 'z.txt' is unknown to the tables",
        "line 2 (a.txt): the text differs from that of the tables",
        "line 3: label 'actors:town' is unknown; labels look like actors:person",
        "line 4 (a.txt): span 10-999 (actors:person) lies outside the text",
        "line 5 (a.txt): span 0-4 is both actors:person and actors:igo",
        "line 6: has no doc_id",
        "line 7: its answer is 'ignore', not 'accept'",
        "line 9 (b.txt): document 'b.txt' stands in the file twice",
        "line 10: is no JSON",
        "line 11: is no JSON object",
    ]


CONLL = {
    "open": ("Chad\t10\t14\tI-country\tO\tO\tO", "no B-country began"),
    "kind": ("Chad\t10\t14\tB-town\tO\tO\tO", "label 'actors:town' is unknown"),
    "mark": ("Chad\t10\t14\tcountry\tO\tO\tO", "is no O, B-type or I-type"),
    "crossing": ("Cha\t10\t14\tO\tO\tO\tO", "at 10 stands 'Chad', not 'Cha'"),
    "order": ("Chad\t8\t14\tO\tO\tO\tO", "begins before the last one ends"),
    "columns": ("Chad\t10\t14\tO", "has 4 columns, not 7"),
}


@pytest.mark.parametrize("case", CONLL.values(), ids=CONLL.keys())
@pytest.mark.usefixtures("project")
def test_a_bad_line_of_conll_refuses_its_document_alone(case: tuple[str, str]) -> None:
    line, reason = case
    export_corrections("conll", "file", "out")
    text = Path("file").read_text()
    good = next(one for one in text.splitlines() if one.startswith("Chad\t10"))
    Path("file").write_text(text.replace(good, line))
    found = import_corrections("conll", "file", "out")
    assert [reason in one for one in found.refused] == [True]
    assert (list(found.decisions), found.documents) == ([], 1)


@pytest.mark.usefixtures("project")
def test_a_file_nested_without_end_is_no_json() -> None:
    Path("file").write_text('{"a":' * 100_000 + "\n[]\n")
    assert taken("prodigy")[1] == ["line 1: is no JSON (too deep)", "line 2: is no JSON object"]
    with pytest.raises(CorrectionError, match=r"is no JSON \(too deep\)"):
        taken("label-studio")


@pytest.mark.usefixtures("project")
def test_what_stands_before_the_first_document_is_named_once() -> None:
    export_corrections("conll", "file", "out")
    Path("file").write_text("Chad\n" + Path("file").read_text())
    assert taken("conll") == ([], ["line 1: stands before the first '# doc_id ='"])


def test_a_log_that_cannot_be_written_is_named(project: Path) -> None:
    export_corrections("prodigy", "file", "out")
    edit_prodigy()
    (project / "data").mkdir(exist_ok=True)
    (project / "data" / "corrections").write_text("in the way")
    with pytest.raises(CorrectionError, match=r"imported\.jsonl: .*\nNo decision was written"):
        taken("prodigy")


def test_the_command_names_decisions_and_refusals(project: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["corrections", *words, "--tables", "out"])
        return result.exit_code, result.output

    assert run("export", "prodigy", "file") == (0, "2 documents -> file\n")
    edit_prodigy()
    with Path("file").open("a") as file:
        file.write("{}\n")
    code, output = run("import", "prodigy", "file", "--author", "Ann")
    assert code == 3
    assert "refused: line 3: has no doc_id" not in output
    assert "refused: line 3: has no meta" in output
    assert "add 'herders' (actors) in a.txt" in output
    assert "4 decisions in 2 documents" in output
    log = (project / "data" / "corrections" / "imported.jsonl").read_text()
    assert json.loads(log.splitlines()[0])["author"] == "Ann"
    Path("file").write_bytes(b"\xff\xfe\x00")
    code, output = run("import", "prodigy", "file")
    assert (code, "is not in UTF-8" in output) == (1, True)
    code, output = run("import", "docbin", "file")
    assert (code, "is no DocBin" in output) == (1, True)


def test_tables_without_texts_cannot_be_exported(project: Path) -> None:
    (project / "out" / "documents.parquet").unlink()
    with pytest.raises(OutputError, match=r"documents\.parquet"):
        export_corrections("conll", "file", "out")


def test_what_was_taken_back_is_imported_again(project: Path) -> None:
    export_corrections("doccano", "file", "out")
    edit_doccano()
    first = import_corrections("doccano", "file", "out", author="Ann", time=TIME).decisions
    later = "2026-03-05T05:06:07+00:00"
    log = project / "data" / "corrections" / "ann.jsonl"
    append(log, [take_back(first[0], author="Ann", time=later)])
    again = import_corrections("doccano", "file", "out", author="Ben", time=later).decisions
    assert again == [replace(first[0], author="Ben", time=later)]
