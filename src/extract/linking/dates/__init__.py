"""Say what a temporal expression means: its TIMEX3 value and the days it covers.

In:  date mentions with nothing but their words     "night of September 13", published 2022-09-14
Out: the same, resolved                             2022-09-13TNI, from 2022-09-13 to 2022-09-13

Reference rules, measured on gold: a weekday is the publication day or the latest before it, a day
and month without a year the nearest to publication, the past one on a tie. Without a day of
publication the unknown parts are X; today's date is never used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.dates.grammar import DateGrammar, Found
from extract.linking.dates import days, durations, periods, relative, times
from extract.linking.dates.context import Context, tense_cues
from extract.linking.dates.fallback import read_day
from extract.linking.dates.value import Parts, Value
from extract.records import DateMention, Document

#: The normaliser of each form a rule can have.
FORMS: Final[dict[str, Callable[[Parts, Context], Value | None]]] = {
    "day": days.calendar_day,
    "day-short-year": days.short_year_day,
    "date-time-group": times.date_time_group,
    "day-of-month": days.day_of_month,
    "range": days.day_range,
    "numeric": days.numeric_day,
    "weekday": days.weekday,
    "day-word": days.day_word,
    "spoken-day": days.spoken_day,
    "day-before": days.day_before,
    "week-of": days.week_of_day,
    "week-from-day": days.weeks_from_day,
    "month": periods.month,
    "month-range": periods.month_range,
    "year": periods.year,
    "year-range": periods.year_range,
    "fiscal": periods.fiscal_year,
    "decade": periods.decade,
    "century": periods.century,
    "season": periods.season,
    "quarter": periods.quarter,
    "quarters": periods.quarters,
    "period": relative.period,
    "spoken-period": relative.spoken_period,
    "period-end": relative.period_end,
    "weekend": relative.weekend,
    "bare-period": relative.bare_period,
    "latest-period": relative.latest_period,
    "year-ago": relative.year_ago,
    "year-period": relative.year_period,
    "ago": relative.distance,
    "reference": relative.reference,
    "reference-noun": relative.reference_noun,
    "duration": durations.duration,
    "duration-range": durations.duration_range,
    "vague-units": durations.vague_duration,
    "set": durations.repeated,
    "part": times.part_of_day,
    "night": times.night_between,
    "overnight": times.overnight,
    "spoken-part": times.spoken_part,
    "clock": times.clock_time,
    "clock-range": times.clock_range,
    "hour-in-part": times.hour_in_part,
}
#: Forms that later expressions may refer to: "on 3 May ... the next day".
_SPOKEN: Final = frozenset(
    {
        "day", "range", "numeric", "weekday", "day-word", "month", "year", "season", "quarter",
        "period", "part", "night", "clock", "spoken-day", "fiscal", "week-of",
    }
)  # fmt: skip
#: "14/09/2022" shows that the day stands first, "09/14/2022" that the month does.
_NUMERIC: Final = re.compile(r"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\2(?:\d{4}|\d\d)(?![\d/-])")
_MONTHS: Final = 12
#: "3 May 1944", "May 3, 1944"
_FULL_DATE: Final = re.compile(r"\b\d{1,2}\b\D{1,15}((?:1[5-9]|20)\d\d)(?!\d)")
#: How many full dates make an account of the past. Origin: reasoned; no dev text is one.
ENOUGH_DATES: Final = 4


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
        context = Context(
            self.grammar.vocabulary,
            tense_cues(self.grammar.vocabulary),
            document.published,
            day_first=_day_first(dates),
            is_history=_is_history(dates, document),
        )
        resolved = []
        for mention in dates:
            found = self._parse(mention)
            value = None
            if found is None or found.end - found.start < len(mention.text):
                value = read_day(mention.text, document.published)
            if found is not None and value is None:
                around = context.around(document.text, mention.start, mention.end)
                value = FORMS[found.rule.form](found.parts, around)
                if value is not None and found.rule.form in _SPOKEN:
                    context = context.having_seen(value, mention.start)
            resolved.append(mention if value is None else _completed(mention, value))
        return tuple(resolved)

    def _parse(self, mention: DateMention) -> Found | None:
        """Read the words again by the rule that found them."""
        rule = next((r for r in mention.method.split("+") if r.startswith("date:")), "date:")
        return self.grammar.parse(rule.removeprefix("date:"), mention.text)


def _day_first(dates: Sequence[DateMention]) -> bool | None:
    """Whether the numeric dates of a document put the day first; None if none can tell."""
    for mention in dates:
        numbers = _NUMERIC.search(mention.text)
        if numbers is None:
            continue
        if int(numbers[1]) > _MONTHS:
            return True
        if int(numbers[3]) > _MONTHS:
            return False
    return None


def _is_history(dates: Sequence[DateMention], document: Document) -> bool:
    """Whether a text tells of times long before its publication: its full dates are all old."""
    years = [int(year) for mention in dates for year in _FULL_DATE.findall(mention.text)]
    if document.published is None or len(years) < ENOUGH_DATES:
        return False
    return max(years) < document.published.year - 1


def _completed(mention: DateMention, value: Value) -> DateMention:
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
