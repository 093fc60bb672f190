"""A document with labelled spans, as annotation tools have it: the shape that all formats share.

In:  a document and its mentions
Out: a Page: spans labelled `table:type`, e.g. `actors:person`; a Refusal for what is none
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from extract.records import MENTION_TABLES, TYPE_COLUMN, Document, Mentions
from extract.schema import columns

#: The types of each table.
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    record.table: column.column.choices
    for record in MENTION_TABLES
    for column in columns(record)
    if column.name == TYPE_COLUMN[record.table]
}


class RefusedError(Exception):
    """A document of a file cannot be used; the message says why."""


class Labelled(NamedTuple):
    """A span with its label.

    Args:
        table: The table of its row.
        kind: The type of its row, one of KINDS.
        start: First code point.
        end: One past the last.
    """

    table: str
    kind: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """As tools see it: "actors:person"."""
        return f"{self.table}:{self.kind}"


class Form(NamedTuple):
    """A token as a file without texts has it: its offsets and its characters."""

    start: int
    end: int
    characters: str


@dataclass(frozen=True, slots=True)
class Page:
    """A document with labelled spans.

    Args:
        doc_id: The document.
        text: Its text; None where a format has tokens alone.
        labels: The spans, in any order.
        forms: The tokens, where there is no text.
        where: Where it stands in its file, for messages.
    """

    doc_id: str
    text: str | None
    labels: tuple[Labelled, ...]
    forms: tuple[Form, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document of a file that cannot be used.

    Args:
        where: Where it stands: "line 3", "task 2".
        reason: Why.
    """

    where: str
    reason: str


def page_of(document: Document, mentions: Mentions) -> Page:
    """A document of the tables, its spans in text order, the longer first."""
    labels = [
        Labelled(table, str(getattr(row, TYPE_COLUMN[table])), row.start, row.end)
        for table in KINDS
        for row in getattr(mentions, table)
    ]
    labels.sort(key=lambda one: (one.start, -one.end))
    return Page(document.doc_id, document.text, tuple(labels))


def labelled(label: object, start: object, end: object) -> Labelled:
    """A span as a file has it.

    Raises:
        RefusedError: The label is none of ours, or the offsets are no whole numbers.
    """
    table, _, kind = label.partition(":") if isinstance(label, str) else ("", "", "")
    if kind not in KINDS.get(table, ()):
        raise RefusedError(f"label {label!r} is unknown; labels look like actors:person")
    if not isinstance(start, int) or not isinstance(end, int):
        raise RefusedError(f"the span of {label} has no whole numbers as start and end")
    return Labelled(table, kind, start, end)


def checked(page: Page, document: Document) -> tuple[Labelled, ...]:
    """The labels of a page that came back, blanks at their edges cut off.

    Raises:
        RefusedError: The text is another, or a span cannot be a row of it.
    """
    if page.text is not None and page.text != document.text:
        raise RefusedError("the text differs from that of the tables")
    for start, end, characters in page.forms:
        if document.text[start:end] != characters:
            found = document.text[start:end]
            raise RefusedError(
                f"the text differs: at {start} stands {found!r}, not {characters!r}"
            )
    labels = tuple(_fitted(one, document.text) for one in page.labels)
    _refuse_twins(labels)
    return labels


def _fitted(one: Labelled, text: str) -> Labelled:
    if not 0 <= one.start < one.end <= len(text):
        raise RefusedError(f"span {one.start}-{one.end} ({one.label}) lies outside the text")
    quote = text[one.start : one.end]
    if not quote.strip():
        raise RefusedError(f"span {one.start}-{one.end} ({one.label}) holds only blanks")
    start = one.start + len(quote) - len(quote.lstrip())
    return one._replace(start=start, end=start + len(quote.strip()))


def _refuse_twins(labels: Iterable[Labelled]) -> None:
    seen: dict[tuple[str, int, int], str] = {}
    for one in labels:
        other = seen.setdefault((one.table, one.start, one.end), one.kind)
        if other != one.kind:
            raise RefusedError(
                f"span {one.start}-{one.end} is both {one.table}:{other} and {one.label}"
            )
