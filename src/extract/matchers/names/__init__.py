"""Names of actors, countries and nationalities: the model's, the known ones, the built ones.

In:  a parsed text     "Norlandic Foreign Minister Ana Brisk met OSCE officials in Sudria"
Out: proposals         Norlandic (demonym) | Ana Brisk (person) | OSCE (igo) | Sudria (country)

Which of them stay, and whether Sudria acts or is a place, is settled by `deciding`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries
from extract.matchers.names.acronyms import acronyms
from extract.matchers.names.bodies import KnownBodies
from extract.matchers.names.built import BuiltBodies
from extract.matchers.names.echoes import ShortForms, consistent, surnames
from extract.matchers.names.entities import Entities
from extract.matchers.names.events import Events
from extract.matchers.names.page import Page, Word, read_page
from extract.matchers.names.persons import NameEnds, TitledPersons, known_persons
from extract.matchers.names.places import DottedAcronyms, countries
from extract.matchers.names.speakers import speakers
from extract.matchers.names.told import ToldNames
from extract.matchers.names.vocabulary import build_phrases
from extract.matchers.phrases import Phrases
from extract.records import Proposal

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class NameMatcher:
    """Everyone who sees names, over one walk of the text.

    Args:
        actors: What we know of organisations, offices and the words of names.
        countries: Names, nationalities and capitals.
    """

    actors: ActorKnowledge
    countries: Countries
    _phrases: Phrases[Word] = field(init=False, repr=False)
    _readers: Sequence[Callable[[Page], Iterator[Proposal]]] = field(init=False, repr=False)
    _echoes: Sequence[Callable[[Page, Sequence[Proposal]], Iterator[Proposal]]] = field(
        init=False, repr=False
    )

    def __post_init__(self) -> None:
        """Build the list of phrases and the readers, once."""
        outside = self.actors.words.outside
        readers = (
            countries,
            DottedAcronyms(self.actors, self.countries),
            KnownBodies(self.actors),
            BuiltBodies(self.actors),
            TitledPersons(NameEnds(outside)),
            known_persons,
            speakers,
            Events(outside, self.actors.words.election_adjectives),
            Entities(self.actors),
        )
        object.__setattr__(self, "_phrases", build_phrases(self.actors, self.countries))
        object.__setattr__(self, "_readers", readers)
        object.__setattr__(self, "_echoes", (acronyms, surnames, ShortForms(self.actors)))

    def __call__(self, doc: Doc) -> Iterator[Proposal]:
        """Yield proposals for actors and places and masks for events; spans may overlap.

        Args:
            doc: A tokenised text with the entities of the model.
        """
        page = read_page(doc, self._phrases)
        found = [proposal for reader in self._readers for proposal in reader(page)]
        told = ToldNames(self.actors.words.told, self.actors.words.outside)
        found[:0] = told(page, found)  # first, so that acronyms and short forms follow
        for echo in self._echoes:
            found.extend(list(echo(page, found)))
        yield from _redefined(found)
        yield from consistent(found)


def _redefined(found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Leave out what we know of an acronym that the text explains otherwise: "... (RCC)"."""
    acronyms = {proposal.text for proposal in found if proposal.rule == "acronym"}
    for proposal in found:
        if proposal.rule != "known-organization" or proposal.text not in acronyms:
            yield proposal
