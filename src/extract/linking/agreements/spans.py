"""What stands around an agreement: its document, and the mentions between two places of it.

In:  linked actors in text order, 120, 180
Out: those that begin at or after 120 and end by 180
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from extract.records import (
        ActorMention,
        AgreementMention,
        DateMention,
        Document,
        Mention,
        PlaceMention,
    )

    M = TypeVar("M", bound=Mention)

#: A line break inside a paragraph: "signed\nin Lorn"; what begins with a letter is sought fastest.
_WRAP: Final = re.compile(r"\n(?<!\n\n)(?!\s*\n)")

#: How far a letterhead reaches, and how long a line of it is at most.
_LETTERHEAD: Final = 300
_LONGEST_LINE: Final = 90
#: How far the heading and first sentence reach, whose one government speaks.
_HEADING: Final = 400
#: Who heads a letter: not "Norland" in a headline.
_ISSUERS: Final = frozenset({"government", "military"})

_START: Final = attrgetter("start")
#: "KEDO", "SPLM/A"
_ACRONYM: Final = re.compile(r"[A-Z][A-Z/-]{1,9}")


def between(mentions: Sequence[M], start: int, end: int) -> list[M]:
    """Mentions inside a stretch of the text.

    Args:
        mentions: All of one table, in text order.
        start: First code point of the stretch.
        end: One past its last.
    """
    if not mentions:
        return []
    first = bisect_left(mentions, start, key=_START)
    last = bisect_left(mentions, end, lo=first, key=_START)
    return [mention for mention in mentions[first:last] if mention.end <= end]


@dataclass(frozen=True, slots=True)
class Page:
    """A document with what is linked in it.

    Args:
        document: The document.
        actors: Its linked actors, in text order.
        places: Its linked places.
        dates: Its linked dates.
        agreements: Its agreement mentions.
        of_council: Whether it speaks of the Security Council: then "resolution 242" is its.
        loose_actors: Actors that stand in no agreement mention.
        loose_dates: Dates that stand in none.
        acronyms: Short name by actor id: another mention of the actor in capitals.
        bare_acronyms: All words in capitals by which the text calls an actor.
        issuer: Country that the text comes from, by its source or its letterhead; None if unknown.
        flat: Its text with line breaks inside paragraphs as blanks; offsets are the same.
    """

    document: Document
    actors: Sequence[ActorMention]
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]
    agreements: Sequence[AgreementMention]
    of_council: bool
    loose_actors: Sequence[ActorMention] = field(init=False)
    loose_dates: Sequence[DateMention] = field(init=False)
    acronyms: Mapping[str, str] = field(init=False)
    bare_acronyms: frozenset[str] = field(init=False)
    issuer: str | None = field(init=False)
    flat: str = field(init=False)

    def __post_init__(self) -> None:
        """Join the lines of paragraphs and sort out what is inside, once for all readers."""
        object.__setattr__(self, "flat", _WRAP.sub(" ", self.document.text))
        object.__setattr__(self, "acronyms", dict(_acronyms(self.actors)))
        issuer = self.document.source_country or _letterhead(self.actors, self.document.text)
        object.__setattr__(self, "issuer", issuer)
        bare = frozenset(a.text for a in self.actors if _ACRONYM.fullmatch(a.text))
        object.__setattr__(self, "bare_acronyms", bare)
        object.__setattr__(self, "loose_actors", _outside(self.actors, self.agreements))
        object.__setattr__(self, "loose_dates", _outside(self.dates, self.agreements))


def _letterhead(actors: Sequence[ActorMention], text: str) -> str | None:
    """The country of the first body on a line of its own above a text, else of the only one."""
    for actor in actors:
        if actor.start > _LETTERHEAD:
            break
        first = text.rfind("\n", 0, actor.start) + 1
        line = text[first : (text.find("\n", actor.end) + 1 or len(text))].strip()
        alone = len(line) <= _LONGEST_LINE and not line.endswith((".", ","))
        if actor.actor_type in _ISSUERS and actor.country_code is not None and alone:
            return actor.country_code
    heading = {
        actor.country_code
        for actor in actors
        if actor.end <= _HEADING and actor.actor_type in _ISSUERS and actor.country_code
    }
    return heading.pop() if len(heading) == 1 else None


def _acronyms(actors: Sequence[ActorMention]) -> Iterator[tuple[str, str]]:
    """Actors that are no states, with the acronym by which the text calls them too."""
    for actor in actors:
        if actor.actor_id is not None and _ACRONYM.fullmatch(actor.text):
            yield actor.actor_id, actor.text


def _outside(mentions: Sequence[M], agreements: Sequence[AgreementMention]) -> Sequence[M]:
    """Those of some mentions that stand in none of the agreements, both in text order."""
    starts = [agreement.start for agreement in agreements]
    found: list[M] = []
    for mention in mentions:
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or agreements[at].end <= mention.start:
            found.append(mention)
    return found
