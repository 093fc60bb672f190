from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest

from extract.reading.folder import read_folder, survey
from extract.reading.formats import registry as room
from extract.reading.metadata import Metadata
from extract.records import Document
from extract.settings import Limits

TEXT = "The ministers of both countries met in the town and agreed to meet again.\n"
LINE = "BAKU, 3 May 2019 -- "


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def by_id(folder: Path, limits: Limits | None = None) -> dict[str, Document]:
    documents = list(read_folder(folder, limits))
    assert len({document.doc_id for document in documents}) == len(documents)
    return {document.doc_id: document for document in documents}


def test_order_depends_on_names_alone(tmp_path: Path) -> None:
    names = ["b.txt", "B.txt", "a/z.txt", "a-b.txt", "é.txt", "10.txt", "9.txt"]
    write(tmp_path, dict.fromkeys(names, TEXT))
    assert [d.doc_id for d in read_folder(tmp_path)] == sorted(names)


def test_a_document_with_everything(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"mfa/a.TXT": f"---\ntitle: Talks\nsource: Azertag\nurl: u\n---\n{LINE}{TEXT}"},
    )
    (document,) = read_folder(tmp_path)
    content = (tmp_path / "mfa/a.TXT").read_bytes()
    text = LINE + TEXT
    assert document == Document(
        doc_id="mfa/a.TXT",
        path="mfa/a.TXT",
        title="Talks",
        source="Azertag",
        source_country="AZE",
        url="u",
        published=date(2019, 5, 3),
        published_from="dateline",
        language="en",
        encoding="utf-8",
        n_chars=len(text),
        n_words=18,
        file_sha256=hashlib.sha256(content).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


def test_one_file(tmp_path: Path) -> None:
    write(tmp_path, {".hidden.txt": TEXT, "other.txt": TEXT})
    assert [d.doc_id for d in read_folder(tmp_path / ".hidden.txt")] == [".hidden.txt"]


def test_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.txt": TEXT,
            "a.txt~": TEXT,
            ".a.txt.swp": TEXT,
            "#a.txt#": TEXT,
            "~$a.docx": TEXT,
            ".git/config": TEXT,
            "Thumbs.db": TEXT,
            "sub/.DS_Store": TEXT,
            "page.htm": f"<p>{TEXT}</p>",
            "page_files/logo.png": TEXT,
            "page_files/deep/x.js": TEXT,
            "other_files/b.txt": TEXT,
        },
    )
    found = survey(tmp_path)
    assert [file.name for file in found.files] == ["a.txt", "other_files/b.txt", "page.htm"]
    assert found.ignored == (
        "#a.txt#",
        ".a.txt.swp",
        ".git/",
        "Thumbs.db",
        "a.txt~",
        "page_files/",
        "sub/.DS_Store",
        "~$a.docx",
    )


BAD = {
    "empty": ("a.txt", b"", "empty", "holds no words"),
    "blank": ("a.txt", b" \n\xef\xbb\xbf\t\n", "empty", "holds no words"),
    "marks": ("a.txt", b"* * *\n---\n", "empty", "holds no words"),
    "nul": ("a.txt", b"text\x00text\x01", "unsupported", "binary"),
    "pdf": ("a.txt", b"%PDF-1.4 text", "failed", "damaged PDF"),
    "program": ("a.py", b"x", "unsupported", ".py files are not read"),
    "too-large": ("a.txt", b"x" * 2001, "failed", "limits.max_bytes = 2,000"),
    "html-too-large": ("a.html", b"x" * 1001, "failed", "limits.max_html_bytes = 1,000"),
    "too-long": ("a.txt", b"x " * 600, "failed", "limits.max_chars = 1,000"),
    "jsonl": ("a.jsonl", b"no json", "failed", "line 1"),
    "jsonl-empty": ("a.jsonl", b"", "empty", "holds no words"),
    "jsonl-binary": ("a.jsonl", b"\x89PNG\r\n\x00", "unsupported", "PNG"),
    "csv-empty": ("a.csv", b"id,text\n", "empty", "holds no words"),
    "html-empty": ("a.html", b"<html></html>", "empty", "holds no words"),
}


@pytest.mark.parametrize(("name", "content", "status", "error"), BAD.values(), ids=BAD.keys())
def test_bad_files_are_rows(
    tmp_path: Path, name: str, content: bytes, status: str, error: str
) -> None:
    write(tmp_path, {name: content, "good.txt": TEXT})
    documents = by_id(tmp_path, Limits(max_bytes=2000, max_html_bytes=1000, max_chars=1000))
    assert documents["good.txt"].status == "ok"
    bad = documents[name]
    assert bad.status == status
    assert bad.error is not None
    assert error in bad.error


def test_other_languages_are_told_apart(tmp_path: Path) -> None:
    french = "Les ministres des deux pays ont signé hier un accord sur la frontière commune. " * 5
    write(
        tmp_path, {"fr.txt": french, "both.txt": french * 20 + TEXT * 30, "short.txt": french[:70]}
    )
    documents = by_id(tmp_path)
    assert [(d.status, d.language) for d in documents.values()] == [
        ("ok", "en"),
        ("not_english", "fr"),
        ("ok", None),
    ]
    assert (
        documents["fr.txt"].error == "the text is not in English but fr; only English is extracted"
    )
    assert documents["short.txt"].warnings == ("too short to tell the language; read as English",)


def test_an_unreadable_file_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(_: Path, __: str) -> None:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, {"a.txt": TEXT})
    monkeypatch.setattr(Path, "open", refusing)
    (document,) = read_folder(tmp_path)
    assert document.status == "failed"
    assert document.error == (
        "cannot be read: Permission denied; check that it is there and its permissions"
    )


