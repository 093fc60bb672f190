r"""Open archives: .zip, .tar and what is packed with gzip, bzip2 or xz.

In:  a Source of "mfa.zip"
Out: a Source for each entry, "mfa.zip!2022/talks.txt"; an Entry for each that is refused

Nothing is ever written under the name of an entry. Names that leave the archive, links and devices
are refused all the same: who packs such has something else in mind than texts. A single packed
file ("talks.txt.gz") keeps the name of its container. Folders and editor litter are passed over.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Final, TypeAlias

from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.allowance import (
    Allowance,
    ExhaustedError,
    Meter,
    MeteredStream,
    Readable,
)
from extract.reading.raw import Source
from extract.reading.survey import LITTER, storable_name

Item: TypeAlias = Source | Entry

#: Most bytes of the list of entries in a zip file. Origin: 10,000 names of 1,500 characters.
MOST_DIRECTORY: Final = 16 << 20
#: Most bytes of a long name and other additions to an entry of a tar file.
MOST_HEADER: Final = 1 << 20
#: A tar file is seen from so many bytes.
TAR_HEAD: Final = 512

#: "C:/texts/a.txt"
_DRIVE = re.compile(r"[A-Za-z]:")
#: What the libraries raise for damaged archives.
BROKEN: Final = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, struct.error, KeyError, IndexError,
)  # fmt: skip


def open_zip(source: Source, allowance: Allowance) -> Iterator[Item]:
    """Open the entries of a .zip file.

    Raises:
        UnreadableError: It is damaged, or a limit is reached.
    """
    meter = allowance.meter(source)
    check_directory(source)
    try:
        archive = zipfile.ZipFile(source.stream)
    except BROKEN as error:
        raise damaged("zip", error) from error
    with archive:
        for member in archive.infolist():
            name = _entry_name(member.filename)
            if member.is_dir() or is_litter(name):
                continue
            allowance.open_entry()
            unsafe = _unsafe(name, is_link=_is_zip_link(member))
            if unsafe is None and member.flag_bits & 1:
                unsafe = "is encrypted; unpack the archive with its password"
            yield from _opened(source, meter, name, unsafe, partial(archive.open, member))


def is_tar(head: bytes) -> bool:
    """Whether bytes are the beginning of a tar file."""
    try:
        tarfile.TarInfo.frombuf(head[:TAR_HEAD], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def open_tar(source: Source, allowance: Allowance) -> Iterator[Item]:
    """Open the entries of a .tar file.

    Raises:
        UnreadableError: It is damaged, or a limit is reached.
    """
    source.stream.seek(0)
    return entries_of_tar(source, allowance, allowance.meter(source), source.stream)


def entries_of_tar(
    source: Source, allowance: Allowance, meter: Meter, stream: IO[bytes]
) -> Iterator[Item]:
    """Open the entries of a tar file that comes out of a stream, metered if it is packed."""
    is_packed = stream is not source.stream
    free = Meter(Allowance(allowance.limits), allowance.limits.max_archive_bytes)
    try:
        archive = tarfile.open(  # noqa: SIM115  # closed below
            fileobj=stream, mode="r|", tarinfo=_BoundedInfo
        )
        with archive:
            for member in archive:
                name = _entry_name(member.name)
                if member.isdir() or is_litter(name):
                    continue
                allowance.open_entry()
                unsafe = _unsafe(name, is_link=not member.isreg() or member.issparse())
                counting = free if is_packed else meter
                yield from _opened(
                    source,
                    counting,
                    name,
                    unsafe,
                    partial(archive.extractfile, member),
                )
    except BROKEN as error:
        raise damaged("tar", error) from error


class _BoundedInfo(tarfile.TarInfo):
    """The header of an entry whose additions must fit into memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _BoundedInfo:
        """Read one header."""
        info = super().frombuf(buf, encoding, errors)
        if info.type in _ADDITIONS and info.size > MOST_HEADER:
            raise tarfile.ReadError("a header of an entry is too long")
        return info


_ADDITIONS: Final = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip


def unpack(source: Source, kind: str, meter: Meter) -> io.BufferedReader:
    """The content of a file packed with gzip, bzip2 or xz, counted as it is read."""
    source.stream.seek(0)
    stream: Readable
    if kind == "gzip":
        stream = gzip.GzipFile(fileobj=source.stream)
    elif kind == "bzip2":
        stream = bz2.BZ2File(source.stream)
    else:
        stream = lzma.LZMAFile(source.stream)  # noqa: SIM115  # it ends with the source
    return io.BufferedReader(MeteredStream(stream, meter))


def unpacked_file(source: Source, meter: Meter, stream: Readable) -> Iterator[Item]:
    """The one file that was packed, under the name of its container."""
    called = str(PurePosixPath(source.called or source.name).with_suffix(""))
    with meter.unpacked_entry(source.name, stream, called=called, url=source.url) as entry:
        yield entry


def is_litter(name: str) -> bool:
    """Whether an entry is what systems and editors leave behind: "__MACOSX/._a.txt"."""
    return any(LITTER.fullmatch(part) for part in name.split("/") if part not in {"", ".", ".."})


def check_directory(source: Source) -> None:
    """Refuse a zip file whose list of entries would not fit into memory."""
    tail = min(source.size, 66_000)
    source.stream.seek(source.size - tail)
    _, mark, end = source.stream.read(tail).rpartition(b"PK\x05\x06")
    if mark and int.from_bytes(end[8:12], "little") > MOST_DIRECTORY:
        reason = "has a list of entries that is too long; unpack it and pack parts of it"
        raise ExhaustedError("failed", reason)


def _opened(
    source: Source, meter: Meter, name: str, unsafe: str | None,
    open_entry: Callable[[], IO[bytes] | None],
) -> Iterator[Item]:  # fmt: skip
    """One entry to read, or why it cannot be."""
    path = f"{source.name}!{name}"
    if unsafe is not None:
        yield Entry(path=path, status="unsupported", error=unsafe)
        return
    try:
        stream = open_entry()
        if stream is None:
            raise _no_file()
        with stream, meter.unpacked_entry(path, stream) as entry:
            yield entry
    except ExhaustedError:
        raise
    except UnreadableError as error:
        yield Entry(path=path, status=error.status, error=error.reason)
    except BROKEN as error:
        damaged = f"is damaged in the archive ({_line(error)}); pack it again"
        yield Entry(path=path, status="failed", error=damaged)


def _no_file() -> UnreadableError:
    return UnreadableError("unsupported", "is no regular file; pack the file itself")


def _entry_name(written: str) -> str:
    """The name of an entry with forward slashes, as every table can hold it."""
    return storable_name(written.replace("\\", "/").removeprefix("./"))


def _unsafe(name: str, *, is_link: bool) -> str | None:
    """Why an entry is refused by what it is or is called."""
    if is_link:
        return "is a link or device, no file; pack the file itself"
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "has a name that leaves the archive; pack it under a name inside"
    return None


def _is_zip_link(member: zipfile.ZipInfo) -> bool:
    """Whether Unix marks an entry as a link, pipe or device."""
    kind = (member.external_attr >> 16) & 0o170000
    return kind not in {0, 0o100000, 0o040000}


def damaged(kind: str, error: Exception) -> UnreadableError:
    """The failure of an archive that cannot be read to its end."""
    return UnreadableError(
        "failed",
        f"is a damaged {kind} archive ({_line(error)}); get it again, or unpack what can be",
    )


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200] or type(error).__name__
