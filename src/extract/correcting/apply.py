"""Let the rows of a document follow what people decided.

In:  a document, its mentions, decisions      "Jordan" is no place; "Lorn Front" is a group
Out: the corrected mentions, and the decisions that fit nowhere

Corrected rows have the method `human` and the confidence 1; a row that people made pushes out what
rules put over it. Later decisions win.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from extract.correcting.anchor import find_span
from extract.correcting.decision import ID_COLUMN, RECORDS, Decision, column_value
from extract.records import Document, Mention, Mentions
from extract.text.layer import Layer
from extract.text.names import is_title
from extract.text.offsets import Span, containing, strip, within

HUMAN: Final = "human"
#: Setting one of these columns says who, where or which a row is.
_LINKS: Final = frozenset(
    {"actor_id", "place_id", "geonames_id", "agreement_id", "value", "country_code"}
)
#: Tables whose rows never overlap one another: a name is an actor or a place.
_NAMES: Final = frozenset({"actors", "places"})
#: What a new row is if the decision does not say, by table.
_DEFAULTS: Final[Mapping[str, Mapping[str, object]]] = {
    "actors": {"actor_type": "organization"},
    "places": {"feature": "other"},
    "dates": {"timex_type": "DATE"},
    "agreements": {"agreement_type": "agreement"},
}
_NAMED_BY: Final = {"actors": "name", "places": "name", "agreements": "title"}


class Corrected(NamedTuple):
    """What became of the mentions of a document.

    Args:
        mentions: Each table in text order.
        unplaced: Decisions about this document that fit no row or no place of its text.
    """

    mentions: Mentions
    unplaced: tuple[Decision, ...]


def correct_document(document: Document, decisions: Iterable[Decision]) -> Document:
    """A document with the fields that people set; before its dates are resolved."""
    for decision in decisions:
        if decision.action == "document" and _is_about(decision, document):
            given = {k: column_value(Document, k, v) for k, v in decision.fields.items()}
            document = replace(document, **given)
            if "published" in given:
                document = replace(document, published_from=given["published"] and "metadata")
            if given.get("language"):
                document = _judged(document)
    return document


def _judged(document: Document) -> Document:
    """Whether a text is extracted that people say the language of: only English is."""
    if document.status not in {"ok", "not_english"}:
        return document
    if document.language == "en":
        return replace(document, status="ok", error=None)
    error = f"people say that the text is in {document.language}; only English is extracted"
    return replace(document, status="not_english", error=error)


def correct_mentions(
    document: Document,
    mentions: Mentions,
    sentences: Sequence[Span],
    decisions: Sequence[Decision],
) -> Corrected:
    """Apply decisions, the oldest first.

    Args:
        document: The document, its text as the offsets of the mentions have it.
        mentions: What the rules found.
        sentences: Sentences of the text, in order.
        decisions: Any decisions; those about other documents are passed over.

    Returns:
        The mentions, and the decisions that fit nowhere: their words are gone from the text, or no
        rule finds the row they change. A row to reject that is not there is no such case.
    """
    rows = {table: Layer[Mention](getattr(mentions, table)) for table in RECORDS}
    page = _Page(document, sentences, rows)
    unplaced = [
        decision
        for decision in decisions
        if _is_about(decision, document)
        and decision.action in _CHANGES
        and not _placed(page, decision)
    ]
    return Corrected(page.mentions(_merged(decisions)), tuple(unplaced))


def rivals(table: str) -> frozenset[str]:
    """Tables whose rows a row that people made pushes out where they overlap."""
    return _NAMES if table in _NAMES else frozenset({table})


def _is_about(decision: Decision, document: Document) -> bool:
    """By the text itself, wherever it lies now, else by the document's id."""
    if decision.text_sha256 and decision.text_sha256 == document.text_sha256:
        return True
    return decision.doc_id == document.doc_id


def _merged(decisions: Sequence[Decision]) -> Mapping[tuple[str, object], object]:
    """What becomes of each identity of a table, all merges done: a into b, b into c make a c."""
    into: dict[tuple[str, object], object] = {}
    for decision in reversed(decisions):
        if decision.action == "merge":
            table, target = decision.table, decision.fields["into"]
            into[table, decision.fields["from"]] = into.get((table, target), target)
    return into


def _placed(page: _Page, decision: Decision) -> bool:
    span = find_span(decision, page.document)
    return span is not None and _CHANGES[decision.action](page, decision, span)


