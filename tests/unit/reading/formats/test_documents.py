"""PDF, Word, RTF and Markdown: the text as a reader of the page sees it."""

from __future__ import annotations

import pytest

from builders import docx, paragraph, pdf, zipped
from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.markdown import parse_markdown
from extract.reading.formats.pdf import parse_pdf
from extract.reading.formats.word import parse_docx, parse_rtf
from extract.reading.raw import RawFile


def raw(content: bytes) -> RawFile:
    return RawFile("a", content, "0" * 64)


def read_pdf(pages: list[list[str]], title: str = "") -> Entry:
    (entry,) = parse_pdf(raw(pdf(pages, title)))
    return entry


def test_pages_of_a_pdf() -> None:
    entry = read_pdf([["Talks resume", "The ministers met in Köln"], ["and left."], ["Annex"]])
    assert entry.text == "Talks resume\nThe ministers met in Köln\nand left.\n\nAnnex"
    assert (entry.title, entry.dates, entry.status) == (None, (), "ok")


def test_a_hyphen_at_the_end_of_a_line_of_a_pdf_stays() -> None:
    assert read_pdf([["The agree-", "ment holds."]]).text == "The agree-\nment holds."


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Talks  RESUME", "Talks  RESUME"), ("Microsoft Word - draft3.doc", None), ("", None)],
)
def test_the_title_of_a_pdf_counts_if_the_text_has_it(title: str, shown: str | None) -> None:
    found = read_pdf([["Talks resume", "The ministers met."]], title).title
    assert found == (None if shown is None else " ".join(shown.split()))


def test_a_scan_is_empty_and_says_what_to_do() -> None:
    entry = read_pdf([[], []])
    assert (entry.status, entry.text) == ("empty", "")
    assert entry.error is not None
    assert "ocrmypdf" in entry.error


def test_scanned_pages_among_others_are_named() -> None:
    assert read_pdf([["Text"], [], ["More"]]).warnings == (
        "1 of 3 pages have no text (scans?): 2",
    )


DAMAGED = {
    "head-only": b"%PDF-1.7\n",
    "half": pdf([["Text"]])[:200],
    "junk": b"%PDF-1.7\n" + bytes(range(256)) * 10,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_pdf(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="is a damaged PDF"):
        parse_pdf(raw(content))


def test_an_encrypted_pdf() -> None:
    padded = b"(" + b"x" * 32 + b")"
    locked = pdf([["Secret"]]).replace(
        b"trailer <<",
        b"trailer << /ID [(abcdefgh) (abcdefgh)] /Encrypt << /Filter /Standard /V 1 /R 2 "
        b"/O " + padded + b" /U " + padded + b" /P -4 >>",
    )
    with pytest.raises(UnreadableError, match="is an encrypted PDF; open it with its password"):
        parse_pdf(raw(locked))


WORD = {
    "paragraphs": (paragraph("One") + paragraph("Two "), "One\n\nTwo"),
    "runs": (
        (
            "<w:p><w:r><w:t>The </w:t></w:r><w:hyperlink><w:r><w:t>Lachin</w:t></w:r>"
            "</w:hyperlink><w:r><w:tab/><w:t>road</w:t><w:br/><w:t>is open</w:t></w:r></w:p>"
        ),
        "The Lachin\troad\nis open",
    ),
    "tracked": (
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
        ),
        "new",
    ),
    "field": (
        "<w:p><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>",
        "7",
    ),
    "content-control": (
        f"<w:sdt><w:sdtContent>{paragraph('Kept')}</w:sdtContent></w:sdt>",
        "Kept",
    ),
    "table": (
        f"<w:tbl><w:tr><w:tc>{paragraph('A')}</w:tc><w:tc>{paragraph('B')}</w:tc></w:tr></w:tbl>"
        + paragraph("After"),
        "A\nB\n\nAfter",
    ),
}


