r"""A text as matchers read it, and the way back to the text as it is stored.

In:  "the La\u00adchin\u00a0corridor\r\n", "S\u0327us\u0327a", "agree-\nment"
Out: "the Lachin corridor\n", "Şuşa", "agreement", each with a map of its offsets

Invisible characters (soft hyphens, zero-width and bidirectional marks) go; every blank is a plain
one and every line end a line feed; letters are composed (NFC), full-width forms and ligatures
plain. A hyphen at the end of a line goes only where the text itself tells how the word is written.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from extract.text.offsets import Span

#: Characters that show nothing: soft hyphen, combining grapheme joiner, Arabic letter mark,
#: Mongolian separator, zero-width space and joiners, marks of direction, word joiner and invisible
#: operators, isolates, byte-order mark.
INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
)
#: No-break, en, em, thin and other spaces, the ideographic one.
_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: Full-width forms, Latin ligatures, Roman numerals in one sign, mathematical alphabets.
_FORMS: Final = "\uff01-\uff5e\ufb00-\ufb06\u2160-\u217f\U0001d400-\U0001d7ff"
#: Marks that stand behind their letter: "S\u0327".
_MARKS: Final = "\u0300-\u034e\u0350-\u036f"

#: What is not as matchers want it; a soft hyphen takes the line end behind it along.
_ODD = re.compile(
    f"(?P<hyphen>\u00ad\r?\n)|(?P<none>[{INVISIBLE}]+)|(?P<line>\r\n?|[\u0085\u2028\u2029])"
    f"|(?P<blank>[{_BLANKS}])|(?P<form>[{_FORMS}])|(?P<letter>[^{_MARKS}\\s][{_MARKS}]+)"
)
#: Whether there is any of it.
_ANY = re.compile(f"[{INVISIBLE}{_BLANKS}{_FORMS}{_MARKS}\r\u0085\u2028\u2029]")
#: "agree-\nment"
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)(-\r?\n)([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Edit(NamedTuple):
    """A place where the two texts differ in length: `stored[start:end]` is `seen[...]`."""

    start: int
    end: int
    seen_start: int
    seen_end: int


@dataclass(frozen=True, slots=True)
class View:
    """A text as matchers read it.

    Args:
        text: The text they read.
        edits: Where it differs in length from the stored one, in order.
    """

    text: str
    edits: tuple[Edit, ...] = ()

    def stored(self, start: int, end: int) -> Span:
        """The span of the stored text that a span of the view stands for.

        Args:
            start: Its first character in the view.
            end: One past its last one; what is invisible around the span is left out.
        """
        return Span(self._start(start), max(self._start(start), self._end(end)))

    def _start(self, at: int) -> int:
        place = bisect_right(self.edits, at, key=_seen_start) - 1
        if place < 0:
            return at
        edit = self.edits[place]
        return edit.start if at < edit.seen_end else edit.end + at - edit.seen_end

    def _end(self, at: int) -> int:
        place = bisect_left(self.edits, at, key=_seen_start) - 1
        if place < 0:
            return at
        edit = self.edits[place]
        return edit.end + max(0, at - edit.seen_end)


_seen_start = attrgetter("seen_start")


def view_of(text: str) -> View:
    """Make the view of a text; one without edits where nothing needs to change."""
    is_plain = text.isascii() and "\r" not in text
    changes = [*_hyphens(text), *([] if is_plain or not _ANY.search(text) else _odd(text))]
    if not changes:
        return View(text)
    parts: list[str] = []
    edits: list[Edit] = []
    done = length = 0
    for start, end, shown in sorted(changes):
        if start < done or text[start:end] == shown:
            continue
        parts += (text[done:start], shown)
        seen = length + start - done
        length = seen + len(shown)
        if len(shown) != end - start:
            edits.append(Edit(start, end, seen, length))
        done = end
    return View("".join([*parts, text[done:]]), tuple(edits))


def _odd(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans to change, with what the view has there."""
    for match in _ODD.finditer(text):
        kind = match.lastgroup
        if kind in {"hyphen", "none"}:
            shown = ""
        elif kind == "line":
            shown = "\n"
        elif kind == "blank":
            shown = " "
        else:
            shown = unicodedata.normalize("NFKC" if kind == "form" else "NFC", match[0])
        yield match.start(), match.end(), shown


def _hyphens(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Hyphens at line ends that are no part of the word, and line ends after those that are.

    The text is the judge: "agree-\nment" is "agreement" if that word stands elsewhere in it, and
    "cease-\nfire" is "cease-fire" if that does.
    """
    if "-\n" not in text and "-\r\n" not in text:
        return
    broken = list(_BROKEN.finditer(text))
    words = {word.casefold() for word in _WORD.findall(_BROKEN.sub(" ", text))}
    for match in broken:
        first, last = match[1].casefold(), match[3].casefold()
        if f"{first}{last}" in words:
            yield match.start(2), match.end(2), ""
        elif f"{first}-{last}" in words:
            yield match.start(2), match.end(2), "-"


def joined_lines(text: str, sentences: Iterable[Span]) -> str:
    """Join the lines of hard-wrapped sentences by blanks; every character keeps its place.

    Measured: 24 releases of the dev set gave 13 other rows when wrapped at 72 characters, none
    with their lines joined.

    Args:
        text: A view; its line ends are line feeds.
        sentences: Its sentences, sorted.
    """
    if "\n" not in text:
        return text
    parts: list[str] = []
    done = 0
    for start, end in sentences:
        parts += (text[done:start], text[start:end].replace("\n", " "))
        done = end
    return "".join([*parts, text[done:]])
