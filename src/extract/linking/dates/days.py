"""Days: "10 November 2020", "22-23 March", "Friday", "yesterday", "14/09/2022".

In:  the parts a rule saw, a Context
Out: the day or days meant; XXXX stands for a year nobody can know
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extract.knowledge.dates import month_number, weekday_number
from extract.linking.dates.value import (
    NEAREST,
    UNKNOWN,
    WRITTEN,
    Context,
    Parts,
    Value,
    one_day,
    safe_date,
    year_of,
)

#: A year of two digits above this lies in the last century.
_CENTURY_TURN: Final = 50
_STEPS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}
#: The day number and the month in "3 May 2019", "Monday, May 3rd", "3rd of May"
_NUMBER: Final = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_MONTH: Final = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE)


def calendar_day(parts: Parts, context: Context) -> Value | None:
    """A day of a month; without a year the one nearest to publication, the past one on a tie."""
    month = int(parts["m"]) if parts["m"].isdigit() else month_number(parts["m"])
    number = int(re.sub(r"\D", "", parts["d"]))
    written = parts.get("y") or parts.get("last", "").strip(" ,") or None
    year = year_of(written, context.published)
    if year is not None:
        found = safe_date(year, month, number)
        return None if found is None else one_day(found)
    found = _nearest(month, number, context.published)
    if found is None:
        value = f"XXXX-{month:02}-{number:02}"
        return Value(value=value, granularity="day", sure=UNKNOWN)
    return one_day(found, anchor="published", sure=NEAREST)


def _nearest(month: int, day: int, published: date | None) -> date | None:
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    options = [found for year in years if (found := safe_date(year, month, day)) is not None]
    return min(options, key=lambda d: (abs((d - published).days), d), default=None)


def day_range(parts: Parts, context: Context) -> Value | None:
    """Days from one to another: the first takes month and year from the second."""
    month2 = parts.get("m2") or parts.get("m")
    if month2 is None:
        return None
    year = parts.get("y2") or parts.get("y")
    last = calendar_day({"d": parts["d2"], "m": month2, **_given("y", year)}, context)
    if last is None:
        return None
    year = parts.get("y") or (None if last.end is None else str(last.end.year))
    month = parts.get("m") or month2
    first = calendar_day({"d": parts["d"], "m": month, **_given("y", year)}, context)
    if first is None:
        return None
    if first.start is None or last.end is None:
        return replace(last, value=f"{first.value}/{last.value}", sure=UNKNOWN)
    start = first.start
    if start > last.end:  # "30 December to 2 January 2020"
        start = safe_date(start.year - 1, start.month, start.day) or start
    return replace(last, value=f"{start}/{last.value}", start=start)


def _given(name: str, value: str | None) -> dict[str, str]:
    return {} if value is None else {name: value}


def numeric_day(parts: Parts, _context: Context) -> Value | None:
    """The day first, unless only the other order is a date: "14/09/2022", "9/23/2001"."""
    year = int(parts["y"])
    if year < 100:  # noqa: PLR2004  # two digits
        year += 1900 if year > _CENTURY_TURN else 2000
    day_first = safe_date(year, int(parts["b"]), int(parts["a"]))
    month_first = safe_date(year, int(parts["a"]), int(parts["b"]))
    found = day_first or month_first
    if found is None:
        return None
    is_sure = None in {day_first, month_first} or day_first == month_first
    return one_day(found, sure=WRITTEN if is_sure else UNKNOWN)


def weekday(parts: Parts, context: Context) -> Value | None:
    """The publication day or the latest before it, unless the words or the tense say otherwise."""
    number = weekday_number(parts["w"])
    if context.published is None:
        return Value(value=f"XXXX-WXX-{number + 1}", granularity="day", sure=UNKNOWN)
    published = context.published
    relation = f"{parts.get('rel', '')} {parts.get('after', '')}".lower()
    back = (published.weekday() - number) % 7
    if "next" in relation or "coming" in relation:
        day = published + timedelta((number - published.weekday() - 1) % 7 + 1)
    elif "last" in relation or "past" in relation:
        day = published - timedelta(back or 7)
    elif context.is_ahead and back:
        day = published + timedelta(7 - back)
    else:
        day = published - timedelta(back)
    return one_day(day, anchor="published", sure=NEAREST)


def deictic_day(parts: Parts, context: Context) -> Value | None:
    """Today, yesterday and their neighbours."""
    if context.published is None:
        return Value(value="XXXX-XX-XX", granularity="day", sure=UNKNOWN)
    step = _STEPS.get(parts["word"].lower(), 2)
    return one_day(context.published + timedelta(step), anchor="published")


def day_within(words: str, context: Context) -> Value | None:
    """The day inside an expression of a time: "Friday", "3 May 2019", "yesterday"."""
    if words.lower() in _STEPS:
        return deictic_day({"word": words}, context)
    number, month = _NUMBER.search(words), _MONTH.search(words)
    if number is not None and month is not None:
        year = re.search(r"\d{4}", words)
        parts = {"d": number[1], "m": month[0]}
        return calendar_day(parts | ({} if year is None else {"y": year[0]}), context)
    found = re.search(r"(\w+day)", words)
    return None if found is None else weekday({"w": found[1]}, context)
