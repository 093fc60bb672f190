"""What the page says was done, as decisions of the log.

In:  {"action": "edges", "table": "places", "start": 8, "end": 13, "to": [8, 20]}, a document
Out: a Decision with the words and the context of the text; what cannot be is a ReviewError
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final, Self

from extract.correcting.decision import ACTIONS, Decision, decide
from extract.correcting.line import fault
from extract.errors import ReviewError
from extract.records import Document
from extract.text.offsets import strip
from extract.text.utf16 import Utf16

#: Rows that one key may accept at once.
MOST_AT_ONCE: Final = 20_000
#: What the page may not ask for: an undo finds its decision itself.
_ASKED: Final = frozenset(ACTIONS) - {"retract"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that a key asked for.

    Args:
        action: An action of the log, but for `retract`.
        table: Table of the row; "" for `document`.
        start: First UTF-16 unit of its span.
        end: One past the last.
        to: Where its edges are to be (edges).
        fields: As in a decision.
    """

    action: str
    table: str = ""
    start: int = 0
    end: int = 0
    to: tuple[int, int] = (0, 0)
    fields: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, given: object) -> Self:
        """An object of JSON as a request.

        Raises:
            ReviewError: It is none.
        """
        if not isinstance(given, dict) or not set(given) <= _KEYS:
            raise ReviewError.impossible("request", "it has another form")
        action, table, fields = given.get("action"), given.get("table", ""), given.get("fields")
        if not isinstance(action, str) or action not in _ASKED or not isinstance(table, str):
            raise ReviewError.impossible(f"{action!r}", "there is no such action or table")
        start, end = _pair([given.get("start", 0), given.get("end", 0)])
        if not isinstance(fields or {}, dict):
            raise ReviewError.impossible(action, "its fields have another form")
        to = _pair(given.get("to", [0, 0]))
        return cls(action=action, table=table, start=start, end=end, to=to, fields=fields or {})


_KEYS: Final = frozenset({"action", "table", "start", "end", "to", "fields"})


def moment_of(time: str) -> datetime:
    """When a key was pressed.

    Raises:
        ReviewError: The text is no ISO 8601 date and time with a zone.
    """
    try:
        read = datetime.fromisoformat(time)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise ReviewError.impossible("request", f"{time!r} is no ISO 8601 time with a zone")
    return read


def decisions_of(
    asked: Sequence[Ask], document: Document, turn: Utf16, *, author: str, time: str
) -> Iterator[Decision]:
    """What was asked for, as decisions that the log can hold.

    Args:
        asked: What one key asked for.
        document: The document in sight.
        turn: Offsets of its text.
        author: Who decided.
        time: When; all decisions of one key have the same time.

    Raises:
        ReviewError: A request cannot be a decision.
    """
    moment_of(time)
    for ask in asked:
        made = _decision(ask, document, turn, author, time)
        reason = fault(asdict(made))
        if reason is not None:
            raise ReviewError.impossible(str(made), reason)
        yield made


def _decision(ask: Ask, document: Document, turn: Utf16, author: str, time: str) -> Decision:
    if ask.action == "merge":
        return Decision(
            action="merge", author=author, time=time, table=ask.table, fields=dict(ask.fields)
        )
    span = _span(document, turn, (ask.start, ask.end))
    fields = dict(ask.fields)
    if ask.action == "add":
        span = _trimmed(document, span)
    if ask.action == "edges":
        to = _trimmed(document, _span(document, turn, ask.to))
        shifts = {"start": to[0] - span[0], "end": to[1] - span[1]}
        fields = {edge: shift for edge, shift in shifts.items() if shift}
    return decide(ask.action, document, ask.table, span, author=author, time=time, fields=fields)


def _span(document: Document, turn: Utf16, units: tuple[int, int]) -> tuple[int, int]:
    """A span in code points that lies in the text."""
    start, end = turn.points(units[0]), turn.points(units[1])
    if not 0 <= start <= end <= len(document.text):
        raise ReviewError.impossible("request", "the span is outside the text")
    return start, end


def _trimmed(document: Document, span: tuple[int, int]) -> tuple[int, int]:
    """A span without the blanks at its edges."""
    trimmed = strip(document.text, *span)
    if trimmed.start == trimmed.end:
        raise ReviewError.impossible("request", "a row needs at least one letter of the text")
    return trimmed


def _pair(given: object) -> tuple[int, int]:
    """Two whole numbers."""
    if isinstance(given, list) and [type(one) for one in given] == [int, int]:
        return given[0], given[1]
    raise ReviewError.impossible("request", "its offsets are no whole numbers")
