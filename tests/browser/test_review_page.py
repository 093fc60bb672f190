"""The review page in a real browser, without a mouse: rows change as keys say.

Needs Chromium on the machine (Debian: apt-get install chromium); skipped where there is none.
"""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Final

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect
from typer.testing import CliRunner

from extract.api.run import run_folder
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.correcting.log import read_log
from extract.records import ActorMention, PlaceMention
from hands import Hand
from reviews import (
    command_reviewing,
    decided,
    document,
    long_release,
    reviewing,
    row,
    write_tables,
)

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
    with command_reviewing(project) as serving:
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


def test_killing_the_server_loses_no_decision(browser: Browser, tmp_path: Path) -> None:
    long, found = long_release(words=200, mentions=40)
    write_tables(tmp_path / "out", [long], found)
    context = browser.new_context()
    with command_reviewing(tmp_path, "--out", "out") as serving:
        hand = Hand(context, serving.url)
        port = serving.url.split(":")[2].split("/")[0]
        hand.press(*"aaaaaaaaaa")
        hand.saved()
        assert decided(tmp_path) == [("accept", f"Name{5 * n:04d}") for n in range(10)]
        hand.press(*"xxxxx")
        serving.process.kill()
        hand.press(*"aaaaa")
    expect(hand.page.locator("#trouble")).to_contain_text("Your decisions wait here")
    with command_reviewing(tmp_path, "--out", "out", "--port", port) as again:
        context.new_page().goto(again.url)  # its cookie lets the old page in again
        hand.saved()
        expect(hand.page.locator("#trouble")).to_have_text("")
    actions = ["accept"] * 10 + ["reject"] * 5 + ["accept"] * 5
    assert decided(tmp_path) == [(a, f"Name{5 * n:04d}") for n, a in enumerate(actions)]
    context.close()


def test_a_refused_decision_says_why_and_changes_nothing(browser: Browser, tmp_path: Path) -> None:
    one = document("a.txt", "Lorn spoke in Lorn.")
    write_tables(tmp_path / "out", [one], [row(PlaceMention, one, "Lorn")])
    with reviewing(tmp_path, tmp_path / "out") as url:
        context = browser.new_context()
        hand = Hand(context, url)
        hand.press("e", "Enter")  # edges that do not move
        expect(hand.page.locator("#trouble")).to_contain_text("Nothing was written to the log")
        hand.saved()
        assert hand.marks("places") == ["Lorn"]
        hand.press("a")  # what follows does not wipe the message away
        expect(hand.page.locator("mark.decided")).to_have_text("Lorn")
        expect(hand.page.locator("#trouble")).to_contain_text("edges are whole numbers")
        hand.press("Escape")
        expect(hand.page.locator("#trouble")).to_have_text("")
        context.close()


def test_edges_go_by_character_and_by_word(browser: Browser, tmp_path: Path) -> None:
    one = document("a.txt", "They met in \U0001f54a\U0001f54a San Lorn-on-Orn, we hear.")
    write_tables(tmp_path / "out", [one], [row(PlaceMention, one, "Lorn")])
    with reviewing(tmp_path, tmp_path / "out") as url:
        context = browser.new_context()
        hand = Hand(context, url)
        hand.press("e")
        expect(hand.page.locator("#mode")).to_be_visible()
        for keys, words in {
            ("Shift+ArrowRight",): "Lorn-on-Orn",
            ("s", "Shift+ArrowLeft"): "San Lorn-on-Orn",
            ("ArrowLeft", "ArrowLeft"): "\U0001f54a San Lorn-on-Orn",
            ("ArrowLeft", "ArrowRight", "ArrowRight", "ArrowRight"): "San Lorn-on-Orn",
            ("e", "ArrowLeft", "Shift+ArrowLeft"): "San",
            ("ArrowRight", "ArrowRight"): "San L",
            ("Shift+ArrowRight", "w", "ArrowRight"): "Lorn-on-Orn",
            ("ArrowRight",): "we",
            ("ArrowUp",): "They",
            ("ArrowDown",): "hear",
        }.items():
            hand.press(*keys)
            hand.said(f'"{words}"')
            assert hand.page.locator("mark.selection").all_text_contents() != []
        hand.press("Escape")
        hand.said("Left as it was")
        assert hand.marks("places") == ["Lorn"]
        hand.press("e", "s", "Shift+ArrowLeft", "ArrowLeft", "Enter")  # the blank is cut off
        hand.saved()
        assert hand.marks("places") == ["San Lorn"]
        assert decided(tmp_path) == [("edges", "Lorn")]
        assert hand.faults == []
        context.close()


def test_what_the_browser_has_selected_becomes_a_mention(browser: Browser, tmp_path: Path) -> None:
    one = document("a.txt", "The Lorn Front spoke.\n\nThe Orn Union did not.")
    write_tables(tmp_path / "out", [one], [row(ActorMention, one, "Lorn Front")])
    with reviewing(tmp_path, tmp_path / "out") as url:
        context = browser.new_context()
        hand = Hand(context, url)
        hand.page.evaluate("""() => {
            const text = document.querySelectorAll('#text p')[1].firstChild;
            getSelection().setBaseAndExtent(text, 4, text, 13);
        }""")
        hand.press("n", "Enter")
        hand.write("actor org")
        hand.press("Enter")
        hand.said("Orn Union, actor, organization")
        assert hand.marks("actors") == ["Lorn Front", "Orn Union"]
        context.close()


def test_all_rows_are_accepted_by_one_key_and_given_back_by_another(
    browser: Browser, tmp_path: Path
) -> None:
    long, found = long_release(words=300, mentions=60)
    write_tables(tmp_path / "out", [long], found)
    with reviewing(tmp_path, tmp_path / "out") as url:
        context = browser.new_context()
        hand = Hand(context, url)
        hand.press("x", "c")
        expect(hand.page.locator("#count")).to_have_text("59 mentions, 0 in doubt, 60 decisions")
        hand.said("Saved: accept 'Name0005' (places) in long.txt and 58 more.")
        expect(hand.page.locator("nav small")).to_have_text("2024-05-06 · 60 decided")
        assert [action for action, _ in decided(tmp_path)] == ["reject"] + ["accept"] * 59
        hand.press("u")
        hand.said("Taken back: accept 'Name0005' (places) in long.txt and 58 more.")
        assert decided(tmp_path) == [("reject", "Name0000")]
        context.close()
