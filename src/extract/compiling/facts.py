"""What an index holds, and how fast it answers.

In:  an index file
Out: IndexFacts      places by feature, countries, names, size, sha256, origin, times
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

from extract.hashing import sha256_of
from extract.knowledge.gazetteer import VERSION, Gazetteer, Origin

#: Places whose names are looked up for the mean.
_SAMPLE: Final = 2_000
#: Times that is measured; the least counts.
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFacts:
    """Facts of one index file.

    Args:
        path: The file.
        size: Bytes.
        sha256: Of the whole file.
        version: Of its form.
        origin: Where its places come from, and their licence.
        places: How many there are.
        names: Distinct folded names.
        features: Places by feature, the most first.
        countries: Places by ISO alpha-3 code, the most first; "" for none.
        open_milliseconds: Time to open it.
        lookup_microseconds: Mean processor time to look a name up for the first time.
    """

    path: Path
    size: int
    sha256: str
    version: int
    origin: Origin
    places: int
    names: int
    features: Mapping[str, int]
    countries: Mapping[str, int]
    open_milliseconds: float
    lookup_microseconds: float


def facts_of(path: Path) -> IndexFacts:
    """Count and measure an index.

    Raises:
        GazetteerError: The file is no index that this version reads.
    """
    with closing(Gazetteer.open(path)) as index:
        origin = index.origin()
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
        (names,) = base.execute("SELECT COUNT(*) FROM name").fetchone()
        features = _counts(base, "feature")
        countries = _counts(base, "country")
        sample = _sample(base)
    return IndexFacts(
        path=path,
        size=path.stat().st_size,
        sha256=sha256_of(path),
        version=VERSION,
        origin=origin,
        places=sum(features.values()),
        names=names,
        features=features,
        countries=countries,
        open_milliseconds=min(_opening(path) for _ in range(_ROUNDS)) * 1e3,
        lookup_microseconds=min(_lookup(path, sample) for _ in range(_ROUNDS)) * 1e6,
    )


def _counts(base: sqlite3.Connection, column: str) -> dict[str, int]:
    query = f"SELECT {column}, COUNT(*) FROM place GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608  # our own column
    return dict(base.execute(query).fetchall())


def _sample(base: sqlite3.Connection) -> list[str]:
    """Distinct names of places spread evenly over all identifiers, every tenth one unknown."""
    first, last = base.execute("SELECT MIN(id), MAX(id) FROM place").fetchone()
    step = max(1, (last - first) // _SAMPLE) if first is not None else 1
    query = "SELECT name FROM place WHERE id >= ? ORDER BY id LIMIT 1"
    starts = range(first, last + 1, step) if first is not None else range(0)
    found = dict.fromkeys(
        name for start in starts for name in base.execute(query, (start,)).fetchone()
    )
    return [name if number % 10 else f"{name}zq" for number, name in enumerate(found)]


def _opening(path: Path) -> float:
    started = perf_counter()
    with closing(Gazetteer.open(path)):
        return perf_counter() - started


def _lookup(path: Path, names: list[str]) -> float:
    """Seconds of the processor a name; none is asked twice, so that nothing comes from memory."""
    with closing(Gazetteer.open(path)) as index:
        started = process_time()
        for name in names:
            index.lookup(name)
        return (process_time() - started) / max(1, len(names))
