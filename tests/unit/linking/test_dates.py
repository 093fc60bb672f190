"""What temporal expressions mean, against a day of publication, the text before, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extract.knowledge.dates import load_dates
from extract.linking.dates import DateLinker
from extract.records import DateMention, Document
from marked import unmark
from mentions import a_mention

GRAMMAR = load_dates()
LINKER = DateLinker(GRAMMAR)
#: A Wednesday.
PUBLISHED = date(2022, 9, 14)


def link(text: str, published: date | None = PUBLISHED) -> tuple[DateMention, ...]:
    """Every expression the grammar finds in a text, resolved."""
    mentions = [
        a_mention(
            DateMention,
            text,
            found.start,
            found.end,
            method=f"date:{found.rule.rule_id}",
            timex_type=found.rule.timex_type,
        )
        for found in GRAMMAR.scan(text)
    ]
    return LINKER(mentions, Document(doc_id="d", path="d.txt", published=published, text=text))


VALUES = {
    "full": "on [10 November 2020|2020-11-10] and [November 10, 2020|2020-11-10]",
    "hour-beside-an-old-day": "On [March 7, 2019|2019-03-07], around [6 a.m.|2019-03-07T06:00]",
    "short-year": "on [6 August 21|2021-08-06], and later",
    "date-time-group": "LW [122340 Sep 06|2006-09-12T23:40] and [081600 Oct|2022-10-08T16:00]",
    "between": "between [March 29 and May 19|2022-03-29/2022-05-19]",
    "glued": "on [21July1995|1995-07-21]",
    "range": "on [22-23 March 2022|2022-03-22/2022-03-23]",
    "range-over-months": "from [30 December to 2 January 2020|2019-12-30/2020-01-02]",
    "list-of-days": "on [12, 13 and 14 September|2022-09-12/2022-09-14]",
    "nearest-past": "on [13 September|2022-09-13] and [3 October|2022-10-03]",
    "last-year": "on [27 September last year|2021-09-27]",
    "tense-ahead": "He will travel on [5 March|2023-03-05].",
    "tense-behind": "She was arrested on [5 March|2022-03-05].",
    "until": "It is extended until [Friday|2022-09-16] and lasts until [1 March|2023-03-01].",
    "until-it-was": "The truce was in force until [1 March|2022-03-01].",
    "until-they-had": "Until [Friday|2022-09-09], they had not met.",
    "owner": "They would appeal [Monday|2022-09-12]'s ruling.",
    "owner-awaited": "They met ahead of [Sunday|2022-09-18]'s vote.",
    "condition": "Observers will come if the council agrees in [January|2023-01].",
    "planned": "They planned a rally in the port on [Saturday|2022-09-17].",
    "since": "Nobody has been there since [3 October|2021-10-03].",
    "of": "He would save the accord of [December|2021-12].",
    "year-of-the-next": "the accord of [15 May|2015-05-15] and [20 June 2015|2015-06-20]",
    "present-tense": "The council meets on [Friday|2022-09-16] and again in [March|2023-03].",
    "the-same-date": "They met on [3 May 2019|2019-05-03]; [that date|2019-05-03] is kept.",
    "the-same-evening": "On [3 May 2019|2019-05-03] the [same evening|2019-05-03TEV] fell.",
    "numeric-day-first": "on [14/09/2022|2022-09-14]",
    "numeric-month-first": "on [9/23/2001|2001-09-23]",
    "numeric-by-the-others": "on [03/04/2022|2022-03-04] and [09/13/2022|2022-09-13]",
    "weekday": "on [Wednesday|2022-09-14], [Tuesday|2022-09-13] and [Friday|2022-09-09]",
    "weekday-ahead": "They will meet on [Friday|2022-09-16].",
    "weekday-said": "He said on [Friday|2022-09-09] that talks would go on.",
    "weekday-words": "[last Friday|2022-09-09], [next Monday|2022-09-19]",
    "weekday-of-week": "on [Tuesday next week|2022-09-20]",
    "day-words": "[today|2022-09-14], [yesterday|2022-09-13], [tomorrow|2022-09-15]",
    "spoken-day": "On [3 May 2019|2019-05-03] they met; the [next day|2019-05-04] they signed.",
    "month-year": "in [early March 1994|1994-03], in [Sept. 2021|2021-09]",
    "month-ahead": "The summit is to be held in [May|2023-05].",
    "month-behind": "They met in [May|2022-05].",
    "month-last": "[last April|2022-04] and [last October|2021-10]",
    "month-range": "[March to June 2021|2021-03/2021-06]",
    "year": "in [1994|1994] and by the [end of 1996|1996]",
    "year-words": "in [nineteen ninety-six|1996]",
    "year-range": "[1992-94|1992/1994], the [2022-2023 academic year|2022/2023]",
    "decade": "the [1990s|199] and the [nineties|199]",
    "century": "the [20th century|19]",
    "season": "[summer 2020|2020-SU], [last winter|2021-WI], [this autumn|2022-FA]",
    "quarter": "[first quarter of 2021|2021-Q1], [Q3 2021|2021-Q3], [H1 2022|2022-H1]",
    "quarter-bare": "the [second quarter|2022-Q2] was better than [a year earlier|2021-Q2]",
    "periods": "[last week|2022-W36], [this month|2022-09], [next year|2023]",
    "spoken-year": "In [May 1994|1994-05] fire ceased, and in [that year|1994] talks began.",
    "ago": "[three days ago|2022-09-11], [two weeks ago|2022-W35], [30 years ago|1992]",
    "later": "On [10 November 2020|2020-11-10] they signed; [two months|P2M] later they met.",
    "ago-halves": "[two and a half months ago|2022-07], [half a year ago|2022-03]",
    "ordinal-day": "On [3 May 2019|2019-05-03] they met, after talks on the [1st|2019-05-01]",
    "short-years": "in [May '94|1994-05], [Summer '20|2020-SU] and [FY24|2024]",
    "ago-vague": "[several years ago|PAST_REF]",
    "durations": "[44-day|P44D] war, [72 hours|PT72H], [three decades|P30Y]",
    "half-durations": "[two and a half years|P2Y6M], [half an hour|PT30M]",
    "vague-durations": "[recent weeks|PXW], [few days|PXD], [couple of years|P2Y]",
    "past-units": "the [past six weeks|P6W], the [past year|P1Y]",
    "sets": "[daily|P1D], [every two months|P2M], [each Thursday|XXXX-WXX-4]",
    "night": "[night of September 13|2022-09-13TNI]",
    "night-range": "[night of 12 to 13 September|2022-09-12TNI]",
    "morning": "[Tuesday morning|2022-09-13TMO], [this morning|2022-09-14TMO]",
    "last-night": "[last night|2022-09-13TNI] and [tonight|2022-09-14TNI]",
    "overnight": "[overnight into 13 September|2022-09-12TNI]",
    "clock": "at [00:05 Yerevan time on 13 September|2022-09-13T00:05]",
    "clock-halves": "at [6 p.m. on Tuesday|2022-09-13T18:00], at [12:30 a.m.|2022-09-13T00:30]",
    "clock-zone": "at [14:30 UTC|2022-09-14T14:30]",
    "clock-behind-day": "[13 September 2022, 18:00|2022-09-13T18:00]",
    "clock-of-the-day-told": "On [13 September|2022-09-13] there, at [09:15|2022-09-13T09:15]",
    "clock-of-publication": "since [3 May 2019|2019-05-03]. At [09:15|2022-09-14T09:15] they left",
    "clock-range": "between [8:20 and 9:05 p.m.|2022-09-14T20:20/2022-09-14T21:05]",
    "clock-range-day": "from [0700 to 1900 yesterday|2022-09-13T07:00/2022-09-13T19:00]",
    "clock-this-morning": "reached it at [0705 this morning|2022-09-14T07:05]",
    "clock-hours": "[0000 hours on Saturday|2022-09-10T00:00]",
    "midnight": "as of [midnight|2022-09-14T00:00]",
    "references": "[now|PRESENT_REF] and [recently|PAST_REF]",
    "no-such-day": "on [31 June 2022|None]",
}


@pytest.mark.parametrize("marked", VALUES.values(), ids=VALUES.keys())
def test_values(marked: str) -> None:
    text, expected = unmark(marked)
    found = [(m.start, m.end, str(m.value)) for m in link(text)]
    assert found == expected


UNKNOWN = {
    "day-month": "on [13 September|XXXX-09-13]",
    "range": "on [13-14 September|XXXX-09-13/XXXX-09-14]",
    "month": "in [May|XXXX-05]",
    "weekday": "on [Friday|XXXX-WXX-5]",
    "today": "[today|XXXX-XX-XX]",
    "last-year": "[last year|XXXX]",
    "night": "[night of September 13|XXXX-09-13TNI]",
    "clock": "at [14:30|XXXX-XX-XXT14:30]",
    "this-morning": "at [0900 this morning|XXXX-XX-XXT09:00]",
    "season": "[this summer|XXXX-SU]",
    "written": "on [10 November 2020|2020-11-10]",
    "spoken": "On [10 November 2020|2020-11-10] and on [13 December|2020-12-13] they met.",
}


@pytest.mark.parametrize("marked", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_without_a_day_of_publication_unknown_digits_are_x(marked: str) -> None:
    text, expected = unmark(marked)
    found = [(m.start, m.end, str(m.value)) for m in link(text, None)]
    assert found == expected


INTERVALS = {
    "10 November 2020": ("2020-11-10", "2020-11-10", "day", None),
    "22-23 March 2022": ("2022-03-22", "2022-03-23", "day", None),
    "in early March 1994": ("1994-03-01", "1994-03-31", "month", "START"),
    "the end of 1996": ("1996-01-01", "1996-12-31", "year", "END"),
    "mid-October": ("2022-10-01", "2022-10-31", "month", "MID"),
    "last week": ("2022-09-05", "2022-09-11", "week", None),
    "Q1 2021": ("2021-01-01", "2021-03-31", "quarter", None),
    "H2 2021": ("2021-07-01", "2021-12-31", "half", None),
    "winter of 2021": ("2021-12-01", "2022-02-28", "season", None),
    "the 1990s": ("1990-01-01", "1999-12-31", "decade", None),
    "the 20th century": ("1900-01-01", "1999-12-31", "century", None),
    "night of September 13": ("2022-09-13", "2022-09-13", "part-of-day", None),
    "14:30 on Tuesday": ("2022-09-13", "2022-09-13", "minute", None),
    "recently": ("None", "None", "vague", None),
    "44-day war": ("None", "None", None, None),
}


@pytest.mark.parametrize(("text", "expected"), INTERVALS.items(), ids=INTERVALS.keys())
def test_intervals_and_sizes(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    (found,) = link(text)
    assert (
        str(found.start_date),
        str(found.end_date),
        found.granularity,
        found.mod,
    ) == expected


def test_a_value_names_what_it_was_counted_from() -> None:
    anchors = [m.anchor for m in link("On 3 May 2019 they met; the next day, and yesterday")]
    assert anchors == [None, "2019-05-03", "published"]


def test_accounts_of_the_past_are_counted_from_the_text() -> None:
    text = (
        "It began on 1 May 1944. On 3 May 1944 and 5 May 1944 they met. "
        "On 6 June 1944 they landed, and on 25 August they reached the city."
    )
    assert [m.value for m in link(text)][-1] == "1944-08-25"


def test_a_mark_of_a_human_is_read_by_dateparser() -> None:
    (mention,) = link("10 November 2020")
    marked = replace(mention, text="2020 Nov 10th", method="human")
    (found,) = LINKER([marked], Document(doc_id="d", path="d", published=PUBLISHED, text=""))
    assert found.value == "2020-11-10"


def test_words_that_nobody_can_read_keep_a_null_value() -> None:
    (mention,) = link("31 June 2022")
    marked = replace(mention, text="the day of wrath", method="human")
    (found,) = LINKER([marked], Document(doc_id="d", path="d", published=PUBLISHED, text=""))
    assert (found.value, found.link_confidence) == (None, None)
