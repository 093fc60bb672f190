"""Keep the bodies a text has introduced, by the words that may stand for them later.

In:  "the Norland Peace Mission", "Norland's Foreign Ministry", each as it is linked
Out: "Mission" -> the Norland Peace Mission; "Ministry of Foreign Affairs" -> Norland's

Each is looked up, not searched for: a text of ten thousand names takes ten times as long as one
of a thousand, not a hundred times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.linking.actors import words
from extract.records import ActorMention

BODIES: Final = frozenset({"government", "military", "igo", "group", "organization"})
_LINKS: Final = frozenset({"of", "on", "for", "in", "to", "off"})


@dataclass(slots=True)
class Introduced:
    """The mentions linked so far; the latest that a word stands for is found at once.

    Args:
        actors: Short forms of organisations.
    """

    actors: ActorKnowledge
    _waiting: list[ActorMention] = field(init=False, default_factory=list)
    _longer: dict[str, ActorMention] = field(init=False, default_factory=dict)
    _listed: dict[str, ActorMention] = field(init=False, default_factory=dict)
    _governments: dict[str, ActorMention] = field(init=False, default_factory=dict)
    _ministries: dict[str, ActorMention] = field(init=False, default_factory=dict)

    def add(self, mention: ActorMention) -> None:
        """Take in the next mention in text order, linked; it is read when first asked for."""
        self._waiting.append(mention)

    def shortened(self, noun: str) -> ActorMention | None:
        """The latest longer body that "the Council" stands for, or the latest listed one."""
        self._read()
        return self._longer.get(noun) or self._listed.get(noun)

    def government(self, head: str) -> ActorMention | None:
        """The latest body of a government before a bare "Ministry"."""
        self._read()
        return self._governments.get(head)

    def ministry(self, full: str) -> ActorMention | None:
        """The latest ministry of a field, with its country: "Ministry of Foreign Affairs"."""
        self._read()
        return self._ministries.get(full)

    def _read(self) -> None:
        for mention in self._waiting:
            self._index(mention)
        self._waiting.clear()

    def _index(self, mention: ActorMention) -> None:
        body = self.actors.organization(mention.text)
        shorts: Sequence[str] = tuple(body.shorts) if body is not None else ()
        self._listed.update(dict.fromkeys(shorts, mention))
        if mention.actor_type in BODIES:
            parts = mention.text.split()
            for short in (*shorts, parts[0], parts[-1], _head(parts)):
                if len(mention.text) > len(short):
                    self._longer[short] = mention
                    if mention.actor_type == "government":
                        self._governments[short] = mention
        if mention.country_code:
            *fields, _ = mention.name.split(" of ")
            for ministry in accumulate(fields, lambda name, more: f"{name} of {more}"):
                self._ministries[ministry] = mention


def _head(parts: Sequence[str]) -> str:
    """The last word before what a body is for: "Contact Group on Lorn" is a Group."""
    at = next((at for at, part in enumerate(parts) if part in _LINKS), 0)
    return parts[at - 1]


def longer_names(mentions: Sequence[ActorMention]) -> dict[str, ActorMention]:
    """The first longer body that ends in the whole of a shorter one, by the shorter.

    Args:
        mentions: All of a text. "Coordination Council" is found in "Norlandic Coordination
            Council"; one word alone may end many names.
    """
    names = [(words.squeeze(m.text), m) for m in mentions if m.actor_type in BODIES]
    short = {name for name, _ in names if " " in name}
    found: dict[str, ActorMention] = {}
    for name, mention in names:
        for ending in _endings(name):
            if ending in short:
                found.setdefault(ending, mention)
    return found


def _endings(name: str) -> Iterator[str]:
    """What is left of a name without its first words, the longest first."""
    at = name.find(" ")
    while at >= 0:
        yield name[at + 1 :]
        at = name.find(" ", at + 1)
