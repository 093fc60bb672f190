"""All that a run knows: the packaged files and a project's own, joined once.

In:  OwnFiles (none by default)
Out: Knowledge    typed indexes, to be passed down; a problem of any own file stops before a run
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.errors import KnowledgeError
from extract.knowledge.actors import ActorKnowledge, load_actors
from extract.knowledge.agreements import Agreements, Instrument, load_agreements
from extract.knowledge.countries import Countries, load_countries
from extract.knowledge.issuers import Issuers, load_issuers
from extract.knowledge.learned import NOTHING_LEARNED
from extract.knowledge.offices import OfficeHolder
from extract.knowledge.organizations import Organization
from extract.knowledge.own import files
from extract.knowledge.own.actors import (
    read_offices,
    read_organizations,
    with_own_offices,
    with_own_organizations,
)
from extract.knowledge.own.agreements import read_agreements, with_own_agreements
from extract.knowledge.own.countries import OwnCountries, read_countries, with_own_countries
from extract.knowledge.own.files import NO_FILES, OwnFiles
from extract.knowledge.own.issuers import read_issuers, with_own_issuers
from extract.knowledge.own.places import OwnPlace, PlaceReader, with_own_places
from extract.knowledge.places import PlaceKnowledge, load_places
from extract.knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class Own:
    """What a project adds.

    Args:
        countries: Its countries, and the codes it wants to see.
        organizations: Its bodies.
        holders: Its terms of office.
        places: Its places.
        agreements: Its instruments.
    """

    countries: OwnCountries
    organizations: tuple[Organization, ...]
    holders: tuple[OfficeHolder, ...]
    places: tuple[OwnPlace, ...]
    agreements: tuple[Instrument, ...]

    @property
    def codes(self) -> Mapping[str, str]:
        """What the column `country_code` says instead of a code."""
        return dict(self.countries.codes)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything known, the project's own included.

    Args:
        countries: Names, nationalities, capitals.
        issuers: Countries of issuers.
        actors: Organisations, office-holders, words of names.
        places: Index, curated places, words around places.
        agreements: Instruments and words of citations.
        own: What of all this comes from the project.
    """

    countries: Countries
    issuers: Issuers
    actors: ActorKnowledge
    places: PlaceKnowledge
    agreements: Agreements
    own: Own


def load_knowledge(own: OwnFiles = NO_FILES) -> Knowledge:
    """Everything that is packaged, and a project's own files before it; nothing learned.

    Raises:
        KnowledgeError: Lines of the project's files cannot be used; all of them are named.
    """
    return _loaded(replace(own, learned=NOTHING_LEARNED))


@lru_cache(maxsize=2)
def _loaded(own: OwnFiles) -> Knowledge:
    knowledge, problems = read_knowledge(own)
    if problems:
        raise KnowledgeError.problems([str(problem) for problem in problems])
    return knowledge


def read_knowledge(own: OwnFiles) -> tuple[Knowledge, tuple[Problem, ...]]:
    """The same, with the problems of own lines, which are left out."""
    of_countries = read_countries(own.of(files.COUNTRIES), load_countries())
    (own_countries,) = of_countries.entries
    countries = with_own_countries(load_countries(), own_countries)
    of_issuers = read_issuers(own.of(files.ISSUERS), countries)
    bodies = read_organizations(own.of(files.ORGANIZATIONS), countries, load_actors())
    actors = with_own_organizations(load_actors(), bodies.entries)
    terms = read_offices(own.of(files.OFFICES), countries, actors)
    packaged = load_places(own.index)
    places = PlaceReader(countries, packaged.gazetteer)(own.of(files.PLACES))
    agreements = read_agreements(own.of(files.AGREEMENTS), countries, load_agreements())
    knowledge = Knowledge(
        countries=countries,
        issuers=with_own_issuers(load_issuers(), of_issuers.entries[0], countries),
        actors=with_own_offices(actors, terms.entries),
        places=with_own_places(packaged, places.entries),
        agreements=with_own_agreements(load_agreements(), agreements.entries),
        own=Own(own_countries, bodies.entries, terms.entries, places.entries, agreements.entries),
    )
    reads = (of_countries, of_issuers, bodies, terms, places, agreements)
    return knowledge, tuple(problem for read in reads for problem in read.problems)
