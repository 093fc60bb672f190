"""Durations and sets: "44-day", "two and a half years", "every week", "recent weeks".

In:  the parts a rule saw, a Context
Out: P44D, P2.5Y, P1W as a set; X stands for a number nobody can know
"""

from __future__ import annotations

from typing import Final

from extract.linking.dates.context import Context
from extract.linking.dates.value import RELATIVE, Parts, Value

_HALF: Final = 0.5
_FRACTIONS: Final = {"half": 0.5, "quarter": 0.25}
#: Units that TIMEX3 writes as several of a smaller one: a fortnight is two weeks.
_MULTIPLES: Final = {
    "F": (2, "W"),
    "S": (3, "M"),
    "WE": (2, "D"),
    "DE": (10, "Y"),
    "CE": (100, "Y"),
}
#: Parts that TIMEX3 writes in the smaller unit: two and a half years are P2Y6M.
_SMALLER: Final = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S")}


def duration_code(count: float | None, unit: str) -> str:
    """P3D, PT72H, PXW.

    Args:
        count: How many; None if nobody says.
        unit: Code of the vocabulary, e.g. "D", "TH", "F".
    """
    if count is not None and unit in _MULTIPLES:
        factor, unit = _MULTIPLES[unit]
        count *= factor
    unit = {"F": "W", "S": "M", "WE": "D"}.get(unit, unit)
    number = "X" if count is None else f"{count:.6g}"
    if count is not None and count % 1 and unit in _SMALLER:
        return _with_parts(count, unit)
    return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"


def _with_parts(count: float, unit: str) -> str:
    """P2Y6M, PT5H30M, PT1M30S; P6M where the whole is zero."""
    factor, smaller = _SMALLER[unit]
    whole = f"{int(count)}{unit[-1]}" if count >= 1 else ""
    return (
        ("PT" if unit.startswith("T") else "P") + whole + f"{round(count % 1 * factor)}{smaller}"
    )


def duration(parts: Parts, context: Context) -> Value | None:
    """A counted duration; "or" and "to" inside compounds keep the first count."""
    unit = context.unit(parts)
    count = context.words.count(parts.get("n", "one"))
    if "fraction" in parts:  # "half an hour", "quarter-century"
        count = _FRACTIONS[parts["fraction"].lower()]
    if "half" in parts and count is not None:
        count += _HALF
    granularity = "vague" if count is None else None
    return Value(value=duration_code(count, unit), granularity=granularity)


def duration_range(parts: Parts, context: Context) -> Value | None:
    """Two durations: "12 to 18 months" is P12M/P18M."""
    ends = [duration({"n": parts[name], "u": parts["u"]}, context) for name in ("n", "n2")]
    values = [end.value for end in ends if end is not None]
    return Value(value="/".join(values))


def vague_duration(parts: Parts, context: Context) -> Value | None:
    """A duration without a count: "recent weeks" is PXW."""
    value = duration_code(2 if "couple" in parts else None, context.unit(parts))
    return Value(value=value, granularity="vague", sure=RELATIVE)


def repeated(parts: Parts, context: Context) -> Value | None:
    """A set: "every week" is P1W, "daily" P1D, "every Friday" XXXX-WXX-5."""
    words = context.words
    if "adverb" in parts:
        return Value(value=words.code("adverb", parts["adverb"]))
    if "w" in parts:
        night = words.code("part", parts["part"]) if "part" in parts else None
        value = f"XXXX-WXX-{words.number('weekday', parts['w'])}"
        return Value(value=value if night is None else f"{value}T{night}")
    name = parts["u"].lower().rstrip(".")
    if name in words.entries["unit"]:
        count = 2 if "other" in parts else words.count(parts.get("n", "one"))
        return Value(value=duration_code(count, words.code("unit", name)))
    return Value(value=_each(name, context))


def _each(name: str, context: Context) -> str:
    """Each Thursday, each July, each summer, each morning."""
    words = context.words
    if name in words.entries["weekday"]:
        return f"XXXX-WXX-{words.number('weekday', name)}"
    if name in words.entries["month"]:
        return f"XXXX-{words.number('month', name):02}"
    if name in words.entries["season"]:
        return f"XXXX-{words.code('season', name)}"
    return f"XXXX-XX-XXT{words.code('part', name)}"
