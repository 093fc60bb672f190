"""Times of day: "night of September 13", "14:30 on Friday", "this morning".

In:  the parts a rule saw, a Context
Out: a day with TNI, TMO, T14:30 behind it
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from extract.linking.dates.context import Context
from extract.linking.dates.days import calendar_day, day_word, weekday
from extract.linking.dates.value import (
    NEAREST,
    RELATIVE,
    SPOKEN,
    UNKNOWN,
    Parts,
    Value,
    a_day,
)

_HALF_DAY: Final = 12
_NUMBER: Final = re.compile(r"(?<![\d])\d{1,2}(?:st|nd|rd|th)?(?!\d)")
#: What a day is named by: "3 May 2019", "Monday, May 3rd of last year"
_YEAR: Final = re.compile(r"\d{4}|(?:last|this|next|that) year", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[A-Za-z]+")


def part_of_day(parts: Parts, context: Context) -> Value | None:
    """A part of a day that is named beside it."""
    day = _day_within(parts["date"], context)
    return None if day is None else _at(day, _part(parts, context))


def night_between(parts: Parts, context: Context) -> Value | None:
    """The night that began on the first day: "the night of 12 to 13 September"."""
    month = parts.get("m0") or parts.get("m") or parts.get("m2")
    if month is None:
        return None
    year = {"y": parts["y"]} if "y" in parts else {}
    day = calendar_day({"d": parts["d"], "m": month, **year}, context)
    part = "NI" if parts["part"].lower() == "overnight" else _part(parts, context)
    return None if day is None else _at(day, part)


def early_hours(parts: Parts, context: Context) -> Value | None:
    """The early hours of a day are its morning."""
    day = _day_within(parts["date"], context)
    return None if day is None else _at(day, "MO")


def overnight(parts: Parts, context: Context) -> Value | None:
    """The night that begins on a day, or the one that leads into it: "overnight into Friday"."""
    day = _day_within(parts["date"], context)
    if day is None:
        return None
    if parts["dir"].lower() in {"into", "to"} and day.start is not None:
        before = day.start - timedelta(1)
        day = replace(day, value=before.isoformat(), start=before, end=before)
    return _at(day, "NI")


def spoken_part(parts: Parts, context: Context) -> Value | None:
    """This morning, last night, tonight, overnight, the next morning."""
    part = _part(parts, context) if "part" in parts else "NI"
    relation = parts.get("rel", "").lower()
    is_spoken = relation in {"next", "following", "same", "that", "that same"}
    base = (context.spoken_day if is_spoken else None) or context.published
    if base is None:
        return Value(value=f"XXXX-XX-XXT{part}", granularity="part-of-day", sure=UNKNOWN)
    step = {"last": -1, "yesterday": -1, "next": 1, "following": 1, "tomorrow": 1}.get(relation, 0)
    step = -1 if "overnight" in parts else step
    anchor = str(base) if is_spoken else "published"
    day = a_day(base + timedelta(step)).against(anchor, SPOKEN if is_spoken else NEAREST)
    return _at(day, part)


def clock_time(parts: Parts, context: Context) -> Value | None:
    """A clock time on its day: the one beside it, the last one in the text, or publication."""
    time = f"{_hour(parts['clock'], context)}{_zone(parts.get('zone', ''))}"
    if "date" in parts:
        day = _day_within(parts["date"], context)
        return None if day is None else replace(_at(day, time), granularity="minute")
    known = context.spoken_day or context.published
    if known is None:
        return Value(value=f"XXXX-XX-XXT{time}", granularity="minute", sure=UNKNOWN)
    anchor = "published" if context.spoken_day is None else str(known)
    return replace(_at(a_day(known).against(anchor, RELATIVE), time), granularity="minute")


def hour_in_part(parts: Parts, context: Context) -> Value | None:
    """The hour of "4 in the morning", "nine at night"."""
    half = "am" if parts.get("part", "").lower() == "morning" else "pm"
    hour = int(context.words.count(parts["clock"]) or 0)
    return clock_time({"clock": f"{hour} {half}"}, context)


def _at(day: Value, time: str) -> Value:
    return replace(day, value=f"{day.value}T{time}", granularity="part-of-day")


def _part(parts: Parts, context: Context) -> str:
    return context.words.code("part", parts["part"])


def _day_within(words: str, context: Context) -> Value | None:
    """The day inside an expression of a time: "Friday", "3 May 2019", "yesterday"."""
    names = [word.lower() for word in _LETTERS.findall(words)]
    month = next((name for name in names if name in context.words.entries["month"]), None)
    number = _NUMBER.search(words)
    if month is not None and number is not None:
        year = _YEAR.search(words)
        parts = {"d": number[0], "m": month}
        return calendar_day(parts | ({} if year is None else {"y": year[0]}), context)
    for name in names:
        if name in context.words.entries["weekday"]:
            relation = {} if names[0] == name else {"rel": names[0]}
            return weekday({"w": name, **relation}, context)
        if name in context.words.entries["day_word"]:
            return day_word({"word": name}, context)
    return None


def _zone(words: str) -> str:
    """Z for world time; other zones are not in the value, as TIMEX3 gold mostly has it."""
    return "Z" if re.search(r"\b(?:GMT|UTC|Z)\b(?![+-])", words) else ""


def _hour(clock: str, context: Context) -> str:
    """Read the clock: "18:00" for "6 p.m.", "00:05", "11am", "1430", "five o'clock", "noon"."""
    word = clock.lower()
    if word in context.words.entries["part"]:
        return context.words.code("part", word)
    if len(word) == 4 and word.isdigit():  # noqa: PLR2004  # "1430"
        return f"{word[:2]}:{word[2:]}"
    numbers = [int(digits) for digits in re.findall(r"\d+", word)]
    if not numbers:
        numbers = [int(context.words.count(re.split(r"\s", word)[0]) or 0)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    half = re.search(r"[ap]\.?m", word)
    if half is not None:
        hour = hour % _HALF_DAY + (_HALF_DAY if half[0].startswith("p") else 0)
    return f"{hour:02}:{minute:02}"
