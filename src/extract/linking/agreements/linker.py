"""Link agreements: read what a text says of each, find it in the inventory, join its mentions.

In:  settled agreement mentions with empty link columns; linked actors, places and dates
Out: completed copies: parties, date, year, number, issuer, venue from the text; id and `known_`
     columns from the inventory; short forms ("the Protocol", "the MoU") share the id of the
     citation they repeat; how many bare references ("the said treaty") point back to each
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypedDict

from extract.linking.agreements.anaphora import AnaphoraCounter
from extract.linking.agreements.clauses import ClauseReader
from extract.linking.agreements.identity import CONFIDENCE, Cited, Identifier, identify
from extract.linking.agreements.numbers import NumberReader, speaks_of_council
from extract.linking.agreements.parties import PartyReader
from extract.linking.agreements.references import antecedents
from extract.linking.agreements.sharing import share
from extract.linking.agreements.signing import DayReader, venue
from extract.linking.agreements.spans import Page

if TYPE_CHECKING:
    from datetime import date

    from extract.knowledge.agreements import Agreements, Instrument
    from extract.knowledge.countries import Countries
    from extract.linking.agreements.clause import Clause
    from extract.linking.agreements.numbers import Number
    from extract.records import (
        ActorMention,
        AgreementMention,
        DateMention,
        Document,
        PlaceMention,
    )

_FULL_DATE: Final = 10
#: The rule that finds titles with their day behind them.
_TITLE: Final = "agreement:title-described"
#: Types whose party is the body that issued them.
_OF_BODIES: Final = frozenset({"resolution", "statement", "declaration", "communique"})


@dataclass(frozen=True, slots=True)
class AgreementLinker:
    """Completes agreement mentions.

    Args:
        knowledge: Inventory and vocabulary.
        countries: To read parties.
    """

    knowledge: Agreements
    countries: Countries
    _numbers: NumberReader = field(init=False, repr=False)
    _parties: PartyReader = field(init=False, repr=False)
    _days: DayReader = field(init=False, repr=False)
    _clauses: ClauseReader = field(init=False, repr=False)
    _identifier: Identifier = field(init=False, repr=False)
    _anaphora: AnaphoraCounter = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Build the readers, once for all documents."""
        words = self.knowledge.words
        object.__setattr__(self, "_numbers", NumberReader(words))
        object.__setattr__(self, "_parties", PartyReader(self.countries, words))
        object.__setattr__(self, "_days", DayReader(words))
        object.__setattr__(self, "_clauses", ClauseReader(words))
        object.__setattr__(self, "_identifier", Identifier(self.knowledge))
        object.__setattr__(self, "_anaphora", AnaphoraCounter(words))

    def __call__(
        self,
        agreements: Sequence[AgreementMention],
        document: Document,
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        dates: Sequence[DateMention],
    ) -> tuple[AgreementMention, ...]:
        """Complete the agreement mentions of one document.

        Args:
            agreements: Settled mentions in text order, link columns empty.
            document: Their document.
            actors: Its linked actors.
            places: Its linked places.
            dates: Its linked dates.
        """
        if not agreements:
            return ()
        around = frozenset(_codes((*actors, *places)))
        of_council = speaks_of_council(document.text)
        page = Page(document, actors, places, dates, agreements, of_council)
        beside = self._clauses.beside(agreements, page)
        read = [
            self._read(agreements, position, page, near=near)
            for position, near in enumerate(beside)
        ]
        days = frozenset(_days(dates))
        found: dict[Cited, Instrument | None] = {}
        told = [_cited(fields, document.published) for fields in read]
        for cited in told:
            if cited not in found:
                found[cited] = self._identifier.instrument(cited, around)
        linked = [
            _identified(mention, fields, cited, found[cited], days)
            for mention, fields, cited in zip(agreements, read, told, strict=True)
        ]
        shared = antecedents(linked, document.text, self.knowledge.words)
        return tuple(self._anaphora(tuple(share(linked, shared)), shared, page.flat))

    def _read(
        self, agreements: Sequence[AgreementMention], position: int, page: Page, *, near: bool
    ) -> _Told:
        """What the text itself says; no clause is read unless words of one are `near`."""
        mention = agreements[position]
        clauses = self._clauses(agreements, position, page) if near else ()
        number = self._numbers(mention, of_council=page.of_council)
        day = self._days(mention, page, number, clauses)
        parties, issuer = self._sides(mention, page, number, clauses)
        year = number.year or (int(day[:4]) if day is not None else None)
        return _Told(
            named=mention.named or _TITLE in mention.method,
            title=" ".join(mention.text.split()),
            agreement_type=mention.agreement_type,
            parties=parties,
            date=day,
            year=year,
            number=number.number,
            issuer=issuer,
            venue=venue(mention, page),
        )

    def _sides(
        self,
        mention: AgreementMention,
        page: Page,
        number: Number,
        clauses: Sequence[Clause],
    ) -> tuple[tuple[str, ...], str | None]:
        """Parties and issuer; the party of a resolution is the body that adopted it."""
        parties = self._parties(mention, page, clauses)
        issuer = number.issuer
        if mention.agreement_type not in _OF_BODIES:
            return parties, None
        if mention.agreement_type == "resolution":
            issuer = issuer or (parties[0] if len(parties) == 1 else None)
            return ((issuer,) if issuer is not None else parties), issuer
        return parties or ((issuer,) if issuer is not None else ()), issuer


