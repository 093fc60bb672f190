"""Open the pages of a web archive (.warc, .warc.gz, .wet).

In:  a stream of records: "WARC/1.0", headers, a block of Content-Length bytes
Out: a Source for each page, text or document, "crawl.warc.gz!https://n.example/talks", with its
     address and charset

Only answers with status 200 and records of type resource and conversion count; pictures, scripts
and styles are passed over. The day of the crawl is no day of publication and is left out.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.allowance import Allowance, ExhaustedError, Meter
from extract.reading.raw import Source, too_large

#: Suffixes for what we read, by content type.
TYPES: Final = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
    "application/pdf": ".pdf", "text/xml": ".xml", "application/xml": ".xml",
    "application/rss+xml": ".xml", "application/atom+xml": ".xml", "application/rdf+xml": ".xml",
    "application/rtf": ".rtf", "text/rtf": ".rtf", "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
WANTED: Final = frozenset({"response", "resource", "conversion"})
#: Most bytes of one line and of all headers of a record.
MOST_LINE: Final = 1 << 16
MOST_HEADERS: Final = 1 << 18
#: Answers with pictures may be so many times as large as a text.
TIMES: Final = 5
#: Bytes skipped at a time.
CHUNK: Final = 1 << 16

#: "HTTP/1.1 200 OK"
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+200\b")
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record that is read.

    Args:
        url: Address of the page.
        kind: Content type with its parameters.
        headers: Headers of the answer, names in lower case; none if it is no answer.
        body: Its bytes as they were sent.
    """

    url: str
    kind: str
    headers: dict[str, str]
    body: bytes

    @property
    def suffix(self) -> str | None:
        """The suffix for what it holds; None for what is passed over."""
        return TYPES.get(self.kind.partition(";")[0].strip().lower())

    @property
    def charset(self) -> str | None:
        """The encoding that the answer names."""
        match = _CHARSET.search(self.kind)
        return None if match is None else match[1]


def open_warc(
    source: Source, allowance: Allowance, meter: Meter, stream: IO[bytes]
) -> Iterator[Source | Entry]:
    """Open the records of a web archive that comes out of a stream, metered if it is packed.

    Raises:
        UnreadableError: It is damaged, or a limit is reached.
    """
    read = 0
    for record in _records(stream, allowance.limits.max_bytes * TIMES):
        suffix = record.suffix
        if suffix is None:
            continue
        allowance.open_entry()
        read += 1
        path = f"{source.name}!{record.url}"
        try:
            content = _decoded(record, meter)
        except ExhaustedError:
            raise
        except UnreadableError as error:
            yield Entry(path=path, url=record.url, status=error.status, error=error.reason)
            continue
        called = f"page{suffix}"
        yield Source(path, io.BytesIO(content), len(content), called, record.url, record.charset)
    if not read:
        reason = "holds no page, text or document that was answered; delete it"
        yield Entry(path=source.name, file_sha256=source.sha256, status="empty", error=reason)


def _records(stream: IO[bytes], most: int) -> Iterator[Record]:
    """The records that may be read, in order."""
    while (version := _next_line(stream)) is not None:
        if not version.startswith(b"WARC/"):
            raise _damaged("a record does not begin with WARC/")
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not length.isdecimal():
            raise _damaged("a record has no length")
        if headers.get("warc-type", "").lower() not in WANTED:
            _skip(stream, int(length))
            continue
        if int(length) > most:
            raise too_large(int(length), most, f"max_bytes x {TIMES}")
        block = stream.read(int(length))
        if len(block) < int(length):
            raise _damaged("its last record is cut off")
        record = _record(headers, block)
        if record is not None:
            yield record


def _record(headers: dict[str, str], block: bytes) -> Record | None:
    """A record; None if it is an answer that is no page, such as "404 Not Found"."""
    url = headers.get("warc-target-uri", "record").strip("<>")
    kind = headers.get("content-type", "")
    if not kind.lower().startswith("application/http"):
        return Record(url, kind, {}, block)
    answer = io.BytesIO(block)
    if not _STATUS.match(answer.readline(MOST_LINE)):
        return None
    sent = _headers(answer)
    return Record(url, sent.get("content-type", ""), sent, answer.read())


def _headers(stream: IO[bytes]) -> dict[str, str]:
    """Headers up to the empty line, names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    size = 0
    while (line := stream.readline(MOST_LINE)).strip():
        size += len(line)
        if size > MOST_HEADERS:
            raise _damaged("the headers of a record are too long")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _next_line(stream: IO[bytes]) -> bytes | None:
    """The next line that is not blank; None at the end."""
    while line := stream.readline(MOST_LINE):
        if line.strip():
            return line
    return None


def _skip(stream: IO[bytes], length: int) -> None:
    while length > 0 and (chunk := stream.read(min(length, CHUNK))):
        length -= len(chunk)


def _decoded(record: Record, meter: Meter) -> bytes:
    """The content of an answer: chunks joined, unpacked."""
    body = record.body
    if "chunked" in record.headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = record.headers.get("content-encoding", "").lower().strip()
    if packing in {"gzip", "x-gzip", "deflate"}:
        return _inflated(body, meter)
    if packing not in {"", "identity"}:
        raise UnreadableError("unsupported", f"was sent packed with {packing}; save it unpacked")
    return body


def _joined(body: bytes) -> bytes:
    """The content of chunks; crawlers join them and keep the header that says there are some."""
    stream = io.BytesIO(body)
    parts: list[bytes] = []
    while line := stream.readline(MOST_LINE):
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            return b"".join(parts) if parts else body
        if size <= 0:
            break
        parts.append(stream.read(size))
        stream.readline(MOST_LINE)
    return b"".join(parts)


def _inflated(body: bytes, meter: Meter) -> bytes:
    """Unpack what was sent as gzip or deflate; crawlers unpack and keep the header, too."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, whichever it is
    parts: list[bytes] = []
    waiting = body
    try:
        while waiting and not unpacker.eof:
            parts.append(unpacker.decompress(waiting, CHUNK))
            meter.count(len(parts[-1]))
            waiting = unpacker.unconsumed_tail
    except zlib.error:
        return b"".join(parts) or body
    return b"".join(parts)


def _damaged(reason: str) -> UnreadableError:
    return UnreadableError(
        "failed", f"is a damaged web archive: {reason}; what stands before was read, get it again"
    )
