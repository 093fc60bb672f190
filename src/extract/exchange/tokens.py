"""Cut a text into tokens so that every labelled span begins and ends at the edge of one.

In:  "Norland-backed force", a span of "Norland"
Out: Norland | - | backed | force; a blank behind a token belongs to it, other white space is one
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from extract.exchange.page import Labelled

#: "word", ",", "\n\n"
_PIECE: Final = re.compile(r"\w+|[^\w\s]|\s+")


class Token(NamedTuple):
    """A token.

    Args:
        start: First code point.
        end: One past the last.
        is_spaced: Whether a single blank behind it belongs to it.
    """

    start: int
    end: int
    is_spaced: bool


def tokens_of(text: str, labels: Iterable[Labelled]) -> list[Token]:
    """Words, marks and white space of a text, cut at the edges of spans."""
    pieces: list[Token] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if (
            text[start] == " "
            and pieces
            and pieces[-1].end == start
            and not _is_blank(text, pieces)
        ):
            pieces[-1] = pieces[-1]._replace(is_spaced=True)
            start += 1
        if start < end:
            pieces.append(Token(start, end, is_spaced=False))
    return list(cut(pieces, labels))


def _is_blank(text: str, pieces: list[Token]) -> bool:
    return text[pieces[-1].start].isspace()


def cut(tokens: Iterable[Token], labels: Iterable[Labelled]) -> Iterator[Token]:
    """Cut tokens where spans begin or end inside them."""
    edges = sorted({at for one in labels for at in (one.start, one.end)})
    place = 0
    for token in tokens:
        start = token.start
        while place < len(edges) and edges[place] <= start:
            place += 1
        while place < len(edges) and edges[place] < token.end:
            yield Token(start, edges[place], is_spaced=False)
            start = edges[place]
            place += 1
        yield token._replace(start=start)
