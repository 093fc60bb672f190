"""A folder of bad files: each is a row with its status and an error that says what to do.

Good texts lie between them; they are read whatever happens around them.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from functools import cache
from pathlib import Path

import pytest

from builders import docx, gzipped, mail, paragraph, parquet, pdf, tarred, warc, zipped
from extract.reading.folder import read_folder
from extract.records import Document
from extract.settings import Limits

TEXT = "The ministers of both countries met in the town and agreed to meet again.\n"
FRENCH = "Les ministres des deux pays ont signé hier un accord sur la frontière commune. " * 5
LIMITS = Limits(
    max_bytes=200_000, max_html_bytes=100_000, max_chars=50_000, max_entries=20,
    max_archive_bytes=3_000_000, parse_seconds=60,
)  # fmt: skip
WORD = docx(paragraph(TEXT))
PDF = pdf([[TEXT.strip()]])
ZIP = zipped({"a.txt": TEXT})


def _without(packed: bytes, name: str) -> bytes:
    """A zip archive without one of its members."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return zipped({one: archive.read(one) for one in archive.namelist() if one != name})


#: Name: content, id of the row (if it is not the name), status, words of the error.
BAD: dict[str, tuple[bytes, str, str, str]] = {
    # nothing to read
    "empty.txt": (b"", "", "empty", "holds no words"),
    "blank.txt": (b" \r\n\t\xef\xbb\xbf\n", "", "empty", "holds no words"),
    "rules.txt": (b"* * *\n-----\n", "", "empty", "holds no words"),
    "bom.txt": (b"\xff\xfe", "", "empty", "holds no words"),
    "front-only.txt": (b"---\ntitle: T\n---\n", "", "empty", "holds no words"),
    "empty.html": (b"<html><head><title>T</title></head></html>", "", "empty", "holds no words"),
    "script.html": (b"<html><script>let a = 1</script></html>", "", "empty", "holds no words"),
    "empty.md": (b"<!-- nothing -->\n", "", "empty", "holds no words"),
    "empty.jsonl": (b"\n\n", "", "empty", "holds no words"),
    "empty.json": (b"[]", "", "empty", "holds no words"),
    "empty.csv": (b"id,text\n", "", "empty", "holds no words"),
    "empty.parquet": (parquet(text=[]), "", "empty", "holds no words"),
    "empty.xml": (b"<rss><channel/></rss>", "", "empty", "holds no words"),
    "empty.rtf": (rb"{\rtf1\ansi }", "", "empty", "holds no words"),
    "empty.docx": (docx(paragraph("")), "", "empty", "holds no words"),
    "scan.pdf": (pdf([[], []]), "", "empty", "ocrmypdf"),
    "empty.zip": (zipped({}), "", "empty", "holds no files"),
    "litter.zip": (zipped({".DS_Store": "x"}), "", "empty", "holds no files"),
    "empty.tar": (tarred({}), "", "unsupported", "binary"),
    "empty.gz": (gzipped(""), "", "empty", "holds no words"),
    "empty.warc": (warc([("u", "image/png", b"x")]), "", "empty", "holds no page"),
    "pictures.eml": (mail(""), "", "empty", "no text of its own"),
    # no text at all
    "nul.txt": (b"text\x00text\x01", "", "unsupported", "binary"),
    "random.txt": (bytes(range(1, 32)) * 50, "", "unsupported", "binary"),
    "photo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "", "unsupported", "JPEG image"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n\x00", "", "unsupported", "PNG image"),
    "map.gif": (b"GIF89a\x01\x00", "", "unsupported", "GIF image"),
    "scan.tiff": (b"II*\x00\x08\x00", "", "unsupported", "TIFF image"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "", "unsupported", "old Office"),
    "texts.7z": (b"7z\xbc\xaf\x27\x1c\0\4", "", "unsupported", "7z archive"),
    "texts.rar": (b"Rar!\x1a\x07\x00", "", "unsupported", "RAR archive"),
    "texts.zst": (b"\x28\xb5\x2f\xfd\x24", "", "unsupported", "Zstandard"),
    "base.db": (b"SQLite format 3\x00", "", "unsupported", "SQLite database"),
    "program": (b"\x7fELF\x02\x01", "", "unsupported", "a program"),
    "speech.mp3": (b"ID3\x03\x00", "", "unsupported", "sound file"),
    "table.xlsx": (zipped({"xl/workbook.xml": ""}), "", "unsupported", "Excel workbook"),
    "talk.pptx": (zipped({"ppt/presentation.xml": ""}), "", "unsupported", "PowerPoint"),
    "book.epub": (zipped({"META-INF/container.xml": ""}), "", "unsupported", "e-book"),
    "text.odt": (
        zipped({"mimetype": "", "META-INF/manifest.xml": ""}), "", "unsupported", "OpenDocument",
    ),
    "style.css": (b"p { color: red }", "", "unsupported", ".css files are not read"),
    "script.py": (b"print('x')", "", "unsupported", ".py files are not read"),
    # damaged
    "half.pdf": (PDF[:200], "", "failed", "damaged PDF"),
    "junk.pdf": (b"%PDF-1.7\n" + b"\xff" * 500, "", "failed", "damaged PDF"),
    "half.docx": (WORD[:400], "", "failed", "damaged Word file"),
    "no-part.docx": (_without(WORD, "word/document.xml"), "", "failed", "damaged Word file"),
    "no-types.docx": (_without(WORD, "_rels/.rels"), "", "failed", "damaged Word file"),
    "no-xml.docx": (docx("<w:p>"), "", "failed", "damaged Word file"),
    "half.zip": (ZIP[:-30], "", "failed", "damaged zip"),
    "crc.zip": (ZIP[:45] + b"\xff\xff" + ZIP[47:], "crc.zip!a.txt", "failed", "is damaged in"),
    "half.gz": (gzipped(TEXT)[:-9], "", "failed", "damaged gzip"),
    "head.gz": (b"\x1f\x8b\x08", "", "failed", "damaged gzip"),
    "half.tar": (tarred({"a.txt": TEXT * 100})[:700], "", "failed", "damaged tar"),
    "half.tgz": (tarred({"a.txt": TEXT * 100}, "w:gz")[:80], "", "failed", "damaged"),
    "half.xz": (b"\xfd7zXZ\x00\x00\x04", "", "failed", "damaged xz"),
    "half.bz2": (b"BZh91AY&SY", "", "failed", "damaged bzip2"),
    "half.parquet": (parquet()[:-20], "", "failed", "damaged Parquet"),
    "no-text.parquet": (parquet(body=["a"]), "", "failed", "no column text among body"),
    "null.parquet": (parquet(text=[None]), "null.parquet#1", "failed", "row 1"),
    "no.json": (b'{"text": ', "", "failed", "not valid JSON"),
    "deep.json": (b"[" * 50_000, "", "failed", "not valid JSON"),
    "number.json": (b"[3]", "number.json#1", "failed", "an object is needed"),
    "other.json": (b'{"body": "x"}', "", "failed", 'has no "text"'),
    "no.jsonl": (b"no json", "", "failed", "no line is a JSON record"),
    "lines.jsonl": (b'{"text": 3}\n', "lines.jsonl#1", "failed", "line 1"),
    "other.csv": (b"name,age\na,3\n", "other.csv#1", "failed", "has no column text"),
    "cells.csv": (b"id,text\na,b,c\n", "cells.csv#2", "failed", "has 3 cells, the header 2"),
    "no.xml": (b"<?xml version='1.0'?>", "", "failed", "no valid XML"),
    "half.warc": (warc([("u", "text/html", b"x")])[:-20], "", "failed", "last record is cut off"),
    "head.warc": (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "", "failed", "has no length"),
    "no-page.mhtml": (b"MIME-Version: 1.0\r\n\r\nx", "", "failed", "holds no page"),
    # locked
    "locked.zip": (
        b"".join((ZIP[:6], b"\x01", ZIP[7:])).replace(b"PK\x01\x02\x14\x03\x14\x00\x00",
                                                     b"PK\x01\x02\x14\x03\x14\x00\x01"),
        "locked.zip!a.txt", "unsupported", "is encrypted",
    ),
    # hostile
    "up.zip": (zipped({"../a.txt": TEXT}), "up.zip!../a.txt", "unsupported", "leaves the archive"),
    "root.tar": (tarred({"/etc/a": TEXT}), "root.tar!/etc/a", "unsupported", "leaves the archive"),
    "bomb.gz": (gzip.compress(b"0" * 2_500_000), "", "failed", "limits.max_ratio"),
    "bomb.zip": (zipped({"a.txt": b"0" * 2_500_000}), "", "failed", "limits.max_ratio"),
    "bomb.docx": (docx(paragraph("0" * 20_000_000)), "", "failed", "times its size"),
    "many.zip": (zipped({f"{n}.css": "" for n in range(30)}), "", "failed", "limits.max_entries"),
    "nested.zip": (
        zipped({"b.zip": zipped({"c.zip": ZIP})}), "nested.zip!b.zip!c.zip", "unsupported",
        "limits.max_depth",
    ),
    # too large
    "large.txt": (b"x " * 110_000, "", "failed", "limits.max_bytes = 200,000"),
    "large.html": (b"<html>" + b"x " * 60_000, "", "failed", "limits.max_html_bytes = 100,000"),
    "long.txt": (b"x " * 30_000, "", "failed", "limits.max_chars = 50,000"),
    "long.jsonl": (
        json.dumps({"text": "x " * 30_000}).encode(), "long.jsonl#1", "failed", "limits.max_chars",
    ),
    "large.zip": (
        zipped({"a.css": os.urandom(1_700_000), "b.css": os.urandom(1_700_000)}), "", "failed",
        "limits.max_archive_bytes",
    ),
    # another language
    "french.txt": (FRENCH.encode(), "", "not_english", "not in English but fr"),
    "french.pdf": (pdf([[FRENCH[:60]] * 9]), "", "not_english", "not in English but fr"),
}  # fmt: skip


@cache
def documents(folder: Path) -> dict[str, Document]:
    for number, (name, (content, *_)) in enumerate(BAD.items()):
        (folder / name).write_bytes(content)
        (folder / f"good-{number:02}.txt").write_text(TEXT)
    return {document.doc_id: document for document in read_folder(folder, LIMITS)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bad")


def test_there_are_many() -> None:
    assert len(BAD) >= 60


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_row(folder: Path, name: str) -> None:
    _, doc_id, status, error = BAD[name]
    document = documents(folder)[doc_id or name]
    assert document.status == status
    assert document.n_words == 0 or status == "not_english"
    assert document.error is not None
    assert error in document.error
    assert "report this" not in document.error
    # what is wrong, then what to do about it
    assert any(mark in document.error for mark in (";", ","))


def test_the_good_files_are_read(folder: Path) -> None:
    good = [d for d in documents(folder).values() if d.path.startswith("good-")]
    assert [(d.status, d.text) for d in good] == [("ok", TEXT)] * len(BAD)


def test_no_file_is_without_a_row(folder: Path) -> None:
    read = {document.path.split("!")[0] for document in documents(folder).values()}
    assert read == {path.name for path in folder.iterdir()}
