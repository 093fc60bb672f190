"""One human decision about a row, a document or an identity, and its line in a log.

In:  {"action": "reject", "table": "places", "quote": "Jordan", "start": 12, "end": 18, ...}
Out: a Decision; a line that is none is a CorrectionError that says why
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final

from extract.errors import CorrectionError
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
_SHIFTS: Final = frozenset({"start", "end"})
_IDENTITIES: Final = frozenset({"from", "into"})
#: Length of a sha256 in hexadecimal digits.
_DIGEST: Final = 64
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


def parse_line(line: str, file: str, number: int) -> Decision:
    """Read one line of a log.

    Args:
        line: One line of JSON.
        file: Name of the file, for the message.
        number: Line number, from 1.

    Raises:
        CorrectionError: The line is no decision; the message says what is wrong with it.
    """
    try:
        read = json.loads(line)
    except ValueError as error:
        raise CorrectionError.bad_line(file, number, f"is no JSON ({error})") from error
    if not isinstance(read, dict):
        raise CorrectionError.bad_line(file, number, "is no JSON object")
    reason = fault(read)
    if reason is not None:
        raise CorrectionError.bad_line(file, number, reason)
    return Decision(**read)


def fault(read: Mapping[str, Any]) -> str | None:
    """What keeps a JSON object from being a decision; None if nothing does."""
    texts = ("action", "author", "time", "doc_id", "text_sha256", "table", "quote")
    known = {*texts, "before", "after", "start", "end", "fields"}
    unknown = sorted(set(read) - known)
    if unknown:
        return f"has an unknown key {unknown[0]!r}"
    wrong = [key for key in (*texts, "before", "after") if not isinstance(read.get(key, ""), str)]
    wrong += [key for key in ("start", "end") if type(read.get(key, 0)) is not int]
    wrong += [] if isinstance(read.get("fields", {}), dict) else ["fields"]
    if wrong:
        return f"{wrong[0]} has the wrong type"
    missing = [key for key in ("action", "author", "time") if not read.get(key)]
    if missing:
        return f"has no {missing[0]}"
    if read["action"] not in ACTIONS:
        return f"{read['action']!r} is no action; known are {', '.join(ACTIONS)}"
    try:
        datetime.fromisoformat(read["time"])
    except ValueError:
        return f"{read['time']!r} is no ISO 8601 time"
    return _fault_of_action(read)


def _fault_of_action(read: Mapping[str, Any]) -> str | None:
    """What is wrong with the table, the span or the fields that an action wants."""
    action, table, given = read["action"], read.get("table", ""), read.get("fields", {})
    if action == "document":
        return _fault_of_fields(Document, given, DOCUMENT_FIELDS)
    if action == "retract":
        return _fault_of_retraction(given)
    if table not in RECORDS:
        return f"{table!r} is no table of mentions"
    if action == "merge":
        return _fault_of_merge(table, given)
    if not read.get("doc_id") or not read.get("quote"):
        return "has no doc_id or no quote"
    return _fault_of_moves(given) if action == "edges" else _fault_of_columns(action, table, given)


def _fault_of_retraction(given: Mapping[str, Any]) -> str | None:
    digest = given.get("decision")
    is_digest = isinstance(digest, str) and len(digest) == _DIGEST
    return None if is_digest and len(given) == 1 else "a retract names the sha256 of a `decision`"


def _fault_of_moves(given: Mapping[str, Any]) -> str | None:
    is_move = set(given) <= _SHIFTS and all(type(shift) is int for shift in given.values())
    return None if given and is_move else "edges are whole numbers `start` and `end`"


def _fault_of_columns(action: str, table: str, given: Mapping[str, Any]) -> str | None:
    target = given.get("table", table) if action == "relabel" else table
    if target not in RECORDS:
        return f"{target!r} is no table of mentions"
    record = RECORDS[target]
    given = {name: value for name, value in given.items() if name != "table"}
    return _fault_of_fields(record, given, frozenset(one.name for one in settable(record)))


def settable(record: type[Mention]) -> list[Field]:
    """Columns of a table of mentions that people may set."""
    return [column for column in columns(record) if column.name not in _GIVEN]


def _fault_of_merge(table: str, given: Mapping[str, Any]) -> str | None:
    if table not in ID_COLUMN:
        return f"rows of {table} have no identity to merge"
    if set(given) != _IDENTITIES or not all(isinstance(v, str) and v for v in given.values()):
        return "a merge names two identities, `from` and `into`"
    return None


def _fault_of_fields(
    record: type[Record], given: Mapping[str, Any], allowed: frozenset[str]
) -> str | None:
    by_name = {column.name: column for column in columns(record)}
    for name, value in given.items():
        if name not in allowed:
            return f"{name!r} is no column that can be set in {record.table}"
        if not _fits(by_name[name], value):
            return f"{name} cannot be {value!r}"
    return None


def _fits(column: Field, value: Any) -> bool:  # noqa: ANN401  # a value of JSON
    """Whether a JSON value can stand in a column."""
    if value is None or value == "":
        return value is None and column.nullable
    is_choice = not column.column.choices or value in column.column.choices
    return is_choice and _IS_OF_KIND[column.kind](value)


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return isinstance(value, str)


#: What a JSON value must be to stand in a column of a kind.
_IS_OF_KIND: Final[Mapping[str, Callable[[Any], bool]]] = {
    "text": lambda value: isinstance(value, str),
    "list": lambda value: isinstance(value, list) and all(isinstance(v, str) for v in value),
    "date": _is_day,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) in {int, float},
}


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
