"""What the containers of one file may unpack to: entries, bytes, and bytes for each packed one.

In:  a stream that unpacks, and what is left of the allowance
Out: a Source in memory or in a temporary file; ExhaustedError when nothing is left

All containers inside one file share its allowance: a bomb gains nothing by nesting.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, cast

from extract.reading.entry import UnreadableError
from extract.reading.raw import Source
from extract.settings import Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

#: Bytes read at a time.
CHUNK: Final = 1 << 16
#: Entries up to this many bytes stay in memory, larger ones lie in a temporary file.
IN_MEMORY: Final = 1 << 23
#: So much may be unpacked before its ratio counts: short texts pack as small as they like.
FREE_BYTES: Final = 1 << 20


class ExhaustedError(UnreadableError):
    """A limit of all containers of a file is reached; what they hold beyond is not read."""


class Readable(Protocol):
    """Something to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


@dataclass(slots=True)
class Allowance:
    """What is left for the containers of one file.

    Args:
        limits: The limits of the run.
        entries: Entries opened so far.
        unpacked: Bytes unpacked so far.
    """

    limits: Limits
    entries: int = 0
    unpacked: int = 0

    def open_entry(self) -> None:
        """Count one more entry.

        Raises:
            ExhaustedError: There are too many.
        """
        self.entries += 1
        if self.entries > self.limits.max_entries:
            raise _exhausted(
                f"has more than limits.max_entries = {self.limits.max_entries:,} entries"
            )

    def meter(self, source: Source) -> Meter:
        """Begin to unpack one container."""
        return Meter(self, source.size)


@dataclass(slots=True)
class Meter:
    """Counts what one container unpacks to.

    Args:
        allowance: What is left for all.
        packed: Bytes of the container itself.
        unpacked: Bytes it gave so far.
    """

    allowance: Allowance
    packed: int
    unpacked: int = 0

    def count(self, size: int) -> None:
        """Count so many bytes unpacked.

        Raises:
            ExhaustedError: They are too many, or too many for the size of the container.
        """
        self.unpacked += size
        self.allowance.unpacked += size
        limits = self.allowance.limits
        if self.allowance.unpacked > limits.max_archive_bytes:
            most = f"{limits.max_archive_bytes:,}"
            raise _exhausted(f"unpacks to more than limits.max_archive_bytes = {most} bytes")
        if self.unpacked > max(FREE_BYTES, limits.max_ratio * self.packed):
            ratio = f"limits.max_ratio = {limits.max_ratio}"
            raise _exhausted(f"unpacks to more than {ratio} times its size, as a zip bomb does")

    @contextmanager
    def unpacked_entry(
        self, name: str, stream: Readable, *, called: str = "", url: str | None = None,
        charset: str | None = None,
    ) -> Iterator[Source]:  # fmt: skip
        """Unpack one entry, to be read inside the block."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as copy:
            size = 0
            while chunk := stream.read(CHUNK):
                self.count(len(chunk))
                size += copy.write(chunk)
            yield Source(name, cast("BinaryIO", copy), size, called, url, charset)


class MeteredStream(io.RawIOBase):
    """A stream whose bytes are counted as they are read.

    Args:
        stream: What is counted.
        meter: Where.
    """

    def __init__(self, stream: Readable, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer with the next bytes; how many there were."""
        view = memoryview(buffer)
        chunk = self._stream.read(min(len(view), CHUNK))
        self._meter.count(len(chunk))
        view[: len(chunk)] = chunk
        return len(chunk)


def _exhausted(reason: str) -> ExhaustedError:
    return ExhaustedError(
        "failed", f"{reason}; the rest was not read: unpack it, or raise the limit in extract.toml"
    )
