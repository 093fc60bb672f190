"""What a temporal expression is resolved against, and what comes out.

In:  the parts a rule saw, a Context
Out: Value: TIMEX3 and the days it covers
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: Confidence of a value by what it rests on. Origin: share right on timebank and aquaint.
WRITTEN, NEAREST, RELATIVE, UNKNOWN = 0.98, 0.93, 0.85, 0.5

_MODS: Final = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
}
#: "will travel on ...", "is due to meet in ...": what follows lies ahead.
_AHEAD: Final = re.compile(
    r"\b(?:will|shall|to be|plan(?:s|ned)? to|due|scheduled|upcoming|is to|are to|set to)\b"
)

Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is resolved against.

    Args:
        published: Day of publication; None if unknown.
        before: Words before the mention in its sentence, for the tense.
        last: Last explicit day before it in the text; None if there is none.
    """

    published: date | None
    before: str
    last: date | None

    @property
    def is_ahead(self) -> bool:
        """Whether the clause speaks of what is to come."""
        return _AHEAD.search(self.before) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A resolved value.

    Args:
        value: TIMEX3.
        start: First day it covers; None for durations and unknown years.
        end: Last day, inclusive.
        granularity: One of records.GRANULARITIES.
        mod: TIMEX3 modifier.
        anchor: What it was resolved against.
        sure: Confidence of the value, 0 to 1.
        timex_type: Where it differs from the rule's.
    """

    value: str
    start: date | None = None
    end: date | None = None
    granularity: str | None = None
    mod: str | None = None
    anchor: str | None = None
    sure: float = WRITTEN
    timex_type: str | None = None


def mod_of(parts: Parts) -> str | None:
    """TIMEX3 modifier of "early", "the end of", "mid-"."""
    words = re.findall(r"[a-z]+", parts.get("mod", "").lower())
    return next((_MODS[word] for word in words if word in _MODS), None)


def year_of(word: str | None, published: date | None) -> int | None:
    """The year of "1994", "last year", "the year"; None if it is not said or not known."""
    if word is None:
        return None
    if word[0].isdigit():
        return int(word)
    if published is None:
        return None
    return published.year + {"last": -1, "next": 1}.get(word.split()[0].strip(","), 0)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar does not have it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_day(day: date, *, anchor: str | None = None, sure: float = WRITTEN) -> Value:
    """The value of a single day."""
    return Value(
        value=day.isoformat(), start=day, end=day, granularity="day", anchor=anchor, sure=sure
    )


def months(
    value: str,
    first: tuple[int, int],
    last: tuple[int, int],
    granularity: str,
    *,
    mod: str | None = None,
    anchor: str | None = None,
    sure: float = WRITTEN,
) -> Value:
    """The value of a stretch of whole months, each given as (year, month)."""
    end = date(*last, calendar.monthrange(*last)[1])
    return Value(
        value=value,
        start=date(*first, 1),
        end=end,
        granularity=granularity,
        mod=mod,
        anchor=anchor,
        sure=sure,
    )


def shifted(day: date, by: int) -> tuple[int, int]:
    """(year, month) so many months after a day's month."""
    number = day.year * 12 + day.month - 1 + by
    return number // 12, number % 12 + 1


def week_of(day: date, granularity: str = "week") -> Value:
    """The ISO week a day lies in."""
    monday = day - timedelta(day.weekday())
    year, week, _ = monday.isocalendar()
    return Value(
        value=f"{year}-W{week:02}",
        start=monday,
        end=monday + timedelta(6),
        granularity=granularity,
        anchor="published",
        sure=RELATIVE,
    )
