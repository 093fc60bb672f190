"""Months, quarters, seasons, years, decades: "early March 1994", "last year", "the 1990s".

In:  the parts a rule saw, a Context
Out: the period meant, with its first and last day
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extract.knowledge.dates import month_number
from extract.linking.dates.value import (
    RELATIVE,
    UNKNOWN,
    WRITTEN,
    Context,
    Parts,
    Value,
    mod_of,
    months,
    one_day,
    shifted,
    week_of,
    year_of,
)

_SEASONS: Final = {
    "spring": ("SP", 3),
    "summer": ("SU", 6),
    "autumn": ("FA", 9),
    "fall": ("FA", 9),
    "winter": ("WI", 12),
}
_NUMBERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_STEPS: Final = (
    ("last", -1),
    ("previous", -1),
    ("past", -1),
    ("next", 1),
    ("coming", 1),
    ("following", 1),
)


def whole_month(
    year: int,
    month: int,
    *,
    mod: str | None = None,
    anchor: str | None = None,
    sure: float = WRITTEN,
) -> Value:
    """The value of a calendar month."""
    value, at = f"{year:04}-{month:02}", (year, month)
    return months(value, at, at, "month", mod=mod, anchor=anchor, sure=sure)


def whole_year(
    year: int, *, mod: str | None = None, anchor: str | None = None, sure: float = WRITTEN
) -> Value:
    """The value of a calendar year."""
    first, last = (year, 1), (year, 12)
    return months(f"{year:04}", first, last, "year", mod=mod, anchor=anchor, sure=sure)


def month(parts: Parts, context: Context) -> Value | None:
    """A month; without a year by its words, then the tense, then the nearest to publication."""
    number, mod = month_number(parts["m"]), mod_of(parts)
    year = year_of(parts.get("y"), context.published)
    if year is not None:
        return whole_month(year, number, mod=mod)
    published = context.published
    if published is None:
        value = f"XXXX-{number:02}"
        return Value(value=value, granularity="month", mod=mod, sure=UNKNOWN)
    years = (published.year - 1, published.year, published.year + 1)
    ahead = {y: (y - published.year) * 12 + number - published.month for y in years}
    relation = parts.get("rel", "").lower()
    if relation in {"last", "past"}:
        year = max(y for y in years if ahead[y] < 0)
    elif relation in {"next", "the coming"} or (context.is_ahead and relation != "this"):
        year = min(y for y in years if ahead[y] >= (0 if relation == "" else 1))
    else:
        year = min(years, key=lambda y: (abs(ahead[y]), y))
    return whole_month(year, number, mod=mod, anchor="published", sure=RELATIVE)


def month_range(parts: Parts, context: Context) -> Value | None:
    """Months from one to another: "March to June 2021"."""
    last = month({"m": parts["m2"], "y": parts["y2"]}, context)
    first = month({"m": parts["m"], "y": parts.get("y", parts["y2"])}, context)
    if first is None or last is None:
        return None
    return replace(last, value=f"{first.value}/{last.value}", start=first.start)


def year(parts: Parts, _context: Context) -> Value | None:
    """A calendar year."""
    return whole_year(int(parts["y"]), mod=mod_of(parts))


def year_range(parts: Parts, _context: Context) -> Value | None:
    """Years from one to another: "1992-94"; None where the second is not the later one."""
    first, second = int(parts["y"]), parts["y2"]
    last = int(second) if len(second) == len(parts["y"]) else int(parts["y"][:2] + second)
    if last <= first:
        return None
    return months(f"{first}/{last}", (first, 1), (last, 12), "year")


def decade(parts: Parts, _context: Context) -> Value | None:
    """A decade: "the early 1990s" is 199."""
    first = int(parts["y"])
    value = f"{first // 10}"
    return months(value, (first, 1), (first + 9, 12), "decade", mod=mod_of(parts))


def season(parts: Parts, context: Context) -> Value | None:
    """A season of a year; winter begins in December of it."""
    code, begins = _SEASONS[parts["season"].lower()]
    found = year_of(parts.get("y"), context.published)
    anchor = None
    if found is None and context.published is None:
        return Value(value=f"XXXX-{code}", granularity="season", sure=UNKNOWN)
    if found is None:
        assert context.published is not None
        anchor, found = "published", context.published.year
        step = _step(parts.get("rel", ""))
        has_begun = context.published.month >= begins
        found += step if step and (step > 0) == has_begun else 0
    last = (found + 1, 2) if code == "WI" else (found, begins + 2)
    value = f"{found}-{code}"
    return months(value, (found, begins), last, "season", mod=mod_of(parts), anchor=anchor)


def quarter(parts: Parts, context: Context) -> Value | None:
    """A quarter or half of a year; without a year the latest that has begun."""
    size = 3 if parts["size"] == "quarter" else 6
    count = 12 // size
    number = _NUMBERS.get(parts["n"].lower(), count)
    letter, kind = ("Q", "quarter") if size == _NUMBERS["third"] else ("H", "half")
    if number > count:
        return None
    written = parts.get("y")
    found = year_of(None if written is None else written.removeprefix("the "), context.published)
    if found is None and context.published is None:
        return Value(value=f"XXXX-{letter}{number}", granularity=kind, sure=UNKNOWN)
    first = (number - 1) * size + 1
    if found is None:
        assert context.published is not None
        found = context.published.year - (first > context.published.month)
    value, last = f"{found}-{letter}{number}", (found, number * size)
    return months(value, (found, first), last, kind)


def _step(relation: str) -> int:
    return next((step for word, step in _STEPS if word in relation.lower()), 0)


def relative_period(parts: Parts, context: Context) -> Value | None:
    """This, last or next day, week, month, quarter, year."""
    relation, period = parts["rel"].lower(), parts["period"]
    step, mod = _step(relation), mod_of(parts)
    from_text = "same" in relation or "following" in relation
    base = (context.last if from_text else None) or context.published
    if base is None:
        return Value(value="XXXX", granularity="vague", mod=mod, sure=UNKNOWN)
    if period == "day":
        return one_day(base + timedelta(step), anchor="published", sure=RELATIVE)
    if period in {"week", "weekend"}:
        return _week(base + timedelta(7 * step), period, mod)
    return _larger(base, step, period, mod)


def _week(day: date, period: str, mod: str | None) -> Value:
    found = replace(week_of(day), mod=mod)
    if period == "week" or found.start is None:
        return found
    return replace(found, value=f"{found.value}-WE", start=found.start + timedelta(5))


def _larger(base: date, step: int, period: str, mod: str | None) -> Value:
    if period == "month":
        return whole_month(*shifted(base, step), mod=mod, anchor="published")
    if period == "quarter":
        found, number = shifted(base, 3 * step)
        number = (number - 1) // 3 + 1
        first, last = (found, number * 3 - 2), (found, number * 3)
        value = f"{found}-Q{number}"
        return months(value, first, last, "quarter", mod=mod, anchor="published")
    if period == "year":
        return whole_year(base.year + step, mod=mod, anchor="published")
    if period == "decade":
        begins = (base.year + 10 * step) // 10 * 10
        value, last = f"{begins // 10}", (begins + 9, 12)
        return months(value, (begins, 1), last, "decade", anchor="published")
    return Value(value=f"{(base.year + 100 * step) // 100}", granularity="century")
