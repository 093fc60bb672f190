"""The identities of a run, for one to be merged into another.

In:  a table, some words                    "actors", "brisk"
Out: identities with name and number of rows    person:ana-brisk  Ana Brisk  12
"""

from __future__ import annotations

from typing import Any, Final

from extract.correcting.decision import ID_COLUMN
from extract.review.queue import Columns

#: How many are told at once.
_MOST: Final = 20
_NAME: Final = {"actors": "name", "places": "name", "agreements": "title"}


class Identities:
    """Who, where and which the rows of a run are; a table is read when first asked for.

    Args:
        read: Gives columns of a table by name.
    """

    def __init__(self, read: Columns) -> None:
        self._read = read
        self._known: dict[str, list[tuple[str, str, int]]] = {}

    def like(self, table: str, words: str) -> list[dict[str, Any]]:
        """Identities whose name or id holds some words, the most mentioned first."""
        if table not in self._known:
            self._known[table] = self._count(table)
        wanted = words.casefold()
        fits = (
            {"id": identity, "name": name, "rows": rows}
            for identity, name, rows in self._known[table]
            if wanted in name.casefold() or wanted in identity.casefold()
        )
        return [one for one, _ in zip(fits, range(_MOST), strict=False)]

    def _count(self, table: str) -> list[tuple[str, str, int]]:
        identity, name = ID_COLUMN[table], _NAME[table]
        rows = self._read(table, [identity, name]).dropna()
        counts = rows.groupby(identity, sort=False)[name].agg(["first", "size"])
        counts = counts.sort_values("size", ascending=False, kind="stable")
        return [(str(key), str(first), int(size)) for key, first, size in counts.itertuples()]
