"""Say which rows rest on a project's own files, and give countries the codes it wants.

In:  linked mentions     Sorn (place:sorn), made by gazetteer-curated; Pristina, XKX
Out: the same            gazetteer-curated+own:places; RKS, own:countries
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from extract.records import (
    ActorMention,
    AgreementMention,
    Document,
    Mention,
    Mentions,
    PlaceMention,
)

M = TypeVar("M", bound=Mention)


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """What comes from a project's own files.

    Args:
        places: Identifiers of its places, "place:sorn" or "gn:147626".
        organizations: Identifiers of its bodies, "org:vald-front".
        persons: Identifiers of its office-holders, "person:ana-brisk".
        countries: Identifiers of its countries, "country:NOR".
        agreements: Identifiers of its instruments.
        codes: What `country_code` and parties say instead of a code.
    """

    places: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    agreements: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, mentions: Mentions) -> Mentions:
        """Mark all rows of a document that the project's files decided."""
        if self == _NOTHING:
            return mentions
        return replace(
            mentions,
            actors=tuple(self._actor(mention) for mention in mentions.actors),
            places=tuple(self._place(mention) for mention in mentions.places),
            agreements=tuple(self._agreement(mention) for mention in mentions.agreements),
        )

    def issued(self, document: Document) -> Document:
        """The document with the code its issuer's country has in the project."""
        code = document.source_country
        if code is None or code not in self.codes:
            return document
        return replace(document, source_country=self.codes[code])

    def _actor(self, mention: ActorMention) -> ActorMention:
        files = [
            name
            for name, ids in (
                ("organizations", self.organizations),
                ("offices", self.persons),
                ("countries", self.countries),
            )
            if mention.actor_id in ids
        ]
        return self._coded(mention, files)

    def _place(self, mention: PlaceMention) -> PlaceMention:
        files = ["places"] if mention.place_id in self.places else []
        files += ["countries"] if mention.place_id in self.countries else []
        return self._coded(mention, files)

    def _agreement(self, mention: AgreementMention) -> AgreementMention:
        files = ["agreements"] if mention.agreement_id in self.agreements else []
        if not self.codes.keys().isdisjoint((*mention.parties, *mention.known_parties)):
            files.append("countries")
        parties = tuple(self._codes(mention.parties))
        known = tuple(code for code in self._codes(mention.known_parties) if code not in parties)
        return replace(_marked(mention, files), parties=parties, known_parties=known)

    def _coded(self, mention: _C, files: list[str]) -> _C:
        code = mention.country_code
        if code is None or code not in self.codes:
            return _marked(mention, files)
        return replace(_marked(mention, [*files, "countries"]), country_code=self.codes[code])

    def _codes(self, parties: Iterable[str]) -> Iterator[str]:
        return iter(dict.fromkeys(self.codes.get(party, party) for party in parties))


_C = TypeVar("_C", ActorMention, PlaceMention)
_NOTHING = OwnMarks()


def _marked(mention: M, files: Iterable[str]) -> M:
    """The mention with one more rule for each file of the project that it rests on."""
    marks = {f"own:{name}" for name in files}
    if not marks:
        return mention
    return replace(mention, method="+".join(sorted({*mention.method.split("+"), *marks})))
