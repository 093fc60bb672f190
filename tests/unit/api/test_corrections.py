"""What people decided, in `extract run`, `extract corrections apply` and `extract_text`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import extract
from extract.api.run import RunSummary, run_folder
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.correcting.decision import Decision, decide
from extract.correcting.log import append
from extract.reading.text import document_of_text
from extract.settings import load_settings
from runs import contents

TEXTS = {
    "a.txt": "Envoys of Chad met in Dakar on 3 May 2021. The Lorn Front was not invited to Dakar.",
    "b.txt": "Envoys of Mali met in Accra on Monday and praised the work of the committee.",
    "c.txt": "Envoys of Peru met in Tunis on 9 May 2021 and praised the work of the committee.",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with three releases, entered."""
    (tmp_path / "raw").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "raw" / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def decided(
    action: str,
    table: str,
    name: str,
    words: str,
    fields: Mapping[str, object] | None = None,
    *,
    nth: int = 0,
) -> Decision:
    document = document_of_text(TEXTS[name], doc_id=name)
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    span = (start, start + len(words)) if words else (0, 0)
    return decide(
        action, document, table, span, author="Ann", time="2026-01-02T03:04:05Z", fields=fields
    )


def log(project: Path, *decisions: Decision) -> None:
    append(project / "data" / "corrections" / "ann.jsonl", decisions)


def run(project: Path, out: str = "out", workers: int = 0) -> RunSummary:
    return run_folder(Path("raw"), Path(out), settings=load_settings(project), workers=workers)


def rows(table: pd.DataFrame, *names: str) -> list[tuple[str, ...]]:
    cells = table[["doc_id", "text", *names]].astype("object").fillna("")
    return [tuple(map(str, row)) for row in cells.to_numpy()]


FRONT = decided("add", "actors", "a.txt", "Lorn Front", {"actor_type": "group"})
NO_DAKAR = decided("reject", "places", "a.txt", "Dakar", nth=1)
MONDAY = decided("document", "", "b.txt", "", {"published": "2021-05-05"})


def test_rows_and_dates_follow_the_log(project: Path) -> None:
    log(project, FRONT, NO_DAKAR, MONDAY)
    summary = run(project)
    tables = load_tables("out")
    assert ("a.txt", "Lorn Front", "group", "human") in rows(tables.actors, "actor_type", "method")
    assert rows(tables.places) == [("a.txt", "Dakar"), ("b.txt", "Accra"), ("c.txt", "Tunis")]
    assert tables.places["start"].tolist()[0] == TEXTS["a.txt"].index("Dakar")
    assert rows(tables.dates, "value")[1] == ("b.txt", "Monday", "2021-05-03")
    assert (summary.decided.applied, summary.decided.unplaced) == (3, ())


def test_only_what_a_decision_touches_is_extracted_again(project: Path) -> None:
    first = run(project)
    log(project, FRONT)
    second = run(project)
    assert (second.changes.changed, second.changes.unchanged) == (1, 2)
    third = run(project)
    assert (third.changes.unchanged, third.is_replaced) == (3, False)
    assert first.new_words > second.new_words > third.new_words == 0
    log(project, decided("document", "", "c.txt", "", {"title": "Talks"}))
    assert run(project).changes.changed == 1
    merge = Decision(
        action="merge",
        author="Ann",
        time="2026-02-02T03:04:05Z",
        table="actors",
        fields={"from": "country:TCD", "into": "country:XXX"},
    )
    log(project, merge)
    assert run(project).changes.changed == 3
    assert "country:XXX" in load_tables("out").actors["actor_id"].tolist()
    run(project, "fresh", workers=1)
    assert contents(Path("out")) == contents(Path("fresh"))


