"""Read on which day that took place which a text reports as it comes from it.

In:  "The Presidents met today in Lorn. They visited a mine. They signed a | treaty on mines."
Out: the day of publication: the day of the meeting

Only for what a sentence tells in the simple past, without a day of its own, and only if the
meeting was in the days before publication: "have signed" may be of any day.
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
    if published is None or not any(_is_told(clause, page) for clause in clauses):
        return None
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


def _is_told(clause: Clause, page: Page) -> bool:
    """Whether a clause tells of it in the simple past, signers before the verb."""
    if clause.subject is None or clause.verb not in _MADE:
        return False
    verb = clause.subject[1]
    return not _PERFECT.search(page.flat[max(0, verb - _BEFORE) : verb])


def _fresh_day(found: DateMention, published: date) -> str | None:
    """The day of a date mention if it lies at most some days before publication."""
    day = found.end_date
    if found.timex_type not in {"DATE", "TIME"} or day is None or found.granularity == "year":
        return None
    one = found.start_date == day or "/" in (found.value or "")
    fresh = 0 <= (published - day).days <= _FRESH
    return day.isoformat() if one and fresh else None
