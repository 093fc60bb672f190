"""What a reader hands on: one text of a file and what the file says of it.

In:  nothing; this file is the shape that readers share
Out: Entry, which `text.complete` makes a Document; UnreadableError, which `folder` makes an Entry
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text with what its file says of it, before it is a Document.

    Args:
        path: File below the input folder, with forward slashes.
        line: First line of the record in a file of records, from 1; None if the file is the text.
        record_id: Identifier that the record gives itself.
        text: The text; all offsets refer to it.
        title: Headline, as given.
        source: Issuer or publisher, as given.
        url: Address, as given.
        dates: Days of publication as written, with their origin (a `published_from`), best first.
        encoding: Name of the character encoding the text was read with.
        file_sha256: Hash of the bytes of the file.
        status: A status of `documents`.
        error: What went wrong and what to do, where the status is not ok.
        warnings: What was doubtful.
    """

    path: str
    line: int | None = None
    record_id: str | None = None
    text: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    file_sha256: str | None = None
    status: str = "ok"
    error: str | None = None
    warnings: tuple[str, ...] = ()


class UnreadableError(Exception):
    """A file or record that gives no text; becomes a row in `documents`, never leaves the room.

    Args:
        status: unsupported (we do not read this kind) or failed (we do, but not this one).
        reason: What is wrong and what to do about it.
    """

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(status, reason)  # both, so that it can be sent to another process
        self.status = status
        self.reason = reason
