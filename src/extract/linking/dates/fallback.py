"""Read a day that our grammar cannot: words that a person marked as a date.

In:  "2022, the 13th day of September", published 2022-09-14
Out: the day, of low confidence; None where dateparser cannot read it either

`dateparser` guesses freely ("we" is Wednesday), so it never looks for dates; it reads what was
marked, in English, strictly, and only against a known day of publication.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from extract.linking.dates.value import UNKNOWN, Value, a_day

#: Longer words are no date: "ten days after the signing of the ceasefire in ...".
LONGEST: Final = 60


@lru_cache(maxsize=4096)
def read_day(words: str, published: date | None) -> Value | None:
    """The day that words mean.

    Args:
        words: A mention that no rule of ours can read.
        published: Day of publication; without one nothing is read, for dateparser would fill in
            today.

    Returns:
        A day, or None.
    """
    if published is None or not words.strip() or len(words) > LONGEST:
        return None
    import dateparser  # noqa: PLC0415  # takes half a second; most runs never need it

    base = datetime.combine(published, time())
    found = dateparser.parse(
        words,
        languages=["en"],
        settings={"STRICT_PARSING": True, "RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"},
    )
    return None if found is None else a_day(found.date()).against("published", UNKNOWN)