@pytest.mark.parametrize(("body", "text"), WORD.values(), ids=WORD.keys())
def test_text_of_a_word_file(body: str, text: str) -> None:
    (entry,) = parse_docx(raw(docx(body)))
    assert entry.text == text


def test_the_title_of_a_word_file_counts_if_the_text_has_it() -> None:
    body = paragraph("Talks resume") + paragraph("The ministers met.")
    titles = [parse_docx(raw(docx(body, title)))[0].title for title in ("Talks resume", "Form 7")]
    assert titles == ["Talks resume", None]


WORD_DAMAGED = {
    "no-part": zipped({"[Content_Types].xml": "<Types/>", "word/x": ""}),
    "no-xml": docx("<w:p>"),
    "half": docx(paragraph("Text"))[:300],
    "entities": docx("<w:p><w:r><w:t>Text&a;</w:t></w:r></w:p>"),
}


@pytest.mark.parametrize("content", WORD_DAMAGED.values(), ids=WORD_DAMAGED.keys())
def test_a_damaged_word_file(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="is a damaged Word file"):
        parse_docx(raw(content))


def test_a_word_file_that_is_a_bomb() -> None:
    with pytest.raises(UnreadableError, match="unpacks to 20,0"):
        parse_docx(raw(docx(paragraph("0" * 20_000_000))))


RTF = {
    "plain": (
        rb"{\rtf1\ansi The ministers met.\par They left.}",
        "The ministers met.\nThey left.",
    ),
    "code-page": (rb"{\rtf1\ansi\ansicpg1252 K\'f6ln}", "Köln"),
    "unicode": (rb"{\rtf1\ansi\uc1 \u351?u\u351?a \u-10179?\u-8638?}", "şuşa \U0001f642"),
    "hidden": (rb"{\rtf1{\fonttbl{\f0 Times;}}{\info{\title T}}{\*\generator X;}Text}", "Text"),
    "unclosed": (rb"{\rtf1 Text", "Text"),
}


@pytest.mark.parametrize(("content", "text"), RTF.values(), ids=RTF.keys())
def test_rtf(content: bytes, text: str) -> None:
    assert [entry.text for entry in parse_rtf(raw(content))] == [text]


MARKDOWN = {
    "emphasis": ("The **minister** of *Norland* and `x` __y__", "The minister of Norland and x y"),
    "no-emphasis": ("a_b_c and 2 * 3 * 4 and ** x", "a_b_c and 2 * 3 * 4 and ** x"),
    "links": (
        "[Norland](https://n.example/a) ![map](m.png) [S][1] <https://n.example>\n\n[1]: http://x",
        "Norland  S ",
    ),
    "headings": ("# One #\n\n## Two\n\nThree\n=====\n\nx", "One\n\nTwo\n\nThree\n\nx"),
    "quote": ("> said\n> > twice", "said\ntwice"),
    "table": ("| a | b |\n|---|:-:|\n| c | d |", "a | b\n\nc | d"),
    "list": ("- one\n- two\n1. three", "- one\n- two\n1. three"),
    "code": ("```text\nkept\n```", "kept"),
    "escaped": (r"1\. no \*list\*", "1. no *list*"),
    "comment": ("a <!-- b --> c<br>", "a  c"),
    "windows": ("# A\r\n\r\nb\r\n", "A\n\nb"),
}


@pytest.mark.parametrize(("written", "text"), MARKDOWN.values(), ids=MARKDOWN.keys())
def test_markdown(written: str, text: str) -> None:
    assert [entry.text for entry in parse_markdown(raw(written.encode()))] == [text]


def test_markdown_with_front_matter() -> None:
    written = b"---\npublished: 2022-09-14\n---\n# The **talks** resume\n\nText"
    (entry,) = parse_markdown(raw(written))
    assert (entry.title, entry.text) == ("The talks resume", "The talks resume\n\nText")
    assert entry.dates == (("front-matter", "2022-09-14"),)
