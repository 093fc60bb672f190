"""The review page in a real browser, without a mouse: rows change, nothing injected runs.

Needs Chromium on the machine (Debian: apt-get install chromium); skipped where there is none.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

import pandas as pd
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from typer.testing import CliRunner

from extract.api.run import run_folder
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.correcting.log import read_log
from extract.records import ActorMention, AgreementMention, PlaceMention
from reviews import Serving, document, long_release, reviewing, row, write_tables

CHROMIUM: Final = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Hand:
    """A hand on the keyboard, and all the page did that it should not."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))
        self.page.goto(url)
        self.page.locator("html[data-ready]").wait_for()

    def open(self, doc: str) -> None:
        """Find a document by its id."""
        self.press("o", "Control+a")
        self.write(doc)
        self.press("Enter")
        self.page.locator(f"html[data-ready='{doc}']").wait_for()
        expect(self.page.locator("#text")).to_be_focused()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)

    def chosen(self) -> str:
        return str(self.page.evaluate("document.getElementById('chosen')?.textContent ?? ''"))

    def to(self, words: str, table: str, nth: int = 0) -> None:
        """Go on from mention to mention until the nth of some words is met."""
        self.press("Home")
        for _ in range(self.page.locator("#text mark").count()):
            if (self.chosen(), self.page.locator("#panel .tag").inner_text() + "s") == (
                words,
                table,
            ):
                if nth == 0:
                    return
                nth -= 1
            self.press("j")
        raise AssertionError(f"{words} ({table}) was not met")

    def tab_to(self, label: str) -> None:
        """Press Tab until a control is met."""
        name = "(document.activeElement.closest('label') ?? document.activeElement).textContent"
        for _ in range(60):
            if str(self.page.evaluate(name)).startswith(label):
                return
            self.press("Tab")
        raise AssertionError(f"no {label} was met")

    def saved(self) -> None:
        expect(self.page.locator("#saved")).to_have_text("All saved")

    def said(self, words: str) -> None:
        expect(self.page.locator("#said")).to_contain_text(words)

    def marks(self, table: str) -> list[str]:
        return self.page.locator(f"#text mark.{table}").all_text_contents()


TEXTS: Final = {
    "a.txt": "Envoys of Chad met in Tripoli on 3 May 2021. The herders were not invited to "
    "Tripoli. Jordan Brisk spoke in Dakar about the border.",
    "b.txt": "Envoys of Mali met in Accra on Monday and praised the joint statement of Chad and "
    "Mali of 10 June 2019.",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with two releases and their tables, entered."""
    (tmp_path / "raw").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "raw" / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    run_folder(Path("raw"), Path("data/processed"), workers=0)
    return tmp_path


def rows(table: pd.DataFrame, *names: str) -> set[tuple[str, ...]]:
    cells = table[["doc_id", "text", *names]].astype("object").fillna("")
    return {tuple(map(str, one)) for one in cells.to_numpy()}


def test_two_documents_are_corrected_without_a_mouse(browser: Browser, project: Path) -> None:
    with reviewing(project) as serving:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        hand = Hand(context, serving.url)
        hand.open("a.txt")
        correct_the_first(hand)
        hand.open("b.txt")
        correct_the_second(hand)
        assert hand.faults == []
        context.close()
        serving.process.send_signal(signal.SIGINT)
        assert serving.process.wait(10) == 0
    assert len(read_log(project / "data" / "corrections").decisions) == 10
    applied = CliRunner().invoke(app, ["corrections", "apply", "--workers", "1"])
    assert "10 of 10 corrections apply" in applied.output
    tables = load_tables("data/processed", demonyms=True, vague=True)
    assert human(tables.actors, "actor_id", "actor_type") == {
        ("a.txt", "herders", "", "group"),
        ("a.txt", "Jordan Brisk", "person:jordan-brisk", "person"),
    }
    assert human(tables.places, "country_code", "feature") == {
        ("a.txt", "Tripoli", "LBN", "city"),
        ("a.txt", "Dakar", "SEN", "city"),
        ("b.txt", "Accra", "GHA", "region"),
    }
    assert list(tables.places["text"]).count("Tripoli") == 1
    assert human(tables.dates, "value") == {("a.txt", "May 2021", "2021-05-03")}
    assert human(tables.agreements, "agreement_type") == {
        ("b.txt", "joint statement of Chad and Mali of 10 June 2019", "declaration")
    }
    assert set(tables.actors["actor_id"].dropna()) == {"country:MLI", "person:jordan-brisk"}
    assert rows(tables.dates, "value") >= {("b.txt", "Monday", "2021-05-03")}


def human(table: pd.DataFrame, *names: str) -> set[tuple[str, ...]]:
    return rows(table[table["method"] == "human"], *names)


def correct_the_first(hand: Hand) -> None:
    """Reject, edges, accept, relabel, undo, new, candidate, merge."""
    hand.to("Tripoli", "places", nth=1)
    hand.press("x")
    hand.said("Rejected Tripoli. Jordan Brisk, actor")
    hand.to("3 May 2021", "dates")
    hand.press("e", "s", "Shift+ArrowRight", "Enter")  # the start, a word on
    hand.said("May 2021, date")
    hand.to("Dakar", "places")
    hand.press("a")
    hand.to("Jordan Brisk", "actors")
    hand.press("t")
    hand.write("igo")
    hand.press("Enter")
    hand.said("Saved: relabel 'Jordan Brisk'")
    hand.press("u")
    hand.said("Taken back: relabel 'Jordan Brisk'")
    hand.press("a")
    hand.to("May 2021", "dates")
    hand.press("n")
    hand.said('whole moves: "The"')
    hand.press("ArrowRight", "Enter")
    hand.write("actor group")
    hand.press("Enter")
    hand.said("herders, actor, group")
    hand.to("Tripoli", "places")
    candidates = hand.page.locator("#candidates li")
    candidates.first.wait_for()  # the model is loaded for the first time
    lebanon = [", LBN city" in one for one in candidates.all_inner_texts()].index(True)
    hand.press(str(lebanon + 1))
    hand.said("Saved: link 'Tripoli'")
    hand.to("Chad", "actors")
    hand.press("m")
    hand.write("mali")
    expect(hand.page.get_by_role("option")).to_have_count(1)
    hand.press("Enter")
    hand.said("Saved: merge actors")


def correct_the_second(hand: Hand) -> None:
    """Relabel, fields of the document, fields of an agreement."""
    hand.to("Accra", "places")
    hand.press("t")
    hand.write("region")
    hand.press("Enter")
    hand.said("Saved: relabel 'Accra'")
    hand.press("f")
    hand.tab_to("published")
    hand.write("05052021")
    hand.press("Enter")
    hand.said("Dates follow")
    expect(hand.page.locator("#facts")).to_contain_text("2021-05-05")
    hand.to("joint statement of Chad and Mali of 10 June 2019", "agreements")
    hand.press("l")
    hand.tab_to("agreement type")
    hand.write("decl")
    hand.tab_to("Save")
    hand.press("Enter")
    hand.said("Saved: link 'joint statement")