def test_a_bug_in_a_reader_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("boom")

    write(tmp_path, {"a.txt": TEXT, "b.html": f"<p>{TEXT}</p>"})
    monkeypatch.setitem(room.READERS, "plain", failing)
    assert [(d.status, d.error) for d in read_folder(tmp_path)] == [
        ("failed", "ZeroDivisionError: boom. Please report this with the document."),
        ("ok", None),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_links_and_pipes(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": TEXT, "sub/b.txt": TEXT})
    write(tmp_path, {"secret.txt": TEXT, "outside/c.txt": TEXT})
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "leaves.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "leaves").symlink_to(tmp_path / "outside")
    (folder / "again").symlink_to("sub")
    (folder / "loop").symlink_to("loop")
    (folder / "broken.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    documents = by_id(folder)
    assert {d.doc_id: (d.status, d.text) for d in documents.values()} == {
        "a.txt": ("ok", TEXT),
        "again": ("unsupported", ""),
        "broken.txt": ("unsupported", ""),
        "inside.txt": ("ok", TEXT),
        "leaves": ("unsupported", ""),
        "leaves.txt": ("unsupported", ""),
        "loop": ("unsupported", ""),
        "pipe.txt": ("unsupported", ""),
        "sub/b.txt": ("ok", TEXT),
    }


@pytest.mark.skipif(os.name == "nt", reason="names are always Unicode there")
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text(TEXT)
    except OSError:
        pytest.skip("this file system wants UTF-8")
    assert [d.doc_id for d in read_folder(tmp_path)] == ["a\\xff.txt"]


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    def lines(*ids: str | None) -> str:
        return "\n".join(json.dumps({"id": one, "text": TEXT}) for one in ids)

    write(
        tmp_path,
        {
            "a.txt": TEXT,
            "b.jsonl": lines("x", "x", None, "a.txt", "c.csv#2"),
            "c.csv": "id,text\nx,Text\n",
        },
    )
    documents = by_id(tmp_path)
    assert {d.doc_id: d.warnings[:1] for d in documents.values() if d.path != "c.csv"} == {
        "a.txt": (),
        "x": (),
        "b.jsonl#2": ("the id 'x' is used before; called b.jsonl#2",),
        "b.jsonl#3": ("no id; called b.jsonl#3",),
        "b.jsonl#4": ("the id 'a.txt' is used before; called b.jsonl#4",),
        "c.csv#2": (),
    }
    assert documents["c.csv#2~"].path == "c.csv"


DATED = {
    "metadata": (
        date(2020, 1, 1),
        "2020-02-02",
        "Baku, 3 March 2020 - ",
        "2020-04-04",
        "metadata",
    ),
    "field": (None, "2020-02-02", "Baku, 3 March 2020 - ", "2020-04-04", "front-matter"),
    "dateline": (None, "", "Baku, 3 March 2020 - ", "2020-04-04", "dateline"),
    "filename": (None, "", "", "2020-04-04", "filename"),
    "none": (None, "", "", "a", None),
}


@pytest.mark.parametrize(
    ("known", "front", "line", "stem", "origin"), DATED.values(), ids=DATED.keys()
)
def test_the_best_source_of_the_date_wins(
    tmp_path: Path, known: date | None, front: str, line: str, stem: str, origin: str | None
) -> None:
    name = f"{stem}.txt"
    write(tmp_path, {name: f"---\npublished: '{front}'\ntitle: x\n---\n{line}{TEXT}"})
    metadata = {} if known is None else {name: Metadata(published=known)}
    (document,) = read_folder(tmp_path, Limits(), metadata)
    assert document.published_from == origin
    days = ("metadata", "front-matter", "dateline", "filename")
    month = None if origin is None else days.index(origin) + 1
    assert document.published == (None if month is None else date(2020, month, month))


def test_a_bad_date_is_a_warning_and_the_next_source_counts(tmp_path: Path) -> None:
    record = {"id": "r", "text": f"Baku, 3 March 2020 - {TEXT}", "published": "03/04/2020"}
    write(tmp_path, {"2019-01-01.jsonl": json.dumps(record)})
    (document,) = read_folder(tmp_path)
    assert (document.published, document.published_from) == (date(2020, 3, 3), "dateline")
    assert document.warnings == (
        "published '03/04/2020' is no single day; write it as YYYY-MM-DD",
    )


def test_the_name_of_a_file_of_records_dates_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"2019-01-01.jsonl": json.dumps({"id": "r", "text": TEXT})})
    (document,) = read_folder(tmp_path)
    assert document.published is None


def test_metadata_overrides_by_id_then_by_path(tmp_path: Path) -> None:
    record = {"id": "r", "text": TEXT, "title": "Own", "source": "Own"}
    write(tmp_path, {"r.jsonl": json.dumps(record)})
    metadata = {
        "r": Metadata(title="By id"),
        "r.jsonl": Metadata(title="By path", published=date(2020, 1, 1)),
    }
    (document,) = read_folder(tmp_path, Limits(), metadata)
    assert (document.title, document.source) == ("By id", "Own")
    assert (document.published, document.published_from) == (date(2020, 1, 1), "metadata")


def test_half_a_surrogate_pair_is_replaced_in_place(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"r.jsonl": '{"id": "\\ud83d", "text": "Baku \\ud83d Lachin", "title": "\\udc00"}'},
    )
    (document,) = read_folder(tmp_path)
    assert (document.doc_id, document.title) == ("\ufffd", "\ufffd")
    assert document.text == "Baku \ufffd Lachin"
    assert document.warnings[0] == "1 halves of surrogate pairs: now U+FFFD"


def test_a_missing_file_is_a_row(tmp_path: Path) -> None:
    (document,) = read_folder(tmp_path / "gone.txt")
    assert document.status == "failed"