def test_a_log_makes_another_run_id_and_its_end_the_first_again(project: Path) -> None:
    def run_id() -> str:
        run(project)
        manifest = json.loads(Path("out/manifest.json").read_text())
        return str(manifest["run_id"])

    first = run_id()
    log(project, FRONT)
    assert run_id() != first
    (project / "data" / "corrections" / "ann.jsonl").unlink()
    assert run_id() == first


def test_what_fits_nowhere_and_what_is_no_decision_is_told(project: Path) -> None:
    log(project, FRONT, NO_DAKAR)
    with (project / "data" / "corrections" / "ann.jsonl").open("a") as file:
        file.write('{"action": "shout"}\n')
    raw = project / "raw" / "a.txt"
    raw.write_text(TEXTS["a.txt"].replace("Lorn Front", "Orn Union"))
    result = CliRunner().invoke(app, ["run", "raw", "--out", "out"])
    assert result.exit_code == 0
    front = "add 'Lorn Front' (actors) in a.txt, by Ann at 2026-01-02T03:04:05Z"
    assert "1 of 2 corrections apply" in result.output
    assert f"correction fits nowhere any more: {front}" in result.output
    assert "ann.jsonl, line 3: has no author" in result.output
    documents = load_tables("out").documents
    assert [list(one) for one in documents["warnings"]] == [
        [f"correction fits nowhere any more: {front}"],
        [],
        [],
    ]
    again = run(project)  # nothing is extracted, and yet it is told
    assert list(again.decided.unplaced) == [front]
    raw.unlink()
    dakar = "reject 'Dakar' (places) in a.txt, by Ann at 2026-01-02T03:04:05Z"
    assert sorted(run(project).decided.unplaced) == [front, dakar]


def test_apply_repeats_the_last_run_with_what_it_was_told(project: Path) -> None:
    (project / "metadata.csv").write_text("path,published\nb.txt,2021-05-12\n")
    words = ["run", "raw", "--out", "out", "--metadata", "metadata.csv", "--limit", "2"]
    assert CliRunner().invoke(app, [*words, "--no-csv"]).exit_code == 0
    log(project, FRONT)
    result = CliRunner().invoke(app, ["corrections", "apply", "--out", "out"])
    assert result.exit_code == 0, result.output
    assert "1 of 1 corrections apply" in result.output
    assert "1 document extracted again" in result.output
    tables = load_tables("out")
    assert ("a.txt", "Lorn Front", "human") in rows(tables.actors, "method")
    assert rows(tables.dates, "value")[1] == ("b.txt", "Monday", "2021-05-10")
    assert set(tables.documents["doc_id"]) == {"a.txt", "b.txt"}
    assert not Path("out/documents.csv").exists()


def test_apply_without_a_run_says_what_to_do(project: Path) -> None:
    result = CliRunner().invoke(app, ["corrections", "apply", "--out", "out"])
    assert result.exit_code == 1
    run(project)
    (project / "out" / ".shards" / "last.sqlite").unlink()
    result = CliRunner().invoke(app, ["corrections", "apply", "--out", "out"])
    assert result.exit_code == 1
    assert "Repeat `extract run` as it was" in result.output


def test_extract_text_follows_the_log_and_the_settings(project: Path) -> None:
    (project / "extract.toml").write_text('[run]\ncorrections = "decided"\n')
    append(project / "decided" / "ann.jsonl", [FRONT, NO_DAKAR])
    tables = extract.extract_text(TEXTS["a.txt"], doc_id="x", settings=load_settings(project))
    assert ("x", "Lorn Front", "human") in rows(tables.actors, "method")
    assert rows(tables.places) == [("x", "Dakar")]


def test_people_know_the_language_and_the_issuer(project: Path) -> None:
    given = {"source": "Ministry of Foreign Affairs of Armenia", "language": "de"}
    log(project, decided("document", "", "a.txt", "", given))
    run(project)
    documents = load_tables("out").documents.astype("object")
    first = documents.iloc[0]
    assert (first["source_country"], first["status"], first["language"]) == (
        "ARM",
        "not_english",
        "de",
    )
