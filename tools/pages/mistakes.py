"""The mistakes that docs/accuracy.md shows: sentences, what comes out, what should.

In:  mistakes.toml beside this file
Out: Mistake records; a section a table of docs/accuracy.md
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract.api.text import extract_text
from pages.markdown import code, table

FILE = Path(__file__).with_name("mistakes.toml")
HEAD = """## What it gets wrong, with examples

Invented sentences, published on 4 May 2031, each for a class of error that the figures above
count. A test runs them, so that this list is what happens today; an error that is mended leaves
it. Rows are shown as the words found, and what the table says of them."""
#: A row as the page shows it: its text, then the columns that matter.
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One sentence that is read wrongly.

    Args:
        table: The table to look at.
        columns: Columns of it that are shown, after the text.
        what: The class of error, in a sentence.
        text: The sentence.
        published: Day of publication.
        found: Rows that come out.
        right: Rows that should.
    """

    table: str
    columns: tuple[str, ...]
    what: str
    text: str
    published: date
    found: tuple[Row, ...]
    right: tuple[Row, ...]


def load_mistakes() -> list[Mistake]:
    """All of them, in the order of the file."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        Mistake(
            table=entry["table"],
            columns=tuple(entry["columns"]),
            what=entry["what"],
            text=entry["text"],
            published=content["published"],
            found=tuple(map(tuple, entry["found"])),
            right=tuple(map(tuple, entry["right"])),
        )
        for entry in content["mistake"]
    ]


def rows_of(mistake: Mistake) -> tuple[Row, ...]:
    """What the pipeline gives today."""
    found = getattr(extract_text(mistake.text, published=mistake.published), mistake.table)
    shown = found[["text", *mistake.columns]].astype(object)
    return tuple(tuple(map(_cell, row)) for row in shown.itertuples(index=False))


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else ""


def mistakes() -> str:
    """The section of the page."""
    listed, parts = load_mistakes(), [HEAD]
    for name in dict.fromkeys(mistake.table for mistake in listed):
        rows = [
            (f"{one.what}<br>*{one.text}*", _words(one.found), _words(one.right))
            for one in listed
            if one.table == name
        ]
        parts += [f"### {name}", table(("class and sentence", "comes out", "is right"), rows)]
    return "\n\n".join(parts)


def _words(rows: Sequence[Row]) -> str:
    shown = [f"{row[0]}: {code(', '.join(filter(None, row[1:])))}" for row in rows]
    return "<br>".join(words.rstrip(": ") for words in shown) or "nothing"
