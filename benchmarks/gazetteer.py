"""The place index: size, opening and lookups, against a trie; and what a build costs as it grows.

    pip install marisa-trie
    python benchmarks/gazetteer.py

In:  the packaged index; invented dumps of 400,000 and 1,600,000 places
Out: megabytes, milliseconds to open, microseconds a name; seconds and memory of a build
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import marisa_trie

from extract.knowledge.gazetteer import FILE, MOST, PRIMARY, Entry, Gazetteer, unpack
from extract.knowledge.load import data_path
from extract.text.names import fold

Lookup = Callable[[str], tuple[Entry, ...]]
ROUNDS = 5
SIZES = (400_000, 1_600_000)
BUILD = """
import sys
from extract.api.gazetteer import build_gazetteer
build_gazetteer(sys.argv[1], dump=sys.argv[2])
"""


def sample(base: sqlite3.Connection) -> list[str]:
    """Distinct names over the whole index, a third of them unknown."""
    rows = base.execute("SELECT DISTINCT name FROM place WHERE id % 97 = 5")
    return [name if number % 3 else f"{name}zq" for number, (name,) in enumerate(rows)]


def as_it_is(path: Path) -> Lookup:
    """Names and places in SQLite."""
    return Gazetteer.open(path).lookup


def with_single_queries(path: Path) -> Lookup:
    """Names and places in SQLite, each place of a name by a query of its own."""
    base = opened(path)

    def lookup(name: str) -> tuple[Entry, ...]:
        row = base.execute("SELECT places FROM name WHERE key = ?", (fold(name),)).fetchone()
        return () if row is None else tuple(single(base, unpack(row[0])[:MOST]))

    return lookup


def single(base: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Entry]:
    """The places of a name, one query each."""
    for number in numbers:
        for row in base.execute("SELECT * FROM place WHERE id = ?", (number // 2,)):
            yield Entry(*(*row, number % 2 == PRIMARY))


def with_trie(trie: Path, side: Path) -> Lookup:
    """Names in a memory-mapped trie, places in SQLite."""
    keys = marisa_trie.BytesTrie()
    keys.mmap(str(trie))
    base = opened(side)

    def lookup(name: str) -> tuple[Entry, ...]:
        found = keys.get(fold(name))
        return entries(base, found[0]) if found else ()

    return lookup


def opened(path: Path) -> sqlite3.Connection:
    """A database as the index opens it."""
    base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    base.execute("PRAGMA mmap_size = 100000000")
    return base


def entries(base: sqlite3.Connection, blob: bytes) -> tuple[Entry, ...]:
    """The places of a name by one query."""
    numbers = unpack(blob)[:MOST]
    marks = ",".join("?" * len(numbers))
    rows = base.execute(
        f"SELECT * FROM place WHERE id IN ({marks})",  # noqa: S608  # marks are question marks
        [number // 2 for number in numbers],
    )
    by_id = {row[0]: row for row in rows}
    return tuple(Entry(*(*by_id[n // 2], n % 2 == PRIMARY)) for n in numbers)


def write_trie(index: Path, folder: Path) -> tuple[Path, Path]:
    """The packaged index as a trie of names and a database of places."""
    trie, side = folder / "names.marisa", folder / "places.sqlite"
    with closing(sqlite3.connect(index)) as base:
        names = base.execute("SELECT key, places FROM name")
        marisa_trie.BytesTrie(names).save(str(trie))
        base.execute("ATTACH ? AS side", (str(side),))
        (schema,) = base.execute("SELECT sql FROM sqlite_master WHERE name = 'place'").fetchone()
        base.execute(schema.replace("TABLE place", "TABLE side.place"))
        base.execute("INSERT INTO side.place SELECT * FROM main.place")
        base.commit()
    return trie, side


def compare(label: str, size: int, make: Callable[[], Lookup], names: list[str]) -> None:
    """Print one line of figures; the best round counts."""
    opening = looking = 1.0
    for _ in range(ROUNDS):
        fold.cache_clear()
        clock = process_time()
        lookup = make()
        opening = min(opening, process_time() - clock)
        clock = process_time()
        for name in names:
            lookup(name)
        looking = min(looking, (process_time() - clock) / len(names))
    print(
        f"{label:<24} {size / 1e6:5.1f} MB, opened in {opening * 1e3:.2f} ms, "
        f"looked up in {looking * 1e6:.1f} microseconds"
    )


def write_dump(folder: Path, places: int) -> None:
    """An invented dump: each place has a name of its own and three others."""
    folder.mkdir()
    tables = {"admin1CodesASCII": ["AZ.1\tNorth\tNorth\t1"], "admin2Codes": []}
    for table, lines in {**tables, "countryInfo": ["AZ\tAZE" + "\t" * 17]}.items():
        (folder / f"{table}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (folder / "allCountries.txt").open("w", encoding="utf-8") as out:
        for one in range(1, places + 1):
            name = f"Town {one * 7919 % places}"
            out.write(
                f"{one}\t{name}\t{name}\t\t1.5\t2.5\tP\tPPL\tAZ\t\t1\t\t\t\t{one}\t\t0\tUTC\t\n"
            )
    with (folder / "alternateNamesV2.txt").open("w", encoding="utf-8") as out:
        for number in range(3 * places):
            one = number // 3 + 1
            out.write(f"{number}\t{one}\ten\tPlace {number * 104729 % places}\t\t\t\t\t\t\n")


def build(places: int, folder: Path) -> None:
    """Print what building an invented dump costs."""
    write_dump(folder / f"dump{places}", places)
    started = perf_counter()
    command = [sys.executable, "-c", BUILD, str(folder / "out"), str(folder / f"dump{places}")]
    subprocess.run(command, check=True)  # noqa: S603  # our own command
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    seconds = perf_counter() - started
    size = (folder / "out").stat().st_size / 1e6
    print(f"build of {places:,} places: {seconds:.1f} s, peak {peak:.0f} MB, index {size:.1f} MB")


def main() -> None:
    """Build, then compare."""
    index = data_path(FILE)
    with closing(opened(index)) as base:
        names = sample(base)
    with TemporaryDirectory() as place:
        folder = Path(place)
        for places in SIZES:  # first: a child begins with the memory of its parent
            build(places, folder)
        trie, side = write_trie(index, folder)
        size = index.stat().st_size
        compare("SQLite", size, lambda: as_it_is(index), names)
        compare("SQLite, query a place", size, lambda: with_single_queries(index), names)
        both = trie.stat().st_size + side.stat().st_size
        compare("trie and SQLite", both, lambda: with_trie(trie, side), names)


if __name__ == "__main__":
    main()
