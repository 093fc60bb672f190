"""Times of day: "night of September 13", "14:30 on Friday", "this morning".

In:  the parts a rule saw, a Context
Out: a day with TNI, TMO, T14:30 behind it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from extract.linking.dates.context import Context, full_year
from extract.linking.dates.days import calendar_day, day_word, numeric_day, weekday
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
#: "12.12.2023"
_NUMERIC: Final = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")
_NUMBER: Final = re.compile(r"(?<![\d])\d{1,2}(?:st|nd|rd|th)?(?!\d)")
#: What a day is named by: "3 May 2019", "Monday, May 3rd of last year"
_YEAR: Final = re.compile(r"\d{4}|(?:last|this|next|that) year", re.IGNORECASE)
#: "6 p.m.", "11am"
_HALF: Final = re.compile(r"[ap]\.?m")
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
    part = "00:00" if part == "24:00" else part  # "as of midnight" begins a day
    relation = parts.get("rel", "").lower()
    is_spoken = relation in {"next", "following", "same", "that", "that same"}
    told = context.spoken_day or context.published
    base = told if is_spoken else context.published
    if base is None:
        return Value(value=f"XXXX-XX-XXT{part}", granularity="part-of-day", sure=UNKNOWN)
    step = {"last": -1, "yesterday": -1, "next": 1, "following": 1, "tomorrow": 1}.get(relation, 0)
    step = -1 if "overnight" in parts else step
    anchor = str(base) if is_spoken else "published"
    day = a_day(base + timedelta(step)).against(anchor, SPOKEN if is_spoken else NEAREST)
    return _at(day, part)


def clock_time(parts: Parts, context: Context) -> Value | None:
    """A clock time on its day: the one beside it, the last one in the text, or publication."""
    time = _hour(parts["clock"], context)
    if "date" in parts:
        day = _day_within(parts["date"], context)
        return None if day is None else replace(_at(day, time), granularity="minute")
    known = context.day_at_hand
    if known is None:
        return Value(value=f"XXXX-XX-XXT{time}", granularity="minute", sure=UNKNOWN)
    anchor = "published" if known == context.published else str(known)
    return replace(_at(a_day(known).against(anchor, RELATIVE), time), granularity="minute")


def date_time_group(parts: Parts, context: Context) -> Value | None:
    """Day, hour and minute in one number, as armies and wires write: "122340 Sep 06"."""
    year = {"y": str(full_year(int(parts["y"])))} if "y" in parts else {}
    day = calendar_day({"d": parts["d"], "m": parts["m"], **year}, context)
    if day is None:
        return None
    return replace(_at(day, f"{parts['h']}:{parts['min']}"), granularity="minute")


def clock_range(parts: Parts, context: Context) -> Value | None:
    """From one hour to another: "between 8:20 and 9:05 a.m."; half and day follow the second."""
    day = {"date": parts["date2"]} if "date2" in parts else {}
    second = clock_time({**parts, **day, "clock": parts["clock2"]}, context)
    half = _HALF.search(parts["clock2"].lower())
    clock = parts["clock"]
    if half is not None and _HALF.search(clock.lower()) is None:
        clock += half[0]
    first = clock_time({**parts, **day, "clock": clock}, context)
    if first is None or second is None:
        return None
    return replace(first, value=f"{first.value}/{second.value}")


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
    if numeric := _NUMERIC.fullmatch(words):
        return numeric_day({"a": numeric[1], "b": numeric[2], "y": numeric[3]}, context)
    return _named_day(names, context)


def _named_day(names: Sequence[str], context: Context) -> Value | None:
    """The day in the words of "last Friday", "yesterday", "this morning", "tonight"."""
    words = context.words.entries
    if names == ["tonight"] or any(name in words["part"] for name in names):
        step = -1 if names[0] in {"last", "yesterday"} else int(names[0] == "tomorrow")
        base = context.published
        if base is None:
            return Value(value="XXXX-XX-XX", granularity="day", sure=UNKNOWN)
        return a_day(base + timedelta(step)).against("published", NEAREST)
    for name in names:
        if name in words["weekday"]:
            relation = {} if names[0] == name else {"rel": names[0]}
            return weekday({"w": name, **relation}, context)
        if name in words["day_word"]:
            return day_word({"word": name}, context)
    return None


def _hour(clock: str, context: Context) -> str:
    """Read the clock: "18:00" for "6 p.m.", "00:05", "11am", "1430", "five o'clock", "noon"."""
    word = clock.lower()
    if word in context.words.entries["part"]:
        return context.words.code("part", word)
    word = word.removesuffix("hours").removesuffix("hrs").strip()
    if len(word) == 4 and word.isdigit():  # noqa: PLR2004  # "1430"
        return f"{word[:2]}:{word[2:]}"
    numbers = [int(digits) for digits in re.findall(r"\d+", word)]
    if not numbers:
        numbers = [int(context.words.count(re.split(r"\s", word)[0]) or 0)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    half = _HALF.search(word)
    if half is not None:
        hour = hour % _HALF_DAY + (_HALF_DAY if half[0].startswith("p") else 0)
    return f"{hour:02}:{minute:02}"
