"""Days: "10 November 2020", "22-23 March", "Friday", "yesterday", "the next day", "14/09/2022".

In:  the parts a rule saw, a Context
Out: the day or days meant; XXXX stands for a year nobody can know
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extract.linking.dates.context import Context, full_year
from extract.linking.dates.value import (
    NEAREST,
    RELATIVE,
    SPOKEN,
    UNKNOWN,
    WRITTEN,
    Parts,
    Value,
    a_day,
    a_week,
    month_after,
    safe_date,
)

_WEEK: Final = 7
#: Days up to which the nearest day is believed whatever the tense. Beyond, published on 6 May,
#: "resigned on 3 November" is last year's and "will meet on 20 December" this year's.
_NEAR: Final = 60


def calendar_day(parts: Parts, context: Context) -> Value | None:
    """A day of a month; without a year the one nearest to publication, the past one on a tie."""
    number = _day_number(parts, context)
    month = _month_number(parts["m"], context)
    if number is None or month is None:
        return None
    year = context.year(parts.get("y") or context.year_after)
    if year is not None:
        found = safe_date(year, month, number)
        return None if found is None else a_day(found)
    found = _nearest(month, number, context)
    if found is not None:
        return a_day(found).against(context.base_name, NEAREST)
    value = f"XXXX-{month:02}-{number:02}"
    return Value(value=value, granularity="day", sure=UNKNOWN)


def short_year_day(parts: Parts, context: Context) -> Value | None:
    """A day whose year has two digits: "6 August 22"."""
    return calendar_day({**parts, "y": str(full_year(int(parts["y"])))}, context)


def _day_number(parts: Parts, context: Context) -> int | None:
    if "o" in parts:
        return context.words.number("ordinal", parts["o"])
    return int(re.sub(r"\D", "", parts["d"]))


def _month_number(words: str, context: Context) -> int | None:
    """9 for "Sept.", "9", and "of this month" published in September."""
    if words.isdigit():
        return int(words)
    if "month" not in words:
        return context.words.number("month", words)
    if context.published is None:
        return None
    step = -1 if "last" in words else int("next" in words)
    return (context.published.month - 1 + step) % 12 + 1


def _nearest(month: int, day: int, context: Context) -> date | None:
    """The nearest such day, but for far ones the side on which the tense puts it."""
    published = context.base
    if published is None:
        return None
    around = (published.year - 1, published.year, published.year + 1)
    options = [found for year in around if (found := safe_date(year, month, day)) is not None]
    nearest = min(options, key=lambda d: (abs((d - published).days), d), default=None)
    if nearest is not None and nearest > published and context.is_since:
        return max((d for d in options if d <= published), default=nearest)
    if nearest is None or context.is_told or abs((nearest - published).days) <= _NEAR:
        return nearest
    if nearest > published and context.is_behind:
        return max((d for d in options if d <= published), default=nearest)
    if nearest < published and context.is_ahead:
        return min((d for d in options if d > published), default=nearest)
    return nearest


def day_range(parts: Parts, context: Context) -> Value | None:
    """Days from one to another: the first takes month and year from the second."""
    month = parts.get("m2") or parts["m"]
    year = parts.get("y2") or parts.get("y")
    last = calendar_day({"d": parts["d2"], "m": month} | _given("y", year), context)
    if last is None:
        return None
    year = parts.get("y") or (None if last.end is None else str(last.end.year))
    first = calendar_day(
        {"d": parts["d"], "m": parts.get("m") or month} | _given("y", year), context
    )
    if first is None:
        return None
    if first.start is None or last.end is None:
        return replace(last, value=f"{first.value}/{last.value}")
    start = first.start
    if start > last.end:  # "30 December to 2 January 2020"
        start = safe_date(start.year - 1, start.month, start.day) or start
    return replace(last, value=f"{start}/{last.value}", start=start)


def _given(name: str, value: str | None) -> dict[str, str]:
    return {} if value is None else {name: value}


def numeric_day(parts: Parts, context: Context) -> Value | None:
    """Day and month in the order this document shows elsewhere; else day first.

    Example:
        "14/09/2022" can only be day first and "9/23/2001" month first; "03/04/2022" follows what
        the document writes elsewhere, else the reading that is not after publication.
    """
    year = full_year(int(parts["y"]))
    a, b = int(parts["a"]), int(parts["b"])
    day_first, month_first = safe_date(year, b, a), safe_date(year, a, b)
    if day_first is None or month_first is None or day_first == month_first:
        found = day_first or month_first
        return None if found is None else a_day(found)
    if context.day_first is not None:
        return replace(a_day(day_first if context.day_first else month_first), sure=RELATIVE)
    published = context.published
    is_later = published is not None and month_first <= published < day_first
    return replace(a_day(month_first if is_later else day_first), sure=UNKNOWN)


def weekday(parts: Parts, context: Context) -> Value | None:
    """The publication day or the latest before it, unless the words or the tense say otherwise."""
    number = context.words.number("weekday", parts["w"])
    mod = context.mod(parts)
    base = context.base
    if base is None:
        return Value(value=f"XXXX-WXX-{number}", granularity="day", mod=mod, sure=UNKNOWN)
    anchor = context.base_name
    if parts.get("rel", "").lower() in _FROM_TEXT and context.spoken_day is not None:
        base, anchor = context.spoken_day, str(context.spoken_day)
    day = _weekday_near(number - 1, parts, context, base)
    return replace(a_day(day).against(anchor, NEAREST), mod=mod)


#: Words that look from the day last spoken of: "4.5 % down from the previous Friday".
_FROM_TEXT: Final = frozenset({"previous", "following"})


def _weekday_near(number: int, parts: Parts, context: Context, published: date) -> date:
    back = (published.weekday() - number) % _WEEK
    if "after" in parts:  # "Tuesday next week"
        step = {"last": -1, "this": 0, "next": 1}[parts["after"].lower()]
        return published + timedelta(number - published.weekday() + _WEEK * step)
    step_or_none = context.step(parts)
    if step_or_none == 1:
        return published + timedelta(_WEEK - back)
    if step_or_none == -1:
        return published - timedelta(back or _WEEK)
    if back and context.clause_ahead:
        return published + timedelta(_WEEK - back)
    return published - timedelta(back)


def day_word(parts: Parts, context: Context) -> Value | None:
    """Today, yesterday and their neighbours."""
    if context.published is None:
        return Value(value="XXXX-XX-XX", granularity="day", sure=UNKNOWN)
    step = context.words.number("day_word", parts["word"])
    return a_day(context.published + timedelta(step)).against("published", WRITTEN)


def spoken_day(parts: Parts, context: Context) -> Value | None:
    """That day, the next day, the day before: counted from the day last spoken of."""
    step = 1 if "next" in parts else (-1 if "previous" in parts else 0)
    base = context.spoken_day or context.published
    if base is None:
        return Value(value="XXXX-XX-XX", granularity="day", sure=UNKNOWN)
    return a_day(base + timedelta(step)).against(_anchor(context), SPOKEN)


def _anchor(context: Context) -> str:
    return "published" if context.spoken_day is None else str(context.spoken_day)


def day_of_month(parts: Parts, context: Context) -> Value | None:
    """The 12th: of the month last spoken of, else of the latest month that has it behind it."""
    number = int(re.sub(r"\D", "", parts["d"]))
    base = context.spoken_day or context.published
    if base is None:
        return Value(value=f"XXXX-XX-{number:02}", granularity="day", sure=UNKNOWN)
    options = [safe_date(*month_after(base, step), number) for step in (0, -1, -2)]
    published = context.published or base
    found = next((d for d in options if d is not None and d <= published), None)
    return None if found is None else a_day(found).against(_anchor(context), SPOKEN)


def day_before(parts: Parts, context: Context) -> Value | None:
    """The day before or after a weekday."""
    found = weekday(parts, context)
    if found is None or found.start is None:
        return None
    step = -1 if parts["dir"].lower() == "before" else 1
    return a_day(found.start + timedelta(step)).against("published", RELATIVE)


def week_of_day(parts: Parts, context: Context) -> Value | None:
    """The week around a day: "the week of March 6"."""
    inner = {"d": parts.get("d") or parts["d2"], "m": parts.get("m") or parts["m2"]}
    found = calendar_day(inner | _given("y", parts.get("y")), context)
    if found is None or found.start is None:
        return None
    return replace(a_week(found.start), anchor=found.anchor, sure=found.sure)


def weeks_from_day(parts: Parts, context: Context) -> Value | None:
    """A day so many weeks away: "two weeks ago Friday", "a week from Monday"."""
    words = parts["day"]
    is_back = parts["dir"].lower() == "ago"
    if words.lower() in context.words.entries["day_word"]:
        found = day_word({"word": words}, context)
    else:
        found = weekday({"w": words} | ({} if is_back else {"rel": "next"}), context)
    if found is None or found.start is None:
        return None
    count = context.words.count(parts.get("n", "one")) or 1
    day = found.start + timedelta(round(_WEEK * count) * (-1 if is_back else 1))
    return a_day(day).against("published", RELATIVE)
