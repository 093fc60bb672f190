"""Say what a temporal expression means: its TIMEX3 value and the days it covers.

In:  date mentions with nothing but their words       "night of September 13", published 2022-09-14
Out: the same, resolved                               value 2022-09-13TNI, 2022-09-13 to 2022-09-13

Reference rules, measured on gold: a weekday is the publication day or the latest before it, a day
and month without a year the nearest to publication, the past one on a tie. Without a day of
publication the unknown parts are X; today's date is never used.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from extract.knowledge.dates import (
    DateGrammar,
    Found,
    month_number,
    number_of,
    weekday_number,
)
from extract.records import DateMention, Document

#: Confidence of a value, by what it rests on. Origin: share right on timebank and aquaint.
_WRITTEN, _NEAREST, _RELATIVE, _UNKNOWN = 0.98, 0.93, 0.85, 0.5
_SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PARTS: Final = {
    "morning": "TMO", "dawn": "TMO", "daybreak": "TMO", "afternoon": "TAF", "evening": "TEV",
    "dusk": "TEV", "night": "TNI", "midnight": "T24:00", "noon": "T12:00", "midday": "T12:00",
}  # fmt: skip
_UNITS: Final = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE",
}  # fmt: skip
_MODS: Final = {
    "early": "START", "beginning": "START", "start": "START", "mid": "MID", "middle": "MID",
    "late": "END", "end": "END",
}  # fmt: skip
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|would|to be|plan(?:s|ned)? to|due|scheduled|upcoming)\b"
)
_LAST_DAY: Final = date.max


@dataclass(frozen=True, slots=True)
class _Context:
    """What a value is resolved against.

    Args:
        published: Day of publication; None if unknown.
        sentence: Words around, for tense.
        last: Value of the last explicit day before it in the text; None if there is none.
    """

    published: date | None
    sentence: str
    last: date | None


@dataclass(frozen=True, slots=True)
class _Value:
    """A resolved value: TIMEX3, the days it covers, and how it was found."""

    value: str
    start: date | None = None
    end: date | None = None
    granularity: str | None = None
    mod: str | None = None
    anchor: str | None = None
    sure: float = _WRITTEN
    timex_type: str | None = None


@dataclass(frozen=True, slots=True)
class DateLinker:
    """Resolves dates in text order.

    Args:
        grammar: The rules that found them; their parts are read again from the words.
    """

    grammar: DateGrammar

    def __call__(
        self, dates: Sequence[DateMention], document: Document
    ) -> tuple[DateMention, ...]:
        """Resolve every date of a document; one that cannot be read keeps a null value."""
        resolved = []
        last: date | None = None
        for mention in dates:
            found = self._parse(mention)
            if found is None:
                resolved.append(mention)
                continue
            value = _FORMS[found.rule.form](
                found.parts, _Context(document.published, mention.sentence, last)
            )
            if value is None:
                resolved.append(mention)
                continue
            if value.granularity == "day" and value.start is not None:
                last = value.start
            resolved.append(_completed(mention, value))
        return tuple(resolved)

    def _parse(self, mention: DateMention) -> Found | None:
        rule = next((r for r in mention.method.split("+") if r.startswith("date:")), "date:")
        words = " ".join(mention.text.split())
        found = self.grammar.parse(rule.removeprefix("date:"), words)
        return found or self.grammar.parse(rule.removeprefix("date:"), f"the {words}")


def _completed(mention: DateMention, value: _Value) -> DateMention:
    return replace(
        mention,
        value=value.value,
        start_date=value.start,
        end_date=value.end,
        granularity=value.granularity,
        mod=value.mod,
        anchor=value.anchor,
        link_confidence=value.sure,
        timex_type=value.timex_type or mention.timex_type,
    )


# ---------------------------------------------------------------- pieces


def _year_of(word: str | None, published: date | None) -> int | None:
    if word is None:
        return None
    if word[0].isdigit():
        return int(word)
    if published is None:
        return None
    return published.year + {"last": -1, "next": 1}.get(word.split()[0].strip(","), 0)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, context: _Context) -> date | None:
    """The day of this month nearest to publication, the past one on a tie."""
    if context.published is None:
        return None
    options = [
        found
        for year in (-1, 0, 1)
        if (found := _safe(context.published.year + year, month, day)) is not None
    ]
    published = context.published
    return min(options, key=lambda d: (abs((d - published).days), d), default=None)


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _day(parts: Mapping[str, str], context: _Context) -> _Value | None:
    month = int(parts["m"]) if parts["m"].isdigit() else month_number(parts["m"])
    number = _day_number(parts["d"])
    year = _year_of(parts.get("y") or parts.get("last", "").strip(" ,") or None, context.published)
    if year is not None:
        found = _safe(year, month, number)
        return None if found is None else _one_day(found, None, _WRITTEN)
    found = _nearest(month, number, context)
    if found is None:
        return _Value(f"XXXX-{month:02}-{number:02}", granularity="day", sure=_UNKNOWN)
    return _one_day(found, "published", _NEAREST)


def _one_day(day: date, anchor: str | None, sure: float) -> _Value:
    return _Value(day.isoformat(), day, day, "day", anchor=anchor, sure=sure)


def _range(parts: Mapping[str, str], context: _Context) -> _Value | None:
    month2 = parts.get("m2") or parts.get("m")
    if month2 is None:
        return None
    year = parts.get("y2") or parts.get("y")
    last = _day({"d": parts["d2"], "m": month2, **({"y": year} if year else {})}, context)
    first_month = parts.get("m") or month2
    year = parts.get("y") or (str(last.end.year) if last and last.end else None)
    first = _day({"d": parts["d"], "m": first_month, **({"y": year} if year else {})}, context)
    if first is None or last is None:
        return None
    start = first.start
    if start and last.end and start > last.end:
        start = _safe(start.year - 1, start.month, start.day)
    if start is None or last.end is None:
        return replace(last, value=f"{first.value}/{last.value}", sure=_UNKNOWN)
    return replace(last, value=f"{start}/{last.value}", start=start)


def _numeric(parts: Mapping[str, str], _context: _Context) -> _Value | None:
    """The day first, unless only the other order is a date: "14/09/2022"."""
    year = int(parts["y"])
    if len(parts["y"]) == 2:  # noqa: PLR2004  # "9/11/01"
        year += 1900 if year > 50 else 2000  # noqa: PLR2004
    a, b = int(parts["a"]), int(parts["b"])
    found = _safe(year, b, a) or _safe(year, a, b)
    if found is None:
        return None
    is_sure = a == b or _safe(year, a, b) is None or _safe(year, b, a) is None
    return _one_day(found, None, _WRITTEN if is_sure else _UNKNOWN)


def _mod(parts: Mapping[str, str]) -> str | None:
    words = re.findall(r"[a-z]+", parts.get("mod", "").lower())
    return next((_MODS[word] for word in words if word in _MODS), None)


def _span(start: date, end: date, value: str, granularity: str, **more: object) -> _Value:
    return _Value(value, start, end, granularity, **more)  # type: ignore[arg-type]


def _whole_month(year: int, month: int, **more: object) -> _Value:
    last = calendar.monthrange(year, month)[1]
    value = f"{year:04}-{month:02}"
    return _span(date(year, month, 1), date(year, month, last), value, "month", **more)


def _month(parts: Mapping[str, str], context: _Context) -> _Value | None:
    month, mod = month_number(parts["m"]), _mod(parts)
    year = _year_of(parts.get("y"), context.published)
    if year is not None:
        return _whole_month(year, month, mod=mod)
    if context.published is None:
        return _Value(f"XXXX-{month:02}", granularity="month", mod=mod, sure=_UNKNOWN)
    published = context.published
    relation = parts.get("rel", "")
    years = [published.year + step for step in (-1, 0, 1)]
    distance = {y: (y - published.year) * 12 + month - published.month for y in years}
    if relation in {"last", "past"}:
        year = max(y for y in years if distance[y] < 0)
    elif relation in {"next", "the coming"}:
        year = min(y for y in years if distance[y] > 0)
    elif _FUTURE.search(context.sentence):
        year = min((y for y in years if distance[y] >= 0), default=published.year)
    else:
        year = min(years, key=lambda y: (abs(distance[y]), y))
    return _whole_month(year, month, mod=mod, anchor="published", sure=_RELATIVE)


def _month_range(parts: Mapping[str, str], context: _Context) -> _Value | None:
    last = _month({"m": parts["m2"], "y": parts["y2"]}, context)
    first = _month({"m": parts["m"], "y": parts.get("y", parts["y2"])}, context)
    if first is None or last is None:
        return None
    return replace(last, value=f"{first.value}/{last.value}", start=first.start)


def _year(parts: Mapping[str, str], _context: _Context) -> _Value | None:
    year = int(parts["y"])
    return _span(date(year, 1, 1), date(year, 12, 31), f"{year}", "year", mod=_mod(parts))


def _year_range(parts: Mapping[str, str], _context: _Context) -> _Value | None:
    first, second = parts["y"], parts["y2"]
    last = int(first[:2] + second) if len(second) == 2 else int(second)  # noqa: PLR2004
    if last <= int(first):
        return None
    return _span(date(int(first), 1, 1), date(last, 12, 31), f"{first}/{last}", "year")


def _decade(parts: Mapping[str, str], _context: _Context) -> _Value | None:
    year = int(parts["y"])
    value = f"{year // 10}"
    return _span(date(year, 1, 1), date(year + 9, 12, 31), value, "decade", mod=_mod(parts))


def _season(parts: Mapping[str, str], context: _Context) -> _Value | None:
    year = _year_of(parts.get("y"), context.published)
    code = _SEASONS[parts["season"].lower()]
    if year is None and context.published is None:
        return _Value(f"XXXX-{code}", granularity="season", sure=_UNKNOWN)
    anchor = None
    if year is None:
        assert context.published is not None
        year = context.published.year
        step = {"last": -1, "past": -1, "next": 1, "the coming": 1}.get(parts.get("rel", ""), 0)
        begun = context.published.month >= {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
        year += step if step and (step > 0) == begun else 0
        anchor = "published"
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    start = date(year, first, 1)
    end_year, end_month = (year + 1, 2) if code == "WI" else (year, first + 2)
    end = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return _span(start, end, f"{year}-{code}", "season", mod=_mod(parts), anchor=anchor)


def _quarter(parts: Mapping[str, str], context: _Context) -> _Value | None:
    size = 3 if parts["size"] == "quarter" else 6
    count = 12 // size
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": count}[parts["n"]]
    year = _year_of(parts.get("y", "this year").removeprefix("the "), context.published)
    letter = "Q" if size == 3 else "H"  # noqa: PLR2004
    if number > count:
        return None
    if year is None:
        return _Value(f"XXXX-{letter}{number}", granularity="quarter", sure=_UNKNOWN)
    first, last = (number - 1) * size + 1, number * size
    end = date(year, last, calendar.monthrange(year, last)[1])
    kind = "quarter" if letter == "Q" else "half"
    return _span(date(year, first, 1), end, f"{year}-{letter}{number}", kind)


def _weekday(parts: Mapping[str, str], context: _Context) -> _Value | None:
    number = weekday_number(parts["w"])
    if context.published is None:
        return _Value(f"XXXX-WXX-{number + 1}", granularity="day", sure=_UNKNOWN)
    published = context.published
    relation = f"{parts.get('rel', '')} {parts.get('after', '')}"
    back = (published.weekday() - number) % 7
    if "next" in relation or "coming" in relation:
        day = published + timedelta((number - published.weekday() - 1) % 7 + 1)
    elif "last" in relation or "past" in relation:
        day = published - timedelta(back or 7)
    elif _FUTURE.search(context.sentence) and back:
        day = published + timedelta(7 - back)
    else:
        day = published - timedelta(back)
    return _one_day(day, "published", _NEAREST)


def _deictic(parts: Mapping[str, str], context: _Context) -> _Value | None:
    word = parts["word"].lower()
    step = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}.get(
        word, 2
    )
    if context.published is None:
        return _Value("XXXX-XX-XX", granularity="day", sure=_UNKNOWN)
    return _one_day(context.published + timedelta(step), "published", _WRITTEN)


def _shift(day: date, months: int) -> tuple[int, int]:
    number = day.year * 12 + day.month - 1 + months
    return number // 12, number % 12 + 1


def _period(parts: Mapping[str, str], context: _Context) -> _Value | None:  # noqa: PLR0911
    relation, period = parts["rel"].lower(), parts["period"]
    step = next((s for w, s in (("last", -1), ("previous", -1), ("past", -1), ("next", 1), ("coming", 1), ("following", 1)) if w in relation), 0)  # fmt: skip
    mod = _mod(parts)
    base = context.last if "same" in relation or "following" in relation else context.published
    base = base or context.published
    anchor = "published"
    if base is None:
        return _Value("XXXX", granularity="vague", mod=mod, sure=_UNKNOWN)
    if period == "day":
        return _one_day(base + timedelta(step), anchor, _RELATIVE)
    if period in {"week", "weekend"}:
        monday = base - timedelta(base.weekday()) + timedelta(7 * step)
        year, week, _ = monday.isocalendar()
        value = f"{year}-W{week:02}" + ("-WE" if period == "weekend" else "")
        first = monday + timedelta(5 if period == "weekend" else 0)
        return _span(first, monday + timedelta(6), value, "week", mod=mod, anchor=anchor)
    if period == "month":
        return _whole_month(*_shift(base, step), mod=mod, anchor=anchor)
    if period == "quarter":
        year, month = _shift(base, 3 * step)
        number = (month - 1) // 3 + 1
        end = date(year, number * 3, calendar.monthrange(year, number * 3)[1])
        start = date(year, number * 3 - 2, 1)
        return _span(start, end, f"{year}-Q{number}", "quarter", mod=mod, anchor=anchor)
    if period == "year":
        year = base.year + step
        return _span(
            date(year, 1, 1), date(year, 12, 31), f"{year}", "year", mod=mod, anchor=anchor
        )
    return _Value("PXY" if step == 0 else f"{(base.year + 10 * step) // 10}", granularity="decade")


def _count(word: str) -> str | None:
    """Digits of a count: "3" for "three", "0.5" for "half a"; None for "several"."""
    try:
        number = number_of(word)
    except (KeyError, ValueError):
        return None
    return f"{number:g}"


def _unit(word: str) -> str:
    return word.lower().rstrip("s") if not word.lower().endswith("ies") else "century"


def _duration_value(count: str | None, unit: str) -> str:
    code = _UNITS[unit]
    number = "X" if count is None else count
    if unit == "fortnight" and count is not None:
        number = f"{2 * float(count):g}"
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"


def _duration(parts: Mapping[str, str], _context: _Context) -> _Value | None:
    unit = _unit(parts["u"])
    return _Value(_duration_value(_count(parts["n"]), unit), granularity=None)


def _past_units(parts: Mapping[str, str], context: _Context) -> _Value | None:
    return _duration(parts, context)


def _vague_units(parts: Mapping[str, str], _context: _Context) -> _Value | None:
    return _Value(_duration_value(None, _unit(parts["u"])), granularity="vague")


def _ago(parts: Mapping[str, str], context: _Context) -> _Value | None:
    unit, count = _unit(parts["u"]), _count(parts["n"])
    back = parts["dir"] in {"ago", "earlier", "before"}
    if count is None:
        return _Value("PAST_REF" if back else "FUTURE_REF", granularity="vague")
    base = context.published if parts["dir"] in {"ago", "from now", "hence"} else context.last
    if base is None:
        if parts["dir"] in {"ago", "from now", "hence"}:
            return _Value(
                "XXXX", granularity=unit if unit != "fortnight" else "week", sure=_UNKNOWN
            )
        return _Value(_duration_value(count, unit), timex_type="DURATION")
    number = float(count) * (-1 if back else 1)
    return _moved(base, number, unit)


def _moved(base: date, number: float, unit: str) -> _Value | None:
    days = {"day": 1, "fortnight": 14}
    try:
        if unit in days:
            return _one_day(base + timedelta(round(number * days[unit])), "published", _RELATIVE)
        if unit == "week":
            day = base + timedelta(round(number * 7))
            year, week, _ = day.isocalendar()
            monday = day - timedelta(day.weekday())
            value = f"{year}-W{week:02}"
            return _span(monday, monday + timedelta(6), value, "week", anchor="published")
        if unit == "month":
            return _whole_month(*_shift(base, round(number)), anchor="published", sure=_RELATIVE)
        if unit in {"year", "decade", "century"}:
            size = {"year": 1, "decade": 10, "century": 100}[unit]
            year = base.year + round(number * size)
            start, end = date(year, 1, 1), date(year, 12, 31)
            return _span(start, end, f"{year}", "year", anchor="published", sure=_RELATIVE)
    except (ValueError, OverflowError):
        return None
    return _one_day(base, "published", _UNKNOWN)


def _set(parts: Mapping[str, str], _context: _Context) -> _Value | None:
    if "adverb" in parts:
        word = parts["adverb"].lower().replace("-", "")
        value = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H"}.get(
            word, "P1Y"
        )
        return _Value(value)
    if "rate" in parts:
        return _Value(_duration_value("1", parts["ru"]))
    unit = parts["u"]
    if unit[0].isupper():
        return _Value(f"XXXX-WXX-{weekday_number(unit) + 1}")
    if unit in {"morning", "evening", "night"}:
        return _Value(f"XXXX-XX-XX{_PARTS[unit]}")
    return _Value(_duration_value(_count(parts.get("n", "one")), _unit(unit)))


def _now(parts: Mapping[str, str], _context: _Context) -> _Value | None:
    name = next(word for word in ("present", "past", "future") if word in parts)
    return _Value(f"{name.upper()}_REF", granularity="vague")


def _date_inside(words: str, context: _Context) -> _Value | None:
    """The day in "Friday", "3 May 2019", "yesterday", "Monday, May 3"."""
    if found := re.fullmatch(r"today|yesterday|tomorrow", words):
        return _deictic({"word": found[0]}, context)
    day = re.search(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)", words)
    month = re.search(
        r"[A-Za-z]{3,9}\.?(?= ?\d)|(?<=\d )(?:of )?[A-Za-z]{3,9}|(?<=th )[A-Za-z]{3,9}", words
    )
    if day is not None and month is not None:
        year = re.search(r"\d{4}", words)
        parts = {"d": day[1], "m": month[0].removeprefix("of ")}
        return _day(parts | ({"y": year[0]} if year else {}), context)
    weekday = re.search(r"\w+day", words)
    return None if weekday is None else _weekday({"w": weekday[0]}, context)


def _part(parts: Mapping[str, str], context: _Context) -> _Value | None:
    inside = _date_inside(parts["date"], context)
    if inside is None:
        return None
    value = inside.value + _PARTS[parts["part"]]
    return replace(inside, value=value, granularity="part-of-day")


def _night(parts: Mapping[str, str], context: _Context) -> _Value | None:
    """The night that began on the first day: "the night of 12 to 13 September"."""
    month = parts.get("m") or parts.get("m2") or parts.get("m0")
    if month is None:
        return None
    year = {"y": parts["y"]} if "y" in parts else {}
    first = _day({"d": parts["d"], "m": parts.get("m0", month), **year}, context)
    return (
        None
        if first is None
        else replace(first, value=first.value + _PARTS[parts["part"]], granularity="part-of-day")
    )


def _deictic_part(parts: Mapping[str, str], context: _Context) -> _Value | None:
    part = parts.get("part", "night")
    step = -1 if parts.get("rel", "").lower() in {"last", "yesterday"} else 0
    step = -1 if "over" in parts else step
    if context.published is None:
        return _Value(f"XXXX-XX-XX{_PARTS[part]}", granularity="part-of-day", sure=_UNKNOWN)
    day = context.published + timedelta(step)
    return _Value(f"{day}{_PARTS[part]}", day, day, "part-of-day", anchor="published")


def _clock(parts: Mapping[str, str], context: _Context) -> _Value | None:
    hour, minute = _hour(parts["clock"])
    inside = _date_inside(parts["date"], context) if "date" in parts else None
    zone = "Z" if parts.get("zone", "").strip() in {"GMT", "UTC", "Z"} else ""
    time = f"T{hour:02}:{minute:02}{zone}"
    if inside is not None:
        return replace(inside, value=inside.value + time, granularity="minute")
    day = context.last or context.published
    if day is None:
        return _Value(f"XXXX-XX-XX{time}", granularity="minute", sure=_UNKNOWN)
    return _Value(f"{day}{time}", day, day, "minute", anchor="published", sure=_RELATIVE)


def _hour(clock: str) -> tuple[int, int]:
    numbers = [int(n) for n in re.findall(r"\d+", clock)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    word = clock.lower()
    if "p" in word and hour < 12:  # noqa: PLR2004
        hour += 12
    if "a" in word and hour == 12:  # noqa: PLR2004
        hour = 0
    return hour, minute


_FORMS: Final[dict[str, Callable[[Mapping[str, str], _Context], _Value | None]]] = {
    "day": _day, "range": _range, "numeric": _numeric, "month": _month, "year": _year,
    "month-range": _month_range, "year-range": _year_range, "decade": _decade, "season": _season,
    "quarter": _quarter, "weekday": _weekday, "deictic": _deictic, "period": _period, "ago": _ago,
    "duration": _duration, "past-units": _past_units, "vague-units": _vague_units, "set": _set,
    "now": _now, "part": _part, "night": _night, "deictic-part": _deictic_part, "clock": _clock,
}  # fmt: skip
