"""Mark texts that nearly repeat an earlier one.

In:  signatures of all texts, in any order
Out: for each text that repeats another: the id of the original

Texts are taken in the order of publication, then of their ids. One that is like an original is
marked with it (the first of several); any other becomes an original itself. What is known of
originals lies in the plan's file, so that memory does not grow.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from extract.engine.signatures import likeness

#: Share of equal runs of three words from which a text repeats another.
ALIKE: Final = 0.8
#: A signature is cut into bands; texts that agree in one whole band are compared. With 16 bands of
#: 8 numbers a pair at 0.8 is found in 95 of 100 cases, at 0.9 in all but one of 10,000.
BANDS: Final = 16
_BAND_BYTES: Final = 32

_TABLES: Final = """
CREATE TABLE signatures(
  position INTEGER PRIMARY KEY, doc_id TEXT NOT NULL, published TEXT, signature BLOB NOT NULL);
CREATE TABLE bands(
  number INTEGER NOT NULL, band BLOB NOT NULL, rank INTEGER NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (number, band, rank)) WITHOUT ROWID;
CREATE TABLE repeats(position INTEGER PRIMARY KEY, original TEXT NOT NULL);
"""


class NearDuplicates:
    """Finds them in a run.

    Args:
        database: The plan's file.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        for statement in _TABLES.split(";"):
            database.execute(statement)

    def add(self, position: int, doc_id: str, published: str | None, signature: bytes) -> None:
        """Add one text."""
        self._database.execute(
            "INSERT INTO signatures VALUES (?, ?, ?, ?)", (position, doc_id, published, signature)
        )

    def settle(self) -> None:
        """Find originals, when all texts are there."""
        in_order = self._database.execute(
            "SELECT position, signature FROM signatures "
            "ORDER BY published IS NULL, published, doc_id"
        )
        for rank, (position, signature) in enumerate(in_order):
            original = self._original(signature)
            if original is None:
                self._database.executemany(
                    "INSERT INTO bands VALUES (?, ?, ?, ?)",
                    [(number, band, rank, position) for number, band in _bands(signature)],
                )
            else:
                self._database.execute(
                    "INSERT INTO repeats SELECT ?, doc_id FROM signatures WHERE position = ?",
                    (position, original),
                )

    def originals(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        """Position and id of the original of each text that repeats one, within a range."""
        yield from self._database.execute(
            "SELECT position, original FROM repeats WHERE position BETWEEN ? AND ?", (first, last)
        )

    def _original(self, signature: bytes) -> int | None:
        """The first original that a text is like."""
        candidates: set[tuple[int, int]] = set()
        for number, band in _bands(signature):
            candidates.update(
                self._database.execute(
                    "SELECT rank, position FROM bands WHERE number = ? AND band = ?",
                    (number, band),
                )
            )
        for _, position in sorted(candidates):
            (other,) = self._database.execute(
                "SELECT signature FROM signatures WHERE position = ?", (position,)
            ).fetchone()
            if likeness(signature, other) >= ALIKE:
                return position
        return None


def _bands(signature: bytes) -> list[tuple[int, bytes]]:
    return [
        (number, signature[number * _BAND_BYTES : (number + 1) * _BAND_BYTES])
        for number in range(BANDS)
    ]
