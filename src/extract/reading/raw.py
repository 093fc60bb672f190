"""The bytes of a file or of an entry of a container, within limits; else refused with the reason.

In:  a path and the most bytes it may have
Out: Source, a stream that may be larger than memory; RawFile: all bytes and their hash;
     UnreadableError for folders, pipes, giants, no permission
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from extract.reading.entry import UnreadableError

#: Bytes read at a time.
CHUNK: Final = 1 << 20
#: First bytes of formats that are no text, and what they are.
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or Outlook message"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x7fELF", "a program"),
)
#: Control characters that do stand in texts: tab, line feed, vertical tab, form feed, return,
#: Ctrl-Z of DOS files and escape (ISO-2022 encodings).
_USUAL_CONTROLS: Final = frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")
_CONTROLS: Final = bytes(byte for byte in range(32) if byte not in _USUAL_CONTROLS)
#: Share of other control characters above which bytes are no text. Origin: random bytes have 10 %.
MOST_CONTROLS: Final = 0.02
#: So many are a slip of the typist in a text of any length.
FEW_CONTROLS: Final = 8


@dataclass(frozen=True, slots=True)
class RawFile:
    """The bytes of one file.

    Args:
        name: Path below the input folder, with forward slashes.
        content: All its bytes.
        sha256: Their hash.
        charset: Encoding that its container names, if any.
    """

    name: str
    content: bytes
    sha256: str
    charset: str | None = None


@dataclass(frozen=True)
class Source:
    """One file, or one entry of a container, that can be read more than once.

    Args:
        name: Path below the input folder, with forward slashes; `path!entry` inside a container.
        stream: Its bytes; can be rewound.
        size: How many there are.
        called: Name whose suffix tells what it should be; the same as `name` if empty.
        url: Address that its container names, if any.
        charset: Encoding that its container names, if any.
    """

    name: str
    stream: BinaryIO
    size: int
    called: str = ""
    url: str | None = None
    charset: str | None = None

    @property
    def suffix(self) -> str:
        """Its suffix in lower case: ".txt"."""
        return PurePosixPath(self.called or self.name).suffix.lower()

    @cached_property
    def sha256(self) -> str:
        """The hash of its bytes."""
        digest = hashlib.sha256()
        self.stream.seek(0)
        while chunk := self.stream.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest()

    def head(self, length: int) -> bytes:
        """Its first bytes."""
        self.stream.seek(0)
        return self.stream.read(length)

    def load(self, most: int, limit: str) -> RawFile:
        """Read it whole.

        Args:
            most: The most bytes it may have.
            limit: Name of the setting that says so, for the message.

        Raises:
            UnreadableError: It is too large.
        """
        if self.size > most:
            raise too_large(self.size, most, limit)
        return RawFile(self.name, self.head(self.size), self.sha256, self.charset)


@contextmanager
def opened(path: Path, name: str) -> Iterator[Source]:
    """Open a file for reading.

    Args:
        path: Where it lies.
        name: What the tables call it.

    Raises:
        UnreadableError: It is a pipe, socket or device, whose reading might never end, or the
            operating system refuses.
    """
    size = regular_size(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise refused(error) from error
    with stream:
        yield Source(name, stream, size)


def load(path: Path, name: str, most: int, limit: str) -> RawFile:
    """Read a file whole.

    Args:
        path: Where it lies.
        name: What the tables call it.
        most: The most bytes it may have.
        limit: Name of the setting that says so, for the message.

    Raises:
        UnreadableError: It is too large, unreadable or no regular file.
    """
    with opened(path, name) as source:
        return source.load(most, limit)


def regular_size(path: Path) -> int:
    """Size of a regular file in bytes.

    Raises:
        UnreadableError: It is no regular file, or the operating system refuses.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise refused(error) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("unsupported", "is no regular file; copy its content into a file")
    return status.st_size


def too_large(size: int, most: int, limit: str, unit: str = "bytes") -> UnreadableError:
    """The failure of a file or record over a limit."""
    return UnreadableError(
        "failed",
        f"has {size:,} {unit}, more than limits.{limit} = {most:,}; split it, or raise the limit "
        "in extract.toml",
    )


def refused(error: OSError) -> UnreadableError:
    """The failure of a file that the operating system does not let us read."""
    reason = error.strerror or type(error).__name__
    return UnreadableError(
        "failed", f"cannot be read: {reason}; check that it is there and its permissions"
    )


def check_signature(content: bytes) -> None:
    """Refuse bytes that begin like an image, archive or Office file.

    Raises:
        UnreadableError: They do.
    """
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableError(
                "unsupported", f"is {kind}, whatever its suffix; save it as plain text (UTF-8)"
            )


def check_text(content: bytes) -> None:
    """Refuse bytes that are no text.

    Raises:
        UnreadableError: They hold NUL or are full of other controls.
    """
    if b"\x00" in content:
        raise UnreadableError(
            "unsupported", "is binary (it holds NUL bytes); save it as plain text (UTF-8)"
        )
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > max(FEW_CONTROLS, MOST_CONTROLS * len(content)):
        raise UnreadableError(
            "unsupported",
            f"is binary ({controls:,} control characters); save it as plain text (UTF-8)",
        )
