"""Find the day of publication in the dateline at the head of a text.

In:  "BAKU, 14 September 2022 -- The ministry ...", "WASHINGTON, Sept. 14, 2022 (Reuters) - ..."
Out: date(2022, 9, 14)

A dateline opens a line: a place, a full date, then a mark that parts both from the text (dash,
agency in brackets, full stop, end of line). A date alone or behind a label ("Published: ...")
counts near the top only. Dates that name an occasion ("Joint Statement, 10 November 2020") do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from extract.knowledge.load import tables
from extract.reading.days import DAY, day_of

#: Lines in which a dateline can stand: letterhead, number, headline, summary come before it.
HEAD_LINES: Final = 12
#: Lines in which a date without a place counts.
BARE_LINES: Final = 5
#: Characters of the text we look at, and of a line before the date.
HEAD_CHARS: Final = 4000
LONGEST_PLACE: Final = 60
#: "Rio de Janeiro, Federative Republic of Brazil" has seven words.
MOST_WORDS: Final = 8
#: Small words inside names of places: "Islamic Republic of Pakistan", "The Hague".
_SMALL: Final = frozenset({"of", "the", "and", "de", "do", "da", "del", "la", "le", "el", "al"})

#: After the date: " -- ", " (Reuters) -", " /TASS/.", ". The ...", ", 10:30 -", ", AZERTAC", end
_TAIL = re.compile(
    r"(?:,?\s{1,3}(?:at )?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?)?\s{0,3}"
    r"(?:,\s{1,3}(?-i:[A-Z])[\w.]{1,20})?\s{0,3}"
    r"(?P<mark>$|[)\]]\s{0,3}(?:$|[-–—―:.])|\(|\[|/|[-–—―|•·]|:|\.(?:\s|$))",
    re.IGNORECASE,
)
#: After the date in a line that begins with a bracket: "(Vienna, 14 September 2022) The chair ..."
_BRACKETED = re.compile(r"(?P<mark>[)\]])")
#: Right before the date: "Wednesday, ", "Wed "
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\.?$", re.IGNORECASE
)
#: "Press Release No. 52/22", "Statement #14": the number of a release
_NUMBER = re.compile(r"\s*(?:\b(?:no|nr)\b\.?|#|№|:)\s*[\w/.-]{1,20}$", re.IGNORECASE)
_EDGES: Final = " \t\u00a0,.:;|*#_()[]\"'“”-–—―"
_WORDS = re.compile(r"[^\s,/()]+")


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """Words that stand before a date, lower case.

    Args:
        labels: They announce the day of publication: "published on".
        not_places: They show that the date is another one: "statement", "on".
        unfinished: A line that ends in one of them runs on in the next: "of", "until".
    """

    labels: frozenset[str]
    not_places: frozenset[str]
    unfinished: frozenset[str]


@lru_cache(maxsize=1)
def load_dateline_words() -> DatelineWords:
    """Read `datelines.toml`."""
    content = tables("datelines.toml")
    return DatelineWords(
        labels=frozenset(content["labels"]),
        not_places=frozenset(content["not_places"]),
        unfinished=frozenset(content["unfinished"]),
    )


def dateline_day(text: str, words: DatelineWords | None = None) -> date | None:
    """The day in the first dateline of a text.

    Args:
        text: A whole press text; only its head is read.
        words: What may stand before the date; the packaged words by default.

    Returns:
        The day; None if there is no dateline, or it has no year or two readings.
    """
    words = load_dateline_words() if words is None else words
    lines = islice(_head_lines(text, words.unfinished), HEAD_LINES)
    for number, (line, runs_on) in enumerate(lines):
        match = DAY.search(line, 0, LONGEST_PLACE * 2)
        if match is None or match.start() > LONGEST_PLACE or runs_on:
            continue
        tail = (_BRACKETED if line[0] in "([" else _TAIL).match(line, match.end())
        if tail is None:
            continue
        before = _before(line[: match.start()])
        if _is_place(before, words) or (number < BARE_LINES and _is_bare(before, tail, words)):
            return day_of(match)
    return None


def _head_lines(text: str, unfinished: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Lines with words, and whether each is the rest of a sentence that was wrapped above it."""
    above = ""
    for line in map(str.strip, text[:HEAD_CHARS].splitlines()):
        if line:
            last = above.rsplit(None, 1)[-1:]
            yield line, above.endswith(",") or (bool(last) and last[0].lower() in unfinished)
        above = line


def _before(part: str) -> str:
    """What stands before the date, without marks and a weekday: "BAKU, Monday, " is "BAKU"."""
    return _WEEKDAY.sub("", part.strip(_EDGES)).strip(_EDGES)


def _is_place(before: str, words: DatelineWords) -> bool:
    """Whether all words before the date are names: "Baku", "Geneva, Switzerland (Trend)"."""
    parts = _WORDS.findall(before)
    if not parts or len(parts) > MOST_WORDS or any(c.isdigit() for c in before):
        return False
    lowered = [part.lower().strip(_EDGES) for part in parts]
    if before.lower() in words.labels or not words.not_places.isdisjoint(lowered):
        return False
    if lowered[0] in _SMALL and lowered[0] == parts[0]:
        return False
    return all(part[0].isupper() or part in _SMALL for part in parts)


def _is_bare(before: str, tail: re.Match[str], words: DatelineWords) -> bool:
    """Whether the date stands alone in its line or before a dash, at most behind a label."""
    if before and _NUMBER.sub("", before).lower() not in words.labels:
        return False
    return tail["mark"] not in {".", "/"} or tail.end() == len(tail.string)
