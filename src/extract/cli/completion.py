"""What a shell offers for DOC|MENTION_ID: ids out of the CSV of the last run.

In:  the word as far as it is typed      "sample/igo", "a.txt:pl", "a.txt:places:4"
Out: ids that begin with it; nothing where there are no tables

Only the CSV is read, by the standard library: a shell should not wait for pandas.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

import typer

OUT_DIR: Final = Path("data/processed")
#: More than that no shell shows at once.
_MOST: Final = 500
_TABLES: Final = ("actors", "places", "dates", "agreements")


def complete_target(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of documents, and of rows once the table is typed."""
    folder = Path(ctx.params.get("tables_dir") or OUT_DIR)
    offers: list[str] = []
    with suppress(OSError, ValueError):  # no tables, or no CSV: nothing to offer
        offers.extend(islice(_offers(folder, incomplete), _MOST))
    return offers


def _offers(folder: Path, incomplete: str) -> Iterator[str]:
    doc_id, _, table = incomplete.rpartition(":")
    named = next((name for name in _TABLES if f":{name}:" in incomplete), None)
    if named is not None:
        yield from _beginning(folder / f"{named}.csv", "mention_id", incomplete)
    elif doc_id:
        yield from (f"{doc_id}:{name}:" for name in _TABLES if name.startswith(table))
    else:
        yield from _beginning(folder / "documents.csv", "doc_id", incomplete)


def _beginning(path: Path, column: str, beginning: str) -> Iterator[str]:
    import csv

    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            word = row[column].removeprefix("'")  # the guard against formulas
            if word.startswith(beginning):
                yield word
