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
from extract.text.names import is_title
from extract.text.offsets import Span, containing, overlaps, strip

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
    page = _Page(document, sentences, _rows_of(mentions))
    unplaced = [
        decision
        for decision in decisions
        if _is_about(decision, document)
        and decision.action in _CHANGES
        and not _placed(page, decision)
    ]
    for decision in decisions:
        if decision.action == "merge":
            page.merge(decision)
    return Corrected(page.mentions(), tuple(unplaced))


def rivals(table: str) -> frozenset[str]:
    """Tables whose rows a row that people made pushes out where they overlap."""
    return _NAMES if table in _NAMES else frozenset({table})


def _is_about(decision: Decision, document: Document) -> bool:
    """By the text itself, wherever it lies now, else by the document's id."""
    if decision.text_sha256 and decision.text_sha256 == document.text_sha256:
        return True
    return decision.doc_id == document.doc_id


def _rows_of(mentions: Mentions) -> dict[str, list[Mention]]:
    return {table: list(getattr(mentions, table)) for table in RECORDS}


def _placed(page: _Page, decision: Decision) -> bool:
    span = find_span(decision, page.document)
    return span is not None and _CHANGES[decision.action](page, decision, span)


@dataclass(slots=True)
class _Page:
    """The rows of a document while they are corrected."""

    document: Document
    sentences: Sequence[Span]
    rows: dict[str, list[Mention]]

    def mentions(self) -> Mentions:
        """The rows in text order; dates of agreements that are gone stand alone."""
        for rows in self.rows.values():
            rows.sort(key=lambda row: (row.start, row.end))
        agreements = self.rows["agreements"]
        self.rows["dates"] = [_inside(date, agreements) for date in self.rows["dates"]]
        return Mentions(**{table: tuple(rows) for table, rows in self.rows.items()})  # type: ignore[arg-type]

    def at(self, table: str, span: Span) -> Mention | None:
        """The row of a table at a span."""
        return next((r for r in self.rows[table] if (r.start, r.end) == span), None)

    def put(self, row: Mention) -> bool:
        """Put a row that people made into its table, in place of what rules put over it."""
        span = (row.start, row.end)
        for table in rivals(row.table):
            self.rows[table] = [
                other
                for other in self.rows[table]
                if not overlaps(span, (other.start, other.end))
                or (other.method == HUMAN and (other.start, other.end) != span)
            ]
        self.rows[row.table].append(row)
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

    def merge(self, decision: Decision) -> None:
        """Give all rows of one identity another one."""
        column, table = ID_COLUMN[decision.table], decision.table
        old = decision.fields["from"]
        new: dict[str, Any] = {column: decision.fields["into"]}
        self.rows[table] = [
            replace(row, **new) if getattr(row, column) == old else row for row in self.rows[table]
        ]


def _inside(date: Mention, agreements: Iterable[Mention]) -> Mention:
    """A date with the agreement around it, if there still is one."""
    around = (a for a in agreements if a.start <= date.start and date.end <= a.end)
    found = next((agreement.mention_id for agreement in around), None)
    known: dict[str, Any] = {"in_agreement": found}
    return replace(date, **known)


def _accept(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    return row is not None and page.put(page.moved(row, span, {}))


def _reject(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    if row is not None:
        page.rows[decision.table].remove(row)
    return True


def _relabel(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    target = str(decision.fields.get("table", decision.table))
    given = {name: value for name, value in decision.fields.items() if name != "table"}
    if row is None:
        return False
    if target == decision.table:
        return page.put(page.moved(row, span, given))
    page.rows[decision.table].remove(row)
    return page.put(page.made(target, span, given))


def _edges(page: _Page, decision: Decision, span: Span) -> bool:
    row = page.at(decision.table, span)
    start = span.start + int(str(decision.fields.get("start", 0)))
    end = span.end + int(str(decision.fields.get("end", 0)))
    text = page.document.text
    if row is None or not 0 <= start < end <= len(text) or strip(text, start, end) != (start, end):
        return False
    page.rows[decision.table].remove(row)
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
