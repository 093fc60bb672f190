"""One text with its mentions highlighted, as HTML for a notebook.

In:  a text, and marks over it      "met in Accra", [Mark(7, 12, "places", "Accra, GHA")]
Out: 'met in <mark title="Accra, GHA" ...>Accra</mark>', every character of the text escaped
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

#: A tint that leaves black and white letters readable, and a line for those who see no tint.
_STYLES: Final = {
    "actors": "background:#3b82f640;border-bottom:2px solid #3b82f6",
    "places": "background:#16a34a40;border-bottom:2px solid #16a34a",
    "dates": "background:#d9770640;border-bottom:2px solid #d97706",
    "agreements": "background:#9333ea26;border-bottom:2px dashed #9333ea",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention over a text.

    Args:
        start: First code point.
        end: One past the last.
        kind: Table it stands in; gives the colour.
        note: What a reader is told about it.
    """

    start: int
    end: int
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class HighlightedText:
    """A text with marks; a notebook shows it, `str` gives its HTML."""

    html: str

    def __str__(self) -> str:
        return self.html

    def _repr_html_(self) -> str:
        return self.html


def highlight(title: str, text: str, marks: Iterable[Mark]) -> HighlightedText:
    """Show a title, a legend and the text with its marks; marks may nest and cross."""
    legend = " ".join(_opening(Mark(0, 0, kind, kind)) + kind + "</mark>" for kind in _STYLES)
    body = "".join(_pieces(text, sorted(marks, key=lambda mark: (mark.start, -mark.end))))
    return HighlightedText(
        f"<article><h3>{escape(title)}</h3><p>{legend}</p>"
        f'<div style="white-space:pre-wrap;line-height:1.7;max-width:50em">{body}</div></article>'
    )


def _pieces(text: str, marks: list[Mark]) -> Iterator[str]:
    """Text and tags in order; a mark that crosses the end of another is opened again."""
    waiting, is_open, at = list(reversed(marks)), list[Mark](), 0
    while waiting or is_open:
        ends = min((mark.end for mark in is_open), default=len(text))
        if waiting and waiting[-1].start < ends:
            mark = waiting.pop()
            yield escape(text[at : mark.start]) + _opening(mark)
            is_open.append(mark)
            at = max(at, mark.start)
        elif is_open:
            yield escape(text[at:ends])
            at = ends
            first = next(index for index, mark in enumerate(is_open) if mark.end == ends)
            crossing = [mark for mark in is_open[first:] if mark.end > ends]
            yield "</mark>" * (len(is_open) - first) + "".join(map(_opening, crossing))
            is_open = [*is_open[:first], *crossing]
        else:
            break
    yield escape(text[at:])


def _opening(mark: Mark) -> str:
    style = f"{_STYLES[mark.kind]};color:inherit;padding:0 .1em"
    return f'<mark title="{escape(mark.note)}" style="{style}">'
