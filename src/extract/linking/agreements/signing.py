"""Read when and where an instrument was signed, from its span and the clauses beside it.

In:  "pact | was signed on 5 November in Lorn", "resolution 822 (1993) of 30 April 1993"
Out: "1993-11-05" (with the year of publication), "1993-04-30"; venue "Lorn" if it is in the span
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.dates import read_date
from extract.linking.agreements.occasion import day_of_occasion
from extract.linking.agreements.spans import between

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.linking.agreements.clause import Clause
    from extract.linking.agreements.numbers import Number
    from extract.linking.agreements.spans import Page
    from extract.records import AgreementMention, DateMention, Document

#: "The truce | of 4 May", "pact (4 May 2019)", ", commencing at noon today": a date right behind
_BESIDE: Final = re.compile(
    r"(?:\s*\([^()]{0,40}\))?(?:,?\s+(?:of|dated|in)\s+(?:late\s+|early\s+)?"
    r"|,?\s+(?:commencing|starting|beginning|effective)\b[^.;\n]{0,30}?|\s*\()(?=[\dA-Z]|today\b)"
)
_KNOWN: Final = re.compile(r"(?:\b(?:the|its|their|an?)|['’]s)\s+$", re.IGNORECASE)
_TODAY: Final = re.compile(r"\btoday\b", re.IGNORECASE)
#: "in Lorn", "at the Lorn Palace"
_AT: Final = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$")
#: "floods of 2002": a year after an event is the event's
_OTHER: Final = re.compile(r"\b(?P<noun>[a-z]+)\s+(?:of|in)\s+(?:late\s+|early\s+)?$")
#: "that was to be signed on", "signed in 1972 and renewed in": not the day of signing
_PLANNED: Final = re.compile(
    r"\b(?:to\s+be\s+\w+|renewed|extended|prolonged|revised|amended|ratified)\s+(?:\w+\s+){0,3}$"
)
#: "in force since": when it began to bind; only a ceasefire begins when it is agreed
_BINDING: Final = re.compile(r"\b(?:in\s+(?:force|effect)|effective)\s+(?:\w+\s+){0,2}$")
#: "acceded to the", "accession of Norland to the": in which year one state joined
_JOINING: Final = re.compile(
    r"\b(?:acced(?:e|ed|es|ing)|accession|adher(?:ed|es|ing)|adhesion|part(?:y|ies))\b[^.;\n]{0,140}?\bto\s+"
    r"(?:the\s+)?$|\b(?:joined|ratified|ratifying|ratification\s+of)\s+(?:the\s+)?$"
)
_IN_YEAR: Final = re.compile(r"\bin\s+$")
_DRAFT: Final = "draft "
_YEARS: Final = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_DAY: Final = 10
_JOINED_WITHIN: Final = 160
_YEAR: Final = 4


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the day of signing.

    Args:
        words: The vocabulary.
    """

    words: AgreementWords
    _plural: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Gather the heads that cite several at once."""
        plural = frozenset(noun for noun in self.words.heads if noun.endswith(("s", "moranda")))
        object.__setattr__(self, "_plural", plural)

    def __call__(
        self,
        mention: AgreementMention,
        page: Page,
        number: Number,
        clauses: Sequence[Clause],
    ) -> str | None:
        """The date of an instrument, ISO 8601; None if the text does not give it."""
        document = page.document
        if number.number is not None:
            behind = " ".join(mention.text.split())[number.end :]
            told = read_date(behind, document.published, number.year) if behind else None
            return told or self._of_clauses(page, [c for c in clauses if c.own], number.year)
        inside = between(page.dates, mention.start, mention.end)
        if self._has_several(mention, inside):
            return None
        linked = self._of_linked(mention, inside)
        if linked is not None or mention.text.startswith(_DRAFT):
            return linked  # what is on the table has no day of signing
        if not any(_BINDING.search(mention.text[: d.start - mention.start]) for d in inside):
            written = self._written(" ".join(mention.text.split()), document)
            if written is not None:
                return written
        beside = _beside(mention, page) or _ahead(mention, page)
        beside = beside or self._of_clauses(page, clauses)
        return beside or day_of_occasion(mention, page, clauses)

    def _has_several(self, mention: AgreementMention, inside: Sequence[DateMention]) -> bool:
        """Whether several instruments of as many days are cited: "treaties of 1921 and 1940"."""
        words = mention.text.lower().split()
        plural = any(word in self._plural for word in words)
        if not plural or "and" not in words:
            return False
        days = {value for found in inside if (value := _value(found)) is not None}
        ranges = any("/" in (found.value or "") and " and " in found.text for found in inside)
        years = set(_YEARS.findall(mention.text))
        return len(days) > 1 or ranges or len(years) > 1

    def _of_clauses(
        self, page: Page, clauses: Sequence[Clause], year: int | None = None
    ) -> str | None:
        """The first day that a clause of signing gives."""
        for clause in clauses:
            for start, end in clause.days:
                found = _day_within(page, start, end, year)
                if found is not None:
                    return found
        return None

    def _of_linked(self, mention: AgreementMention, inside: Sequence[DateMention]) -> str | None:
        """The last date mention in the span that is one of signing; the last day of a range."""
        for found in reversed(inside):
            value = _value(found)
            if value is None:
                continue
            before = mention.text[: found.start - mention.start]
            if _PLANNED.search(before) or (len(value) < _DAY and self._of_other(before)):
                continue
            if mention.agreement_type != "ceasefire" and _BINDING.search(before):
                continue
            return value
        return None

    def _written(self, text: str, document: Document) -> str | None:
        """The date as the words of a span give it, where no date mention stands inside."""
        found = read_date(text, document.published)
        if found is None or len(found) > _YEAR:
            if found is None and document.published is not None and _TODAY.search(text):
                return document.published.isoformat()
            return found
        return None if self._of_other(text[: text.find(found)]) else found

    def _of_other(self, before: str) -> bool:
        """Whether the words before a date give it to an event: "floods of"."""
        other = _OTHER.search(before)
        return other is not None and other["noun"] in self.words.events


def _beside(mention: AgreementMention, page: Page) -> str | None:
    """A date that stands right behind the span."""
    link = _BESIDE.match(page.flat, mention.end)
    if link is None or (_IN_YEAR.search(link[0]) and _is_joined(mention, page)):
        return None
    for found in between(page.dates, link.end(), link.end() + _DAY * 4):
        if found.start == link.end():
            return _value(found)
    rest = page.flat[link.end() : link.end() + _DAY * 2]
    if _TODAY.match(rest) and page.document.published is not None:
        return page.document.published.isoformat()
    return read_date(rest, page.document.published) if rest[:1].isdigit() else None


def _is_joined(mention: AgreementMention, page: Page) -> bool:
    """Whether a state joins it there: "Norland acceded to the | Lorn Convention in 1998"."""
    first = max(mention.sentence_start, mention.start - _JOINED_WITHIN)
    return _JOINING.search(page.flat[first : mention.start]) is not None


def _ahead(mention: AgreementMention, page: Page) -> str | None:
    """A date that stands between the article and the span: "the 1993 | Agreement on"."""
    earlier = between(page.dates, mention.start - _DAY * 3, mention.start)
    if not earlier or page.flat[earlier[-1].end : mention.start].strip():
        return None
    known = _KNOWN.search(page.flat[max(0, earlier[-1].start - _DAY) : earlier[-1].start])
    return _value(earlier[-1]) if known is not None else None


def _day_within(page: Page, start: int, end: int, year: int | None) -> str | None:
    """The first calendar date of a stretch."""
    inside = between(page.loose_dates, start, end)
    for found in inside:
        value = _value(found)
        if value is not None and not page.flat.endswith("ago ", 0, found.start):
            return value
    others = between(page.agreements, start, end)
    if inside or others:
        return None
    stretch = page.flat[start:end]
    if _TODAY.search(stretch) and page.document.published is not None:
        return page.document.published.isoformat()
    return read_date(stretch, page.document.published, year)


def _value(found: DateMention) -> str | None:
    """The day, month or year of a date mention; the last day of a range; None for all else."""
    value = found.value
    if found.timex_type not in {"DATE", "TIME"} or value is None or found.start_date is None:
        return None
    if value.endswith("_REF") or value.startswith("P") or "W" in value:
        return None
    if "/" in value and found.end_date is not None:
        return found.end_date.isoformat()
    plain = value.partition("T")[0][:_DAY]
    return plain if plain.replace("-", "").isdigit() else None


def venue(mention: AgreementMention, page: Page) -> str | None:
    """Where it was signed: the first place of the span after "in" or "at".

    Args:
        mention: A mention; "truce in Lorn" has no venue, "signed in Lorn" has.
        page: What stands around it.
    """
    for place in between(page.places, mention.start, mention.end):
        before = mention.text[: place.start - mention.start]
        if _AT.search(before) and re.search(
            r"\b(?:signed|adopted|reached|concluded|made|issued|agreed|initialled|session|summit|meeting)\b",
            before,
        ):
            return place.name
    return None
