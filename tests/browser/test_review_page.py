"""The review page in a real browser, without a mouse: rows change, nothing injected runs.

Needs Chromium on the machine (Debian: apt-get install chromium); skipped where there is none.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect
from typer.testing import CliRunner

from extract.api.run import run_folder
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.correcting.log import read_log
from extract.records import ActorMention, AgreementMention, PlaceMention
from hands import Hand
from reading import TURNED, runs_forwards
from reviews import command_reviewing, document, long_release, reviewing, row, write_tables

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


#: What makes a browser run a script, if it takes a text for markup or an address.
OPENERS: Final = ("", '">', "'>", "</mark>", "</script>", "</title>", "--><!--", "]]>", "`;", "{{")
VECTORS: Final = (
    "<script>BAD</script>",
    "<img src=x onerror=BAD>",
    "<svg onload=BAD>",
    "<svg><animate onbegin=BAD attributeName=x dur=1s>",
    "<iframe srcdoc='<script>parent.BAD</script>'>",
    "<details open ontoggle=BAD>x</details>",
    "<input autofocus onfocus=BAD>",
    "<a href=javascript:BAD>x</a>",
    "<style>@import 'javascript:BAD'</style><link rel=stylesheet href=data:,BAD>",
    "${BAD}\u2028;BAD//",
)
PAYLOADS: Final = [
    opener + vector.replace("BAD", f"(window.hit=[...(window.hit||[]),{number}])")
    for number, (opener, vector) in enumerate(product(OPENERS, VECTORS))
]


#: Which document is in sight, its title and text, and whether a mention is.
IN_SIGHT: Final = """() => [
    document.documentElement.dataset.ready,
    document.getElementById('title').textContent,
    document.getElementById('text').textContent,
    document.querySelectorAll('#panel .tag').length,
]"""


def test_a_hundred_payloads_stay_text(browser: Browser, tmp_path: Path) -> None:
    assert len(set(PAYLOADS)) == 100
    documents = [
        document(f"{payload} #{number}", f"Said {payload} here.", title=payload, source=payload,
                 warnings=(payload,))
        for number, payload in enumerate(PAYLOADS)
    ]  # fmt: skip
    found = [
        row(record, one, words, **hostile(names, words))
        for one, words in zip(documents, PAYLOADS, strict=True)
        for record, names in (
            (ActorMention, ("name", "actor_id", "role", "country_code")),
            (PlaceMention, ("name", "place_id")),
            (AgreementMention, ("title", "agreement_id", "venue", "issuer")),
        )
    ]
    by_id = {one.doc_id: one for one in documents}
    write_tables(tmp_path / "out", documents, found)
    with reviewing(tmp_path, tmp_path / "out") as url:
        context = browser.new_context()
        hand = Hand(context, url)
        page = hand.page
        assert set(page.locator("#list li span").all_text_contents()) == set(PAYLOADS)
        for number in range(100):
            ready, title, text, tags = page.evaluate(IN_SIGHT)
            one = by_id[ready]
            assert (title, text, tags) == (one.title, one.text, 1)
            if number % 25 == 7:
                use_everything(hand, title)
            if number < 99:
                hand.press("d")
                page.wait_for_function(
                    "doc => document.documentElement.dataset.ready !== doc", arg=ready
                )
        odd = "img, iframe, style, animate, details, #text input, #text a, #panel a, body script"
        assert page.locator(odd).count() == 0
        assert page.evaluate("window.hit ?? []") == []
        assert hand.faults == []
        context.close()


def hostile(names: Sequence[str], payload: str) -> dict[str, Any]:
    return dict.fromkeys(("method", *names), payload)


def use_everything(hand: Hand, payload: str) -> None:
    """Every part of the page that shows words of a document."""
    hand.press("j", "j")
    hand.press("m")
    expect(hand.page.get_by_role("option").first).to_be_visible()
    hand.write(payload[:8])
    hand.press("Escape", "l")
    expect(hand.page.locator("dialog")).to_be_visible()
    hand.press("Escape", "f")
    hand.tab_to("title")
    hand.press("Control+a")
    hand.write(f"new {payload}")
    hand.press("Enter")
    expect(hand.page.locator("#title")).to_have_text(f"new {payload}")
    hand.press("t", "Escape", "a", "x", "u")
    hand.said("Taken back: reject")
    hand.press("u", "u")
    hand.saved()
    expect(hand.page.locator("#title")).to_have_text(payload)


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


def decided(project: Path) -> list[tuple[str, str]]:
    log = read_log(project / "data" / "corrections")
    assert log.refused == ()
    return [(one.action, one.quote) for one in log.decisions]


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


def test_a_title_that_is_turned_round_turns_nothing_else(browser: Browser, tmp_path: Path) -> None:
    one = document("a.txt", "Lorn spoke.", title=f"Talks {TURNED}held", source=f"{TURNED}Wire")
    write_tables(tmp_path / "out", [one], [row(ActorMention, one, "Lorn")])
    with reviewing(tmp_path, tmp_path / "out") as url:
        context = browser.new_context()
        page = Hand(context, url).page
        assert not runs_forwards(page.locator("#title"), "held")
        for place, words in {
            "#said": "mentions",
            "#facts": "language",
            "#list": "2024",
            "#count": "decisions",
        }.items():
            assert runs_forwards(page.locator(place), words), place
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


def test_documents_that_attack_or_failed_are_shown(
    browser: Browser, hostile_tables: Path, tmp_path: Path
) -> None:
    with reviewing(tmp_path, hostile_tables) as url:
        context = browser.new_context()
        hand = Hand(context, url)
        hand.open("-1.txt")
        assert "</script><img src=x onerror=alert(1)>" in hand.page.locator("#text").inner_text()
        assert hand.marks("agreements") == ["border accord of 24 October 1813"]
        hand.open("2.txt")
        expect(hand.page.locator("#facts")).to_contain_text("failed: +broken <i>here</i>")
        expect(hand.page.locator("#panel")).to_have_text("No mention is chosen.")
        hand.press(*"jkaxtelmcn1iu")  # none of them has anything to act on
        assert decided(tmp_path) == []
        assert hand.faults == [
            fault
            for fault in hand.faults
            if "422" in fault  # the undo that had nothing to undo
        ]
        context.close()


UNNAMED: Final = """() => [...document.querySelectorAll('button, input, select, a, svg, dialog')]
    .filter((one) => !(one.textContent.trim() || one.getAttribute('aria-label')
                       || one.closest('label')?.textContent.trim()))
    .map((one) => one.outerHTML)"""
#: Ids that stand twice, or are referred to and stand nowhere; roles without what they need.
BROKEN: Final = """() => {
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    const lost = ['aria-labelledby', 'aria-controls', 'aria-activedescendant'].flatMap((name) =>
        [...document.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name))
            .filter((id) => id && !document.getElementById(id)));
    const heads = [...document.querySelectorAll('h1, h2, h3')].map((one) => +one.tagName[1]);
    const jumps = heads.filter((level, at) => level > (heads[at - 1] ?? 0) + 1);
    return [...twice, ...lost, ...jumps];
}"""
#: What has the focus, and whether it can be seen: an outline of at least two pixels.
FOCUS: Final = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return [one.id || one.textContent.trim().slice(0, 20), one === document.body || isSeen];
}"""
#: The least contrast of texts and their backgrounds, as WCAG counts it.
CONTRAST: Final = """() => {
    const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) =>
        0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const colour = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const behind = (one) => {
        for (let at = one; at; at = at.parentElement) {
            const found = colour(getComputedStyle(at).backgroundColor);
            if (found.length === 3 || found[3] === 1) return found;
        }
        return [255, 255, 255];
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const worst = [];
    while (walk.nextNode()) {
        const one = walk.currentNode.parentElement;
        if (!walk.currentNode.data.trim() || !one.checkVisibility()) continue;
        const [a, b] = [light(colour(getComputedStyle(one).color)), light(behind(one))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) worst.push(`${walk.currentNode.data.slice(0, 30)}: ${ratio.toFixed(2)}`);
    }
    return worst;
}"""


