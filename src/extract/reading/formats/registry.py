"""Every format we read, and the walk through a file and all that it contains.

In:  a Source: a file, or an entry of a container
Out: its entries; what goes wrong is an Entry with its reason, and the others go on

A parser takes the bytes of a file and gives its entries; it runs apart, under a timer, when the
file is large or the parser can crash. A reader streams records of a file larger than memory. A
container gives a Source for each entry, which is walked in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.allowance import Allowance
from extract.reading.formats.apart import Parser, parse_apart
from extract.reading.formats.archives import (
    BROKEN,
    TAR_HEAD,
    damaged,
    entries_of_tar,
    is_tar,
    open_tar,
    open_zip,
    unpack,
    unpacked_file,
)
from extract.reading.formats.feeds import parse_xml
from extract.reading.formats.html import parse_html
from extract.reading.formats.json_texts import parse_json, read_jsonl
from extract.reading.formats.mail import open_mail, open_mhtml
from extract.reading.formats.markdown import parse_markdown
from extract.reading.formats.pdf import parse_pdf
from extract.reading.formats.plain import parse_plain
from extract.reading.formats.sniff import mismatch, sniff
from extract.reading.formats.tables import read_csv, read_parquet
from extract.reading.formats.warc import open_warc
from extract.reading.formats.word import parse_docx, parse_rtf
from extract.reading.raw import Source
from extract.settings import Limits

#: Markup up to this many bytes is parsed in this process. Measured: the worst page of this size
#: that we could build (nested lists, thousands of paragraphs) takes under two seconds.
INLINE_BYTES: Final = 200_000
#: Files with pictures may be so many times as large as a text.
WITH_PICTURES: Final = 5


@dataclass(frozen=True, slots=True)
class Parsed:
    """A format that is read whole.

    Args:
        parse: Bytes to entries.
        inline: Up to so many bytes the parser runs in this process; None for any size.
        limit: Name of the setting that caps its bytes.
        times: So many times that limit is allowed.
    """

    parse: Parser
    inline: int | None = None
    limit: str = "max_bytes"
    times: int = 1

    def __call__(self, source: Source, limits: Limits) -> Iterator[Entry]:
        """Read one file within the limits."""
        named = self.limit if self.times == 1 else f"{self.limit} x {self.times}"
        raw = source.load(getattr(limits, self.limit) * self.times, named)
        if self.inline is None or len(raw.content) <= self.inline:
            yield from self.parse(raw)
        else:
            yield from parse_apart(self.parse, raw, limits.parse_seconds)


Reader: TypeAlias = Callable[[Source, Limits], Iterator[Entry]]
Container: TypeAlias = Callable[[Source, Allowance], Iterator[Source | Entry]]


def _open_packed(kind: str) -> Container:
    """Opens what is packed as one stream: a tar file, a web archive, or a single file."""

    def open_packed(source: Source, allowance: Allowance) -> Iterator[Source | Entry]:
        meter = allowance.meter(source)
        stream = unpack(source, kind, meter)
        try:
            head = stream.peek(TAR_HEAD)
            if head.startswith(b"WARC/"):
                yield from open_warc(source, allowance, meter, stream)
            elif is_tar(head):
                yield from entries_of_tar(source, allowance, meter, stream)
            else:
                yield from unpacked_file(source, meter, stream)
        except BROKEN as error:
            raise damaged(kind, error) from error

    return open_packed


def _open_warc(source: Source, allowance: Allowance) -> Iterator[Source | Entry]:
    source.stream.seek(0)
    yield from open_warc(source, allowance, allowance.meter(source), source.stream)


#: How files of each kind are read.
READERS: Final[Mapping[str, Reader]] = {
    "plain": Parsed(parse_plain),
    "markdown": Parsed(parse_markdown),
    "html": Parsed(parse_html, INLINE_BYTES, "max_html_bytes"),
    "xml": Parsed(parse_xml, INLINE_BYTES),
    "json": Parsed(parse_json),
    "pdf": Parsed(parse_pdf, 0, times=WITH_PICTURES),
    "docx": Parsed(parse_docx, INLINE_BYTES, times=WITH_PICTURES),
    "rtf": Parsed(parse_rtf, INLINE_BYTES, times=WITH_PICTURES),
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
}
#: What holds other files.
CONTAINERS: Final[Mapping[str, Container]] = {
    "zip": open_zip,
    "tar": open_tar,
    "gzip": _open_packed("gzip"),
    "bzip2": _open_packed("bzip2"),
    "xz": _open_packed("xz"),
    "warc": _open_warc,
    "mail": open_mail,
    "mhtml": open_mhtml,
}
#: Containers of one text, which count for no level.
SINGLE: Final = frozenset({"mhtml"})


def read_source(source: Source, limits: Limits) -> Iterator[Entry]:
    """Read one file and all that it contains.

    Args:
        source: The file.
        limits: What it may cost.

    Yields:
        At least one entry, whatever is in the file.

    Raises:
        MemoryError: There is no more.
    """
    has_own = False
    for entry in _read(source, Allowance(limits), 0):
        is_own = entry.path == source.name and not has_own
        has_own = has_own or (is_own and entry.line is None)
        yield entry if is_own or entry.line is not None else replace(entry, inside=True)


def _read(source: Source, allowance: Allowance, level: int) -> Iterator[Entry]:
    """All entries of a source; what goes wrong is the last of them."""
    limits = allowance.limits
    try:
        kind = sniff(source)
        if kind in READERS:
            warning = mismatch(source, kind)
            for entry in READERS[kind](source, limits):
                yield _completed(entry, source, warning)
        else:
            yield from _contained(source, kind, allowance, level)
    except UnreadableError as error:
        yield _lost(source, limits, error.status, error.reason)
    except MemoryError:  # the file may have no more; whoever gave it decides
        raise
    except Exception as error:  # noqa: BLE001  # one bad file never stops a run
        reason = f"{type(error).__name__}: {error}. Please report this with the document."
        yield _lost(source, limits, "failed", reason)


def _contained(source: Source, kind: str, allowance: Allowance, level: int) -> Iterator[Entry]:
    """The entries of all that a container holds."""
    if level >= allowance.limits.max_depth:
        most = f"limits.max_depth = {allowance.limits.max_depth}"
        reason = f"lies deeper than {most} containers; unpack the outer one"
        raise UnreadableError("unsupported", reason)
    is_empty = True
    for item in CONTAINERS[kind](source, allowance):
        is_empty = False
        if isinstance(item, Entry):
            yield item
        else:
            yield from _read(item, allowance, level + (kind not in SINGLE))
    if is_empty:
        raise UnreadableError("empty", "holds no files; delete it, or pack it again")


def _completed(entry: Entry, source: Source, warning: str | None) -> Entry:
    """An entry with what its container knows of it."""
    if warning is not None:
        entry = replace(entry, warnings=(warning, *entry.warnings))
    return entry if entry.url is not None else replace(entry, url=source.url)


def _lost(source: Source, limits: Limits, status: str, reason: str) -> Entry:
    try:
        sha256 = source.sha256 if source.size <= limits.max_archive_bytes else None
    except (OSError, ValueError):  # the disk fails, or the file was taken away
        sha256 = None
    return Entry(path=source.name, url=source.url, file_sha256=sha256, status=status, error=reason)
