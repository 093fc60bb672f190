r"""Read tables of texts: .csv (and .tsv) with a header, and .parquet.

In:  'id,published,text\n1,2022-09-14,"JEDDAH ..."\n'
Out: one Entry a row; a broken row is an Entry that failed and names its line

Rows are read as they come, so that a table may be larger than memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Final

from extract.reading.encoding import Decoded
from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.lines import text_lines
from extract.reading.formats.records import FIELDS, failed_entry, file_entry, record_entry
from extract.reading.formats.rows import read_rows
from extract.reading.raw import RawFile, Source, too_large
from extract.settings import Limits

#: Rows of a .parquet file in memory at a time.
BATCH: Final = 16


def read_csv(source: Source, limits: Limits) -> Iterator[Entry]:
    """Read one .csv file.

    Raises:
        UnreadableError: The bytes are no text.
    """
    lines = text_lines(source, limits)
    file = file_entry(lines.file, lines.decoded)
    has_rows = False
    for row in read_rows(_short(lines, lines.longest), ("text",), limits.max_chars):
        has_rows = True
        if row.problem is None:
            given = {column: cell for column, cell in row.cells.items() if cell}
            yield record_entry(file, row.line, {"text": "", **given})
        else:
            yield failed_entry(file, row.line, row.problem)
    if not has_rows:
        yield file


def read_parquet(source: Source, limits: Limits) -> Iterator[Entry]:
    """Read one .parquet file.

    Raises:
        UnreadableError: It is damaged, too large, or has no column `text`.
    """
    from pyarrow import ArrowException  # noqa: PLC0415
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    if source.size > limits.max_archive_bytes:
        raise too_large(source.size, limits.max_archive_bytes, "max_archive_bytes")
    file = file_entry(RawFile(source.name, b"", source.sha256), Decoded("", "utf-8"))
    source.stream.seek(0)
    number = 0
    try:
        table = ParquetFile(source.stream)
        columns = [name for name in table.schema_arrow.names if name in FIELDS]
        if "text" not in columns:
            named = ", ".join(table.schema_arrow.names[:10])
            reason = f"has no column text among {named}; name the column of the texts so"
            raise UnreadableError("failed", reason)
        for batch in table.iter_batches(batch_size=BATCH, columns=columns):
            for record in batch.to_pylist():
                number += 1
                yield record_entry(file, number, record, "row")
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        reason = f"is a damaged Parquet table ({_first_line(error)}); write it again"
        raise UnreadableError("failed", reason) from error
    if not number:
        yield file


def _short(lines: Iterable[str | None], longest: int) -> Iterator[str]:
    """The lines, none too long."""
    for line, written in enumerate(lines, start=1):
        if written is None:
            reason = f"line {line} has more than {longest:,} bytes (limits.max_chars); split it"
            raise UnreadableError("failed", reason)
        yield from io.StringIO(written, newline="")  # lines may end at "\r" alone, too


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
