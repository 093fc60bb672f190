"""Read a Word file (.docx) and a rich text file (.rtf).

In:  RawFile of a .docx
Out: an Entry: paragraphs with an empty line between, a line for each cell; footnotes at the end

Text of boxes, fields, links and tracked insertions is kept, deleted text and the code of fields is
not. The dates of the file (created, changed) are no day of publication and are left out; its title
counts if the text begins with it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Final

from extract.reading.entry import Entry, UnreadableError
from extract.reading.raw import RawFile

#: Most bytes of all parts of a document unpacked, pictures left out, and their ratio to the file.
MOST_BYTES: Final = 200_000_000
MOST_RATIO: Final = 100
#: Ratios of small files mean nothing.
SMALL: Final = 10_000_000
#: The title must stand among so many characters of the text.
TITLE_WITHIN: Final = 2000

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: ISO 29500 Strict, which Word writes on demand.
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
#: Elements whose text is not on the page: an older copy of what stands beside it, deleted text.
_HIDDEN: Final = frozenset({"Fallback", "del", "moveFrom", "instrText", "delText", "pPr", "rPr"})
#: Characters that are elements.
_CHARACTERS: Final = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}  # fmt: skip
#: Parts of a document that are read after it.
_NOTES: Final = ("footnotes", "endnotes")
#: What python-docx, striprtf and the libraries below them raise for damaged files.
_DAMAGED: Final = (
    SyntaxError, ValueError, LookupError, TypeError, AttributeError, OverflowError, EOFError,
    OSError, NotImplementedError, RuntimeError, zlib.error, zipfile.BadZipFile,
)  # fmt: skip
_BLANKS = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def parse_docx(raw: RawFile) -> list[Entry]:
    """Read one Word file.

    Raises:
        UnreadableError: It is damaged, or unpacks to too much.
    """
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from docx.opc.package import OpcPackage  # noqa: PLC0415

    _check_size(raw)
    try:
        package = OpcPackage.open(io.BytesIO(raw.content))
        main = package.main_document_part
        parts = [main, *_notes(main)]
        text = "\n\n".join(filter(None, (_text(part.blob) for part in parts)))
        title = str(package.core_properties.title or "")
    except (OpcError, *_DAMAGED) as error:
        raise _damaged("Word", error) from error
    wanted = _BLANKS.sub(" ", title).strip()
    shown = wanted.casefold() in _BLANKS.sub(" ", text[:TITLE_WITHIN]).casefold()
    return [
        Entry(
            path=raw.name,
            text=text,
            title=wanted if wanted and shown else None,
            file_sha256=raw.sha256,
        )
    ]


def parse_rtf(raw: RawFile) -> list[Entry]:
    """Read one rich text file.

    Raises:
        UnreadableError: It is damaged.
    """
    from striprtf import striprtf  # noqa: PLC0415

    convert: Callable[..., str] = striprtf.rtf_to_text
    try:
        written = convert(raw.content.decode("cp1252", "replace"), errors="replace")
    except _DAMAGED as error:
        raise _damaged("RTF", error) from error
    # RTF writes a character beyond U+FFFF as two halves
    text = written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [Entry(path=raw.name, text=text.replace("\x00", "").strip(), file_sha256=raw.sha256)]


def _check_size(raw: RawFile) -> None:
    """Refuse a bomb before any part is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw.content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except _DAMAGED as error:
        raise _damaged("Word", error) from error
    if size > max(SMALL, MOST_RATIO * len(raw.content)) or size > MOST_BYTES:
        reason = f"unpacks to {size:,} bytes, {size // len(raw.content):,} times its size"
        raise UnreadableError("failed", f"{reason}; it is no usual Word file, save it as .txt")


def _damaged(kind: str, error: Exception) -> UnreadableError:
    problem = (str(error).splitlines() or [""])[0][:200] or type(error).__name__
    return UnreadableError(
        "failed",
        f"is a damaged {kind} file ({problem}); open it in a word processor and save it again",
    )


def _notes(main: Any) -> Iterator[Any]:  # noqa: ANN401  # python-docx has no types
    for relation in main.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in _NOTES:
            yield relation.target_part


def _text(part: bytes) -> str:
    """The text of one part: a line for each paragraph."""
    from lxml.etree import XMLParser, fromstring  # noqa: PLC0415

    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    text = "".join(_pieces(fromstring(part, parser)))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip("\n")


def _pieces(root: Any) -> Iterator[str]:  # noqa: ANN401
    """Texts and line breaks in the order of the page."""
    waiting: list[Any] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        if not isinstance(item.tag, str):  # a comment
            continue
        space, _, name = item.tag.rpartition("}")
        if name in _HIDDEN or item.get(f"{space}}}type") in {"separator", "continuationSeparator"}:
            continue
        if name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "t" and f"{space}}}" in {_WORD, _STRICT}:
            yield item.text or ""
        else:
            if name == "p":
                in_cell = next(item.iterancestors(f"{space}}}tc"), None) is not None
                waiting.append("\n" if in_cell else "\n\n")
            elif name == "tbl":
                waiting.append("\n")
            waiting.extend(reversed(item))
