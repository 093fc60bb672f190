"""The whole journey: run, review two documents by keyboard, train, run again, see the change."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from typer.testing import CliRunner

from extract.api.tables import load_tables
from extract.cli.app import app
from guarded import GUARD
from hands import Hand
from reviews import command_reviewing

TEXTS = {
    "a.txt": "The Tavrin Shield shelled positions near Velmora on Monday. The Tavrin Shield "
    "denied it.",
    "b.txt": "Envoys met the Tavrin Shield in Dakar on 3 May 2021.",
    "c.txt": "Talks between Chad and the Tavrin Shield ended on 9 May 2021.",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with three releases and a guard, entered."""
    for name, text in TEXTS.items():
        (tmp_path / "raw" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "raw" / name).write_text(text)
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "one.txt").write_text(GUARD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    return done.output


def shields() -> set[tuple[str, str, str]]:
    """Rows of the group: document, type, and who made it."""
    actors = load_tables("data/processed").actors
    named = actors[actors["text"] == "Tavrin Shield"]
    return set(named[["doc_id", "actor_type", "method"]].itertuples(index=False, name=None))


def test_what_a_hand_corrects_is_learned(browser: Browser, project: Path) -> None:
    command("run", "raw")
    before = shields()
    assert "group" not in {kind for _, kind, _ in before}
    assert "c.txt" not in {doc for doc, _, _ in before}
    with command_reviewing(project) as serving:
        hand = Hand(browser.new_context(), serving.url)
        for doc, times in (("a.txt", 2), ("b.txt", 1)):
            hand.open(doc)
            for nth in range(times):
                hand.to("Tavrin Shield", "actors", nth=nth)
                hand.press("t")
                hand.write("actor group")
                hand.press("Enter")
                hand.said("Saved: relabel 'Tavrin Shield'")
        hand.saved()
        assert hand.faults == []
        serving.process.send_signal(signal.SIGINT)
        assert serving.process.wait(10) == 0

    command("train", "--guard", "guard")
    command("run", "raw")
    corrected = {("a.txt", "group", "human"), ("b.txt", "group", "human")}
    after = shields()
    assert after >= corrected
    ((doc, kind, method),) = after - corrected
    assert (doc, kind) == ("c.txt", "group")
    assert "learned:names" in method.split("+")
    command("diff", "--out", "changes.csv")
    changes = (project / "changes.csv").read_text().splitlines()
    assert [line for line in changes if "gained" in line and "c.txt:actors:" in line] != []

    command("models", "use", "packaged")
    command("run", "raw")
    assert shields() == corrected
