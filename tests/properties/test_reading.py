"""Whatever bytes a file holds, reading gives documents whose offsets and counts are true."""

from __future__ import annotations

import bz2
import hashlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import docx, gzipped, mail, paragraph, parquet, pdf, tarred, warc, zipped
from extract.reading.folder import read_folder
from extract.records import PUBLISHED_FROM, STATUSES, Document
from extract.settings import Limits

PIECES = st.sampled_from(
    [
        b"---\n", b"title: x\n", b"published: 2022-13-45\n", b"text", b"id,text\n", b'"', b",",
        b"\n", b"\r\n", b"{", b"}", b'{"text": "', b'"}\n', b"\\ud800", b"\\u0000", b"[",
        b"<html>",
        b"<p>", b"<time>", b"</p>", b"<!--", b"&#xD800;", b"&#0;", b"<![CDATA[", b"\x85",
        b"\xff\xfe",
        b"BAKU, 14 September 2022 -- ", b"\xef\xbb\xbf", b"\x00", b"\x1b$B", b"+/v8-", b"\xf6",
        b"\xe2\x80\xa8", b"\xc5\x9f", b"<meta charset=utf-7>", b"<meta charset=utf-16>",
        b'<meta name="date" content="9999">',
    ]
)  # fmt: skip
CONTENT = st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=30).map(b"".join))


#: A whole file of every kind, to be broken.
WHOLE = {
    ".pdf": pdf([["Talks resume", "The ministers met."], []], "Talks"),
    ".docx": docx(
        paragraph("Talks") + f"<w:tbl><w:tr><w:tc>{paragraph('A')}</w:tc></w:tr></w:tbl>"
    ),
    ".rtf": rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 K\'f6ln \u351?\par Text}",
    ".eml": mail("The ministers met.", {"a.txt": b"Annex", "b.zip": zipped({"c.txt": "Text"})}),
    ".mhtml": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
    b"Content-Type: text/html\r\n\r\n<p>Text</p>\r\n--B--\r\n",
    ".xml": b"<rss><channel><title>N</title><item><title>T</title><guid>1</guid><description>x"
    b"&lt;p&gt;y</description></item></channel></rss>",
    ".json": b'[{"id": "a", "text": "The ministers met."}, {"text": 3}]',
    ".jsonl": b'{"id": "a", "text": "The ministers met."}\n{"text": "b"}\n',
    ".csv": b'id,text,published\na,"The ministers, met",2022-09-14\nb,"c\nd",\n',
    ".parquet": parquet(),
    ".md": b"---\ntitle: T\n---\n# Talks **resume**\n\n[a](b) `c` > d\n\n| e |\n| - |\n",
    ".html": b"<html><head><title>T</title></head><body><h1>T</h1><p>The ministers met.</p>",
    ".txt": b"---\ntitle: T\n---\nBAKU, 14 September 2022 -- The ministers met.\n",
    ".zip": zipped({"a.txt": "Text", "b/c.zip": zipped({"d.txt": "Text"})}),
    ".tar": tarred({"a.txt": "Text", "b.txt": "More"}),
    ".tgz": tarred({"a.txt": "Text", "b.txt": "More"}, "w:gz"),
    ".txz": tarred({"a.txt": "Text"}, "w:xz"),
    ".bz2": bz2.compress(b"Text"),
    ".gz": gzipped("The ministers met."),
    ".warc": warc([("https://n.example/1", "text/html", b"<p>The ministers met.</p>")] * 2),
}


@st.composite
def broken(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with pieces cut out, doubled, moved or overwritten."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 40)))
        piece = bytes(content[at:end])
        put = st.one_of(st.just(b""), st.just(piece * 2), st.binary(max_size=8), PIECES)
        content[at:end] = draw(put)
    return bytes(content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content)


@pytest.mark.parametrize("suffix", WHOLE)
@given(data=st.data())
def test_any_broken_file_gives_documents(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    check_documents(tmp_path, suffix, data.draw(broken(WHOLE[suffix])))


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_whole_file_gives_its_text(tmp_path: Path, suffix: str) -> None:
    documents = check_documents(tmp_path, suffix, WHOLE[suffix])
    assert "ok" in {document.status for document in documents}


@pytest.mark.parametrize("suffix", WHOLE)
@given(content=CONTENT)
@example(content=b'{"text": "\\ud800 half"}')
@example(content=b"<p>&#xD800; half</p>")
def test_any_bytes_give_documents(tmp_path: Path, suffix: str, content: bytes) -> None:
    check_documents(tmp_path, suffix, content)


def check_documents(folder: Path, suffix: str, content: bytes) -> list[Document]:
    (folder / f"a{suffix}").write_bytes(content)
    documents = list(read_folder(folder, Limits(parse_seconds=60)))
    assert documents
    assert len({document.doc_id for document in documents}) == len(documents)
    for document in documents:
        check(document)
    return documents


def check(document: Document) -> None:
    assert "report this" not in (document.error or "")
    assert document.status in STATUSES
    assert (document.error is None) == (document.status == "ok")
    assert document.n_chars == len(document.text)
    assert (document.published is None) == (document.published_from is None)
    assert document.published_from in {None, *PUBLISHED_FROM}
    texts = (document.doc_id, document.title, document.source, document.url, document.error)
    for value in (*texts, *document.warnings, document.text):
        assert value is None or isinstance(value.encode(), bytes)
    if document.text:
        assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()


@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1
    ).filter(lambda text: not text.startswith(("---", "\ufeff")))
)
def test_a_text_is_stored_as_it_was_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(("Press words. " * 30 + text).encode())
    (document,) = read_folder(tmp_path)
    assert document.text == "Press words. " * 30 + text or document.status == "unsupported"
