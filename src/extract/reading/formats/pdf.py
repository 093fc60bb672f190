r"""Read the text of a PDF file, page by page.

In:  RawFile of a PDF
Out: an Entry: "... the ministers agreed to\nmeet again.\n\n2\n\n..."

A page that goes on with a small letter continues the sentence of the page before; others begin a
paragraph. The day of publication is never taken from the file: it knows only when it was made. Its
title counts if the text has it too, as many programs write the name of a template there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extract.reading.entry import Entry, UnreadableError
from extract.reading.raw import RawFile
from extract.spelling import counted

#: Most pages we read.
MOST_PAGES: Final = 5000
#: So many pages without text are named in a warning.
NAMED_PAGES: Final = 5
#: The title must stand among so many characters of the text.
TITLE_WITHIN: Final = 2000
#: How PDFium writes a hyphen at the end of a line.
_LINE_HYPHEN: Final = "\ufffe"
_BLANKS = re.compile(r"\s+")


def parse_pdf(raw: RawFile) -> list[Entry]:
    """Read one PDF file.

    Raises:
        UnreadableError: It is encrypted or damaged, or has too many pages.
    """
    import pypdfium2  # noqa: PLC0415  # loads a library of 7 MB

    try:
        pdf = pypdfium2.PdfDocument(raw.content)
    except pypdfium2.PdfiumError as error:
        raise _refused(str(error)) from error
    try:
        count = len(pdf)
        if count > MOST_PAGES:
            reason = f"has {count:,} pages, more than {MOST_PAGES:,}; split it"
            raise UnreadableError("failed", reason)
        pages = list(_texts(pdf))
        title = pdf.get_metadata_value("Title")
    finally:
        pdf.close()
    return [_entry(raw, pages, title)]


def _texts(pdf: object) -> Iterator[str | None]:
    """The text of each page; None for a damaged one."""
    import pypdfium2  # noqa: PLC0415

    for number in range(len(pdf)):  # type: ignore[arg-type]
        try:
            page = pdf[number]  # type: ignore[index]
            text = page.get_textpage()
            written = str(text.get_text_range())
            text.close()
            page.close()
        except pypdfium2.PdfiumError:
            yield None
        else:
            yield _lines(written)


def _lines(written: str) -> str:
    r"""The lines of a page: "agree\ufffement" is "agree-\nment" on the paper."""
    text = written.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace(f"{_LINE_HYPHEN}\n", "-\n").replace(_LINE_HYPHEN, "-\n")
    return text.replace("\x00", "").strip()


def _entry(raw: RawFile, pages: list[str | None], title: str) -> Entry:
    text = _joined([page for page in pages if page])
    entry = Entry(path=raw.name, text=text, file_sha256=raw.sha256)
    if not text:
        return Entry(
            path=raw.name,
            file_sha256=raw.sha256,
            status="empty",
            error=f"has {counted(len(pages), 'page')} but no text, so it is a scan; recognise its "
            "text first (e.g. with ocrmypdf) and read the result",
        )
    without = [str(number) for number, page in enumerate(pages, start=1) if not page]
    warnings: tuple[str, ...] = ()
    if without:
        named = ", ".join(without[:NAMED_PAGES]) + (", ..." if len(without) > NAMED_PAGES else "")
        warnings = (f"{len(without)} of {len(pages)} pages have no text (scans?): {named}",)
    return Entry(
        path=entry.path,
        text=entry.text,
        title=_shown_title(title, text),
        file_sha256=entry.file_sha256,
        warnings=warnings,
    )


def _joined(pages: list[str]) -> str:
    parts: list[str] = []
    for page in pages:
        if parts:
            parts.append("\n" if page[0].islower() else "\n\n")
        parts.append(page)
    return "".join(parts)


def _shown_title(title: str, text: str) -> str | None:
    """The title of the file, if its text begins with it."""
    wanted = _BLANKS.sub(" ", title).strip()
    head = _BLANKS.sub(" ", text[:TITLE_WITHIN])
    return wanted if wanted and wanted.casefold() in head.casefold() else None


def _refused(problem: str) -> UnreadableError:
    if "password" in problem.casefold() or "security" in problem.casefold():
        return UnreadableError(
            "failed", "is an encrypted PDF; open it with its password and save it without"
        )
    return UnreadableError(
        "failed", f"is a damaged PDF ({problem}); open it in a viewer and print it to a new PDF"
    )
