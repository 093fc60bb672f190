"""What we know of actors: organisations, office-holders, and the words that make names.

In:  data/organizations.csv, offices.csv, titles.toml, actors.toml
Out: ActorKnowledge
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.errors import KnowledgeError
from extract.knowledge import offices, organizations
from extract.knowledge.learned import LearnedHolder
from extract.knowledge.name_words import NameWords, read_name_words
from extract.knowledge.offices import OfficeHolder, read_office_holders
from extract.knowledge.organizations import Organization, read_organizations
from extract.text.names import fold


@dataclass(frozen=True, slots=True)
class ActorKnowledge:
    """Everything packaged about actors, with the indexes that matching and linking need.

    Args:
        organizations: All of them.
        by_id: Organisation by its id.
        by_name: Organisation by the fold of each of its spellings.
        holders: All terms of office.
        by_person: Terms of office by the fold of each spelling of the full name.
        by_surname: Terms of office by the fold of each name's last word.
        words: Titles, heads, nouns.
    """

    organizations: tuple[Organization, ...]
    by_id: Mapping[str, Organization]
    by_name: Mapping[str, Organization]
    holders: tuple[OfficeHolder, ...]
    by_person: Mapping[str, tuple[OfficeHolder, ...]]
    by_surname: Mapping[str, tuple[OfficeHolder, ...]]
    words: NameWords

    def organization(self, name: str) -> Organization | None:
        """The organisation of a name, in any spelling of it that we list."""
        return self.by_name.get(name_key(name))


@lru_cache(maxsize=1)
def load_actors() -> ActorKnowledge:
    """The packaged knowledge.

    Raises:
        KnowledgeError: Two organisations share a spelling, or an entry breaks a rule of its file.
    """
    bodies, holders = read_organizations(), read_office_holders()
    by_id = {body.org_id: body for body in bodies}
    for holder in holders:
        if not (len(holder.polity) == 3 and holder.polity.isupper()):  # noqa: PLR2004  # ISO alpha-3
            _require(holder, by_id)
    return index_actors(bodies, holders, read_name_words())


def name_key(name: str) -> str:
    """The key under which the spellings of an organisation meet: "U.N." and "UN"."""
    return fold(name).replace(".", "")


def index_actors(
    bodies: tuple[Organization, ...], holders: tuple[OfficeHolder, ...], words: NameWords
) -> ActorKnowledge:
    """Build the indexes.

    Raises:
        KnowledgeError: Two organisations share a spelling.
    """
    return ActorKnowledge(
        organizations=bodies,
        by_id={body.org_id: body for body in bodies},
        by_name=_by_name(bodies),
        holders=holders,
        by_person=_grouped((fold(name), holder) for holder in holders for name in holder.names),
        by_surname=_grouped(
            (fold(name.split()[-1]), holder) for holder in holders for name in holder.names
        ),
        words=words,
    )


def with_holders(actors: ActorKnowledge, learned: Iterable[LearnedHolder]) -> ActorKnowledge:
    """The same, with terms of office that were learned behind those that are known."""
    holders = tuple(
        OfficeHolder(
            person=one.person, aliases=(), office=one.office, polity=one.polity,
            start=one.start, end=None, nationality=None,
        )
        for one in learned
    )  # fmt: skip
    if not holders:
        return actors
    knowledge = index_actors(actors.organizations, (*actors.holders, *holders), actors.words)
    return replace(knowledge, by_id=actors.by_id)


def _require(holder: OfficeHolder, by_id: Mapping[str, Organization]) -> None:
    if holder.polity not in by_id:
        raise KnowledgeError.bad_entry(
            offices.FILE, holder.person, f"names the unknown polity {holder.polity!r}"
        )


def _by_name(bodies: Iterable[Organization]) -> dict[str, Organization]:
    found: dict[str, Organization] = {}
    for body in bodies:
        for name in body.names:
            known = found.setdefault(name_key(name), body)
            if known is not body:
                raise KnowledgeError.bad_entry(
                    organizations.FILE, body.org_id, f"shares {name!r} with {known.org_id!r}"
                )
    return found


def _grouped(
    pairs: Iterable[tuple[str, OfficeHolder]],
) -> dict[str, tuple[OfficeHolder, ...]]:
    groups: defaultdict[str, list[OfficeHolder]] = defaultdict(list)
    for key, holder in pairs:
        if holder not in groups[key]:
            groups[key].append(holder)
    return {key: tuple(holders) for key, holders in groups.items()}
