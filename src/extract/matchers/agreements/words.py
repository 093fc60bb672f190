r"""A text as words with offsets, and what may stand at a word: dates, name lists, brackets.

In:  "signed on 10 November\n2020 (Moscow)"
Out: signed | on | 10 | November | 2020 | ( | Moscow | )      and  date_at(2) == 5

Our own words, not spaCy's: "Azerbaijani-Armenian", "48-hour" and "today's" are one each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: "U.S.", "U.S.-Norland", "48-hour", "today's", "SPLM/A", an empty line, any other mark
_WORD: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[-‑–][^\W_]+)*|[^\W_]+(?:[-‑–'’/&.][^\W_]+)*|\n[ \t\r]*\n|[^\w\s]|_"
)
_MONTH: Final = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS: Final = rf"{_DAY}(?:\s?(?:-|–|to|and|,)\s?{_DAY})?"
_YEAR: Final = r"(?:1[6-9]|20)\d\d\b"
#: "10 November 2020", "5-7 October 1997", "June 2, 2009", "May 2003", "2 of July, 1999"
DATE: Final = re.compile(
    rf"(?:{_DAYS}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_MONTH}\s+{_DAYS}(?!\d)(?:,?\s+{_YEAR})?"
    rf"|{_MONTH},?\s+{_YEAR}|\d{{4}}-\d\d-\d\d\b|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b|{_YEAR})",
    re.IGNORECASE,
)
#: "today", "yesterday", "last week", "on Monday": a date by the day of publication
_DEICTIC: Final = re.compile(
    r"(?:today|yesterday|this (?:morning|week|month|year)|last (?:night|week|month|year)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
#: With what a written date begins, if with no digit: the first letters of months and days.
_OPENING: Final = 3
_OPENINGS: Final = frozenset(
    {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "tod", "yes", "thi", "las",
    }
)  # fmt: skip
#: A bracket longer than this is a clause of its own, not a gloss.
_LONGEST_GLOSS: Final = 14


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.

    Args:
        text: The text.
        forms: Each word as written.
        lower: Each word in lower case.
        starts: First code point of each.
        ends: One past its last.
        names: Where a name or date begins that another matcher found, and where it ends.
        dates: The same for dates alone.
        places: Where a place may begin.
    """

    text: str
    forms: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    names: Mapping[int, int]
    dates: Mapping[int, int]
    places: frozenset[int]

    def __len__(self) -> int:
        """How many words."""
        return len(self.forms)

    def at(self, offset: int) -> int:
        """The word that begins at a code point, or the next one."""
        return bisect_left(self.starts, offset)

    def word(self, at: int) -> str:
        """A word in lower case; "" outside the text."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def form(self, at: int) -> str:
        """A word as written; "" outside the text."""
        return self.forms[at] if 0 <= at < len(self.forms) else ""

    def capital(self, at: int) -> bool:
        """Whether a word begins with a capital: "Peace", not "peace" nor "12"."""
        form = self.form(at)
        return bool(form) and form[0].isupper()

    def after(self, end: int) -> int:
        """The first word that begins at or after a code point."""
        return bisect_left(self.starts, end)

    def end(self, last: int) -> int:
        """Where a span ends that ends before word `last`: "Accord's" ends at "Accord"."""
        end = self.ends[last - 1]
        return end - 2 if self.lower[last - 1].endswith("'s") else end

    def date_at(self, at: int) -> int | None:
        """The word after a date that begins at this word; None if none does."""
        if at >= len(self.forms):
            return None
        start = self.starts[at]
        opening = self.lower[at][:_OPENING]
        if not (opening[0].isdigit() or opening in _OPENINGS or start in self.dates):
            return None  # most words begin no date, and this is asked often
        written = DATE.match(self.text, start) or _DEICTIC.match(self.text, start)
        ends = [end for end in (self.dates.get(start), written and written.end()) if end]
        return self.after(max(ends)) if ends else None

    def gloss_at(self, at: int) -> int | None:
        """The word after a short bracket that opens here: "(12 May 1994)"; None if none does."""
        if self.form(at) != "(":
            return None
        for close in range(at + 1, min(at + _LONGEST_GLOSS, len(self.forms))):
            if self.forms[close] == ")":
                return close + 1
            if self.forms[close] == "(" or self.forms[close][0] == "\n":
                return None
        return None


def read_words(
    text: str,
    names: Mapping[int, int] | None = None,
    dates: Mapping[int, int] | None = None,
    places: frozenset[int] = frozenset(),
) -> Words:
    """Cut a text into words.

    Args:
        text: The text; the last one cut is kept, since two matchers read it.
        names: Where a name begins that another matcher found, and where it ends.
        dates: The same for dates.
        places: Where a place may begin.
    """
    forms, lower, starts, ends = _cut(text)
    return Words(
        text=text,
        forms=forms,
        lower=lower,
        starts=starts,
        ends=ends,
        names=names or {},
        dates=dates or {},
        places=places,
    )


@lru_cache(maxsize=1)
def _cut(text: str) -> tuple[list[str], list[str], list[int], list[int]]:
    """The words of a text, in lower case, their starts and ends; treat them as frozen."""
    spans = [found.span() for found in _WORD.finditer(text)]
    forms = [text[start:end] for start, end in spans]
    lower = text.lower().replace("’", "'")
    if len(lower) == len(text):
        folded = [lower[start:end] for start, end in spans]
    else:  # "İ" is two characters in lower case
        folded = [form.lower().replace("’", "'") for form in forms]
    return forms, folded, [start for start, _ in spans], [end for _, end in spans]
