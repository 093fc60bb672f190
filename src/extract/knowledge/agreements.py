"""Instruments that texts cite, and the words that make a citation.

In:  data/agreements.csv      one instrument a line: id, title, aliases, type, date, venue, parties
     data/agreements.toml     heads, modifiers, tails, stops, bodies, blockers, with examples
Out: Agreements               instruments by id and by name, and `AgreementWords`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from extract.errors import KnowledgeError
from extract.knowledge.agreement_words import AgreementWords, agreement_words
from extract.knowledge.learned import LearnedHead
from extract.knowledge.load import members, rows, tables
from extract.records import AGREEMENT_TYPES
from extract.text.names import fold

FILE: Final = "agreements.csv"
WORDS: Final = "agreements.toml"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, resolution, statement or ceasefire with an identity of its own.

    Args:
        instrument_id: Our identifier, e.g. "bishkek-1994".
        title: Usual English title.
        aliases: Other names; several instruments may share one.
        agreement_type: One of `records.AGREEMENT_TYPES`.
        date: Signed or adopted, ISO 8601, may be partial; None if unknown.
        venue: Where; empty if unknown.
        parties: ISO alpha-3 codes or short names.
        number: Number of a resolution, e.g. "822", "46/182"; None for others.
    """

    instrument_id: str
    title: str
    aliases: tuple[str, ...]
    agreement_type: str
    date: str | None
    venue: str
    parties: tuple[str, ...]
    number: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The title and all aliases."""
        return (self.title, *self.aliases)


class Agreements:
    """All known instruments and the words around them.

    Args:
        instruments: In the order of the file.
        words: The vocabulary.
    """

    def __init__(self, instruments: Iterable[Instrument], words: AgreementWords) -> None:
        self.instruments = tuple(instruments)
        self.words = words
        self.by_id: Mapping[str, Instrument] = {i.instrument_id: i for i in self.instruments}
        self._by_name: defaultdict[str, list[Instrument]] = defaultdict(list)
        self._first_words: set[str] = set()
        self._by_day: defaultdict[tuple[str, str], list[Instrument]] = defaultdict(list)
        self._by_number: defaultdict[str, list[Instrument]] = defaultdict(list)
        for instrument in self.instruments:
            for name in instrument.names:
                key = fold(name)
                self._first_words.add(key.partition(" ")[0])
                if instrument not in self._by_name[key]:
                    self._by_name[key].append(instrument)
            if instrument.date is not None:
                self._by_day[instrument.date, instrument.agreement_type].append(instrument)
            if instrument.number is not None:
                self._by_number[_bare(instrument.number)].append(instrument)

    def named(self, name: str) -> tuple[Instrument, ...]:
        """All instruments of this title or alias, however spelt."""
        return tuple(self._by_name.get(fold(name), ()))

    def begins_name(self, word: str) -> bool:
        """Whether a title or alias begins with a word."""
        return fold(word).partition(" ")[0] in self._first_words

    def of_day(self, day: str, kind: str) -> tuple[Instrument, ...]:
        """All instruments of a type that were signed on a day, ISO 8601."""
        return tuple(self._by_day.get((day, kind), ()))

    def numbered(self, issuer: str | None, number: str) -> Instrument | None:
        """The resolution of this body and number; any body if it is None and only one fits."""
        found = [
            i
            for i in self._by_number.get(_bare(number), ())
            if i.agreement_type == "resolution" and (issuer is None or issuer in i.parties)
        ]
        return found[0] if len(found) == 1 else None


def with_heads(agreements: Agreements, heads: Iterable[LearnedHead]) -> Agreements:
    """The same, with more nouns that cite one where strong words stand around them."""
    known = agreements.words.heads
    learned = {head.noun: head.kind for head in heads if head.noun not in known}
    if not learned:
        return agreements
    words = replace(
        agreements.words,
        heads={**known, **learned},
        weak=agreements.words.weak | learned.keys(),
    )
    return Agreements(agreements.instruments, words)


@lru_cache(maxsize=1)
def load_agreements() -> Agreements:
    """The packaged inventory and vocabulary.

    Raises:
        KnowledgeError: A line lacks an id or title, has an unknown type, or an id stands twice.
    """
    read: dict[str, Instrument] = {}
    for row in rows(FILE):
        instrument = _instrument(row)
        if instrument.instrument_id in read:
            raise KnowledgeError.bad_entry(FILE, instrument.instrument_id, "stands twice")
        read[instrument.instrument_id] = instrument
    return Agreements(read.values(), agreement_words(tables(WORDS)))


def _bare(number: str) -> str:
    """A number without its session: "181 (II)" is cited as "181" too."""
    return number.partition(" (")[0]


def _instrument(row: Mapping[str, str]) -> Instrument:
    if not row["agreement_id"] or not row["title"]:
        raise KnowledgeError.bad_entry(
            FILE, row["agreement_id"] or row["title"], "lacks an id or a title"
        )
    if row["agreement_type"] not in AGREEMENT_TYPES:
        raise KnowledgeError.bad_entry(
            FILE, row["agreement_id"], f"has the unknown type {row['agreement_type']!r}"
        )
    return Instrument(
        instrument_id=row["agreement_id"],
        title=row["title"],
        aliases=members(row["aliases"]),
        agreement_type=row["agreement_type"],
        date=row["date"] or None,
        venue=row["venue"],
        parties=members(row["parties"]),
        number=row["number"] or None,
    )
