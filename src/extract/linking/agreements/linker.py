"""Link agreements: read what a text says of each, find it in the inventory, join its mentions.

In:  settled agreement mentions with empty link columns; linked actors, places and dates
Out: completed copies: parties, date, year, number, issuer, venue from the text; id and `known_`
     columns from the inventory; short forms ("the Protocol", "the MoU") share the id of the
     citation they repeat
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.identity import CONFIDENCE, Cited, Identifier, identify
from extract.linking.agreements.numbers import NumberReader, speaks_of_council
from extract.linking.agreements.parties import PartyReader
from extract.linking.agreements.references import antecedents
from extract.linking.agreements.signing import DayReader, venue
from extract.linking.agreements.spans import Page

if TYPE_CHECKING:
    from extract.knowledge.agreements import Agreements, Instrument
    from extract.knowledge.countries import Countries
    from extract.linking.agreements.numbers import Number
    from extract.records import (
        ActorMention,
        AgreementMention,
        DateMention,
        Document,
        PlaceMention,
    )

_FULL_DATE: Final = 10
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
    _identifier: Identifier = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Build the readers, once for all documents."""
        words = self.knowledge.words
        object.__setattr__(self, "_numbers", NumberReader(words))
        object.__setattr__(self, "_parties", PartyReader(self.countries, words))
        object.__setattr__(self, "_days", DayReader(words))
        object.__setattr__(self, "_identifier", Identifier(self.knowledge))

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
        around = frozenset(_codes((*actors, *places)))
        of_council = speaks_of_council(document.text)
        page = Page(document, actors, places, dates, of_council)
        read = [self._read(mention, page) for mention in agreements]
        linked = [self._identified(mention, around) for mention in read]
        shared = antecedents(linked, document.text, self.knowledge.words)
        return tuple(_shared(linked, shared))

    def _read(self, mention: AgreementMention, page: Page) -> AgreementMention:
        """What the text itself says."""
        number = self._numbers(mention, of_council=page.of_council)
        day = self._days(mention, page, number)
        parties, issuer = self._sides(mention, page, number)
        year = number.year or (int(day[:4]) if day is not None else None)
        return replace(
            mention,
            title=" ".join(mention.text.split()),
            parties=parties,
            date=day,
            year=year,
            number=number.number,
            issuer=issuer,
            venue=venue(mention, page),
        )

    def _sides(
        self, mention: AgreementMention, page: Page, number: Number
    ) -> tuple[tuple[str, ...], str | None]:
        """Parties and issuer; the party of a resolution is the body that adopted it."""
        parties = self._parties(mention, page)
        issuer = number.issuer
        if mention.agreement_type not in _OF_BODIES:
            return parties, None
        if mention.agreement_type == "resolution":
            issuer = issuer or (parties[0] if len(parties) == 1 else None)
            return ((issuer,) if issuer is not None else parties), issuer
        return parties or ((issuer,) if issuer is not None else ()), issuer

    def _identified(self, mention: AgreementMention, around: Collection[str]) -> AgreementMention:
        """Which instrument it is, and what the inventory adds."""
        cited = Cited(
            text=mention.title,
            kind=mention.agreement_type,
            named=mention.named,
            parties=mention.parties,
            date=mention.date,
            year=mention.year,
            number=mention.number,
            issuer=mention.issuer,
        )
        instrument = self._identifier.instrument(cited, around)
        agreement_id, identity = identify(cited, instrument, mention.doc_id)
        known = _known(mention, instrument) if instrument is not None else mention
        return replace(
            known,
            agreement_id=agreement_id,
            identity=identity,
            link_confidence=CONFIDENCE[identity],
        )


def _known(mention: AgreementMention, instrument: Instrument) -> AgreementMention:
    """What only the inventory says: the usual title, the day, the other parties."""
    told = mention.date is not None and len(mention.date) == _FULL_DATE
    return replace(
        mention,
        title=instrument.title,
        known_date=None if told else instrument.date,
        known_parties=tuple(p for p in instrument.parties if p not in mention.parties),
    )


def _codes(mentions: Iterable[ActorMention | PlaceMention]) -> Iterator[str]:
    """Country codes that a document speaks of."""
    return (m.country_code for m in mentions if m.country_code is not None)


def _shared(
    mentions: Sequence[AgreementMention], first: Sequence[int]
) -> Iterator[AgreementMention]:
    """Give mentions that repeat another one its identity, parties and date.

    Args:
        mentions: All mentions, each identified by itself.
        first: For each the position of the one it repeats, or its own.
    """
    full: dict[int, AgreementMention] = {}
    for mention, at in zip(mentions, first, strict=True):
        best = full.get(at, mentions[at])
        wider = set(best.parties) <= set(mention.parties)
        fuller = mention.parties if wider else best.parties
        full[at] = replace(best, parties=fuller, date=best.date or mention.date)
    for position, (mention, at) in enumerate(zip(mentions, first, strict=True)):
        if mention.number is not None:
            yield mention
            continue
        source = full[at]
        parties = source.parties or mention.parties
        day = mention.date or source.date
        year = mention.year or (int(day[:4]) if day is not None else None)
        if position == at:
            yield replace(mention, parties=parties, date=day, year=year)
            continue
        yield replace(
            mention,
            parties=parties,
            date=day,
            year=year,
            agreement_id=source.agreement_id,
            identity=source.identity,
            title=source.title,
            issuer=mention.issuer or source.issuer,
            known_date=source.known_date,
            known_parties=source.known_parties,
            link_confidence=source.link_confidence,
        )
