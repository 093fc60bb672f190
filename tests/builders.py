"""Small files of every format, built by hand, for the tests of reading."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import pyarrow as pa
import pyarrow.parquet as pq

from extract.reading.raw import Source

DOCX_TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def source(name: str, content: bytes | str, **known: str) -> Source:
    """A source in memory."""
    held = content.encode() if isinstance(content, str) else content
    return Source(name, io.BytesIO(held), len(held), **known)


def pdf(pages: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A PDF with the given lines on each page."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 60 760 Td {shown}ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /Title ({_escaped(title)}) /CreationDate (D:20010101000000Z) >>".encode())
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, written in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, written))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(
        b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(objects), start)
    )
    return out.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def docx(body: str, title: str = "") -> bytes:
    """A Word file with the given WordprocessingML in its body."""
    relations = (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATIONS}/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )
    return zipped(
        {
            "[Content_Types].xml": DOCX_TYPES,
            "_rels/.rels": relations,
            "docProps/core.xml": core,
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body>'
            "</w:document>",
        }
    )


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Mapping[str, str | bytes], mode: str = "w") -> bytes:
    """A tar archive; the mode says how it is packed ("w:gz")."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            held = content.encode() if isinstance(content, str) else content
            member = tarfile.TarInfo(name)
            member.size = len(held)
            archive.addfile(member, io.BytesIO(held))
    return out.getvalue()


def mail(
    text: str, attachments: Mapping[str, bytes] | None = None, html: str | None = None
) -> bytes:
    """An e-mail."""
    message = EmailMessage()
    message["From"] = "Ministry of Norland <press@norland.example>"
    message["To"] = "list@norland.example"
    message["Subject"] = "Talks resume in Şuşa"
    message["Date"] = "Wed, 14 Sep 2022 23:30:00 +0400"
    message["Message-ID"] = "<1@norland.example>"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, content in (attachments or {}).items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


def warc(records: Sequence[tuple[str, str, bytes]], status: str = "200 OK") -> bytes:
    """A web archive of (address, content type, content)."""
    out = io.BytesIO()
    for number, (address, kind, content) in enumerate(records):
        body = (
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
        ).encode() + content
        out.write(
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2024-05-06T00:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
            + b"\r\n\r\n"
        )
    return out.getvalue()


def gzipped(content: bytes | str) -> bytes:
    """Content packed with gzip."""
    return gzip.compress(content.encode() if isinstance(content, str) else content, mtime=0)


def parquet(**columns: list[object]) -> bytes:
    """A Parquet table; with a column of texts by default."""
    out = io.BytesIO()
    pq.write_table(pa.table(columns or {"id": ["a", "b"], "text": ["Text", None]}), out)
    return out.getvalue()
