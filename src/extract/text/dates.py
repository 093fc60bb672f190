"""Dates that may lack their day or month, as data files write them.

In:  "2031-05-04", "2031-05", "2031", "2031-13"
Out: whether it is one
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def is_partial_date(text: str) -> bool:
    """Whether a text is a day, a month or a year of the calendar, ISO 8601."""
    match = _PARTIAL.fullmatch(text)
    if match is None:
        return False
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True
