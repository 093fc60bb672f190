"""Times of day: "night of September 13", "14:30 on Friday", "this morning".

In:  the parts a rule saw, a Context
Out: a day with TNI, TMO, T14:30 behind it
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from extract.linking.dates.days import calendar_day, day_within
from extract.linking.dates.value import RELATIVE, UNKNOWN, Context, Parts, Value

PARTS_OF_DAY: Final = {
    "morning": "TMO",
    "dawn": "TMO",
    "daybreak": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "night": "TNI",
    "midnight": "T24:00",
    "noon": "T12:00",
    "midday": "T12:00",
}
_HALF_DAY: Final = 12
_WORLD_TIME: Final = frozenset({"GMT", "UTC", "Z"})


def part_of_day(parts: Parts, context: Context) -> Value | None:
    """A part of a day that is named beside it."""
    day = day_within(parts["date"], context)
    return None if day is None else _at(day, PARTS_OF_DAY[parts["part"].lower()])


def night_between(parts: Parts, context: Context) -> Value | None:
    """The night that began on the first day: "the night of 12 to 13 September"."""
    month = parts.get("m0") or parts.get("m") or parts.get("m2")
    if month is None:
        return None
    year = {"y": parts["y"]} if "y" in parts else {}
    day = calendar_day({"d": parts["d"], "m": month, **year}, context)
    return None if day is None else _at(day, PARTS_OF_DAY[parts["part"].lower()])


def deictic_part(parts: Parts, context: Context) -> Value | None:
    """This morning, last night, tonight, overnight."""
    part = PARTS_OF_DAY[parts.get("part", "night").lower()]
    if context.published is None:
        return Value(value=f"XXXX-XX-XX{part}", granularity="part-of-day", sure=UNKNOWN)
    is_back = parts.get("rel", "").lower() in {"last", "yesterday"} or "over" in parts
    day = context.published - timedelta(1 if is_back else 0)
    return Value(
        value=f"{day}{part}", start=day, end=day, granularity="part-of-day", anchor="published"
    )


def clock_time(parts: Parts, context: Context) -> Value | None:
    """A clock time on its day: the one beside it, the last one in the text, or publication."""
    hour, minute = _hour(parts["clock"])
    zone = "Z" if parts.get("zone", "").strip() in _WORLD_TIME else ""
    time = f"T{hour:02}:{minute:02}{zone}"
    if "date" in parts:
        day = day_within(parts["date"], context)
        return None if day is None else replace(_at(day, time), granularity="minute")
    known = context.last or context.published
    if known is None:
        return Value(value=f"XXXX-XX-XX{time}", granularity="minute", sure=UNKNOWN)
    return Value(
        value=f"{known}{time}",
        start=known,
        end=known,
        granularity="minute",
        anchor="published" if context.last is None else str(known),
        sure=RELATIVE,
    )


def _at(day: Value, time: str) -> Value:
    return replace(day, value=f"{day.value}{time}", granularity="part-of-day")


def _hour(clock: str) -> tuple[int, int]:
    """Hour and minute of "6 p.m.", "00:05", "11am"."""
    numbers = [int(digits) for digits in re.findall(r"\d+", clock)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    half = re.search(r"[ap]\.?m", clock.lower())
    if half is not None:
        hour = hour % _HALF_DAY + (_HALF_DAY if half[0].startswith("p") else 0)
    return hour, minute
