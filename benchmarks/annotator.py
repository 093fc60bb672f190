"""Correct the rows of a run like a person whose opinion is an annotated release.

In:  an annotated release, the document as a run read it, and the rows of the run
Out: the decisions that person would write down: reject, edges, relabel, add, accept, link
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from extract.correcting.apply import correct_mentions
from extract.correcting.decision import Decision, decide
from extract.correcting.edited import Mark, decisions_between
from extract.evaluation.gold import GoldDocument
from extract.records import MENTION_TABLES, TYPE_COLUMN, Document, Mention, Mentions
from extract.text.offsets import overlaps

#: What the guidelines leave unmarked and nobody corrects: vague deictics, vague durations.
_VAGUE: Final = re.compile(r"_REF$|^PT?X")
#: Columns that a person fills in once span and type are right; of those, what the release says.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "actors": ("name", "country_code", "role"),
    "places": ("name", "country_code"),
    "dates": ("value",),
    "agreements": ("parties", "date", "number"),
}


def decisions_of(
    gold: GoldDocument, document: Document, found: Mentions, *, author: str, time: str
) -> list[Decision]:
    """What turns the rows of a run into those of an annotated release.

    Args:
        gold: What there should be; its text is that of the document.
        document: The document of the run, with its hash.
        found: The rows of the run, vague dates and demonyms too.
        author: Who decided.
        time: When, as an ISO 8601 date and time.

    Returns:
        Decisions in the order in which they are to be applied: first spans and types, then who,
        when and which. A release that was found right gives none.
    """
    if gold.document.text != document.text:
        raise ValueError(f"{document.doc_id}: the run read another text")
    wanted = dict(_wanted(gold.mentions, found))
    edits = decisions_between(document, found, wanted, author, time)
    edited = correct_mentions(document, found, (), edits).mentions
    return [*edits, *_links(gold.mentions, document, edited, author, time)]


def _rows(mentions: Mentions) -> Iterator[Mention]:
    for record in MENTION_TABLES:
        rows: Sequence[Mention] = getattr(mentions, record.table)
        yield from rows


def _wanted(right: Mentions, found: Mentions) -> Iterator[tuple[Mark, str]]:
    """The type of each row there should be; what the guidelines leave open stays as it is."""
    for row in _rows(right):
        yield Mark(row.table, row.start, row.end), _type(row)
    for row in _rows(found):
        rivals: Sequence[Mention] = getattr(right, row.table)
        span = (row.start, row.end)
        if _is_open(row) and not any(overlaps(span, (r.start, r.end)) for r in rivals):
            yield Mark(row.table, row.start, row.end), _type(row)


def _type(row: Mention) -> str:
    return str(getattr(row, TYPE_COLUMN[row.table]))


def _is_open(row: Mention) -> bool:
    if row.table == "places":
        return _type(row) == "demonym"
    return row.table == "dates" and bool(_VAGUE.search(getattr(row, "value", None) or ""))


def _links(
    right: Mentions, document: Document, edited: Mentions, author: str, time: str
) -> Iterator[Decision]:
    by_place = {(row.table, row.start, row.end): row for row in _rows(edited)}
    for row in _rows(right):
        stands = by_place.get((row.table, row.start, row.end))
        fields = {} if stands is None else _differences(row, stands)
        if fields:
            yield decide(
                "link",
                document,
                row.table,
                (row.start, row.end),
                author=author,
                time=time,
                fields=fields,
            )


def _differences(right: Mention, stands: Mention) -> dict[str, Any]:
    """Columns that the release fills and the row has otherwise."""
    fields: dict[str, Any] = {}
    for name in _FIELDS[right.table]:
        value = getattr(right, name)
        if value not in {None, ()} and value != getattr(stands, name):
            fields[name] = list(value) if isinstance(value, tuple) else value
    return fields
