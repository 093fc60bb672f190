"""Find venues whose name goes on behind "of" or "to".

In:  "a wreath at the Monument to the Unknown Ferryman" | "received at the Palace of Concord"
Out: Monument to the Unknown Ferryman                   | Palace of Concord
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extract.matchers.base import propose_slice
from extract.records import Proposal

#: What stands in a town and is named for something: "Temple of the ...", "Monument to ...".
_KIND: Final = (
    r"(?:Palace|Temple|Cathedral|Shrine|Monument|Memorial|Museum|Stadium|Hall|House|Tomb"
    r"|Mausoleum|Square|Garden|Gate|Bridge|Fortress|Castle|Villa)"
)
_WORD: Final = r"[A-Z][\w’'-]{1,24}+"
#: A day is a name as well: "Stadium of 28 September".
_NAMESAKE: Final = (
    rf"(?:\d{{1,2}} {_WORD}|{_WORD}(?: (?:and (?:the )?|of (?:the )?)?{_WORD}){{0,3}})"
)
#: A venue is where one is or goes: "at the", "visited the"; what "the Museum of Art said" acts.
_VENUE: Final = re.compile(
    rf"\b(?:at|in|inside|outside|near|visit(?:s|ed|ing)?|toured) the "
    rf"(?P<venue>(?:{_WORD} ){{0,2}}{_KIND} (?:of|to) (?:the )?{_NAMESAKE})"
)


def venues(text: str) -> Iterator[Proposal]:
    """Yield one proposal per venue, in text order."""
    for match in _VENUE.finditer(text):
        yield propose_slice(
            "places", text, *match.span("venue"), rule="place-generic:of", label="building"
        )
