"""Read the date of an instrument from its words.

In:  "12 May 1994", "September 2006", "5-7 October 1997", "3 March" near 1999-04-01
Out: "1994-05-12", "2006-09", "1997-10-07" (the last day: then it was signed), "1999-03-03"
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_NAME: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR: Final = r"(?P<year>(?:1[6-9]|20)\d\d)\b"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
#: "12 May 1994", "5 to 7 October 1997", "4th of July"
_DAY_FIRST: Final = re.compile(
    rf"\b(?:\d{{1,2}}{_ORDINAL}\s?(?:-|–|to|and|,)\s?)?(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+of)?\s+{_NAME}(?:,?\s+{_YEAR})?",
    re.IGNORECASE,
)
#: "May 12, 1994", "Jan 3"
_MONTH_FIRST: Final = re.compile(
    rf"\b{_NAME}\s+(?P<day>\d{{1,2}}){_ORDINAL}(?!\d)(?:\s?(?:-|–|to)\s?(?P<last>\d{{1,2}})(?!\d))?(?:,?\s+{_YEAR})?",
    re.IGNORECASE,
)
#: "September 2006"
_MONTH_YEAR: Final = re.compile(rf"\b{_NAME},?\s+{_YEAR}", re.IGNORECASE)
#: "2022-05-12"
_ISO: Final = re.compile(r"\b(?P<year>(?:1[6-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
#: "12/1/2000": day first
_SLASHED: Final = re.compile(
    r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:1[6-9]|20)\d\d)\b"
)
#: "the 1994 ceasefire", "Arusha Agreements of 2000"
_BARE_YEAR: Final = re.compile(rf"(?<![\w/.-]){_YEAR}(?![/\w-])")
_LAST_MONTH: Final = 12


@lru_cache(maxsize=1_000)  # a text repeats the names of its instruments
def read_date(text: str, published: date | None, year: int | None = None) -> str | None:
    """The date that some words give an instrument.

    Args:
        text: The words, e.g. "Lorn Accord of 3 March".
        published: Day of publication; a missing year is the one nearest to it.
        year: A year known otherwise, e.g. from the number "822 (1993)".

    Returns:
        ISO 8601, partial where the words are; None if there is no date in them.
    """
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _MONTH_YEAR, _SLASHED):
        found = pattern.search(text)
        if found is not None:
            return _iso(found, published, year)
    bare = _BARE_YEAR.search(text)
    return bare["year"] if bare is not None else None


def _iso(found: re.Match[str], published: date | None, year: int | None) -> str | None:
    parts = found.groupdict()
    name = parts["month"].lower()
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3]) + 1
    day = int(parts.get("last") or parts.get("day") or 0)
    if parts.get("year"):
        year = int(parts["year"])
    elif year is None and published is not None and day:
        year = _nearest(published, month, day)
    if year is None or not 1 <= month <= _LAST_MONTH:
        return None
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _nearest(published: date, month: int, day: int) -> int | None:
    """The year in which a day of a month lies nearest to publication, the past one on a tie."""
    near: list[tuple[int, bool, int]] = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            distance = (date(year, month, day) - published).days
        except ValueError:
            continue
        near.append((abs(distance), distance > 0, year))
    return min(near)[2] if near else None
