"""Calendar periods: "early March 1994", "the first quarter of 2021", "the 1990s", "last summer".

In:  the parts a rule saw, a Context
Out: the period meant, with its first and last day
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from extract.linking.dates.context import Context, full_year
from extract.linking.dates.value import (
    NEAREST,
    RELATIVE,
    SEASONS,
    UNKNOWN,
    Parts,
    Value,
    a_century,
    a_decade,
    a_half,
    a_month,
    a_quarter,
    a_season,
    a_year,
    month_after,
    months,
    years,
)

_DECADES: Final = (
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties",
)  # fmt: skip
_TWO_DIGITS: Final = 100
_YEAR_IN_MONTHS: Final = 12
_QUARTERS: Final = 4
#: Months that a bare month may lie ahead without words that say so: "the talks in January"
#: published in November. Origin: timebank, 2026-11.
_NEAR: Final = 6


def month(parts: Parts, context: Context) -> Value | None:
    """A month; without a year by its words, then the tense, then the nearest to publication."""
    number, mod = context.words.number("month", parts["m"]), context.mod(parts)
    year = context.year(parts.get("y"))
    if year is not None:
        return replace(a_month(year, number), mod=mod)
    base = context.base
    if base is None:
        return Value(value=f"XXXX-{number:02}", granularity="month", mod=mod, sure=UNKNOWN)
    ahead = _months_ahead(number, base, context.step(parts), context)
    found = a_month(*month_after(base, ahead))
    return replace(found, mod=mod).against(context.base_name, RELATIVE)


def _months_ahead(number: int, published: date, step: int | None, context: Context) -> int:
    """How many months after that of publication a bare month lies."""
    ahead = (number - published.month) % _YEAR_IN_MONTHS  # 0 to 11
    if step == -1:
        return ahead - _YEAR_IN_MONTHS
    if step == 1:
        return ahead or _YEAR_IN_MONTHS
    if step == 0:  # "this September" is the one of this year
        return number - published.month
    tense = context.tense()
    if ahead == 0 or tense == "ahead":
        return ahead
    if ahead >= _NEAR or (tense == "behind" and not context.is_told):
        return ahead - _YEAR_IN_MONTHS
    return ahead


def month_range(parts: Parts, context: Context) -> Value | None:
    """Months from one to another: "March to June 2021", "October-December"."""
    last_parts = {"m": parts["m2"]} | ({"y": parts["y2"]} if "y2" in parts else {})
    last = month(last_parts, context)
    if last is None:
        return None
    number = context.words.number("month", parts["m"])
    if last.end is None:
        return replace(last, value=f"XXXX-{number:02}/{last.value}")
    year = context.year(parts.get("y")) or last.end.year - (number > last.end.month)
    first = a_month(year, number)
    return replace(last, value=f"{first.value}/{last.value}", start=first.start)


def year(parts: Parts, context: Context) -> Value | None:
    """A calendar year."""
    found = context.year(parts["y"])
    return None if found is None else replace(a_year(found), mod=context.mod(parts))


def year_range(parts: Parts, _context: Context) -> Value | None:
    """Years from one to another: "1992-94"; a year where the second is not the later one."""
    first, second = int(parts["y"]), int(parts["y2"])
    last = second if second >= _TWO_DIGITS else first // _TWO_DIGITS * _TWO_DIGITS + second
    return None if last <= first else years(first, last)


def fiscal_year(parts: Parts, context: Context) -> Value | None:
    """A fiscal or academic year: TIMEX3 has no sign for it but the year itself."""
    if "y2" in parts and "y" in parts:
        return year_range(parts, context)
    return a_year(full_year(int(parts.get("y") or parts["short"])))


def decade(parts: Parts, context: Context) -> Value | None:
    """A decade: "the early 1990s" is 199, "the '80s" 198, "the nineties" 199."""
    if "word" in parts:
        first = 1920 + 10 * _DECADES.index(parts["word"].lower())
    else:
        first = int(parts["y"])
        first += 1900 if first < _TWO_DIGITS else 0
    return replace(a_decade(first), mod=context.mod(parts))


def century(parts: Parts, context: Context) -> Value | None:
    """A century by its ordinal."""
    number = int(parts["d"]) if "d" in parts else context.words.number("ordinal", parts["o"])
    is_known = 0 < number < _TWO_DIGITS
    return replace(a_century(number), mod=context.mod(parts)) if is_known else None


def season(parts: Parts, context: Context) -> Value | None:
    """A season of a year; without a year by its words, the tense, or the nearest."""
    code, mod = context.words.code("season", parts["season"]), context.mod(parts)
    found = context.year(parts.get("y"))
    if found is not None:
        return replace(a_season(found, code), mod=mod)
    base = context.base
    if base is None:
        return Value(value=f"XXXX-{code}", granularity="season", mod=mod, sure=UNKNOWN)
    found = _season_year(code, base, context.step(parts), context)
    return replace(a_season(found, code), mod=mod).against(context.base_name, RELATIVE)


def _season_year(code: str, published: date, step: int | None, context: Context) -> int:
    """Which year's season: "last summer" is last year's in June, this year's in October."""
    begins = SEASONS[code]
    in_winter = code == "WI" and published.month <= 2  # noqa: PLR2004  # began last December
    current = published.year - in_winter
    is_now = in_winter or begins <= published.month < begins + 3
    has_begun = in_winter or published.month >= begins
    if step == -1:
        return current - 1 if is_now or not has_begun else current
    if step == 1:
        return current + 1 if has_begun else current
    if step == 0 or has_begun or context.is_ahead:
        return current + (step is None and not is_now and has_begun and context.is_ahead)
    return current - 1


def quarter(parts: Parts, context: Context) -> Value | None:
    """A quarter or half of a year; without a year the latest that has begun."""
    size = (parts.get("size") or parts["size3"])[0].upper()
    is_half = size == "H"
    number = _ordinal(parts, 2 if is_half else _QUARTERS, context)
    if number is None:
        return None
    make = a_half if is_half else a_quarter
    written = parts.get("y") or parts.get("y3")
    found = context.year(written)
    if found is None and context.published is None:
        kind = "half" if is_half else "quarter"
        return Value(value=f"XXXX-{size}{number}", granularity=kind, sure=UNKNOWN)
    if found is not None:
        return make(found, number)
    assert context.published is not None
    first = (number - 1) * (6 if is_half else 3) + 1
    ahead = first > context.published.month and not context.is_ahead
    return make(context.published.year - ahead, number).against("published", NEAREST)


def _ordinal(parts: Parts, count: int, context: Context) -> int | None:
    digits = parts.get("n") or parts.get("n3")
    if digits is not None:
        number = int(digits)
    elif "final" in parts:
        number = count
    else:
        number = context.words.number("ordinal", parts.get("o", "first"))
    return number if number <= count else None


def quarters(parts: Parts, context: Context) -> Value | None:
    """The first or last two or three quarters of a year."""
    found = context.year(parts["y"])
    if found is None:
        return None
    count = int(context.words.count(parts["n"]) or 2)
    is_first = parts["which"].lower() == "first"
    first, last = (1, 3 * count) if is_first else (13 - 3 * count, 12)
    if count == 2:  # noqa: PLR2004
        return a_half(found, 1 if is_first else 2)
    low, high = (1, 3) if is_first else (2, 4)
    return months(f"{found}-Q{low}/{found}-Q{high}", (found, first), (found, last), "quarter")
