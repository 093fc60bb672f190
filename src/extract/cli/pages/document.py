"""The page of a document: its head, its text with marks, its rows by table.

In:  a DocumentView
Out: renderables, in order
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from rich.table import Table
from rich.text import Text

from extract.cli.pages.marks import MARKS, has_colours, legend, marked
from extract.spelling import counted

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from extract.api.show import DocumentView
    from extract.records import Mention

#: Terminals narrower than this see fewer columns.
WIDE: Final = 80
#: Blanks between two columns.
_GAP: Final = 2
_HIT: Final = "extract show {doc}:{table}:{start}-{end}"
#: Columns of each table: heading, field, whether narrow terminals see it.
_COLUMNS: Final = {
    "actors": (
        ("name", "name", True),
        ("type", "actor_type", False),
        ("country", "country_code", True),
        ("role", "role", False),
    ),
    "places": (
        ("name", "name", True),
        ("id", "place_id", False),
        ("country", "country_code", True),
        ("feature", "feature", False),
    ),
    "dates": (
        ("value", "value", True),
        ("type", "timex_type", False),
        ("anchor", "anchor", False),
    ),
    "agreements": (
        ("id", "agreement_id", True),
        ("type", "agreement_type", False),
        ("date", "date", False),
        ("parties", "parties", True),
    ),
}


def document_page(view: DocumentView, console: Console) -> Iterator[RenderableType]:
    """Head, text, legend, a table for each kind of mention, and what to ask next."""
    yield from head(view, console)
    yield Text()
    if view.document.text:
        yield marked(view.document.text.strip("\n"), view.all, console, first=_first(view))
        yield Text()
        yield legend(console)
    elif view.document.n_chars:
        yield Text("The text stands in documents.parquet alone, which is gone.", "yellow")
    for table in MARKS:
        rows: Sequence[Mention] = getattr(view.mentions, table)
        if rows:
            yield Text()
            yield Text(f"{table} ({len(rows)})", MARKS[table][0] if has_colours(console) else "")
            yield _rows(table, rows, console.width)
    if view.all:
        one = view.all[0]
        hint = _HIT.format(doc=view.document.doc_id, table=one.table, start=one.start, end=one.end)
        yield Text()
        yield Text.assemble("Why a row is as it is: ", (hint, "bold"))


def _first(view: DocumentView) -> int:
    """Where the text begins once empty lines at its head are cut."""
    text = view.document.text
    return len(text) - len(text.lstrip("\n"))


def head(view: DocumentView, console: Console) -> Iterator[RenderableType]:
    """What is known of the document itself."""
    document = view.document
    yield Text(document.title or document.doc_id, "bold")
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim" if has_colours(console) else "", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, value in _facts(view):
        if value:
            style = "red" if name == "error" else "yellow" if name == "warning" else ""
            facts.add_row(name, Text(value, style))
    yield facts


def _facts(view: DocumentView) -> Iterator[tuple[str, str]]:
    document = view.document
    country = f" ({document.source_country})" if document.source_country else ""
    origin = f" (from {document.published_from})" if document.published_from else ""
    yield "document", document.doc_id
    yield "source", f"{document.source}{country}" if document.source else country.strip(" ()")
    yield "url", document.url or ""
    yield "published", f"{document.published}{origin}" if document.published else "unknown"
    size = counted(document.n_words, "word") if document.n_words else ""
    yield "status", ", ".join(filter(None, [document.status, document.language, size]))
    yield "error", document.error or ""
    for warning in document.warnings:
        yield "warning", warning
    yield "repeats", document.near_duplicate_of or ""
    yield "run", view.run_id or ""


def _rows(table: str, rows: Sequence[Mention], width: int) -> Table:
    """One line a mention: where, what, the columns of its table, how sure; long cells are cut."""
    shown = [column for column in _COLUMNS[table] if column[2] or width >= WIDE]
    headings = ("span", "text", *(heading for heading, _, _ in shown), "sure")
    lines = [
        (
            f"{row.start}-{row.end}",
            " ".join(row.text.split()),
            *(cell(getattr(row, name)) for _, name, _ in shown),
            _sure(row),
        )
        for row in rows
    ]
    natural = [max(map(len, column)) for column in zip(headings, *lines, strict=True)]
    page = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading, space in zip(headings, _fitted(natural, width), strict=True):
        side: Literal["left", "right"] = "right" if heading in {"span", "sure"} else "left"
        page.add_column(heading, justify=side, width=space, no_wrap=True, overflow="ellipsis")
    for line in lines:
        page.add_row(*map(Text, line))
    return page


def _fitted(natural: Sequence[int], width: int) -> list[int]:
    """Widths that fit on a line: the widest column gives way first."""
    found = list(natural)
    room = width - _GAP * (len(found) - 1)
    while sum(found) > max(room, len(found)):
        found[found.index(max(found))] -= 1
    return found


def _sure(row: Mention) -> str:
    """Confidence in span and kind, then in the link."""
    link = "" if row.link_confidence is None else f" {row.link_confidence:.2f}"
    return f"{row.confidence:.2f}{link}"


def cell(value: object) -> str:
    """A value as the CSV has it; empty for nothing."""
    formats: dict[type, Callable[[object], str]] = {
        tuple: lambda v: "|".join(map(str, v)),  # type: ignore[call-overload]
        float: lambda v: f"{v:g}",
        bool: lambda v: str(v).lower(),
    }
    return "" if value is None else formats.get(type(value), str)(value)
