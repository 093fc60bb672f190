r"""Tell the kind of a file by its content; the suffix decides only between kinds of text.

In:  a Source whose bytes begin "%PDF-1.7", or "Subject: Talks\nMIME-Version: 1.0"
Out: "pdf", "mail": a key of `registry.FORMATS`

Text that is no page, XML, JSON or e-mail by its beginning is what its suffix says, else plain.
"""

from __future__ import annotations

import codecs
import json
import re
import zipfile
from typing import Final

from extract.reading.entry import UnreadableError
from extract.reading.formats.archives import check_directory, is_tar
from extract.reading.raw import Source

#: Bytes that are looked at.
HEAD: Final = 4096
#: Bytes of a first line of JSON that are looked at.
LONGEST_LINE: Final = 1 << 25
#: What files of each suffix should be.
SUFFIXES: Final = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml",
    ".nitf": "xml", ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".rtf": "rtf",
    ".eml": "mail", ".mht": "mhtml", ".mhtml": "mhtml", ".zip": "zip", ".tar": "tar",
    ".gz": "gzip", ".tgz": "gzip", ".bz2": "bzip2", ".tbz2": "bzip2", ".xz": "xz", ".txz": "xz",
    ".warc": "warc", ".wet": "warc",
}  # fmt: skip
#: Kinds of text that only the suffix can tell apart.
_TEXTS: Final = frozenset({"plain", "markdown", "csv", "html", "jsonl", "json", "xml"})
#: Suffixes of texts that nobody reads as press.
PROGRAMS: Final = frozenset(
    {
        *(".css", ".js", ".mjs", ".ts", ".py", ".pyc", ".java", ".c", ".h", ".cpp", ".rs", ".go"),
        *(".rb", ".php", ".sh", ".bat", ".ps1", ".sql", ".ini", ".cfg", ".toml", ".yaml", ".yml"),
        *(".lock", ".svg", ".map"),
    }
)
_SIGNATURES: Final = (
    (b"{\\rtf", "rtf"), (b"PAR1", "parquet"), (b"WARC/", "warc"), (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"),
)  # fmt: skip
#: What else is a zip file, by a member of it.
_OTHER_ZIPS: Final = {
    "xl/workbook.xml": "an Excel workbook; save its sheet as .csv",
    "xl/workbook.bin": "an Excel workbook; save its sheet as .csv",
    "ppt/presentation.xml": "a PowerPoint file; save it as .pdf",
    "META-INF/container.xml": "an e-book; save its text as .html or .txt",
    "META-INF/manifest.xml": "an OpenDocument file; save it as .docx",
}
_WORD: Final = frozenset({".docx", ".docm"})
_SPACE: Final = "\ufeff \t\r\n\f"
#: "<!DOCTYPE html", "<html", "<!-- saved from url=... --><head>", "<?xml ...?><html"
_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
#: "<?xml", "<rss", "<nitf"
_XML = re.compile(
    r"(?:<!--.{0,2000}?-->\s*)*<(?:\?xml|rss|feed|nitf|newsItem|newsMessage|NewsML|rdf:RDF)\b",
    re.DOTALL,
)
#: A line of the head of an e-mail: "Message-ID: <1@n.example>"
_HEADER = re.compile(r"^([A-Za-z][A-Za-z-]{1,40}):[ \t]*(.*)$", re.MULTILINE)
#: Headers of which a mail has at least two, and one of the second kind: a memo has "From:" too.
_MAIL: Final = frozenset({"from", "to", "date", "subject"})
_SENT: Final = frozenset({"mime-version", "message-id", "received", "return-path", "delivered-to"})


def sniff(source: Source) -> str:
    """The kind of a file.

    Raises:
        UnreadableError: It is of a kind that we know and do not read.
    """
    head = source.head(HEAD)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return _kind_of_zip(source) if kind == "zip" else kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if is_tar(head):
        return "tar"
    return _kind_of_text(source, _text_of(head))


def mismatch(source: Source, kind: str) -> str | None:
    """A warning for a file whose suffix says that it is something else than it is."""
    said = SUFFIXES.get(source.suffix)
    if said == kind or said is None or (said in _PACKED and kind in _PACKED):
        return None
    return f"is named {source.suffix}, but is {NAMES[kind]}; read as that"


#: What the kinds are called in messages.
NAMES: Final = {
    "plain": "plain text", "markdown": "Markdown", "html": "a web page", "jsonl": "JSON lines",
    "json": "JSON", "csv": "a CSV table", "parquet": "a Parquet table", "xml": "XML",
    "pdf": "a PDF file", "docx": "a Word file", "rtf": "an RTF file", "mail": "an e-mail",
    "mhtml": "a saved page (MHTML)", "zip": "a zip archive", "tar": "a tar archive",
    "gzip": "packed with gzip", "bzip2": "packed with bzip2", "xz": "packed with xz",
    "warc": "a web archive",
}  # fmt: skip
_PACKED: Final = frozenset({"gzip", "bzip2", "xz", "tar"})


def _kind_of_zip(source: Source) -> str:
    """A zip archive, or a document that is one inside."""
    check_directory(source)
    try:
        with zipfile.ZipFile(source.stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "docx" if source.suffix in _WORD else "zip"
    if "[Content_Types].xml" in names and (
        source.suffix in _WORD or any(name.startswith("word/") for name in names)
    ):
        return "docx"
    for member, what in _OTHER_ZIPS.items():
        if member in names and (member != "META-INF/manifest.xml" or "mimetype" in names):
            raise UnreadableError("unsupported", f"is {what}")
    return "zip"


def _kind_of_text(source: Source, text: str) -> str:
    said = SUFFIXES.get(source.suffix)
    begin = text.lstrip(_SPACE)
    if said in {"mail", "mhtml"} or _is_mail(text):
        return "mhtml" if _is_saved_page(text) or said == "mhtml" else "mail"
    if _PAGE.match(begin):
        return "html"
    if _XML.match(begin):
        return "html" if said == "html" else "xml"
    if begin[:1] in {"{", "["} and said not in {"markdown", "csv", "html"}:
        found = _kind_of_json(source, said)
        if found is not None:
            return found
    if source.suffix in PROGRAMS:
        reason = f"{source.suffix} files are not read; move it elsewhere, or save its text as .txt"
        raise UnreadableError("unsupported", reason)
    return said if said in _TEXTS else "plain"


def _kind_of_json(source: Source, said: str | None) -> str | None:
    """Whether one value fills each line, or the whole file; None for a text in brackets."""
    begin = _text_of(_first_line(source)).lstrip(_SPACE)
    first, _, rest = begin.partition("\n")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        value = None
    is_line = rest.strip()[:1] == "{"  # another object follows
    if said == "jsonl":
        is_list = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
        return "json" if first.strip() in _OPENINGS or (is_list and not is_line) else "jsonl"
    if isinstance(value, dict):
        return "jsonl" if is_line else "json"
    return "json" if said == "json" or value == [] or _OPEN_JSON.match(begin) else None


def _first_line(source: Source) -> bytes:
    """The first line that is not blank, and the beginning of the next."""
    source.stream.seek(0)
    lines = b""
    while line := source.stream.readline(LONGEST_LINE):
        lines += line
        if line.strip() or len(lines) > HEAD:
            break
    return lines + source.stream.read(HEAD)


#: First lines of JSON that goes over many.
_OPENINGS: Final = frozenset({"{", "[", "[{"})
#: '{"id": ', '[{', '[\n  {\n "id":', and "{}", "[]"
_OPEN_JSON = re.compile(r'\{\s*(?:"[^"\n]{0,200}"\s*:|\})|\[\s*(?:\{\s*["}]|\])')


def _is_mail(text: str) -> bool:
    """Whether a text begins with the headers that mail programs write."""
    first = text.partition("\n")[0]
    if not _HEADER.match(first) and not first.startswith("From "):
        return False
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    names = {match[1].lower() for match in _HEADER.finditer(head)}
    return len(names & _MAIL) > 1 and not names.isdisjoint(_SENT)


def _is_saved_page(text: str) -> bool:
    """Whether the head is that of a page saved by a browser."""
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0].lower()
    return "snapshot-content-location:" in head or (
        "multipart/related" in head and "received:" not in head and 'type="text/html"' in head
    )


def _text_of(head: bytes) -> str:
    """The beginning of a text in whatever encoding, good enough to see its kind."""
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF8, "utf-8"),
    ):  # fmt: skip
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.replace(b"\x00", b"").decode("utf-8", "replace")