@pytest.fixture(scope="module")
def sample(sample_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over the sample releases."""
    with reviewing(tmp_path_factory.mktemp("sample"), sample_tables) as url:
        yield url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_has_a_name_a_contrast_and_a_focus_that_is_seen(
    browser: Browser, sample: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    hand = Hand(context, sample)
    page = hand.page
    for keys in ([], ["?"], ["t"], ["f"], ["m"], ["n"]):
        hand.press(*keys)
        page.wait_for_timeout(50)
        assert page.evaluate(UNNAMED) == [], keys
        assert page.evaluate(BROKEN) == [], keys
        assert page.evaluate(CONTRAST) == [], keys
        hand.press("Escape")
    met: list[str] = []
    for _ in range(90):
        hand.press("Tab")
        name, is_seen = page.evaluate(FOCUS)
        assert is_seen, name
        met.append(name)
    assert {"text", "words"} <= set(met)
    assert {"aAccept", "xReject", "tType", "eEdges", "lLink", "mMerge", "uUndo", "?Help"} <= set(
        met
    )
    assert hand.faults == []
    context.close()


@pytest.mark.parametrize(
    ("width", "height", "zoom"), [(1280, 800, 2), (1280, 800, 4), (1920, 1080, 2), (390, 844, 1)]
)
def test_nothing_scrolls_sideways_when_it_is_enlarged(
    browser: Browser, sample: str, width: int, height: int, zoom: int
) -> None:
    """As browsers do it: a page at 200 % has half as many pixels, each twice as large."""
    context = browser.new_context(
        viewport={"width": width // zoom, "height": height // zoom}, device_scale_factor=zoom
    )
    hand = Hand(context, sample)
    fits = "document.documentElement.scrollWidth <= innerWidth"
    for keys in (["j"], ["d"], ["?"], ["Escape", "f"], ["Escape", "t"], ["Escape", "n"]):
        hand.press(*keys)
        assert hand.page.evaluate(fits), keys
    hand.press("Escape", "j", "j", "j")
    box = hand.page.locator("#chosen").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= height // zoom
    context.close()


def test_motion_is_reduced_and_letters_can_be_switched_off(browser: Browser, sample: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    hand = Hand(context, sample)
    moving = """() => [...document.querySelectorAll('*')].filter((one) => {
        const style = getComputedStyle(one);
        return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert hand.page.evaluate(moving) == 0
    before = hand.chosen()
    hand.press("?")
    hand.tab_to("Letter keys act")
    hand.press("Space", "Escape", "j")
    assert hand.chosen() == before
    hand.press("ArrowRight")
    assert hand.chosen() != before
    context.close()


#: How long a key takes until the page has been painted again, each in turn.
MEASURE: Final = """(keys) => (async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
    }));
    const times = [];
    for (const key of keys) {
        const started = performance.now();
        document.getElementById('text')
            .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await painted();
        times.push(performance.now() - started);
        await new Promise((done) => setTimeout(done, 25));
    }
    return times;
})()"""
#: How long a document takes from the key to the paint.
OPEN: Final = """([key, doc]) => (async () => {
    const started = performance.now();
    const pressed = new KeyboardEvent('keydown', { key, bubbles: true });
    document.getElementById('text').dispatchEvent(pressed);
    while (document.documentElement.dataset.ready !== doc)
        await new Promise((done) => setTimeout(done, 1));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - started;
})()"""


def timed(browser: Browser, project: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds until 5,000 words with 800 mentions are open, and until keys have acted."""
    long, found = long_release()
    assert (long.n_words, len(found)) == (5_000, 800)
    short = document("short.txt", "Lorn spoke.")
    write_tables(project / "out", [short, long], found)
    with reviewing(project, project / "out") as url:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        hand = Hand(context, url)
        opened = []
        for _ in range(rounds):
            hand.page.evaluate(OPEN, ["d", "short.txt"])
            opened.append(float(hand.page.evaluate(OPEN, ["b", "long.txt"])))
        keys = hand.page.evaluate(MEASURE, list("jkjajxjaji" * rounds))
        hand.saved()
        assert hand.faults == []
        context.close()
    return sorted(opened), sorted(map(float, keys))


def test_long_documents_open_and_keys_act_quickly(browser: Browser, tmp_path: Path) -> None:
    """Generous: other tests may run beside it."""
    opened, keys = timed(browser, tmp_path, 3)
    assert opened[1] < 600
    assert keys[len(keys) // 2] < 100


@pytest.mark.slow
def test_long_documents_open_in_150_ms_and_a_key_acts_in_50(
    browser: Browser, tmp_path: Path
) -> None:
    """At the ninety-fifth percentile; of three tries the best, as other programs may run too."""
    tries = [timed(browser, tmp_path / str(number), 20) for number in range(3)]
    opened, keys = (min(p95(one) for one in times) for times in zip(*tries, strict=True))
    assert opened <= 150
    assert keys <= 50


def p95(times: list[float]) -> float:
    return times[int(0.95 * len(times))]
