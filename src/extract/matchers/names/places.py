"""Propose countries, nationalities and capitals; actor or place is settled later.

In:  "U.S.-led talks of Norlandic officials in Vessel City"
Out: U.S. (places/country) | Norlandic (places/demonym) | Vessel City (places/city, cue: capital)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries
from extract.matchers.base import propose_slice
from extract.matchers.names import page as kinds
from extract.matchers.names.page import ARTICLES, Find, Page
from extract.records import Proposal

#: Names inside one token: "U.S." in "U.S.-led", both in "U.S.-Japan".
_DOTTED: Final = re.compile(r"\b((?:[A-Z]\.){2,4})[-–](?:([A-Z]\w+)|(?=[a-z]))")

_MONEY: Final = frozenset({"dollar", "dollars"})

#: Table, label, rule and cue of each kind.
_READINGS: Final = {
    kinds.COUNTRY: ("country", "country-name", "country"),
    kinds.DEMONYM: ("demonym", "demonym", "country"),
    kinds.CAPITAL: ("city", "capital-name", "capital"),
}


def countries(page: Page) -> Iterator[Proposal]:
    """Names of countries, nationalities and capitals, with the country's code as a cue."""
    for find in page.finds:
        reading = _READINGS.get(find.word.kind)
        if reading is not None and not _is_money(page, find):
            label, rule, cue = reading
            yield page.propose(
                "places",
                find.start + (page.words[find.start] in ARTICLES),  # "The Sudan"
                find.end,
                rule=rule,
                label=label,
                cues={cue: find.word.value},
            )


def _is_money(page: Page, find: Find) -> bool:
    """Whether a country only names a currency: "US$", "U.S. dollars"."""
    sign = page.word(find.end) == "$" and not page.doc[find.end - 1].whitespace_
    return sign or "$" in page.words[find.end - 1] or page.word(find.end).lower() in _MONEY


@dataclass(frozen=True, slots=True)
class DottedAcronyms:
    """Countries and bodies before a hyphen, where spaCy makes one token: "U.N.-brokered"."""

    actors: ActorKnowledge
    countries: Countries

    def __call__(self, page: Page) -> Iterator[Proposal]:
        """Yield them in text order."""
        text = page.read.text
        for match in _DOTTED.finditer(text):
            for group in (1, 2):
                if match[group] is not None:
                    yield from self._known(text, *match.span(group))

    def _known(self, text: str, start: int, end: int) -> Iterator[Proposal]:
        country = self.countries.named(text[start:end])
        body = self.actors.organization(text[start:end])
        if country is not None:
            cues = {"country": country.code}
            yield propose_slice(
                "places", text, start, end, rule="country-name", label="country", cues=cues
            )
        elif body is not None:
            cues = {"organization": body.org_id}
            yield propose_slice(
                "actors",
                text,
                start,
                end,
                rule="known-organization",
                label=body.actor_type,
                cues=cues,
            )
