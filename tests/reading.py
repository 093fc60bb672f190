"""Whether words on a page run forwards, as a reader of English expects.

In:  an element of a page, some words in it
Out: True if their first letter stands left of their last one on the screen
"""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Locator

#: "abc" after U+202E is drawn as "cba".
TURNED: Final = "\u202e"
_RUNS_FORWARDS: Final = """(element, words) => {
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const at = walk.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const left = (place) => {
            const range = document.createRange();
            range.setStart(walk.currentNode, place);
            range.setEnd(walk.currentNode, place + 1);
            return range.getBoundingClientRect().left;
        };
        return left(at) < left(at + words.length - 1);
    }
    throw new Error(`${words}: not here`);
}"""


def runs_forwards(element: Locator, words: str) -> bool:
    """Whether words, which stand on one line of one element, are not turned round."""
    return bool(element.evaluate(_RUNS_FORWARDS, words))
