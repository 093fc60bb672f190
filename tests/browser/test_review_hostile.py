"""The review page over texts that attack: nothing injected runs, nothing is turned round.

Needs Chromium on the machine (Debian: apt-get install chromium); skipped where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, expect

from extract.records import ActorMention, AgreementMention, PlaceMention
from hands import Hand
from reading import TURNED, runs_forwards
from reviews import decided, document, reviewing, row, write_tables

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


def test_a_title_that_is_turned_round_turns_nothing_else(browser: Browser, tmp_path: Path) -> None:
    one = document("a.txt", "Lorn spoke.", title=f"Talks {TURNED}held", source=f"{TURNED}Wire")
    write_tables(tmp_path / "out", [one], [row(ActorMention, one, "Lorn")])
    with reviewing(tmp_path, tmp_path / "out") as url:
        context = browser.new_context()
        page = Hand(context, url).page
        assert not runs_forwards(page.locator("#title"), "held")
        for place, words in {
            "#said": "doubt",
            "#facts": "language",
            "#list": "2024",
            "#count": "decisions",
        }.items():
            assert runs_forwards(page.locator(place), words), place
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
