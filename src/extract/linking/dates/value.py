"""What comes out of a temporal expression: its TIMEX3 value and the days it covers.

In:  a day, a month, a unit of time and how many     a_month(2022, 9), shifted(day, "W", -1)
Out: Value                                           "2022-09", "2022-W37", with both ends
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

#: Confidence of a value by what it rests on. Origin: share right on timebank and aquaint, 2026-11.
WRITTEN, NEAREST, RELATIVE, SPOKEN, UNKNOWN = 0.98, 0.92, 0.85, 0.7, 0.5

#: First month of each season; winter begins in December of the year it is named after.
SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_WEEK: Final = 7
_SATURDAY: Final = 5
_QUARTERS: Final = 4
#: Days that a unit is moved by; those inside of a day stay on it.
_DAYS: Final = {"D": 1, "W": 7, "WE": 7, "F": 14, "TH": 0, "TM": 0, "TS": 0}

Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A resolved value.

    Args:
        value: TIMEX3.
        start: First day it covers; None for durations and unknown years.
        end: Last day, inclusive.
        granularity: One of records.GRANULARITIES.
        mod: TIMEX3 modifier.
        anchor: What it was resolved against: "published" or another value.
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

    def against(self, anchor: str, sure: float) -> Value:
        """The same value with what it was resolved against."""
        return replace(self, anchor=anchor, sure=sure)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar does not have it: 31 June, 29 February 2023."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def a_day(day: date) -> Value:
    """A single day: 2022-09-13."""
    return Value(value=day.isoformat(), start=day, end=day, granularity="day")


def a_week(day: date) -> Value:
    """The ISO week a day lies in: 2022-W37."""
    monday = day - timedelta(day.weekday())
    year, week, _ = monday.isocalendar()
    end = monday + timedelta(_WEEK - 1)
    return Value(value=f"{year}-W{week:02}", start=monday, end=end, granularity="week")


def a_weekend(day: date) -> Value:
    """The weekend of the ISO week a day lies in: 2022-W37-WE."""
    week = a_week(day)
    saturday = day - timedelta(day.weekday() - _SATURDAY)
    return replace(week, value=f"{week.value}-WE", start=saturday)


def months(value: str, first: tuple[int, int], last: tuple[int, int], granularity: str) -> Value:
    """A stretch of whole months, each given as (year, month)."""
    end = date(*last, calendar.monthrange(*last)[1])
    return Value(value=value, start=date(*first, 1), end=end, granularity=granularity)


def a_month(year: int, month: int) -> Value:
    """A calendar month: 2022-09."""
    return months(f"{year:04}-{month:02}", (year, month), (year, month), "month")


def a_quarter(year: int, number: int) -> Value:
    """A quarter of a year: 2022-Q3."""
    return months(f"{year:04}-Q{number}", (year, 3 * number - 2), (year, 3 * number), "quarter")


def a_half(year: int, number: int) -> Value:
    """A half of a year: 2022-H1."""
    return months(f"{year:04}-H{number}", (year, 6 * number - 5), (year, 6 * number), "half")


def a_season(year: int, code: str) -> Value:
    """A season: 2022-WI is December 2022 to February 2023."""
    first = SEASONS[code]
    last = (year + 1, 2) if code == "WI" else (year, first + 2)
    return months(f"{year:04}-{code}", (year, first), last, "season")


def a_year(year: int) -> Value:
    """A calendar year: 2022."""
    return months(f"{year:04}", (year, 1), (year, 12), "year")


def years(first: int, last: int) -> Value:
    """Years from one to another: 2022/2023."""
    return months(f"{first:04}/{last:04}", (first, 1), (last, 12), "year")


def a_decade(year: int) -> Value:
    """The decade a year lies in: 199 for 1994."""
    first = year // 10 * 10
    return months(f"{first // 10:03}", (first, 1), (first + 9, 12), "decade")


def a_century(number: int) -> Value:
    """A century by its ordinal: the 20th is 19, the years 1900 to 1999."""
    first = max((number - 1) * 100, 1)
    last = (number - 1) * 100 + 99
    return months(f"{number - 1:02}", (first, 1), (last, 12), "century")


def month_after(day: date, by: int) -> tuple[int, int]:
    """(year, month) so many months after the month of a day."""
    number = day.year * 12 + day.month - 1 + by
    return number // 12, number % 12 + 1


def shifted(day: date, unit: str, by: int) -> Value | None:
    """The unit of time that lies so many units after the one around a day.

    Args:
        day: Where to count from.
        unit: Code of the vocabulary: "D", "W", "WE", "F" (fortnight), "M", "Q", "Y", "DE", "CE".
        by: How many units, negative for back.

    Returns:
        E.g. the week before; a day for units inside of a day; None beyond the calendar.
    """
    try:
        return _shifted(day, unit, by)
    except (ValueError, OverflowError):  # "20,000 years ago" is before the calendar
        return None


def _shifted(day: date, unit: str, by: int) -> Value:
    if unit in _DAYS:
        moved = day + timedelta(_DAYS[unit] * by)
        return {"W": a_week, "WE": a_weekend}.get(unit, a_day)(moved)
    if unit == "M":
        return a_month(*month_after(day, by))
    if unit == "Q":
        quarter = day.year * _QUARTERS + (day.month - 1) // 3 + by
        return a_quarter(quarter // _QUARTERS, quarter % _QUARTERS + 1)
    if unit == "DE":
        return a_decade(day.year + 10 * by)
    return a_century(day.year // 100 + 1 + by) if unit == "CE" else a_year(day.year + by)
