"""The journey: run, correct, train, promote, run again, see the change, go back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.api.diff import diff_runs
from extract.api.run import run_folder
from extract.api.tables import load_tables, mentions_of
from extract.api.train import train
from extract.cli.app import app
from extract.correcting.decision import Decision, decide
from extract.correcting.log import append
from extract.engine.batch import Progress
from extract.errors import Interrupted, OutputError, TrainingError, VersionError
from extract.nlp.model import packaged_model
from extract.reading.text import document_of_text
from extract.settings import Settings, load_settings
from guarded import GUARD

TEXTS = {
    "a.txt": "Men of Tavrin Shield fired on Osk Velmora on Monday. Tavrin Shield said no.",
    "b.txt": "The envoy met Tavrin Shield in Dakar on 3 May 2021, far from Osk Velmora.",
    "c.txt": "Tavrin Shield has left Osk Velmora, a spokesman said on 9 May 2021.",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with three releases and a guard, entered; two releases are corrected."""
    for name, text in TEXTS.items():
        path = tmp_path / "raw" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "one.txt").write_text(GUARD)
    append(tmp_path / "data" / "corrections" / "ann.jsonl", decisions())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def decisions() -> Iterator[Decision]:
    for name in ("a.txt", "b.txt"):
        document = document_of_text(TEXTS[name], doc_id=name)
        for words, table, fields in (
            ("Tavrin Shield", "actors", {"actor_type": "group"}),
            ("Osk Velmora", "places", {"feature": "district", "place_id": "place:osk-velmora"}),
        ):
            at = document.text.find(words)
            while at >= 0:
                span = (at, at + len(words))
                yield decide(
                    "add", document, table, span, author="Ann", time="2026-01-02", fields=fields
                )
                at = document.text.find(words, at + 1)


def run() -> None:
    run_folder(Path("raw"), Path("out"), settings=load_settings(Path()), workers=0)


def of_c() -> list[tuple[str, str, str | None, bool]]:
    """The rows of the release that nobody corrected: words, type, identity, whether learnt."""
    found = mentions_of(load_tables("out"))["c.txt"]
    actors = [(row.text, row.actor_type, row.actor_id, row.method) for row in found.actors]
    places = [(row.text, row.feature, row.place_id, row.method) for row in found.places]
    return [
        (text, kind, identifier, "learned:names" in method)
        for text, kind, identifier, method in [*actors, *places]
    ]


LEARNT = [
    ("Tavrin Shield", "group", "org:tavrin-shield", True),
    ("Osk Velmora", "district", "place:osk-velmora", True),
]


def test_the_journey(project: Path) -> None:
    run()
    before = of_c()
    assert LEARNT[0] not in before
    assert LEARNT[1] not in before

    trained = train("out", guard=Path("guard"))
    assert trained.candidate.verdict.promoted
    assert trained.candidate.moved == []
    assert [(n.form, n.seen) for n in trained.candidate.learned.names] == [
        ("Tavrin Shield", 3),
        ("Osk Velmora", 2),
    ]
    held_out = next(line for where, line in trained.candidate.lines if where == "held-out")
    assert (held_out.kind, held_out.rows) == ("all", 8)
    assert held_out.gain > 0
    learned = (project / "models" / trained.name / "learned" / "names.csv").read_text()
    assert "fired" not in learned
    assert "spokesman" not in learned

    run()
    assert of_c() == LEARNT
    changed = {one.row_id for one in diff_runs("out") if one.doc_id == "c.txt"}
    assert changed >= {"c.txt:actors:0-13", "c.txt:places:23-34"}
    assert {one.rpartition(":")[2] for one in changed} == {"0-13", "23-34"}

    assert train("out", guard=Path("guard")).name == ""  # nothing new in the log

    told = CliRunner().invoke(app, ["models", "list"])
    assert f"* {trained.name}  from packaged, 2 documents, 5 decisions; promoted" in told.output
    assert CliRunner().invoke(app, ["models", "use", "packaged"]).exit_code == 0
    run()
    assert of_c() == before
    again = train("out", guard=Path("guard"))
    assert again.name == trained.name  # the same log and base: the same version
    differing = CliRunner().invoke(app, ["models", "diff", "packaged", trained.name])
    assert "+ actors 'Tavrin Shield': group" in differing.output


def test_what_keeps_from_training_is_told(project: Path) -> None:
    with pytest.raises(OutputError, match="extract run"):
        train("nowhere", guard=Path("guard"))
    with pytest.raises(TrainingError, match="no decisions here"):
        train("out", settings=Settings(corrections=Path("nowhere")))
    with pytest.raises(VersionError, match="Take `model` out"):
        train("out", settings=Settings(model=packaged_model()))
    assert not (project / "models").exists()


def test_an_interrupted_training_leaves_nothing(project: Path) -> None:
    run()

    def stop(_progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="no version was written") as caught:
        train("out", guard=Path("guard"), on_progress=stop)
    assert caught.value.exit_code == 130
    assert not (project / "models").exists()


def test_without_gold_accepted_documents_are_the_guard(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.api.lessons.gold_folder", lambda: None)
    run()
    document = document_of_text(TEXTS["c.txt"], doc_id="c.txt")
    at = document.text.index("9 May 2021")
    accepted = decide(
        "accept", document, "dates", (at, at + 10), author="Ben", time="2026-01-03"
    )  # fmt: skip
    append(project / "data" / "corrections" / "ben.jsonl", [accepted])
    trained = train("out", dry_run=True)
    assert trained.guard == "1 document of the project in which every decision accepts"
    assert trained.made_of["documents"] == 2
    assert "dates" not in {c.kind for c in trained.candidate.moved}
    reasons = trained.candidate.verdict.reasons
    assert any("on guard" in reason for reason in reasons)
    assert not (project / "models").exists()
