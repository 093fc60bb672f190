"""Durations, sets and distances: "44-day", "every week", "three days ago", "recent weeks".

In:  the parts a rule saw, a Context
Out: P44D, P1W as a set, a day; X stands for a number nobody can know
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from extract.knowledge.dates import number_of, weekday_number
from extract.linking.dates.periods import whole_month, whole_year
from extract.linking.dates.times import PARTS_OF_DAY
from extract.linking.dates.value import (
    RELATIVE,
    UNKNOWN,
    Context,
    Parts,
    Value,
    one_day,
    shifted,
    week_of,
)

_UNITS: Final = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
_ADVERBS: Final = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H"}
_YEARS: Final = {"year": 1, "decade": 10, "century": 100}
#: Words that look from the day of publication, not from the last day in the text.
_FROM_NOW: Final = frozenset({"ago", "from now", "hence"})


def duration(parts: Parts, _context: Context) -> Value | None:
    """A counted duration."""
    return Value(value=_timex(_count(parts["n"]), _unit(parts["u"])))


def vague_duration(parts: Parts, _context: Context) -> Value | None:
    """A duration without a count: "recent weeks" is PXW."""
    return Value(value=_timex(None, _unit(parts["u"])), granularity="vague")


def distance(parts: Parts, context: Context) -> Value | None:
    """So long before or after a day: "three days ago", "a year later"."""
    unit, count, word = _unit(parts["u"]), _count(parts["n"]), parts["dir"]
    is_back = word in {"ago", "earlier", "before"}
    if count is None:
        return Value(value="PAST_REF" if is_back else "FUTURE_REF", granularity="vague")
    base = context.published if word in _FROM_NOW else context.last
    if base is None and word in _FROM_NOW:
        return Value(value="XXXX", granularity="vague", sure=UNKNOWN)
    if base is None:
        return Value(value=_timex(count, unit), timex_type="DURATION")
    try:
        return _moved(base, float(count) * (-1 if is_back else 1), unit)
    except (ValueError, OverflowError):  # "20,000 years ago" is before the calendar
        return Value(value="PAST_REF" if is_back else "FUTURE_REF", granularity="vague")


def _moved(base: date, number: float, unit: str) -> Value:
    if unit in {"day", "fortnight"}:
        days = round(number * (1 if unit == "day" else 14))
        return one_day(base + timedelta(days), anchor="published", sure=RELATIVE)
    if unit == "week":
        return week_of(base + timedelta(round(number * 7)))
    if unit == "month":
        return whole_month(*shifted(base, round(number)), anchor="published", sure=RELATIVE)
    if unit in _YEARS:
        year = base.year + round(number * _YEARS[unit])
        return whole_year(year, anchor="published", sure=RELATIVE)
    return one_day(base, anchor="published", sure=UNKNOWN)


def repeated(parts: Parts, _context: Context) -> Value | None:
    """A set: "every week" is P1W, "daily" P1D, "every Friday" XXXX-WXX-5."""
    if "adverb" in parts:
        word = parts["adverb"].lower().replace("-", "")
        return Value(value=_ADVERBS.get(word, "P1Y"))
    if "rate" in parts:
        return Value(value=_timex("1", parts["ru"]))
    unit = parts["u"]
    if unit[0].isupper():
        return Value(value=f"XXXX-WXX-{weekday_number(unit) + 1}")
    if unit in PARTS_OF_DAY:
        return Value(value=f"XXXX-XX-XX{PARTS_OF_DAY[unit]}")
    return Value(value=_timex(_count(parts.get("n", "one")), _unit(unit)))


def deictic(parts: Parts, _context: Context) -> Value | None:
    """Now, recently, soon: values of no definite time."""
    name = next(word for word in ("present", "past", "future") if word in parts)
    return Value(value=f"{name.upper()}_REF", granularity="vague")


def _count(word: str) -> str | None:
    """Digits of a count: "3" for "three", "0.5" for "half a"; None for "several"."""
    try:
        return f"{number_of(word):g}"
    except (KeyError, ValueError):
        return None


def _unit(word: str) -> str:
    plain = word.lower()
    return "century" if plain.startswith("centur") else plain.rstrip("s")


def _timex(count: str | None, unit: str) -> str:
    code = _UNITS[unit]
    number = "X" if count is None else count
    if unit == "fortnight" and count is not None:
        number = f"{2 * float(count):g}"
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"
