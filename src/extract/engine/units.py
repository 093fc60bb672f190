"""Read a run of files into a unit: their texts as reading found them, each at a row of its own.

In:  files next to each other in the survey, with the hash of each
Out: one Parquet file; `headings` reads what identifies each text, `entries` some texts whole

Nothing is settled here that depends on other files: ids are for the plan.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from extract.engine.base import Done, Watch, Workshop
from extract.engine.watch import OverTime, too_large, too_slow
from extract.reading.entry import Entry, UnreadableError
from extract.reading.folder import InputFile, entries_of
from extract.reading.raw import regular_size
from extract.reading.text import sha256_of
from extract.text.clean import storable

#: Texts in a row group, the least that is read at a time.
GROUP: Final = 64
_SCHEMA: Final = pa.schema(
    {
        "heading": pa.binary(),
        "digest": pa.binary(),
        "size": pa.int64(),
        "text_sha256": pa.string(),
        "entry": pa.binary(),
    }
)
#: The columns of a Heading.
_OF_HEADING: Final = ["heading", "digest", "size", "text_sha256"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file was when the run began.

    Args:
        content: Its sha256, or why it has none.
        size: Bytes.
        stamp: Size and time of change; another stamp means another file.
    """

    content: str
    size: int
    stamp: tuple[int, int] | None


def mark_of(file: InputFile, most: int) -> Mark:
    """Look at a file without reading it as a text.

    Args:
        file: The file.
        most: Bytes above which it will be refused and its content does not matter.
    """
    stamp = _stamp(file)
    if file.problem is not None:
        return Mark(f"not read: {file.problem.reason}", 0, stamp)
    try:
        size = regular_size(file.path)
        if size > most:
            return Mark(f"too large: {size}", size, stamp)
        with file.path.open("rb") as stream:
            return Mark(hashlib.file_digest(stream, "sha256").hexdigest(), size, stamp)
    except UnreadableError as error:
        return Mark(f"not read: {error.reason}", 0, stamp)
    except OSError as error:
        return Mark(f"not read: {error.strerror}", 0, stamp)


def _stamp(file: InputFile) -> tuple[int, int] | None:
    try:
        status = file.path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


@dataclass(frozen=True, slots=True)
class Heading:
    """What the plan needs to know of one text.

    Args:
        entry: The entry without its text.
        digest: Hash of all of it.
        size: Characters of the text.
        text_sha256: Hash of the text as the tables will have it; decisions refer to it.
    """

    entry: Entry
    digest: bytes
    size: int
    text_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """Reads files that stand next to each other.

    Args:
        key: Hash of names, contents and all that shapes reading.
        files: The files.
        marks: What each was when the key was made.
        lost: Files that are not to be read, by position, with the reason.
    """

    key: str
    files: tuple[InputFile, ...]
    marks: tuple[Mark, ...]
    lost: Mapping[int, str] = field(default_factory=dict)

    @property
    def needs_pipeline(self) -> bool:
        """Reading needs neither model nor rules."""
        return False

    def without(self, position: int, reason: str) -> ReadJob:
        """The same job, but one file is quarantined."""
        return replace(self, lost={**self.lost, position: reason})

    def run(self, workshop: Workshop, watch: Watch) -> Done:
        """Read the files and commit their texts."""
        store = workshop.store
        found = self._entries(workshop, watch)
        store.commit(store.unit(self.key), lambda path: _write(path, found))
        return Done(self.key, documents=len(self.files))

    def _entries(self, workshop: Workshop, watch: Watch) -> Iterator[Entry]:
        for position, file in enumerate(self.files):
            if position in self.lost:
                yield _quarantined(file, self.lost[position])
            else:
                yield from self._of_file(position, workshop, watch)

    def _of_file(self, position: int, workshop: Workshop, watch: Watch) -> Iterator[Entry]:
        """The texts of one file; each has the time of one document."""
        file, mark, limits = self.files[position], self.marks[position], workshop.limits
        rest = entries_of(file, limits)
        is_later = False  # the path of the file is taken by what was read before
        while True:
            try:
                with watch.over(position):
                    entry = next(rest, None)
            except MemoryError:
                yield _quarantined(file, too_large(limits.megabytes), inside=is_later)
                return
            except OverTime:
                yield _quarantined(file, too_slow(limits.seconds), inside=is_later)
                return
            if entry is None:
                return
            if mark.stamp != _stamp(file):
                yield Entry(
                    path=file.name,
                    inside=is_later,
                    status="failed",
                    error="changed while it was read; run the same command again",
                )
                return
            yield entry
            is_later = True


def _quarantined(file: InputFile, reason: str, *, inside: bool = False) -> Entry:
    return Entry(path=file.name, inside=inside, status="quarantined", error=reason)


def headings(path: Path) -> Iterator[Heading]:
    """What identifies each text of a unit, in order."""
    with pq.ParquetFile(path) as unit:
        for batch in unit.iter_batches(batch_size=4096, columns=_OF_HEADING):
            for heading, *facts in zip(*(c.to_pylist() for c in batch), strict=True):
                yield Heading(Entry(**json.loads(heading)), *facts)


def entries(path: Path, rows: Sequence[int]) -> Iterator[Entry]:
    """Texts of a unit at some rows, in ascending order, whole."""
    with pq.ParquetFile(path) as unit:
        for group, wanted in groupby(rows, key=lambda row: row // GROUP):
            column = unit.read_row_group(group, columns=["entry"])["entry"]
            for row in wanted:
                yield _entry(column[row % GROUP].as_py())


def _write(path: Path, found: Iterable[Entry]) -> None:
    with pq.ParquetWriter(path, _SCHEMA, compression="zstd") as writer:
        group: list[dict[str, Any]] = []
        for entry in found:
            group.append(_row(entry))
            if len(group) == GROUP:
                writer.write_table(pa.Table.from_pylist(group, schema=_SCHEMA))
                group = []
        if group:
            writer.write_table(pa.Table.from_pylist(group, schema=_SCHEMA))


def _row(entry: Entry) -> dict[str, Any]:
    # surrogatepass: JSON in the input may hold halves of surrogate pairs
    whole = json.dumps(asdict(entry), ensure_ascii=False).encode("utf-8", "surrogatepass")
    heading = {
        "path": entry.path,
        "line": entry.line,
        "inside": entry.inside,
        "record_id": entry.record_id,
        "status": entry.status,
    }
    return {
        "heading": json.dumps(heading).encode(),
        "digest": hashlib.sha256(whole).digest()[:16],
        "size": len(entry.text),
        "text_sha256": sha256_of(storable(entry.text)[0]),
        "entry": whole,
    }


def _entry(whole: bytes) -> Entry:
    content = json.loads(whole.decode("utf-8", "surrogatepass"))
    return Entry(**{name: _as_tuples(value) for name, value in content.items()})


def _as_tuples(value: Any) -> Any:  # noqa: ANN401  # any value of JSON
    """Lists of JSON as the tuples that an Entry holds."""
    return tuple(_as_tuples(member) for member in value) if isinstance(value, list) else value
