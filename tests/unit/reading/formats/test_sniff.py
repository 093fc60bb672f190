"""The kind of a file by its content; the suffix decides between texts only."""

from __future__ import annotations

import pytest

from builders import docx, gzipped, mail, paragraph, parquet, pdf, source, tarred, warc, zipped
from extract.reading.entry import UnreadableError
from extract.reading.formats.sniff import mismatch, sniff

BY_CONTENT = {
    "pdf": pdf([["Text"]]), "docx": docx(paragraph("Text")), "rtf": rb"{\rtf1 Text}",
    "zip": zipped({"a.txt": "Text"}), "tar": tarred({"a.txt": "Text"}), "gzip": gzipped("Text"),
    "parquet": parquet(), "warc": warc([("u", "text/html", b"x")]), "mail": mail("Text"),
    "html": b"\xef\xbb\xbf \n<!DOCTYPE HTML>\n<html><p>Text", "xml": b"<?xml version='1'?><rss/>",
    "jsonl": b'{"text": "a"}\n{"text": "b"}\n', "json": b'[\n  {"text": "a"}\n]', "plain": b"Text",
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a", "a.unknown", "a.pdf"])
@pytest.mark.parametrize(("kind", "content"), BY_CONTENT.items())
def test_content_decides(kind: str, content: bytes, name: str) -> None:
    assert sniff(source(name, content)) == kind


#: Longer than what is looked at of other files.
LONG = "word " * 2000
TEXTS = {
    "markdown": ("a.md", "# Text", "markdown"),
    "csv": ("a.csv", "id,text\n", "csv"),
    "tsv": ("a.TSV", "id\ttext\n", "csv"),
    "fragment": ("a.html", "<p>Text", "html"),
    "broken-jsonl": ("a.jsonl", "{broken", "jsonl"),
    "list-as-jsonl": ("a.jsonl", '[\n{"text": "a"}]', "json"),
    "lines-as-json": ("a.json", '{"text": "a"}\n{"text": "b"}', "jsonl"),
    "long-lines": ("a.jsonl", f'{{"text": "{LONG}"}}\n{{"text": "{LONG}"}}\n', "jsonl"),
    "long-lines-as-text": ("a", f'\n{{"text": "{LONG}"}}\n{{"text": "b"}}\n', "jsonl"),
    "long-object": ("a.txt", f'{{"text": "{LONG}"}}', "json"),
    "one-line-list": ("a.jsonl", '[{"text": "a"}, {"text": "b"}]\n', "json"),
    "half-line": ("a.jsonl", '{"id": 1, "text": "a\n{"text": "b"}\n', "jsonl"),
    "pretty": ("a.jsonl", '{\n  "text": "a"\n}\n', "json"),
    "placeholder": ("a.txt", "[Check against delivery]\n\nText", "plain"),
    "braces": ("a.txt", "{Unofficial translation}", "plain"),
    "xhtml": ("a.html", "<?xml version='1.0'?>\n<html><p>Text", "html"),
    "utf-16": ("a.txt", "<html><p>Text", "html"),
    "eml": ("a.eml", "Subject: x\n\nText", "mail"),
    "empty": ("a.txt", "", "plain"),
}


@pytest.mark.parametrize(("name", "text", "kind"), TEXTS.values(), ids=TEXTS.keys())
def test_kinds_of_text(name: str, text: str, kind: str) -> None:
    assert sniff(source(name, text)) == kind


def test_a_page_in_utf_16() -> None:
    assert sniff(source("a.txt", "<html><p>Text".encode("utf-16"))) == "html"


REFUSED = {
    "excel": ("a.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "Excel"),
    "slides": ("a.zip", zipped({"ppt/presentation.xml": ""}), "PowerPoint"),
    "e-book": ("a.epub", zipped({"META-INF/container.xml": ""}), "e-book"),
    "open-document": ("a", zipped({"mimetype": "", "META-INF/manifest.xml": ""}), "OpenDocument"),
    "script": ("a.js", b"let a = 1", ".js files are not read"),
}


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_kinds_that_are_not_read(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        sniff(source(name, content))
    assert caught.value.status == "unsupported"


def test_a_wrong_suffix_is_a_warning() -> None:
    assert (
        mismatch(source("a.txt", b""), "pdf") == "is named .txt, but is a PDF file; read as that"
    )
    assert mismatch(source("a.tar.gz", b""), "gzip") is None
    assert mismatch(source("a.dat", b""), "pdf") is None
