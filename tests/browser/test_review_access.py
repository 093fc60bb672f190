"""The review page for everybody: names, contrasts, focus, enlarged, without motion.

Needs Chromium on the machine (Debian: apt-get install chromium); skipped where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from hands import Hand
from reviews import reviewing

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
