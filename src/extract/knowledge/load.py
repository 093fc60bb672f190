"""Read our data files, packaged under `extract/knowledge/data`.

In:  the name of a data file            "countries.csv"
Out: its rows as dictionaries, or its TOML tables
"""

from __future__ import annotations

import csv
import io
import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

#: Separates the members of a list in one CSV cell, here and in the tables we write.
LIST_MARK = "|"


def data_path(name: str) -> Path:
    """Where a packaged data file lies; our wheel is never run from inside a zip."""
    return Path(str(files("extract.knowledge") / "data" / name))


@lru_cache(maxsize=64)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of a packaged CSV file, cells as text, lines that begin with # left out."""
    text = data_path(name).read_text(encoding="utf-8")
    kept = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    return tuple(csv.DictReader(io.StringIO(kept)))


@lru_cache(maxsize=64)
def tables(name: str) -> dict[str, Any]:
    """A packaged TOML file as tomllib reads it; treat it as frozen."""
    return tomllib.loads(data_path(name).read_text(encoding="utf-8"))


def members(cell: str) -> tuple[str, ...]:
    """Split a list cell: "Armenia|Republic of Armenia" has two members, "" has none."""
    return tuple(part.strip() for part in cell.split(LIST_MARK) if part.strip())


def shown(name: str) -> str:
    """A packaged file as messages name it."""
    return f"data/{name}"


def line_of(name: str, words: str) -> int:
    """The first line of a packaged file that holds these words; 1 if none does."""
    lines = data_path(name).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if words in line), 1)
