"""Say who the actors of a document are: name, identifier, type, country, office.

In:  settled mentions     President [Aliyev] | [Norlandic forces] | [OSCE] | [Vessel City]
Out: completed copies     Ilham Aliyev, AZE | Armed Forces of Norland | OSCE in full | Norland
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries
from extract.linking.actors.bodies import BodyLinker
from extract.linking.actors.echoes import EchoLinker
from extract.linking.actors.home import HomeFinder
from extract.linking.actors.persons import PersonLinker
from extract.records import ActorMention, Document, PlaceMention


@dataclass(frozen=True, slots=True)
class ActorLinker:
    """Links all actors of a document.

    Args:
        actors: Organisations, office-holders, words of names.
        countries: Names, nationalities, capitals.
    """

    actors: ActorKnowledge
    countries: Countries

    def __call__(
        self,
        mentions: Sequence[ActorMention],
        document: Document,
        places: Sequence[PlaceMention] = (),
    ) -> tuple[ActorMention, ...]:
        """Complete the actors of a document.

        Args:
            mentions: Settled mentions in text order, link columns empty.
            document: The document they stand in.
            places: Its settled places; countries among them tell where the text is at home.

        Returns:
            Copies with name, actor_id, actor_type, country_code, role and link_confidence.
        """
        bodies = BodyLinker(self.actors, self.countries)
        linked = tuple(m if m.actor_type == "person" else bodies(m, document) for m in mentions)
        home = HomeFinder(self.countries)(linked, places, document)
        linked = EchoLinker(self.actors, self.countries)(linked, document, home)
        return PersonLinker(self.actors, self.countries)(linked, document, home)
