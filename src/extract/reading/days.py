"""Read a day that somebody wrote: in a field, in a line of text, in the name of a file.

In:  "Wed, 14 Sep 2022 10:00 +0400", "Sept. 14, 2022", "13.09.2022", "20220914_statement"
Out: date(2022, 9, 14), ...; None where it is no day, or two readings are possible ("03/04/2022")

A time zone changes nothing: the day is the one that the issuer wrote.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

#: Years in which a press text we read can have been published.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
#: Longest field that can be a date: "Wednesday, 14 September 2022, 10:00:00 (Baku time)"
LONGEST_FIELD: Final = 80
#: Up to this number a numeric day can be a month as well.
MONTHS: Final = 12

_MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
#: Shortest month name we accept: "Sep", "May".
_SHORTEST_MONTH: Final = 3

#: One written day, in these forms, each with a sentence that holds it:
#:   ymd    "2022-09-14", "2022/9/14", "2022.09.14"
#:   dmy    "14.09.2022", "14/09/2022", "14-09-2022"
#:   worded "14 September 2022", "14th of Sept., 2022", "14-Sep-2022"
#:   month  "September 14, 2022", "Sept. 14th 2022"
DAY: Final = re.compile(
    r"""(?<![\d./-])(?:
      (?P<ymd>(?P<ymd_y>\d{4})(?P<ymd_mark>[-/.])(?P<ymd_m>\d{1,2})(?P=ymd_mark)(?P<ymd_d>\d{1,2}))
    | (?P<dmy>(?P<dmy_d>\d{1,2})(?P<dmy_mark>[-/.])(?P<dmy_m>\d{1,2})(?P=dmy_mark)(?P<dmy_y>\d{4}))
    | (?P<worded>(?P<worded_d>\d{1,2})(?:st|nd|rd|th)?[ \u00a0-]?(?:of[ ])?
        (?P<worded_m>[A-Za-z]{3,9})\.?,?[ \u00a0-]?(?P<worded_y>\d{4}))
    | (?P<month>\b(?P<month_m>[A-Za-z]{3,9})\.?[ \u00a0]
        (?P<month_d>\d{1,2})(?:st|nd|rd|th)?,?[ \u00a0](?P<month_y>\d{4}))
    )(?![\d/]|[.-]\d)""",
    re.VERBOSE,
)
#: "Wed, ", "Wednesday ", "Wednesday, the "
_WEEKDAY = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?[ ]+(?:the[ ])?", re.IGNORECASE
)
#: What may follow the day in a field: "T10:00:00+04:00", ", 10:30 am", " 18:00 (Baku time)"
_TIME = re.compile(r"(?:[T ,|–-]|at )*\d{1,2}[:.h]\d{2}.*", re.DOTALL)
#: "20220914", "20220914T101500Z"
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d.*)?")

#: In file names, where _ parts words: "2022-09-14-oic", "20220914_x", "2022_09_14"
_NAME_YMD = re.compile(r"(?<!\d)(\d{4})([-_. ]?)(\d{2})\2(\d{2})(?!\d)")
#: "mfa_14-09-2022", "14.9.2022"
_NAME_DMY = re.compile(r"(?<!\d)(\d{1,2})([-_.])(\d{1,2})\2(\d{4})(?!\d)")
#: "statement-14-sep-2022", "14September2022"
_NAME_WORDED = re.compile(
    r"(?<!\d)(\d{1,2})[-_. ]?([a-z]{3,9})[-_. ]?(\d{4})(?!\d)", re.IGNORECASE
)


def read_day(written: str) -> date | None:
    """Read a field that should hold one day.

    Args:
        written: The whole field, e.g. "2022-09-14T10:00:00+04:00", "Wed, 14 Sep 2022".

    Returns:
        The day; None if the field is no complete day between 1900 and 2100, or could be two.
    """
    text = written.strip()
    if len(text) > LONGEST_FIELD:
        return None
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        return make_day(compact[1], compact[2], compact[3])
    weekday = _WEEKDAY.match(text)
    match = DAY.match(text, 0 if weekday is None else weekday.end())
    if match is None:
        return None
    rest = text[match.end() :].strip()
    return day_of(match) if not rest or _TIME.fullmatch(rest) else None


def day_of(match: re.Match[str]) -> date | None:
    """The day that a match of `DAY` stands for; None if there is no such day, or two."""
    form = next(name for name in ("ymd", "dmy", "worded", "month") if match[name] is not None)
    year, month, day = match[f"{form}_y"], match[f"{form}_m"], match[f"{form}_d"]
    if form == "dmy":
        return _numeric_day(year, month, day, match["dmy_mark"])
    return make_day(year, month, day)


def day_of_name(stem: str) -> date | None:
    """The day in the name of a file, if it has just one.

    Args:
        stem: Name without folder and suffix, e.g. "2022-09-14-oic", "mfa_14-09-2022".
    """
    days = {make_day(year, month, day) for year, _, month, day in _NAME_YMD.findall(stem)}
    days |= {
        _numeric_day(year, month, day, mark) for day, mark, month, year in _NAME_DMY.findall(stem)
    }
    days |= {make_day(year, month, day) for day, month, year in _NAME_WORDED.findall(stem)}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def make_day(year: str, month: str, day: str) -> date | None:
    """Put a day together; the month is a number or an English name, three letters or more."""
    number = int(month) if month.isdigit() else _month(month.lower())
    if number is None or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:  # "31 September 2022"
        return None


def _month(name: str) -> int | None:
    if len(name) < _SHORTEST_MONTH:
        return None
    for number, full in enumerate(_MONTH_NAMES, start=1):
        if full.startswith(name):
            return number
    return None


def _numeric_day(year: str, month: str, day: str, mark: str) -> date | None:
    """Day first, as all the world but one country writes; None where that country could be meant.

    "14/09/2022" and "09/14/2022" have one reading, "03/04/2022" has two; with full stops nobody
    writes the month first, so "03.04.2022" has one.
    """
    if mark == "." or int(day) > MONTHS or day == month:
        return make_day(year, month, day)
    return make_day(year, day, month) if int(month) > MONTHS else None
