"""Say which instrument a citation means, and give it an id that other documents give it too.

In:  a title, a type, parties, a date, a number, and the countries the text speaks of
Out: an Instrument of the inventory, or none; and an id with what it rests on

The id depends on the document and the inventory alone: the inventory's id, else "unsc:822:1993",
else "statement:ARM|AZE|RUS:2020-11-10", else the title, else a vague one that ends in "@doc_id".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.text.names import fold
from extract.text.patterns import any_of

if TYPE_CHECKING:
    from extract.knowledge.agreements import Agreements, Instrument

#: Words of a span tried as a title, shortest first cut from the right.
_LONGEST_TITLE: Final = 30
_FULL_DATE: Final = 10
_MONTH: Final = len("2020-11")
_WORDS: Final = re.compile(r"[^a-z0-9]+")
#: "1982 | United Nations Convention on the Law of the Sea"
_LEADING_YEAR: Final = re.compile(r"(?:1[6-9]|20)\d\d\s+")
#: How sure an identity is, by what it rests on. Origin: estimated, to be calibrated.
CONFIDENCE: Final = {"inventory": 0.93, "number": 0.95, "date": 0.85, "title": 0.75, "vague": 0.4}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a text says of an instrument.

    Args:
        text: The mention, line breaks as blanks.
        kind: Agreement type.
        named: Whether cited by title or number.
        parties: Parties, as read.
        date: Date, as read.
        year: Year, as read.
        number: Number, as read.
        issuer: Body, as read.
        published: Day on which it is cited, ISO 8601; no later instrument can be meant.
    """

    text: str
    kind: str
    named: bool
    parties: tuple[str, ...]
    date: str | None
    year: int | None
    number: str | None
    issuer: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Identifier:
    """Finds instruments in the inventory and makes ids.

    Args:
        knowledge: The inventory.
    """

    knowledge: Agreements
    _bodies: re.Pattern[str] = field(init=False, repr=False)
    _common: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the pattern of bodies and nationalities, fold names that say too little."""
        common = frozenset(fold(name) for name in self.knowledge.words.need_context)
        object.__setattr__(self, "_common", common)
        bodies = any_of(self.knowledge.words.bodies)
        lead = rf"(?:(?:{bodies})(?:['’]s)?|(?:[A-Z]\w*[-–])+[A-Z]\w*|[A-Z]\w+(?:an|ish|ese))\s+"
        object.__setattr__(self, "_bodies", re.compile(lead))

    def instrument(self, cited: Cited, around: Collection[str]) -> Instrument | None:
        """The instrument of the inventory that is meant.

        Args:
            cited: What the text says.
            around: Countries and bodies that the document speaks of.
        """
        if cited.number is not None:
            return self._numbered(cited)
        for text in self._without_lead(cited.text):
            for title in self._titles(text):
                candidates = [i for i in self.knowledge.named(title) if _agrees(i, cited)]
                if title != cited.text and fold(title) in self._common:
                    # "Framework Agreement on Water" is not the one that is called only that
                    candidates = [i for i in candidates if i.date == cited.date]
                if candidates:
                    return _best(candidates, cited, around)
        return self._dated(cited)

    def _titles(self, text: str) -> Iterator[str]:
        """What of some words may be a title: all of them, then less and less from the right."""
        words = text.split(" ")[:_LONGEST_TITLE]
        if not self.knowledge.begins_name(words[0].rstrip(",;")):
            return
        for length in range(len(words), 0, -1):
            yield " ".join(words[:length]).rstrip(",;")

    def _without_lead(self, text: str) -> Iterator[str]:
        """A citation, then without year and body before its title: "1951 UN | Refugee Convention".

        A year that is taken off is checked all the same: it is the date of the citation.
        """
        yield text
        year = _LEADING_YEAR.match(text)
        rest = text[year.end() :] if year is not None else text
        if year is not None:
            yield rest
        body = self._bodies.match(rest)
        if body is not None:
            yield rest[body.end() :]

    def _numbered(self, cited: Cited) -> Instrument | None:
        if cited.number is None:
            return None
        found = self.knowledge.numbered(cited.issuer, cited.number)
        if found is None or (
            cited.year is not None and found.date is not None and found.date[:4] != str(cited.year)
        ):
            return None
        return found

    def _dated(self, cited: Cited) -> Instrument | None:
        """By type, day and at least two parties, or all the parties the text gives."""
        if cited.date is None or len(cited.date) < _FULL_DATE or not cited.parties:
            return None
        same_day = self.knowledge.of_day(cited.date, cited.kind)
        found = [i for i in same_day if set(cited.parties) <= set(i.parties)]
        return found[0] if len(found) == 1 else None


def _agrees(instrument: Instrument, cited: Cited) -> bool:
    """Whether nothing that the text says speaks against an instrument, nor its own day."""
    if instrument.date is None:
        return True
    if cited.date is not None:
        shorter = min(len(cited.date), len(instrument.date), 4)
        return cited.date[:shorter] == instrument.date[:shorter]
    return cited.published is None or instrument.date[:_MONTH] <= cited.published[:_MONTH]


def _best(
    candidates: list[Instrument], cited: Cited, around: Collection[str]
) -> Instrument | None:
    """Of several instruments of one name the one whose day or parties the text speaks of."""
    if len(candidates) == 1:
        return candidates[0]
    scored = sorted(
        ((_nearness(i, cited, around), i.instrument_id, i) for i in candidates), reverse=True
    )
    first, second = scored[0], scored[1]
    return first[2] if first[0] > second[0] else None


def _nearness(instrument: Instrument, cited: Cited, around: Collection[str]) -> float:
    same_day = cited.date is not None and cited.date == instrument.date
    parties = set(instrument.parties)
    present = len(parties & ({*cited.parties} or {*around})) / len(parties) if parties else 0.0
    return 2.0 * same_day + present


def identify(cited: Cited, instrument: Instrument | None, doc_id: str) -> tuple[str, str]:
    """The id of a citation and what it rests on.

    Returns:
        `agreement_id` and `identity`.
    """
    if instrument is not None:
        return instrument.instrument_id, "inventory"
    if cited.number is not None and cited.issuer is not None:
        year = f":{cited.year}" if cited.year is not None else ""
        return f"{cited.issuer.lower()}:{cited.number}{year}", "number"
    if cited.parties and cited.date is not None:
        return f"{cited.kind}:{'|'.join(sorted(cited.parties))}:{cited.date}", "date"
    slug = _slug(cited.text)
    if cited.named:
        return f"{cited.kind}:{slug}", "title"
    return f"{cited.kind}:{slug}@{doc_id}", "vague"


def _slug(text: str) -> str:
    return _WORDS.sub("-", fold(text)).strip("-")[:80]
