"""Write Markdown, and read docstrings.

In:  rows of words; a docstring in Google's style
Out: a table; the docstring's text, and the words on each of its arguments
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

#: "Args:" alone in a line.
_SECTION = re.compile(r"^(\w+):$", re.MULTILINE)
#: "    max_bytes: Size of one file" under "Args:".
_NAMED = re.compile(r"^    (\w+): ", re.MULTILINE)


def generated(source: str) -> str:
    """The comment at the head of a generated page."""
    return f"<!-- Generated from {source} by `make docs`; do not edit. -->"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line breaks inside cells are made harmless."""
    lines = [_row(header), _row("---" for _ in header), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return "|" + "|".join(f" {cell} " if (cell := _cell(words)) else " " for words in cells) + "|"


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())


def code(words: object) -> str:
    """Words as code; "" stays ""."""
    return f"`{words}`" if str(words) else ""


def docstring(thing: object) -> dict[str, str]:
    """The parts of a docstring: "" for its text, then "Args", "Returns", "Raises", ..."""
    text, *rest = _SECTION.split(inspect.getdoc(thing) or "")
    parts = {"": text.strip()}
    parts.update(zip(rest[::2], (part.strip("\n") for part in rest[1::2]), strict=True))
    return parts


def named(section: str) -> dict[str, str]:
    """The words on each name of a section: {"max_bytes": "Size of one file of plain text."}."""
    _, *rest = _NAMED.split(section)
    return {
        name: " ".join(words.split()) for name, words in zip(rest[::2], rest[1::2], strict=True)
    }


def paragraph(words: str) -> str:
    """Words in one line a paragraph, as Markdown wants them."""
    return "\n\n".join(" ".join(part.split()) for part in words.split("\n\n"))
