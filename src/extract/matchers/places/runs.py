"""Cut a text into runs of capitalised words, where the names of places stand.

In:  words        "A Lorn man left the Province of Norland for Umm al-Vest"
Out: runs         Lorn | Province of Norland | Umm al-Vest      (the article is passed over)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.knowledge.places import PlaceWords
from extract.matchers.places.page import Page, Words
from extract.text.names import fold

#: Words that may stand inside a name in lower case: "Rio de Janeiro", "Umm al-Qaywayn".
PARTICLES: Final = frozenset(
    {"de", "del", "da", "do", "dos", "di", "la", "le", "les", "des", "el", "al", "as", "ar", "es",
     "sur", "upon", "on", "of", "am", "an", "der", "den", "-", "’", "'", "al-", "el-"}
)  # fmt: skip
#: Particles between two words of a name: "Rio de la Lorn".
_MOST_PARTICLES: Final = 2
ARTICLES: Final = frozenset({"the", "a", "an"})


def runs(page: Page, words: PlaceWords) -> Iterator[Words]:
    """Stretches of capitalised words, particles and hyphens between them included."""
    for run in _stretches(page, words):
        start = run.start
        while start < run.end and _opens(page.lower[start], words):
            start += 1
        if start < run.end:
            yield Words(start, _close(page, run.end, words))


def _close(page: Page, end: int, words: PlaceWords) -> int:
    """The end of a run, or the noun in lower case that ends the name after it: "Lorn corridor"."""
    follows = end < len(page.words) and page.words[end].islower()
    return end + 1 if follows and page.words[end] in words.generic_last else end


def _opens(word: str, words: PlaceWords) -> bool:
    """Whether a word begins a sentence, not a name: "A Lorn man", "In Lorn"."""
    return word in ARTICLES or word in words.openers or word in words.prepositions


def _stretches(page: Page, words: PlaceWords) -> Iterator[Words]:
    start, last = -1, -1
    for at, is_name in enumerate(page.names):
        if not is_name:
            continue
        if start < 0 or not _goes_on(page, last, at):
            if start >= 0:
                yield Words(start, last)
            start = at
        elif page.lower[last] == "on" and fold(page.words[at]) in words.never:
            yield Words(start, last)  # "in Lorn on Monday", but "Lorn on Vessel"
            start = at
        last = at + 1
    if start >= 0:
        yield Words(start, last)


def _goes_on(page: Page, end: int, at: int) -> bool:
    """Whether nothing but a particle or two stands between two words of a name."""
    return at - end <= _MOST_PARTICLES and all(word in PARTICLES for word in page.lower[end:at])


def lead(page: Page, start: int, words: PlaceWords) -> int:
    """Where the words begin that may be passed over before a name: "Province of", "South".

    Args:
        page: The text.
        start: First token of a name.
        words: Compass words and nouns before names.
    """
    at = start
    while at > 0:
        one = page.lower[at - 1]
        two = f"{page.lower[at - 2]} {one}" if at > 1 else ""
        if two in words.heads_before:
            at -= 2
        elif one in words.compass or one in ARTICLES:
            at -= 1
        else:
            return at
    return at