class _Told(TypedDict, total=False):
    """Columns that the text tells, the last two by the inventory."""

    named: bool
    title: str
    agreement_type: str
    parties: tuple[str, ...]
    date: str | None
    year: int | None
    number: str | None
    issuer: str | None
    venue: str | None
    known_date: str | None
    known_parties: tuple[str, ...]


def _cited(told: _Told, published: date | None) -> Cited:
    """What a text says of an instrument, for the inventory."""
    return Cited(
        text=told["title"],
        kind=told["agreement_type"],
        named=told["named"],
        parties=told["parties"],
        date=told["date"],
        year=told["year"],
        number=told["number"],
        issuer=told["issuer"],
        published=published.isoformat() if published is not None else None,
    )


def _identified(
    mention: AgreementMention,
    told: _Told,
    cited: Cited,
    instrument: Instrument | None,
    days: Collection[str],
) -> AgreementMention:
    """Which instrument it is, what the text tells of it and what the inventory adds.

    Args:
        mention: As it was settled.
        told: What the text tells.
        cited: The same, for the inventory.
        instrument: What the inventory has for it.
        days: Days that the document names.
    """
    agreement_id, identity = identify(cited, instrument, mention.doc_id)
    columns = _known(told, instrument, days) if instrument is not None else told
    return replace(
        mention,
        agreement_id=agreement_id,
        identity=identity,
        link_confidence=CONFIDENCE[identity],
        **columns,
    )


def _known(told: _Told, instrument: Instrument, days: Collection[str]) -> _Told:
    """The same with what only the inventory says: usual title, day, other parties.

    A day that the text names too is told by the text: the inventory only says whose it is.
    """
    known, day = instrument.date, told["date"]
    if known is not None and known in days and day is None and told["number"] is None:
        day = known
    return {
        **told,
        "title": instrument.title,
        "date": day,
        "year": told["year"] or (int(day[:4]) if day is not None else None),
        "known_date": None if day is not None and len(day) == _FULL_DATE else known,
        "known_parties": tuple(p for p in instrument.parties if p not in told["parties"]),
    }


def _days(dates: Iterable[DateMention]) -> Iterator[str]:
    """The calendar days that a document names."""
    for found in dates:
        if found.granularity == "day" and found.end_date is not None:
            yield found.end_date.isoformat()


def _codes(mentions: Iterable[ActorMention | PlaceMention]) -> Iterator[str]:
    """Country codes that a document speaks of."""
    return (m.country_code for m in mentions if m.country_code is not None)
