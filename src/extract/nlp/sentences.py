r"""Cut a text into sentences by punctuation and layout, without a parser.

In:  "BAKU.\n\nThe U.S. and Mr. Lee met. They signed\na protocol."
Out: BAKU. | The U.S. and Mr. Lee met. | They signed\na protocol.

Press texts are often hard-wrapped: a single line break inside a paragraph is no boundary, one
after a short line (a heading, an address) is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.knowledge.load import tables
from extract.text.offsets import Span, strip

#: A line shorter than this share of the usual line is not wrapped but ended. Origin: letterheads
#: and headings of the sample releases, which stay under two thirds.
SHORT_LINE = 0.66
#: Where the usual line is longer than this, lines are paragraphs and every break is a boundary.
LONGEST_WRAP = 140

#: Every row repeats its sentence: one endless sentence must not stand whole beside each of its
#: names. The longest real ones, preambles of resolutions, have about 1,500 characters.
LONGEST_SENTENCE = 3000

#: "met. They", "met.” They", "accord.[3] The": the end mark, closing marks, white space, a start.
_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-z])")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_BREAK = re.compile(r"\n")
#: "- first point", "• second point", "3) third", "(a) fourth"
_BULLET = re.compile(r"[ \t]*(?:[-–—•*▪◦]|\(?[0-9a-z]{1,2}[.)])[ \t]+\S")
#: The word before a full stop: "Mr", "U.S", "J"
_LAST_WORD = re.compile(r"[\w.]{1,12}$")


@dataclass(frozen=True, slots=True)
class SentenceSplitter:
    """Sentence boundaries of English press texts.

    Args:
        abbreviations: Words, lower case and without their last full stop, after which a full
            stop ends no sentence: "mr", "gen", "no".
    """

    abbreviations: frozenset[str]

    def __call__(self, text: str) -> tuple[Span, ...]:
        """Cut a text into sentences.

        Args:
            text: Any text.

        Returns:
            Sorted spans that do not overlap, trimmed of white space; together they hold every
            character that is not white space.
        """
        cuts = sorted({0, len(text), *self._full_stops(text), *_layout_breaks(text)})
        whole = (strip(text, start, end) for start, end in pairwise(cuts))
        return tuple(part for span in whole for part in _bounded(text, span))

    def _full_stops(self, text: str) -> list[int]:
        return [mark.end() for mark in _END.finditer(text) if self._ends(text, mark)]

    def _ends(self, text: str, mark: re.Match[str]) -> bool:
        """Whether an end mark ends a sentence: not in "Mr. Lee", "J. Smith", "No. 5"."""
        if text[mark.start()] != ".":
            return True
        word = _LAST_WORD.search(text, max(0, mark.start() - 12), mark.start())
        if word is None:
            return True
        last = word[0].lower()
        initial = len(last.split(".")[-1]) == 1 and last.isalpha()  # "J. Smith"
        return not (initial or last in self.abbreviations)


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """A sentence in pieces no longer than `LONGEST_SENTENCE`, cut at blanks if there are any."""
    start = span.start
    while start < span.end:
        end = min(span.end, start + LONGEST_SENTENCE)
        if end < span.end:
            blank = text.rfind(" ", start + LONGEST_SENTENCE // 2, end)
            end = end if blank < 0 else blank
        piece = strip(text, start, end)
        if piece.start < piece.end:
            yield piece
        start = end


def _layout_breaks(text: str) -> list[int]:
    """Line breaks that end a sentence: blank lines, bullets, and breaks after short lines."""
    breaks = [mark.end() for mark in _BLANK_LINE.finditer(text)]
    usual = _usual_line(text)
    line_start = 0
    for mark in _BREAK.finditer(text):
        length = mark.start() - line_start
        line_start = mark.end()
        if usual > LONGEST_WRAP or length < usual * SHORT_LINE or _BULLET.match(text, mark.end()):
            breaks.append(mark.end())
    return breaks


def _usual_line(text: str) -> int:
    """Length of a full line: nine of ten lines are not longer."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    return lengths[(len(lengths) * 9) // 10] if lengths else 0


def load_splitter() -> SentenceSplitter:
    """The splitter with our packaged abbreviations."""
    words = tables("abbreviations.toml")["abbreviations"]
    return SentenceSplitter(frozenset(word.lower().rstrip(".") for word in words))
