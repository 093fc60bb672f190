"""Whatever bytes a file holds, reading gives documents whose offsets and counts are true."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.reading.folder import FORMATS, read_folder
from extract.records import PUBLISHED_FROM, STATUSES

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


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=CONTENT)
@example(content=b'{"text": "\\ud800 half"}')
@example(content=b"<p>&#xD800; half</p>")
def test_any_bytes_give_documents(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    documents = list(read_folder(tmp_path))
    assert documents
    assert len({document.doc_id for document in documents}) == len(documents)
    for document in documents:
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


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1
    ).filter(lambda text: not text.startswith(("---", "\ufeff")))
)
def test_a_text_is_stored_as_it_was_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(("Press words. " * 30 + text).encode())
    (document,) = read_folder(tmp_path)
    assert document.text == "Press words. " * 30 + text or document.status == "unsupported"
