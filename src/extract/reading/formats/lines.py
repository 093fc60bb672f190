r"""Read the lines of a text file that may be larger than memory.

In:  a Source of UTF-8, of any size; or in another encoding, up to the limit of one text
Out: its lines with their line ends, and how they were decoded

Lines end at "\n" only: U+2028, U+0085 and a lone "\r" stay inside one.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.reading.encoding import Decoded, decode
from extract.reading.raw import RawFile, Source, too_large
from extract.settings import Limits

#: Bytes read at a time.
CHUNK: Final = 1 << 20
#: A file of records may be so many times as large as a text: it is many documents. Larger ones
#: are read line by line, in UTF-8 only.
TIMES: Final = 10
#: Bytes of a line for each character that a text may have: JSON writes some as "\\ud83d\\ude00".
LINE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class TextLines:
    """The lines of a text file.

    Args:
        file: The file without its content, for its name and hash.
        decoded: How it was decoded; the text itself only if it is in memory.
        source: Where the lines are read from; None if the text is in memory.
        longest: Most bytes of a line.
    """

    file: RawFile
    decoded: Decoded
    source: Source | None
    longest: int

    def __iter__(self) -> Iterator[str | None]:
        """Lines in order; None for one that is too long."""
        if self.source is None:
            yield from _lines_of(self.decoded.text)
            return
        self.source.stream.seek(0)
        first = True
        while line := self.source.stream.readline(self.longest):
            if first:
                line = line.removeprefix(codecs.BOM_UTF8)
                first = False
            if len(line) < self.longest or line.endswith(b"\n"):
                yield line.decode("utf-8", "replace")
                continue
            while line and not line.endswith(b"\n"):
                line = self.source.stream.readline(CHUNK)
            yield None


def text_lines(source: Source, limits: Limits) -> TextLines:
    """Open a text file for reading line by line.

    Raises:
        UnreadableError: It is no text, or too large for an encoding other than UTF-8.
    """
    most = limits.max_bytes * TIMES
    longest = limits.max_chars * LINE_BYTES
    if source.size <= CHUNK or not _is_utf8(source):
        raw = source.load(most, f"max_bytes x {TIMES}")
        empty = RawFile(raw.name, b"", raw.sha256)
        return TextLines(empty, decode(raw.content, source.charset), None, longest)
    if source.size > limits.max_archive_bytes:
        raise too_large(source.size, limits.max_archive_bytes, "max_archive_bytes")
    empty = RawFile(source.name, b"", source.sha256)
    return TextLines(empty, Decoded("", "utf-8"), source, longest)


def _is_utf8(source: Source) -> bool:
    """Whether all bytes are valid UTF-8 without NUL."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    source.stream.seek(0)
    try:
        while chunk := source.stream.read(CHUNK):
            if b"\x00" in chunk:
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines_of(text: str) -> Iterator[str]:
    return iter(io.StringIO(text, newline="\n"))
