"""Read the `--metadata` file, which overrides what the files say of themselves.

In:  path,published,title,source,url        "mfa/0914.txt,2022-09-14,,MFA of Azerbaijan,"
Out: {"mfa/0914.txt": Metadata(published=date(2022, 9, 14), source="MFA of Azerbaijan")}
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from extract.errors import InputError
from extract.reading.days import read_day
from extract.reading.encoding import decode
from extract.reading.entry import UnreadableError
from extract.reading.formats.rows import Row, read_rows
from extract.reading.raw import load

#: Most bytes of the file: some 100,000 documents.
MOST_BYTES: Final = 50_000_000
#: Most characters of one cell; no title is longer.
LONGEST_CELL: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document from outside; None leaves what the document says.

    Args:
        published: Day of publication.
        title: Headline.
        source: Issuer.
        url: Address.
    """

    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values where there are any, else those of the other."""
        return Metadata(
            published=other.published if self.published is None else self.published,
            title=other.title if self.title is None else self.title,
            source=other.source if self.source is None else self.source,
            url=other.url if self.url is None else self.url,
        )


NO_METADATA: Final[Mapping[str, Metadata]] = MappingProxyType({})
NOTHING_KNOWN: Final = Metadata()


def read_metadata(path: Path) -> dict[str, Metadata]:
    """Read a metadata file.

    Args:
        path: CSV with a header: path or doc_id (or both), any of published, title, source, url.

    Returns:
        What is known, by doc_id where the line has one, else by path.

    Raises:
        InputError: The file cannot be read, or a line of it; the message names the line.
    """
    try:
        text = decode(load(path, path.name, MOST_BYTES, "metadata").content).text
    except UnreadableError as error:
        raise InputError.bad_metadata(path, error.reason) from error
    known: dict[str, Metadata] = {}
    for row in read_rows(io.StringIO(text, newline=""), ("path", "doc_id"), LONGEST_CELL):
        key, metadata = _metadata(path, row)
        if key in known:
            raise InputError.bad_metadata(path, f"line {row.line}: {key!r} stands twice")
        known[key] = metadata
    return known


def known_of(metadata: Mapping[str, Metadata], doc_id: str, path: str) -> Metadata:
    """What is known of a document: by its own id first, then by its file."""
    by_id = metadata.get(doc_id, NOTHING_KNOWN)
    return by_id if path == doc_id else by_id.over(metadata.get(path, NOTHING_KNOWN))


def _metadata(path: Path, row: Row) -> tuple[str, Metadata]:
    if row.problem is not None:
        raise InputError.bad_metadata(path, f"line {row.line}: {row.problem}")
    cells = {column: cell.strip() for column, cell in row.cells.items()}
    key = cells.get("doc_id") or _slashes(cells.get("path", ""))
    if not key:
        raise InputError.bad_metadata(path, f"line {row.line}: neither path nor doc_id is given")
    written = cells.get("published", "")
    published = read_day(written) if written else None
    if written and published is None:
        raise InputError.bad_metadata(
            path, f"line {row.line}: published {written!r} is no day; write it as YYYY-MM-DD"
        )
    return key, Metadata(
        published=published,
        title=cells.get("title") or None,
        source=cells.get("source") or None,
        url=cells.get("url") or None,
    )


def _slashes(path: str) -> str:
    r"""A path as the tables have it: ".\mfa\0914.txt" is "mfa/0914.txt"."""
    return path.replace("\\", "/").removeprefix("./")
