"""The bytes of a file, within limits; anything else is refused with its reason.

In:  a path and the most bytes it may have
Out: RawFile: the bytes and their hash; UnreadableError for folders, pipes, giants, no permission
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extract.reading.entry import UnreadableError

#: First bytes of formats that are sometimes given a wrong suffix, and what to do with them.
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "an SQLite database"),
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
    """

    name: str
    content: bytes
    sha256: str


def regular_size(path: Path) -> int:
    """Size of a regular file in bytes.

    Raises:
        UnreadableError: It is a pipe, socket or device, whose reading might never end, or the
            operating system refuses.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise refused(error) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("unsupported", "is no regular file; copy its content into a file")
    return status.st_size


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
    size = regular_size(path)
    if size > most:
        raise too_large(size, most, limit)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refused(error) from error
    return RawFile(name, content, hashlib.sha256(content).hexdigest())


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


def check_text(content: bytes) -> None:
    """Refuse bytes that are another format or no text at all.

    Raises:
        UnreadableError: They begin like an image, archive or Office file, or are full of controls.
    """
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableError(
                "unsupported", f"is {kind}, whatever its suffix; save it as plain text (UTF-8)"
            )
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
