"""Read a line of a log as a decision, or say why it is none.

In:  {"action": "reject", "table": "places", "quote": "Jordan", "start": 12, "end": 18, ...}
Out: a Decision; a line that is none is a CorrectionError that says why

Lines may be written by hand and by other programs: what no table could hold is refused here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from extract.correcting.decision import (
    ACTIONS,
    DOCUMENT_FIELDS,
    ID_COLUMN,
    RECORDS,
    Decision,
    settable,
)
from extract.errors import CorrectionError
from extract.records import Document
from extract.schema import Field, Record, columns

_SHIFTS: Final = frozenset({"start", "end"})
_IDENTITIES: Final = frozenset({"from", "into"})
#: Length of a sha256 in hexadecimal digits.
_DIGEST: Final = 64
#: How far from 0 a number may be, by column; others must fit into 64 bits.
_MOST: Final = {"latitude": 90, "longitude": 180}
_MOST_OF_ALL: Final = 2**63 - 1
#: How a text must be written, by column: "AZE"; "2020-11-10", "2020-11", "2020".
_FORMS: Final = {
    "country_code": re.compile(r"[A-Z]{3}"),
    "date": re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?"),
}


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
    except (ValueError, RecursionError) as error:
        raise CorrectionError.bad_line(file, number, f"is no JSON ({error})") from error
    if not isinstance(read, dict):
        raise CorrectionError.bad_line(file, number, "is no JSON object")
    reason = fault(read)
    if reason is not None:
        raise CorrectionError.bad_line(file, number, reason)
    return Decision(**read)


def fault(read: Mapping[str, Any]) -> str | None:
    """What keeps a JSON object from being a decision; None if nothing does."""
    return _fault_of_keys(read) or _fault_of_values(read) or _fault_of_action(read)


def _fault_of_keys(read: Mapping[str, Any]) -> str | None:
    """What is wrong with the keys, or the types of their values."""
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
    return f"has no {missing[0]}" if missing else None


def _fault_of_values(read: Mapping[str, Any]) -> str | None:
    """What is wrong with the values that every decision has."""
    if not _is_unicode(read):
        return "holds half a character"
    if read["action"] not in ACTIONS:
        return f"{read['action']!r} is no action; known are {', '.join(ACTIONS)}"
    try:
        datetime.fromisoformat(read["time"])
    except ValueError:
        return f"{read['time']!r} is no ISO 8601 time"
    is_span = 0 <= read.get("start", 0) <= read.get("end", 0)
    return None if is_span else "start and end are no span"


def _is_unicode(read: Mapping[str, Any]) -> bool:
    r"""Whether all texts can be written; "\ud800" alone is half a pair of UTF-16."""
    try:
        json.dumps(read, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _fault_of_action(read: Mapping[str, Any]) -> str | None:
    """What is wrong with the table, the span or the fields that an action wants."""
    action, table, given = read["action"], read.get("table", ""), read.get("fields", {})
    if action == "document":
        is_about = read.get("doc_id") or read.get("text_sha256")
        return _fault_of_fields(Document, given, DOCUMENT_FIELDS) if is_about else "has no doc_id"
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
    if not isinstance(target, str) or target not in RECORDS:
        return f"{target!r} is no table of mentions"
    record = RECORDS[target]
    given = {name: value for name, value in given.items() if name != "table"}
    return _fault_of_fields(record, given, frozenset(one.name for one in settable(record)))


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
    if not _IS_OF_KIND[column.kind](value):
        return False
    if column.kind in {"integer", "number"}:
        return bool(abs(value) <= _MOST.get(column.name, _MOST_OF_ALL))
    form = _FORMS.get(column.name)
    is_choice = not column.column.choices or value in column.column.choices
    return is_choice and (form is None or form.fullmatch(value) is not None)


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return isinstance(value, str)


#: What a JSON value must be to stand in a column of a kind.
_IS_OF_KIND: Final[Mapping[str, Callable[[Any], bool]]] = {
    "text": lambda value: isinstance(value, str),
    "list": lambda value: (
        isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    ),
    "date": _is_day,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) in {int, float},
}
