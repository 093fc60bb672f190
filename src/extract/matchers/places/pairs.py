"""Find the two ends of a way or crossing that is named for them.

In:  "crossings at Ulva-Kelbin and Vest-Lorn" | "the Ulva-Kelbin road"
Out: Ulva | Kelbin | Vest | Lorn              | Ulva | Kelbin
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.places import PlaceKnowledge
from extract.matchers.base import propose_slice
from extract.records import Proposal

_NAME: Final = r"[A-Z][\w’']{1,24}+(?: [A-Z][\w’']{1,24}+)?"
#: "Ulva-Kelbin", "Ulva–Kelbin-New Vest": no way has more than six such towns.
_CHAIN: Final = rf"{_NAME}(?:[-–]{_NAME}){{1,5}}"
#: A pair begins where no other word or hyphen stands before.
_PAIR: Final = rf"(?<![\w’'–-])(?P<pair>{_CHAIN})(?![\w–-])"
#: What lies between two towns and is named for both: "crossings at ", "check posts of ", "roads ".
_WAY: Final = (
    r"(?:crossings?(?: points?)?|check ?-?(?:posts?|points?)|border (?:posts?|points?)|roads?"
    r"|routes?|railways?|highways?|motorways?|ferry|ferries)"
)
_BEFORE: Final = re.compile(
    rf"\b(?i:{_WAY}(?: at| of| on| between|:)?) {_PAIR}"
    rf"(?:(?:,? and |, ){_NAME}[-–]{_NAME}){{0,6}}"
)
#: "the Ulva-Kelbin road". A corridor is a place of its own, with its name; a railway is a project.
_AFTER: Final = re.compile(
    rf"(?!The ){_PAIR}(?= (?:rail |main |supply |border )?"
    r"(?:roads?|routes?|line|link|highway|motorway|crossing|ferry|bridge)\b)"
)
_WHOLE: Final = re.compile(_CHAIN)
_END: Final = re.compile(_NAME)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Proposes the ends of ways.

    Args:
        places: Tells pairs from names with a hyphen: "the road to Ust-Lorn".
        countries: Left to the matcher of names.
    """

    places: PlaceKnowledge
    countries: Countries

    def __call__(self, text: str) -> Iterator[Proposal]:
        """Yield one proposal for each end, in text order of the pairs."""
        for match in _BEFORE.finditer(text):
            wholes = list(_WHOLE.finditer(text, match.start("pair"), match.end()))
            if any(self._has_known_end(whole[0]) for whole in wholes):
                for whole in wholes:
                    yield from self._ends(text, *whole.span())
        for match in _AFTER.finditer(text):
            yield from self._ends(text, *match.span("pair"))

    def _has_known_end(self, pair: str) -> bool:
        return any(self.places.find(end) for end in _END.findall(pair))

    def _ends(self, text: str, start: int, end: int) -> Iterator[Proposal]:
        if self.places.find(text[start:end]):
            return  # "the Ust-Lorn road" has one end
        ends = list(_END.finditer(text, start, end))
        if any(self._is_other(one[0]) for one in ends):
            return
        for one in ends:
            yield propose_slice("places", text, *one.span(), rule="place-pair", label="city")

    def _is_other(self, name: str) -> bool:
        """Whether a name is a country's or nationality's: "the Norland-Sudria bridge"."""
        return self.countries.meant_by(name) is not None
