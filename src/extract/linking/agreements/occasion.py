"""Read on which day that took place which a text reports as it comes from it.

In:  "The Presidents met today in Lorn. They visited a mine. They signed a | treaty on mines."
Out: the day of publication: the day of the meeting

Only for what a sentence tells in the simple past, without a day of its own, and only if the
meeting was in the days before publication: "have signed" may be of any day. But what a text opens
with as new, "A and B have reached a deal", is of the day it is published.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from extract.linking.agreements.clause import Clause
    from extract.linking.agreements.spans import Page
    from extract.records import AgreementMention, DateMention

#: How many days before publication a text still reports what it comes from.
_FRESH: Final = 4
#: How far before the sentence of a mention the meeting is told of.
_REACH: Final = 1_200
#: How many dates before a mention, and at the beginning of the text, are looked at.
_MOST_DATES: Final = 40
_MADE: Final = frozenset({"signed", "adopted", "initialled", "initialed", "concluded", "issued"})
_NEWS: Final = frozenset({"reached", "agreed", "announced", "struck"})
#: How far a text opens, and how it presents what is new.
_OPENING: Final = 700
_INDEFINITE: Final = re.compile(r"\ban?\s+(?:[a-z-]+\s+){0,2}$")
_PRESENT: Final = re.compile(r"\b(?:have|has)\s+(?:\w+ly\s+)?$")
_PERFECT: Final = re.compile(r"\b(?:have|has|had|having|to|will|would|yet)\s+(?:\w+ly\s+)?$")
_MEETING: Final = re.compile(
    r"\b(?:met|meets?|meeting|summits?|talks|visit(?:ed)?|session|ceremony|conference|round|held"
    r"|took\s+place|consultations|received|hosted|gathered|assembled|convened|closed|concluded"
    r"|signed|adopted)\b",
    re.IGNORECASE,
)
#: Those who met, as the whole text calls them: "we", "the Ministers".
_TOGETHER: Final = re.compile(
    r"\b(?:[Ww]e|[Tt]he\s+(?:Ministers|Presidents|Leaders|Parties|[Ss]ides|Heads|two|three))\b"
)
_BEFORE: Final = 24


def day_of_occasion(
    mention: AgreementMention, page: Page, clauses: Sequence[Clause]
) -> str | None:
    """The day of the meeting at which an instrument was signed; None if nothing tells it.

    Args:
        mention: The mention.
        page: Its document, with its dates.
        clauses: The clauses of signing beside the mention.
    """
    published = page.document.published
    if published is None:
        return None
    told = [clause for clause in clauses if _is_told(clause, page)]
    day = _of_meeting(mention, page, told, published) if told else None
    return day or (published.isoformat() if _is_news(mention, page, clauses) else None)


def _of_meeting(
    mention: AgreementMention, page: Page, clauses: Sequence[Clause], published: date
) -> str | None:
    """The day before a mention that stands in a sentence of a meeting."""
    together = any(_TOGETHER.search(page.flat, *c.subject) for c in clauses if c.subject)
    last = bisect_left(page.loose_dates, mention.start, key=lambda found: found.start)
    near = page.loose_dates[max(0, last - _MOST_DATES) : last]
    opening = page.loose_dates[: min(last, _MOST_DATES)] if together else ()
    reach = 0 if together else mention.sentence_start - _REACH
    for found in (*reversed(near), *reversed(opening)):
        day = _fresh_day(found, published) if found.end >= reach else None
        if day is not None and _MEETING.search(
            page.flat, found.sentence_start, found.sentence_end
        ):
            return day
    return None


def _is_news(mention: AgreementMention, page: Page, clauses: Sequence[Clause]) -> bool:
    """Whether a text opens with it: "Norland and Sudria have reached | a deal on hostages"."""
    before = page.flat[max(0, mention.start - _BEFORE) : mention.start]
    if mention.start >= _OPENING or _INDEFINITE.search(before) is None:
        return False
    return any(c.verb in _MADE | _NEWS and _PRESENT.search(_before(c, page)) for c in clauses)


def _is_told(clause: Clause, page: Page) -> bool:
    """Whether a clause tells of it in the simple past, signers before the verb."""
    told = clause.subject is not None and clause.verb in _MADE
    return told and not _PERFECT.search(_before(clause, page))


def _before(clause: Clause, page: Page) -> str:
    """The words right before the verb of a clause; none if no signers stand there."""
    if clause.subject is None:
        return ""
    return page.flat[max(0, clause.subject[1] - _BEFORE) : clause.subject[1]]


def _fresh_day(found: DateMention, published: date) -> str | None:
    """The day of a date mention if it lies at most some days before publication."""
    day = found.end_date
    if found.timex_type not in {"DATE", "TIME"} or day is None or found.granularity == "year":
        return None
    one = found.start_date == day or "/" in (found.value or "")
    fresh = 0 <= (published - day).days <= _FRESH
    return day.isoformat() if one and fresh else None