@dataclass(slots=True)
class _Page:
    """The rows of a document while they are corrected."""

    document: Document
    sentences: Sequence[Span]
    rows: Mapping[str, Layer[Mention]]

    def mentions(self, merged: Mapping[tuple[str, object], object]) -> Mentions:
        """The rows in text order; dates of agreements that are gone stand alone.

        Args:
            merged: New identity by table and old one.
        """
        found = {
            table: tuple(_renamed(row, merged) if merged else row for row in rows)
            for table, rows in self.rows.items()
        }
        found["dates"] = tuple(_inside(date, self.rows["agreements"]) for date in found["dates"])
        return Mentions(**found)  # type: ignore[arg-type]

    def at(self, table: str, span: Span) -> Mention | None:
        """The row of a table at a span."""
        return self.rows[table].at(span)

    def put(self, row: Mention) -> bool:
        """Put a row that people made into its table, in place of what rules put over it."""
        span = (row.start, row.end)
        for table in rivals(row.table):
            for other in self.rows[table].over(span):
                if other.method != HUMAN or (other.start, other.end) == span:
                    self.rows[table].take(other)
        self.rows[row.table].put(row)
        return True

    def made(self, table: str, span: Span, given: Mapping[str, Any]) -> Mention:
        """A row that people made from nothing but a span."""
        words = " ".join(self.document.text[span.start : span.end].split())
        named: dict[str, object] = {_NAMED_BY[table]: words} if table in _NAMED_BY else {}
        if table == "agreements":  # "Three Fords Protocol" is cited, "pact of 4 May" described
            named["named"] = is_title(words)
        columns = {**self.common(table, span), **_DEFAULTS[table], **named}
        return self.moved(RECORDS[table](**columns), span, given)

    def moved(self, row: Mention, span: Span, given: Mapping[str, Any]) -> Mention:
        """A row at another span, with other values, as people have it."""
        values: dict[str, Any] = self.common(row.table, span)
        for name, value in given.items():
            values[name] = column_value(type(row), name, value)
        if _LINKS & given.keys():
            values["link_confidence"] = 1.0
        return replace(row, **values)

    def common(self, table: str, span: Span) -> dict[str, Any]:
        """The columns that follow from a span."""
        sentence = containing(self.sentences, span.start) or span
        sentence = Span(sentence.start, max(sentence.end, span.end))
        text, doc_id = self.document.text, self.document.doc_id
        return {
            "mention_id": f"{doc_id}:{table}:{span.start}-{span.end}",
            "doc_id": doc_id,
            "text": text[span.start : span.end],
            "start": span.start,
            "end": span.end,
            "sentence": text[sentence.start : sentence.end].replace("\n", " "),
            "sentence_start": sentence.start,
            "sentence_end": sentence.end,
            "method": HUMAN,
            "confidence": 1.0,
        }


def _renamed(row: Mention, merged: Mapping[tuple[str, object], object]) -> Mention:
    """A row with the identity that its own was merged into."""
    column = ID_COLUMN.get(row.table)
    target = column and merged.get((row.table, getattr(row, column)))
    if column is None or target is None:
        return row
    known: dict[str, Any] = {column: target}
    return replace(row, **known)


def _inside(date: Mention, agreements: Layer[Mention]) -> Mention:
    """A date with the agreement around it, the first of several, if there still is one."""
    span = date.start, date.end
    around = [a for a in agreements.over(span) if within(span, (a.start, a.end))]
    first = min(around, key=lambda a: (a.start, a.end), default=None)
    known: dict[str, Any] = {"in_agreement": None if first is None else first.mention_id}
    return replace(date, **known)


def _accept(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    return row is not None and page.put(page.moved(row, span, {}))


def _reject(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    if row is not None:
        page.rows[decision.table].take(row)
    return True


def _relabel(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    target = str(decision.fields.get("table", decision.table))
    given = {name: value for name, value in decision.fields.items() if name != "table"}
    if row is None:
        return False
    if target == decision.table:
        return page.put(page.moved(row, span, given))
    page.rows[decision.table].take(row)
    return page.put(page.made(target, span, given))


def _edges(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    start = span.start + int(str(decision.fields.get("start", 0)))
    end = span.end + int(str(decision.fields.get("end", 0)))
    text = page.document.text
    if row is None or not 0 <= start < end <= len(text) or strip(text, start, end) != (start, end):
        return False
    page.rows[decision.table].take(row)
    return page.put(page.moved(row, Span(start, end), {}))


def _add(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    if row is not None:
        return page.put(page.moved(row, span, decision.fields))
    return page.put(page.made(decision.table, span, decision.fields))


_CHANGES: Final[Mapping[str, Callable[[_Page, Decision, Span], bool]]] = {
    "accept": _accept,
    "reject": _reject,
    "relabel": _relabel,
    "link": _relabel,
    "edges": _edges,
    "add": _add,
}
