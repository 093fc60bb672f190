"""Sentences that say what is a temporal expression in them, and which words only look like one."""

from __future__ import annotations

import pytest
import spacy

from extract.knowledge.dates import load_dates
from extract.matchers.dates import DateMatcher
from marked import unmark

NLP = spacy.blank("en")
MATCHER = DateMatcher(load_dates())

CASES = {
    "day-month-year": "signed on [10 November 2020|DATE] in Vessel City",
    "american": "since [November 10, 2020|DATE], and on [Sept. 3|DATE] again",
    "weekday-and-date": "The talks began on [Tuesday, 9 June 2026|DATE].",
    "range": "the meeting held on [22-23 March 2022|DATE]",
    "slash-range": "the [9/10 November 2020|DATE] statement",
    "list-of-days": "on [12, 13 and 14 September|DATE] shells fell",
    "range-over-months": "from [30 September to 2 October|DATE]",
    "years": "between [2018 and 2020|DATE], in [1992-94|DATE]",
    "academic-year": "in the [2022-2023 academic year|DATE]",
    "numeric": "on [14/09/2022|DATE] and [13.09.2022|DATE]",
    "broken-line": "on [10\nNovember 2020|DATE]",
    "night": "during the [night of September 13|TIME]",
    "night-range": "in the [night of 12 to 13 September|TIME]",
    "dawn-stays-out": "at dawn on [13 September|DATE] fire was opened",
    "clock-and-zone": "at [00:05 Yerevan time on 13 September|TIME] units opened fire",
    "clock-before-day": "at [11am local time on Friday|TIME]",
    "clock-before-numeric-day": "as of [18:00 on 17.03.2031|TIME] all is calm",
    "hour-about-a-day": "on [March 7|DATE], around [6 a.m.|TIME], a truck left",
    "date-time-group": "sent at [122340 Sep 06|TIME] and [271530Z JUL 2031|TIME]",
    "weekday-in-brackets": "[Nov. 26, 2018 (Mon.)|DATE] and [June 5 (Wed.), 2024|DATE]",
    "between": "between [March 29 and May 19|DATE], on [March 29|DATE] and [May 19|DATE]",
    "short-year": "On [6 August 22|DATE], troops moved",
    "deictic": "[Today|DATE] and [yesterday|DATE], [last week|DATE] and [next year|DATE]",
    "part-of-day": "[this morning|TIME] and [last night|TIME]",
    "article-stays-out": "over the [past six weeks|DURATION], nearly [seven years|DURATION]",
    "compound": "the [44-day|DURATION] war",
    "vague": "in [recent weeks|DURATION], for [decades|DURATION]",
    "reference": "is [now|DATE] closed",
    "month-in-context": "in [May|DATE] and since [March|DATE]",
    "phase": "in [early 2031|DATE], in [mid-October|DATE], at the [end of March|DATE]",
    "quarter": "the [first quarter of 2021|DATE]",
    "decade": "in the [late 1990s|DATE]",
    "set": "meets [every year|SET], [twice a week|SET]",
    "ago": "[three days ago|DATE] and [a year earlier|DATE]",
    # must stay silent
    "may-the-verb": "they may agree and march on",
    "may-the-name": "Theresa May said so",
    "second-and-fall": "the second point is the fall of the city",
    "counts": "about 2000 soldiers and 1,994 rifles",
    "money": "$2000 and 1994 km",
    "age": "a 20-year-old soldier aged 45 years",
    "version": "version 1.2.3 of the map",
    "sections": "sections 22-23 of the report",
    "resolution-number": "resolution 1994 of the council",
    "we": "we wed and sat in the sun",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_date_matcher(marked: str) -> None:
    text, expected = unmark(marked)
    found = list(MATCHER(NLP(text), ()))
    assert [(p.start, p.end, p.label) for p in found] == expected
    assert {p.kind for p in found} <= {"dates"}


def test_a_proposal_names_its_rule() -> None:
    (proposal,) = MATCHER(NLP("on 10 November 2020"), ())
    assert proposal.rule == "date:day-month-year"
    assert proposal.text == "10 November 2020"


def test_years_of_named_agreements_are_nobody_elses() -> None:
    text = "resolution 822 (1993) and the talks of 1994"
    found = list(MATCHER(NLP(text), [(0, 21)]))
    assert [p.text for p in found] == ["1994"]


def test_the_day_a_numbered_instrument_is_dated_by_is_a_date() -> None:
    text = "resolution 62/243 of 14 March 2008 and resolution 822 (1993)"
    found = list(MATCHER(NLP(text), [(0, 34), (39, 60)]))
    assert [p.text for p in found] == ["14 March 2008"]
