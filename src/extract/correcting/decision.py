"""One human decision about a row, a document or an identity.

In:  what was decided about a span of a document, by whom and when
Out: a Decision, and its line in a log; `line.py` reads it again
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from extract.records import MENTION_TABLES, Document, Mention
from extract.schema import Field, Record, columns

#: What can be decided; `relabel` and `link` set columns, the other names say it.
ACTIONS: Final = (
    "accept", "reject", "relabel", "edges", "add", "link", "merge", "document", "retract",
)  # fmt: skip
#: Characters kept on either side of a quote, by which it is found again in a changed text.
CONTEXT: Final = 40
#: Columns of a document that people may correct.
DOCUMENT_FIELDS: Final = frozenset({"published", "title", "source", "language"})
#: Columns of a mention that follow from the span and the document.
_GIVEN: Final = frozenset(
    {"mention_id", "doc_id", "text", "start", "end", "sentence", "sentence_start", "sentence_end",
     "method", "confidence", "link_confidence", "in_agreement"}
)  # fmt: skip
#: The column that holds the identity of a row.
ID_COLUMN: Final = {"actors": "actor_id", "places": "place_id", "agreements": "agreement_id"}
RECORDS: Final[Mapping[str, type[Mention]]] = {record.table: record for record in MENTION_TABLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided.

    Args:
        action: One of ACTIONS.
        author: Who; free text.
        time: When, as an ISO 8601 date and time.
        doc_id: Document it is about; empty for `merge`, which is about all.
        text_sha256: Hash of the text it was decided on; offsets refer to that text.
        table: Table of the row; empty for `document`.
        quote: The characters of the row's span.
        start: First code point of the span.
        end: One past its last.
        before: Up to CONTEXT characters before the span.
        after: Up to CONTEXT characters after it.
        fields: By action: columns and their new values (relabel, add, link, document); a `table`
            among them moves the row there (relabel); how far each edge moves, in code
            points, right being positive (edges: `start`, `end`); identities (merge: `from`,
            `into`); which decision is taken back (retract: `decision`, its digest).
    """

    action: str
    author: str
    time: str
    doc_id: str = ""
    text_sha256: str = ""
    table: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    before: str = ""
    after: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)

    def as_line(self) -> str:
        """The decision as one line of JSON, keys in a fixed order."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def digest(self) -> str:
        """The sha256 of its line, by which it can be taken back."""
        line = self.as_line().encode("utf-8", "surrogatepass")
        return hashlib.sha256(line).hexdigest()

    def __str__(self) -> str:
        """The decision in words, for messages."""
        what = f"{self.quote!r} ({self.table})" if self.quote else self.table
        return (
            f"{self.action} {what or ', '.join(self.fields)} in {self.doc_id or 'all documents'}"
        )


def decide(
    action: str,
    document: Document,
    table: str,
    span: tuple[int, int],
    *,
    author: str,
    time: str,
    fields: Mapping[str, object] | None = None,
) -> Decision:
    """Make a decision about a span of a document, its context read from the text."""
    start, end = span
    return Decision(
        action=action,
        author=author,
        time=time,
        doc_id=document.doc_id,
        text_sha256=document.text_sha256 or "",
        table=table,
        quote=document.text[start:end],
        start=start,
        end=end,
        before=document.text[max(0, start - CONTEXT) : start],
        after=document.text[end : end + CONTEXT],
        fields=dict(fields or {}),
    )


def take_back(decision: Decision, *, author: str, time: str) -> Decision:
    """Make the decision that takes another one back; another retraction too."""
    return Decision(
        action="retract",
        author=author,
        time=time,
        doc_id=decision.doc_id,
        text_sha256=decision.text_sha256,
        fields={"decision": decision.digest()},
    )


def settable(record: type[Mention]) -> list[Field]:
    """Columns of a table of mentions that people may set."""
    return [column for column in columns(record) if column.name not in _GIVEN]


def column_value(record: type[Record], name: str, value: Any) -> Any:  # noqa: ANN401  # JSON in
    """A JSON value as the record wants it: dates as dates, lists as tuples."""
    kind = next(column.kind for column in columns(record) if column.name == name)
    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "list":
        return tuple(value)
    return float(value) if kind == "number" else value
