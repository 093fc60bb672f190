"""Say what a temporal expression means: its TIMEX3 value and the days it covers.

In:  date mentions with nothing but their words     "night of September 13", published 2022-09-14
Out: the same, resolved                             2022-09-13TNI, from 2022-09-13 to 2022-09-13

Reference rules, measured on gold: a weekday is the publication day or the latest before it, a day
and month without a year the nearest to publication, the past one on a tie. Without a day of
publication the unknown parts are X; today's date is never used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from extract.knowledge.dates import DateGrammar, Found
from extract.linking.dates import days, durations, periods, times
from extract.linking.dates.value import Context, Parts, Value
from extract.records import DateMention, Document

#: Characters before a mention in which its tense is looked for. Origin: timebank; a whole sentence
#: misled bare months and weekdays.
TENSE_WINDOW: Final = 45

#: The normaliser of each form a rule can have.
_FORMS: Final[dict[str, Callable[[Parts, Context], Value | None]]] = {
    "day": days.calendar_day,
    "range": days.day_range,
    "numeric": days.numeric_day,
    "weekday": days.weekday,
    "deictic": days.deictic_day,
    "month": periods.month,
    "month-range": periods.month_range,
    "year": periods.year,
    "year-range": periods.year_range,
    "decade": periods.decade,
    "season": periods.season,
    "quarter": periods.quarter,
    "period": periods.relative_period,
    "duration": durations.duration,
    "vague-duration": durations.vague_duration,
    "distance": durations.distance,
    "set": durations.repeated,
    "now": durations.deictic,
    "part": times.part_of_day,
    "night": times.night_between,
    "deictic-part": times.deictic_part,
    "clock": times.clock_time,
}


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
            before = mention.sentence[: mention.start - mention.sentence_start][-TENSE_WINDOW:]
            found = self._parse(mention, before)
            context = Context(document.published, before, last)
            value = None if found is None else _FORMS[found.rule.form](found.parts, context)
            if value is not None and value.granularity == "day" and value.start is not None:
                last = value.start
            resolved.append(mention if value is None else _completed(mention, value))
        return tuple(resolved)

    def _parse(self, mention: DateMention, before: str) -> Found | None:
        """Read the words again, with those before them that a rule may have wanted."""
        rule = next((r for r in mention.method.split("+") if r.startswith("date:")), "date:")
        words = " ".join(mention.text.split())
        return self.grammar.parse(rule.removeprefix("date:"), words, before)


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
