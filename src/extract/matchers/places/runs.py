"""Cut a text into runs of capitalised words, where the names of places stand.

In:  tokens       "A Lorn man left the Province of Norland for Umm al-Vest"
Out: runs         Lorn | Norland | Umm al-Vest      (article and "Province of" are passed over)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.knowledge.places import PlaceWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Words that may stand inside a name in lower case: "Rio de Janeiro", "Umm al-Qaywayn".
PARTICLES: Final = frozenset(
    {"de", "del", "da", "do", "dos", "di", "la", "le", "les", "el", "al", "as", "ar", "es", "sur",
     "upon", "on", "of", "am", "an", "der", "den", "-", "’", "'", "al-", "el-"}
)  # fmt: skip
ARTICLES: Final = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised tokens in a row, `start` to `end`."""

    start: int
    end: int


def is_name(token: Token) -> bool:
    """Whether a token looks like a word of a name: capitalised, with a letter."""
    return token.text[0].isupper() and token.is_alpha


def runs(doc: Doc, words: PlaceWords) -> Iterator[Run]:
    """Stretches of capitalised words, particles and hyphens between them included."""
    for run in _stretches(doc):
        start = run.start
        while start < run.end and _opens(doc[start], words):
            start += 1
        if start < run.end:
            yield Run(start, run.end)


def _opens(token: Token, words: PlaceWords) -> bool:
    """Whether a word begins a sentence, not a name: "A Lorn man", "In Lorn"."""
    word = token.text.lower()
    return word in ARTICLES or word in words.openers or word in words.prepositions


def _stretches(doc: Doc) -> Iterator[Run]:
    start: int | None = None
    last = 0
    for token in doc:
        if is_name(token):
            start = token.i if start is None else start
            last = token.i + 1
        elif start is not None and (
            token.text.lower() not in PARTICLES or token.i - last > 1 or token.is_space
        ):
            yield Run(start, last)
            start = None
    if start is not None:
        yield Run(start, last)


def lead(doc: Doc, start: int, words: PlaceWords) -> int:
    """Where a run's words begin that a name at its end need not hold: "Province of", "South".

    Args:
        doc: The text.
        start: First token of a name.
        words: Compass words and nouns before names.

    Returns:
        The first token of what may be passed over before the name.
    """
    at = start
    while at > 0:
        one = doc[at - 1].text.lower()
        two = f"{doc[at - 2].text} {doc[at - 1].text}".lower() if at > 1 else ""
        if two in words.heads_before:
            at -= 2
        elif one in words.compass or one in ARTICLES:
            at -= 1
        else:
            return at
    return at
