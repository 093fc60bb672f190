"""Archives, mails and web archives: each entry is a document, a bad one is a row, others go on."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from builders import gzipped, mail, pdf, source, tarred, warc, zipped
from extract.reading.entry import Entry
from extract.reading.formats.registry import read_source
from extract.settings import Limits

TEXT = "The ministers of both countries met in the town and agreed to meet again.\n"
PAGE = f"<html><head><title>Talks</title></head><body><p>{TEXT * 3}</p></body></html>".encode()


def read(name: str, content: bytes | str, **limits: int) -> dict[str, Entry]:
    entries = list(read_source(source(name, content), Limits(**limits)))
    assert entries
    return {entry.path: entry for entry in entries}


def statuses(entries: dict[str, Entry]) -> dict[str, str]:
    return {path: entry.status for path, entry in entries.items()}


PACKED = {
    "zip": ("a.zip", zipped({"x/a.txt": TEXT})),
    "tar": ("a.tar", tarred({"x/a.txt": TEXT})),
    "tar-gz": ("a.tar.gz", tarred({"x/a.txt": TEXT}, "w:gz")),
    "tar-bz2": ("a.tbz2", tarred({"x/a.txt": TEXT}, "w:bz2")),
    "tar-xz": ("a.tar.xz", tarred({"x/a.txt": TEXT}, "w:xz")),
}


@pytest.mark.parametrize(("name", "content"), PACKED.values(), ids=PACKED.keys())
def test_an_archive(name: str, content: bytes) -> None:
    (entry,) = read(name, content).values()
    assert (entry.path, entry.text, entry.encoding) == (f"{name}!x/a.txt", TEXT, "utf-8")


def test_a_packed_text_keeps_the_name_of_its_file() -> None:
    assert [(e.path, e.text) for e in read("a.txt.gz", gzipped(TEXT)).values()] == [
        ("a.txt.gz", TEXT)
    ]
    records = '{"id": "a", "text": "A"}\n{"id": "b", "text": "B"}\n'
    entries = list(read_source(source("r.jsonl.gz", gzipped(records)), Limits()))
    assert [(e.path, e.line, e.record_id) for e in entries] == [
        ("r.jsonl.gz", 1, "a"),
        ("r.jsonl.gz", 2, "b"),
    ]


def test_litter_in_an_archive_is_passed_over() -> None:
    files = dict.fromkeys(["a.txt", "__MACOSX/._a.txt", ".git/config", "x/Thumbs.db"], TEXT)
    assert list(read("a.zip", zipped(files))) == ["a.zip!a.txt"]


NAMES = {
    "parent": "../a.txt",
    "hidden-parent": "x/../../a.txt",
    "absolute": "/etc/a.txt",
    "drive": "C:\\a.txt",
    "windows-parent": "..\\a.txt",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_names_that_leave_the_archive_are_refused(name: str) -> None:
    for archive in (zipped({name: TEXT, "b.txt": TEXT}), tarred({name: TEXT, "b.txt": TEXT})):
        entries = read("a", archive)
        assert sorted(statuses(entries).values()) == ["ok", "unsupported"]
        assert [e.error for e in entries.values() if e.error is not None] == [
            "has a name that leaves the archive; pack it under a name inside"
        ]


def test_links_and_devices_in_a_tar_are_refused() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("s", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("d", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    entries = read("a.tar", out.getvalue())
    assert statuses(entries) == dict.fromkeys(["a.tar!s", "a.tar!h", "a.tar!d"], "unsupported")


def test_a_link_in_a_zip_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        member = zipfile.ZipInfo("a.txt")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    assert statuses(read("a.zip", out.getvalue())) == {"a.zip!a.txt": "unsupported"}


def test_bad_entries_are_rows_and_the_others_go_on() -> None:
    packed = bytearray(zipped({"a.txt": TEXT * 50, "b.txt": TEXT, "c.exe": b"MZ\x00\x00"}))
    packed[60] ^= 0xFF
    entries = read("a.zip", bytes(packed))
    assert statuses(entries) == {
        "a.zip!a.txt": "failed",
        "a.zip!b.txt": "ok",
        "a.zip!c.exe": "unsupported",
    }
    assert "is damaged in the archive" in str(entries["a.zip!a.txt"].error)


def test_an_encrypted_entry() -> None:
    packed = bytearray(zipped({"a.txt": TEXT}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    (entry,) = read("a.zip", bytes(packed)).values()
    assert entry.error == "is encrypted; unpack the archive with its password"


def test_two_levels_and_no_more() -> None:
    third = zipped({"c.txt": TEXT})
    second = zipped({"b.txt": TEXT, "third.zip": third, "m.eml": mail(TEXT)})
    entries = read("a.zip", zipped({"second.zip": second, "a.txt": TEXT}))
    assert statuses(entries) == {
        "a.zip!second.zip!b.txt": "ok",
        "a.zip!second.zip!third.zip": "unsupported",
        "a.zip!second.zip!m.eml": "unsupported",
        "a.zip!a.txt": "ok",
    }
    assert "limits.max_depth = 2" in str(entries["a.zip!second.zip!third.zip"].error)


def test_too_many_entries() -> None:
    entries = read("a.zip", zipped({f"{n}.txt": TEXT for n in range(5)}), max_entries=3)
    assert statuses(entries) == {
        "a.zip!0.txt": "ok",
        "a.zip!1.txt": "ok",
        "a.zip!2.txt": "ok",
        "a.zip": "failed",
    }
    assert "limits.max_entries = 3" in str(entries["a.zip"].error)


def test_entries_of_all_levels_are_counted_together() -> None:
    inner = zipped({f"{n}.txt": TEXT for n in range(3)})
    entries = read("a.zip", zipped({"1.zip": inner, "2.zip": inner}), max_entries=5)
    first = {f"a.zip!1.zip!{n}.txt": "ok" for n in range(3)}
    assert statuses(entries) == {**first, "a.zip!2.zip": "failed"}


BOMBS = {
    "zip": ("a.zip", zipped({"a.txt": b"0" * 30_000_000, "b.txt": TEXT})),
    "gzip": ("a.txt.gz", gzipped(b"0" * 30_000_000)),
    "tar-gz": ("a.tar.gz", tarred({"a.txt": b"0" * 30_000_000}, "w:gz")),
    "warc-gz": ("a.warc.gz", gzipped(warc([("u", "text/plain", b"0" * 30_000_000)]))),
    "http": (
        "a.warc",
        warc([("u", "text/html\r\nContent-Encoding: gzip", gzipped(b"0" * 10**7))]),
    ),
}


@pytest.mark.parametrize(("name", "content"), BOMBS.values(), ids=BOMBS.keys())
def test_bombs_are_not_unpacked(name: str, content: bytes) -> None:
    entries = read(name, content)
    assert statuses(entries) == {name: "failed"}
    assert "limits.max_ratio = 100" in str(entries[name].error)


def test_archives_unpack_to_so_much_and_no_more() -> None:
    entries = read("a.zip", zipped({"a.txt": TEXT, "b.txt": TEXT}), max_archive_bytes=100)
    assert statuses(entries) == {"a.zip!a.txt": "ok", "a.zip": "failed"}


DAMAGED = {
    "zip": ("a.zip", PACKED["zip"][1][:-30], "is a damaged zip archive"),
    "tar": ("a.tar", tarred({"a.txt": TEXT * 100})[:700], "is a damaged tar archive"),
    "gzip": ("a.txt.gz", gzipped(TEXT * 9)[:-9], "is a damaged gzip archive"),
    "tar-gz": ("a.tar.gz", PACKED["tar-gz"][1][:-20], "is a damaged"),
    "warc": ("a.warc", b"WARC/1.0\r\nX: y\r\n\r\n", "a record has no length"),
    "empty-zip": ("a.zip", zipped({}), "holds no files"),
    "empty-warc": ("a.warc", warc([("u", "image/png", b"x")]), "holds no page"),
    "mhtml": ("a.mhtml", b"MIME-Version: 1.0\r\n\r\nno page", "holds no page"),
}


@pytest.mark.parametrize(("name", "content", "error"), DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_containers(name: str, content: bytes, error: str) -> None:
    entry = list(read(name, content).values())[-1]
    assert entry.status in {"failed", "empty"}
    assert error in str(entry.error)


def test_a_mail_with_attachments() -> None:
    attached = {"annex.pdf": pdf([["Annex"]]), "../b.txt": TEXT.encode(), "a.zip": b"PK\x03\x04"}
    entries = read("m.eml", mail(TEXT, attached))
    assert statuses(entries) == {
        "m.eml": "ok",
        "m.eml!annex.pdf": "ok",
        "m.eml!b.txt": "ok",
        "m.eml!a.zip": "failed",
    }
    body = entries["m.eml"]
    assert (body.text, body.title, body.source) == (
        TEXT,
        "Talks resume in Şuşa",
        "Ministry of Norland",
    )
    assert body.dates == (("field", "Wed, 14 Sep 2022 23:30:00 +0400"),)
    assert entries["m.eml!annex.pdf"].text == "Annex"


def test_the_body_of_a_mail_that_only_a_browser_can_show() -> None:
    html = f"<p>{TEXT}</p><p>{TEXT}</p>"
    (plain,) = read("m.eml", mail(TEXT, html=html)).values()
    assert plain.text == TEXT
    (page,) = read("m.eml", mail("No HTML?", html=html)).values()
    assert page.text == f"{TEXT.strip()}\n\n{TEXT.strip()}"


def test_an_attached_mail_is_a_document() -> None:
    from email.message import EmailMessage  # noqa: PLC0415

    outer, inner = EmailMessage(), EmailMessage()
    inner["Subject"], inner["From"], inner["Message-ID"] = "Inner", "a@n.example", "<2@n>"
    inner.set_content(TEXT)
    outer["Subject"], outer["From"], outer["Message-ID"] = "Outer", "b@n.example", "<1@n>"
    outer.set_content("See below.")
    outer.add_attachment(inner)
    entries = read("m.eml", outer.as_bytes())
    assert [(e.path, e.title, e.status) for e in entries.values()] == [
        ("m.eml", "Outer", "ok"),
        ("m.eml!part-2.eml", "Inner", "ok"),
    ]


def test_a_memo_is_no_mail() -> None:
    memo = "From: Ministry\nTo: All\nSubject: Talks\nDate: 3 May\n\nThe ministers met."
    assert read("a.txt", memo)["a.txt"].text == memo


def test_a_page_saved_in_one_file() -> None:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://n.example/5\r\n"
        "Subject: Talks\r\nDate: Tue, 1 Jan 2019 00:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Location: https://n.example/5\r\n\r\n"
    )
    (entry,) = read("p.mhtml", head.encode() + PAGE + b"\r\n--B--\r\n").values()
    assert (entry.path, entry.title, entry.url) == ("p.mhtml", "Talks", "https://n.example/5")
    assert "met in the town" in entry.text
    assert entry.dates == ()


def test_a_web_archive() -> None:
    packed = gzipped(PAGE)
    records = [
        ("https://n.example/1", "text/html; charset=utf-8", PAGE),
        ("https://n.example/2", "image/png", b"\x89PNG"),
        ("https://n.example/3", "text/html\r\nContent-Encoding: gzip", packed),
        ("https://n.example/4", "text/html\r\nTransfer-Encoding: chunked",
         b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        ("https://n.example/5", "text/html\r\nContent-Encoding: br", b"x"),
        ("https://n.example/6", "text/plain; charset=windows-1252", "Köln: ".encode("cp1252")),
    ]  # fmt: skip
    for name, content in (("a.warc", warc(records)), ("a.warc.gz", gzipped(warc(records)))):
        entries = read(name, content)
        assert [(e.path, e.url, e.status) for e in entries.values()] == [
            (f"{name}!https://n.example/{n}", f"https://n.example/{n}", status)
            for n, status in ((1, "ok"), (3, "ok"), (4, "ok"), (5, "unsupported"), (6, "ok"))
        ]
        texts = [e.text for e in entries.values()]
        assert texts[0] == texts[1] == texts[2]
        assert texts[4] == "Köln: "


def test_answers_that_are_no_pages_are_passed_over() -> None:
    missing = warc([("https://n.example/1", "text/html", PAGE)], status="404 Not Found")
    (entry,) = read("a.warc", missing).values()
    assert (entry.path, entry.status) == ("a.warc", "empty")
