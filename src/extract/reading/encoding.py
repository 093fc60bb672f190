r"""Bytes to text: byte-order mark, declared encoding, strict UTF-8, then a detector.

In:  b"K\xf6ln"              bytes, and what the page declares of them
Out: "Köln", "cp1252"        the text, the encoding used, and a warning wherever we guessed

The text is as the bytes have it: line breaks stay, nothing is normalised. A byte that no encoding
explains becomes U+FFFD, and a warning says how many did.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from extract.reading.entry import UnreadableError
from extract.reading.raw import check_signature, check_text
from extract.text.clean import REPLACEMENT

#: Longest first: the mark of UTF-16 is the beginning of that of UTF-32.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Pages that declare these mean the Windows code pages that contain them (WHATWG Encoding).
_MEANT: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
#: <meta charset="windows-1251">, <meta http-equiv=... content="text/html; charset=koi8-r">,
#: <?xml version="1.0" encoding="iso-8859-5"?>
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""",
    re.IGNORECASE,
)
#: Bytes at the head of a page in which a declaration counts; browsers look at 1,024, some
#: content systems write long comments first.
DECLARATION_BYTES: Final = 4096
#: Bytes that the detector sees. Origin: its own default is 200,000; speed is linear in it.
DETECTOR_BYTES: Final = 64_000
#: UTF-8 with this share of broken characters among those beyond ASCII is still UTF-8: a cut file,
#: one line pasted from another code page.
MOST_BROKEN: Final = 0.1
#: UTF-16 of Latin letters has a zero in every second byte.
LEAST_ZEROS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with how it was read.

    Args:
        text: The text without a byte-order mark.
        encoding: Python's name of the encoding.
        warnings: What was guessed or replaced.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Decode the bytes of a text file.

    Args:
        content: All bytes of the file.
        declared: Encoding that the file itself names, if any.

    Raises:
        UnreadableError: The bytes are no text, or in no encoding we know.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _replacing(content[len(mark) :], encoding)
    check_signature(content)
    wide = _unmarked_utf16(content)
    if wide is not None:
        decoded = _replacing(content, wide)
        return Decoded(decoded.text, wide, (f"encoding guessed: {wide}", *decoded.warnings))
    check_text(content)
    return _decode_narrow(content, declared)


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page or XML file names near its beginning."""
    match = _DECLARED.search(content[:DECLARATION_BYTES])
    return None if match is None else match[1].decode("ascii", "replace")


def _decode_narrow(content: bytes, declared: str | None) -> Decoded:
    """Decode bytes that are neither marked nor UTF-16."""
    codec, warnings = _codec(declared)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if codec not in {None, "utf-8"} and not text.isascii():
            warnings = (*warnings, f"declares {declared}, but is valid UTF-8; read as UTF-8")
        return Decoded(text, "utf-8", warnings)
    if codec is not None and codec != "utf-8":
        decoded = _replacing(content, codec)
    else:
        decoded = _broken_utf8(content) or _detected(content)
    return Decoded(decoded.text, decoded.encoding, (*warnings, *decoded.warnings))


def _codec(declared: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Python's codec for a declared name; what declares UTF-16 in readable ASCII is UTF-8."""
    if declared is None:
        return None, ()
    try:
        info = codecs.lookup(declared)
        b"x".decode(info.name)  # "rot13" and "hex" are codecs too, but not of texts
    except (LookupError, ValueError, UnicodeError):
        return None, (f"declares the unknown encoding {declared!r}",)
    if info.name.startswith(("utf-16", "utf-32")):
        return "utf-8", ()
    return _MEANT.get(info.name, info.name), ()


def _replacing(content: bytes, encoding: str) -> Decoded:
    """Decode with U+FFFD for broken bytes, and a warning that counts them."""
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
    broken = text.count(REPLACEMENT)
    return Decoded(text, encoding, (f"{broken} characters are not valid {encoding}: now U+FFFD",))


def _broken_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few wrong bytes; None if it looks like another encoding."""
    decoded = _replacing(content, "utf-8")
    broken = decoded.text.count(REPLACEMENT)
    beyond = sum(1 for character in decoded.text if not character.isascii())
    return decoded if broken <= MOST_BROKEN * beyond else None


def _detected(content: bytes) -> Decoded:
    """Ask the detector; it sees only lines that tell something, those beyond ASCII."""
    import chardet  # noqa: PLC0415  # 0.1 s, and few files need it

    telling = b"\n".join(line for line in content.split(b"\n") if not line.isascii())
    answer = chardet.detect(
        telling[:DETECTOR_BYTES],
        encoding_era=chardet.EncodingEra.MODERN_WEB,
        prefer_superset=True,
    )
    encoding = answer["encoding"]
    if encoding is None:
        raise UnreadableError(
            "failed", "is in no encoding we know; save it as plain text in UTF-8"
        )
    encoding = codecs.lookup(encoding).name
    decoded = _replacing(content, encoding)
    return Decoded(decoded.text, encoding, (f"encoding guessed: {encoding}", *decoded.warnings))


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark, as Windows tools write it: a zero in every second byte."""
    sample = content[:DECLARATION_BYTES]
    if b"\x00" not in sample or len(content) % 2:
        return None
    least = LEAST_ZEROS * len(sample)
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd >= least and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= least and not odd else None
