"""What stands around an agreement: its document, and the mentions between two places of it.

In:  linked actors in text order, 120, 180
Out: those that begin at or after 120 and end by 180
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from extract.records import ActorMention, DateMention, Document, Mention, PlaceMention

    M = TypeVar("M", bound=Mention)


def between(mentions: Sequence[M], start: int, end: int) -> list[M]:
    """Mentions inside a stretch of the text.

    Args:
        mentions: All of one table, in text order.
        start: First code point of the stretch.
        end: One past its last.
    """
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_left(mentions, end, lo=first, key=lambda mention: mention.start)
    return [mention for mention in mentions[first:last] if mention.end <= end]


@dataclass(frozen=True, slots=True)
class Page:
    """A document with what is linked in it.

    Args:
        document: The document.
        actors: Its linked actors, in text order.
        places: Its linked places.
        dates: Its linked dates.
        of_council: Whether it speaks of the Security Council: then "resolution 242" is its.
    """

    document: Document
    actors: Sequence[ActorMention]
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]
    of_council: bool
