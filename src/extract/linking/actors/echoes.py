"""Link what a text introduced elsewhere: acronyms in brackets, short forms, bare ministries.

In:  "Norland Peace Mission (NPM) ... NPM ... the Mission"; "the Foreign Ministry" after Norland's
Out: all three are the Norland Peace Mission; the ministry is Norland's
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries
from extract.linking.actors import words
from extract.linking.actors.belonging import Belonging
from extract.linking.actors.bodies import ECHOED
from extract.linking.actors.home import Home
from extract.linking.actors.introduced import BODIES, Introduced, longer_names
from extract.records import ActorMention, Document
from extract.text.names import fold

#: Most characters between a name and its acronym, line break and indent included.
_CLOSE: Final = 12


@dataclass(frozen=True, slots=True)
class EchoLinker:
    """Gives mentions the identity of the fuller mention they stand for.

    Args:
        actors: Short forms of organisations, full names of ministries.
        countries: The issuer's country names bare ministries.
    """

    actors: ActorKnowledge
    countries: Countries

    def __call__(
        self, mentions: Sequence[ActorMention], document: Document, home: Home | None
    ) -> tuple[ActorMention, ...]:
        """Mentions in text order, those of bodies completed.

        Args:
            mentions: Linked by their own words.
            document: The document they stand in.
            home: Whose the bodies are that no country is said of.
        """
        acronyms = _acronyms(mentions, document.text)
        longer = longer_names(mentions)
        linked: list[ActorMention] = []
        earlier = Introduced(self.actors)
        done: dict[int, ActorMention] = {}
        belonging = Belonging(self.actors, self.countries, document, home)
        for mention in mentions:
            full = self._full(mention, earlier, longer, acronyms)
            if full is not None:  # as linked by now, with the country of its home
                full = done.get(full.start, full)
            known = mention if full is None or full is mention else _same(mention, full)
            linked.append(belonging(known) if known.country_code is None else known)
            earlier.add(linked[-1])
            done[mention.start] = linked[-1]
        return tuple(linked)

    def _full(
        self,
        mention: ActorMention,
        earlier: Introduced,
        longer: Mapping[str, ActorMention],
        acronyms: Mapping[str, ActorMention],
    ) -> ActorMention | None:
        """The fuller mention that a mention stands for, None if it stands for itself."""
        if mention.actor_type not in BODIES:
            return None
        full = acronyms.get(mention.text)
        if self._is_listed(mention) and (full is None or self._has_own_name(mention, full)):
            return None
        if full is None and "short-form" in mention.method.split("+"):
            full = earlier.shortened(mention.text)
        if full is None and self._is_alone(mention):
            full = earlier.government(mention.text)
        if full is None and mention.country_code is None and mention.actor_type == "government":
            return self._ministry(mention, earlier)
        return longer.get(words.squeeze(mention.text)) if full is None else full

    def _is_alone(self, mention: ActorMention) -> bool:
        """Whether a head alone stands for a ministry named before: "Ministry said"."""
        return mention.actor_type == "government" and mention.text in self.actors.words.heads

    def _is_listed(self, mention: ActorMention) -> bool:
        return self.actors.organization(mention.text) is not None

    def _has_own_name(self, mention: ActorMention, full: ActorMention) -> bool:
        """Whether a listed acronym keeps its meaning behind this longer name.

        "Secretariat of the League of Arab States (LAS)": the League, not its Secretariat.
        """
        body = self.actors.organization(mention.text)
        ending = fold(words.squeeze(full.text))
        return self._is_listed(full) or (
            body is not None and any(ending.endswith(fold(name)) for name in body.names)
        )

    def _ministry(self, mention: ActorMention, earlier: Introduced) -> ActorMention | None:
        """The latest ministry of the same field before a bare "Foreign Ministry"."""
        full = self.actors.words.canonical.get(fold(words.squeeze(mention.text)))
        return earlier.ministry(full) if full is not None else None


def _acronyms(mentions: Sequence[ActorMention], text: str) -> dict[str, ActorMention]:
    """The mention right before each bracketed one, by the text in brackets."""
    found: dict[str, ActorMention] = {}
    for full, short in pairwise(mentions):
        if full.actor_type not in BODIES:
            continue
        between = text[full.end : short.start] if short.start - full.end < _CLOSE else ""
        if between.strip() == "(" and text[short.end : short.end + 1] == ")":
            found.setdefault(short.text, full)
    return found


def _same(mention: ActorMention, full: ActorMention) -> ActorMention:
    return replace(
        mention,
        name=full.name,
        actor_id=full.actor_id,
        actor_type=full.actor_type,
        country_code=full.country_code,
        link_confidence=ECHOED,
    )
