"""Periods and distances counted from another time: "last week", "that year", "two years earlier".

In:  the parts a rule saw, a Context
Out: the period meant; what is counted from the text names that date as its anchor
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from extract.linking.dates.context import Context
from extract.linking.dates.durations import duration_code
from extract.linking.dates.value import (
    RELATIVE,
    SPOKEN,
    UNKNOWN,
    Parts,
    Value,
    a_quarter,
    a_year,
    shifted,
)

_HALF: Final = 0.5
#: Words that look from the time last spoken of, not from publication: "the following month".
_FROM_TEXT: Final = frozenset({"following", "previous", "preceding"})
#: "in the first nine months, compared with a year earlier" compares no quarters.
_MONTHS: Final = re.compile(r"\bmonths\b")
#: What a period nobody can know looks like, by its unit.
_UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}
_SUNDAY: Final = 6


def period(parts: Parts, context: Context) -> Value | None:
    """This, last or next week, month, quarter, year."""
    unit, mod, step = context.unit(parts), context.mod(parts), context.step(parts) or 0
    base, anchor, sure = context.published, "published", RELATIVE
    if parts.get("rel", "").lower() in _FROM_TEXT and _spoken_start(context) is not None:
        base, anchor, sure = _spoken_start(context), _spoken_value(context), SPOKEN
    if base is None:
        return Value(value=_UNKNOWN.get(unit, "XXXX"), granularity="vague", mod=mod, sure=UNKNOWN)
    found = shifted(base, unit, step)
    return None if found is None else replace(found, mod=mod).against(anchor, sure)


def _spoken_start(context: Context) -> date | None:
    return None if context.spoken is None else context.spoken.start


def _spoken_value(context: Context) -> str:
    return "published" if context.spoken is None else context.spoken.value


def spoken_period(parts: Parts, context: Context) -> Value | None:
    """That year, the same month: the one around the time last spoken of."""
    base = _spoken_start(context) or context.published
    unit, mod = context.unit(parts), context.mod(parts)
    if base is None:
        return Value(value=_UNKNOWN.get(unit, "XXXX"), granularity="vague", mod=mod, sure=UNKNOWN)
    found = shifted(base, unit, 0)
    return (
        None if found is None else replace(found, mod=mod).against(_spoken_value(context), SPOKEN)
    )


def period_end(parts: Parts, context: Context) -> Value | None:
    """Year-end, month-end: the end of the period around publication."""
    found = period({"u": parts["u"]}, context)
    return None if found is None else replace(found, mod="END")


def weekend(_parts: Parts, context: Context) -> Value | None:
    """The weekend: the latest that has begun, unless the tense looks ahead."""
    if context.published is None:
        return Value(value="XXXX-WXX-WE", granularity="week", sure=UNKNOWN)
    published = context.published
    is_now = published.weekday() >= _SUNDAY - 1
    step = 0 if is_now or context.is_ahead else -1
    found = shifted(published, "WE", step)
    return None if found is None else found.against("published", RELATIVE)


def bare_period(parts: Parts, context: Context) -> Value | None:
    """The quarter, the year: the one last spoken of, else for quarters the last that ended."""
    unit = context.unit(parts)
    if unit == "Q" and context.reported_quarter is not None:
        found = shifted(context.reported_quarter, "Q", 0)
        return None if found is None else found.against(found.value, SPOKEN)
    if context.published is None:
        return Value(value=_UNKNOWN.get(unit, "XXXX"), granularity="vague", sure=UNKNOWN)
    found = shifted(context.published, unit, -1 if unit == "Q" else 0)
    return None if found is None else found.against("published", SPOKEN)


def latest_period(parts: Parts, context: Context) -> Value | None:
    """The latest quarter or period: what was spoken of last, else the last quarter that ended."""
    unit = "Q" if parts["u"].lower() == "period" else context.unit(parts)
    if unit == "Q":
        return bare_period({"u": "quarter"}, context)
    return period({"u": parts["u"]}, context)


def year_ago(parts: Parts, context: Context) -> Value | None:
    """The year-earlier quarter: that of the quarter last spoken of, else the last that ended."""
    if context.published is None and context.reported_quarter is None:
        return Value(value="XXXX", granularity="vague", sure=UNKNOWN)
    now = bare_period({"u": "quarter"}, context)
    if now is None or now.start is None:
        return None
    number = now.start.month // 3 + 1
    if "o" in parts:
        number = context.words.number("ordinal", parts["o"])
    return a_quarter(now.start.year - 1, number).against(now.anchor or "published", SPOKEN)


def year_period(parts: Parts, context: Context) -> Value | None:
    """The 1988 period: the quarter spoken of, in that year; else the year."""
    year, quarter = int(parts["y"]), context.reported_quarter
    if quarter is None:
        return a_year(year)
    return a_quarter(year, quarter.month // 3 + 1).against(str(quarter), SPOKEN)


def distance(parts: Parts, context: Context) -> Value | None:
    """So long before or after a time: "three days ago", "a year later"."""
    way, _, base_name = context.words.code("direction", parts["dir"]).partition(" ")
    is_back, unit = way == "back", context.unit(parts)
    count = None if "vague" in parts else context.words.count(parts.get("n", "one"))
    if count is not None and "half" in parts:
        count += _HALF
    if count is None:
        return Value(
            value="PAST_REF" if is_back else "FUTURE_REF", granularity="vague", sure=SPOKEN
        )
    quarter = context.reported_quarter
    if unit == "Y" and count == 1 and quarter is not None and not _MONTHS.search(context.before):
        return _same_quarter(quarter, -1 if is_back else 1)
    base = context.published if base_name == "published" else _spoken_start(context)
    if base is None and base_name == "spoken":
        base, base_name = context.published, "published"
    if base is None:
        return Value(
            value=duration_code(count, unit), timex_type="DURATION", granularity=None, sure=UNKNOWN
        )
    found = _moved(base, unit, count * (-1 if is_back else 1))
    anchor = "published" if base_name == "published" else _spoken_value(context)
    return None if found is None else found.against(anchor, RELATIVE)


def _same_quarter(quarter: date, years_on: int) -> Value:
    """Read "a year earlier" in a report on a quarter as the same quarter of that year."""
    number = quarter.month // 3 + 1
    found = a_quarter(quarter.year + years_on, number)
    return found.against(a_quarter(quarter.year, number).value, SPOKEN)


#: Distances in these units are as exact as a smaller one: "two decades ago" is a year.
_FINER: Final = {"DE": (10, "Y"), "CE": (100, "Y"), "TH": (1 / 24, "D"), "TM": (1 / 1440, "D")}


def _moved(base: date, unit: str, count: float) -> Value | None:
    """The time so many units away; "two and a half years ago" counts months."""
    factor, unit = _FINER.get(unit, (1, unit))
    count *= factor
    if count % 1 and unit == "Y":
        count, unit = count * 12, "M"
    return shifted(base, unit, round(count))


def reference(parts: Parts, context: Context) -> Value | None:
    """Now, recently, soon: times that nobody can date."""
    word = parts["word"]
    for name in ("present", "past", "future"):
        if " ".join(word.lower().split()) in context.words.entries[name]:
            return Value(value=context.words.code(name, word), granularity="vague")
    return None


def reference_noun(parts: Parts, _context: Context) -> Value | None:
    """The past, the future, and what is current, recent or future."""
    name = {"current": "PRESENT", "past": "PAST", "recent": "PAST", "future": "FUTURE"}
    return Value(value=f"{name[parts['word'].lower()]}_REF", granularity="vague")
