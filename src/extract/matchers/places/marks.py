"""Places that the marks around them give away: datelines, abbreviated states, party tags.

In:  "BAKU, 3 May --" | "Long Beach, CA" | "Sen. Ana Brisk (D-Lorn)"
Out: BAKU             | CA               | Lorn
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
from extract.text.names import fold

#: A bare name is proposed only for a place of this size: smaller ones share their names with
#: people and things. Origin: cut-off of the index's middle level.
LARGE: Final = 15_000
#: "BAKU, 14 September 2022", "GENEVA (Reuters) -", "Lorn, May 3 --", at the head of a line.
_DATELINE: Final = re.compile(
    r"^(?P<place>[A-Z][\w.’']+(?:[ -][^\W\d][\w.’']*){0,5})"
    r"(?:/(?P<other>[A-Z][\w.’']+(?:[ -][\w.’']+){0,3}))?"
    r"(?:, (?P<container>[A-Z][\w.]+(?: [A-Z]\w+)?))?"
    r"(?:,? (?:\d{1,2}\b|[A-Z][a-z]{2,8}\.? \d{1,2}\b)[^\n]{0,24}?(?:--|–|—|:|-|\.|/)"
    r"| \([A-Z][\w ]{1,20}\) ?(?:--|–|—|-)| ?(?:--|–|—) )",
    re.MULTILINE,
)
#: One town, or two: "PARIS/VIENNA, 5 September -".
_TOWNS: Final = ("place", "other")
#: "... in court. LORN, N.C. (AP) — A man": in capitals, anywhere a sentence may begin.
_CAPITALS: Final = re.compile(
    r"(?:^|(?<=[.!?\"”\n] ))(?P<place>[A-Z][A-Z.’'-]{2,20}(?: [A-Z][A-Z.’'-]{1,20}){0,3})"
    r"(?:, [A-Z][\w.]{1,12}(?: [A-Z][\w.]{1,12})?)?(?: \([A-Z]{2,12}\))? ?(?:-{1,3}|–|—)\s",
    re.MULTILINE,
)
#: "Paris, Tenn.," "(Ga.)" "D-N.Y.": what may be an abbreviation, and the mark before it.
_SHORT: Final = re.compile(
    r"(?P<mark>, |\(|[DRI]-|^|[ ])"
    r"(?P<short>[A-Z][A-Za-z]{0,4}\.(?: ?[A-Z][a-z]{0,3}\.){0,3}|[A-Z]{2,3})(?![\w-])"
)
#: "Rep. Ana Brisk, D-Lorn", "(R-Lorn City)", "DFL-Lorn".
_PARTY: Final = re.compile(r"\b(?:D|R|I|DFL)-(?P<place>[A-Z][\w.’']+(?: [A-Z][\w.’']+){0,2})")


@dataclass(frozen=True, slots=True)
class Marks:
    """Proposes places by the marks around them.

    Args:
        places: The index and abbreviations.
        countries: Countries and capitals in datelines.
    """

    places: PlaceKnowledge
    countries: Countries

    def __call__(self, text: str) -> Iterator[Proposal]:
        """Yield proposals: datelines, then abbreviations, then tags."""
        for pattern in (_DATELINE, _CAPITALS):
            for match in pattern.finditer(text):
                if not self._is_place(text, match):
                    continue
                towns = match.groupdict()
                for group in _TOWNS:
                    if towns.get(group) and self._is_known(match[group]):
                        yield _propose(text, match, group, rule="dateline", label="city")
        for match in _SHORT.finditer(text):
            if self._is_short(text, match):
                yield _propose(text, match, "short", rule="place-head:short", label="region")
        for match in _PARTY.finditer(text):
            if self._is_known(match["place"]):
                yield _propose(text, match, "place", rule="place-head:party", label="city")

    def _is_known(self, name: str) -> bool:
        return bool(self.places.find(name)) or self.countries.of_capital(name) is not None

    def _is_place(self, text: str, match: re.Match[str]) -> bool:
        """Whether what opens a line is no other word: "At 10:30 the", "By - ", "March 14 -".

        Many words are villages somewhere. With a comma or bracket, any is a place: "NICE, July 15
        (AFP) -"; without, one in capitals or a town of some size: "Still – they came".
        """
        name, words = match["place"], self.places.words
        word = fold(name)
        if word in words.not_datelines or word in words.openers or word in words.prepositions:
            return False
        if text[match.end("place") : match.end("place") + 2] in {", ", " ("}:
            return True
        return word not in words.never and (name.isupper() or self._is_large(name))

    def _is_large(self, name: str) -> bool:
        is_town = any(e.primary and e.population >= LARGE for e in self.places.find(name))
        return is_town or self.countries.of_capital(name) is not None

    def _is_short(self, text: str, match: re.Match[str]) -> bool:
        """Whether an abbreviation stands where one does: "Lorn, Mass.", not "Mass. was held"."""
        short, is_marked = match["short"], match["mark"] not in {"", " "}
        if short in self.places.abbreviations:
            # "N.C." and "W.Va." are nothing else; "Ind." and "Miss." may be
            return is_marked or short.count(".") > 1
        before = text[max(0, match.start() - 1) : match.start()]
        return match["mark"] == ", " and short in self.places.postal and before.islower()


def _propose(text: str, match: re.Match[str], group: str, *, rule: str, label: str) -> Proposal:
    return propose_slice("places", text, *match.span(group), rule=rule, label=label)
