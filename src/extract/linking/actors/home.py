"""Find the country a text is at home in: whose "Ministry of Trade" a bare one is.

In:  linked bodies, the countries, nationalities and capitals of a text, its issuer
Out: Home("NOR", "home:letterhead"), because its first line is "Ministry of Trade of Norland"

Who issued a text is known, or stands in a line of its own above or below it. Else it is the
country that most of the text is about, if one clearly leads, or the one whose capital it was
written in: good enough for ministries and forces, not for persons.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.knowledge.countries import Countries
from extract.records import ActorMention, Document, PlaceMention

ISSUER: Final = "home:issuer"
LETTERHEAD: Final = "home:letterhead"
MAIN: Final = "home:main"
DATELINE: Final = "home:dateline"
#: Share of the bodies without a country of their own that a reason put right. Origin: data/gold,
#: train and dev, and 48 releases of other writers, 2026-11-25 (decision 0017). Issuers are known
#: in none of these texts, theirs is an estimate.
SURE: Final = {ISSUER: 0.95, LETTERHEAD: 0.95, MAIN: 0.85, DATELINE: 0.85}
_STATES: Final = frozenset({"country", "government", "military"})
BODIES_OF_STATES: Final = frozenset({"government", "military"})
_FORMAL: Final = "country:letterhead"
#: Characters at the top and at the bottom of a text in which issuers name themselves, those of a
#: letterhead below its first body, and most that may stand beside a name on its line.
_TOP, _BOTTOM, _HEAD, _BESIDE = 250, 150, 150, 25
#: Characters in which a dateline begins.
_DATELINE: Final = 160
#: The leading country has this share of all that are named, and so many mentions for each of the
#: next one's; one that a text is only written in has the last share.
_SHARE, _LEAD, _NAMED = 0.4, 1.25, 0.2
#: Between "Ministry of Trade" and "Kingdom of Norland"; before a capital that opens a line.
_NEXT: Final = re.compile(r"(?:,|\s*\n)\s*(?:the )?", re.IGNORECASE)
_OPENS: Final = re.compile(r"(?:\n\s*|^, )$")
_JOINT: Final = re.compile(r"\bjoint\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Home:
    """The country of a text.

    Args:
        code: ISO alpha-3; empty if all that is known is that a body of states issued the text.
        reason: What says so, a rule of `method`.
        by_body: Whether an intergovernmental body issued the text, whose own organs go unnamed.
    """

    code: str
    reason: str
    by_body: bool = False

    @property
    def is_issuers(self) -> bool:
        """Whether the text is the country's own, rather than about it."""
        return self.reason in {ISSUER, LETTERHEAD}

    def added_to(self, method: str) -> str:
        """The rules of a mention with this one more."""
        return "+".join(sorted({*method.split("+"), self.reason}))


@dataclass(frozen=True, slots=True)
class HomeFinder:
    """Finds the home of a text.

    Args:
        countries: Names, nationalities, capitals.
    """

    countries: Countries

    def __call__(
        self,
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        document: Document,
    ) -> Home | None:
        """The home of a document, None if nothing tells.

        Args:
            actors: Its actors, bodies linked by their own words.
            places: Its places as settled, not linked yet.
            document: The document.
        """
        if document.source_country is not None:
            return Home(document.source_country, ISSUER)
        text = document.text
        stated = (actor.country_code for actor in actors if _is_letterhead(actor, text))
        code = next((code for code in stated if code is not None), None)
        tops = (actor for actor in actors if actor.actor_type == "igo" and actor.start < _TOP)
        by_body = any(is_alone(actor, text) for actor in tops)
        if code is None and not by_body:
            code = self._below_letterhead(actors, places, text)
        if code is not None:
            return Home(code, LETTERHEAD)
        found = self._about(actors, places, text)
        if found is None:
            return Home("", MAIN, by_body=True) if by_body else None
        return Home(found.code, found.reason, by_body=by_body)

    def _below_letterhead(
        self, actors: Sequence[ActorMention], places: Sequence[PlaceMention], text: str
    ) -> str | None:
        """The country that a bare "Ministry of Trade" at the top of a text is followed by.

        It ends the line or is the next; or the line is, or one below begins with, its capital.
        """
        bare = (a for a in actors if a.actor_type == "government" and a.country_code is None)
        opening = next((a for a in bare if a.start < _TOP and is_alone(a, text)), None)
        if opening is None:
            return None
        named = [*places, *(actor for actor in actors if actor.actor_type == "country")]
        for name in sorted(named, key=lambda name: name.start):
            if not opening.end <= name.start < opening.end + _HEAD:
                continue
            country = self.countries.named(name.text)
            if country is not None and _NEXT.fullmatch(text, opening.end, name.start):
                return country.code
            seat = self.countries.of_capital(name.text)
            if seat is not None and _OPENS.search(text, opening.end, name.start):
                return seat.code
        return None

    def _about(
        self, actors: Sequence[ActorMention], places: Sequence[PlaceMention], text: str
    ) -> Home | None:
        """The country that leads in a text, or that it was written in, unless several share it."""
        counted = Counter([*_of_actors(actors), *self._of_places(places)])
        if not counted:
            return None
        (code, most), (_, second) = [*counted.most_common(2), ("", 0)][:2]
        total = counted.total()
        if most >= _SHARE * total and most >= _LEAD * second:
            return Home(code, MAIN)
        written = None if _JOINT.search(text, 0, _TOP) else self._dateline(places, text)
        if written is not None and counted[written] >= _NAMED * total:
            return Home(written, DATELINE)
        return None

    def _dateline(self, places: Sequence[PlaceMention], text: str) -> str | None:
        """The country of the capital that opens a line at the top of a text."""
        for place in places:
            if place.start >= _DATELINE:
                return None
            seat = self.countries.of_capital(place.text)
            first = text.rfind("\n", 0, place.start) + 1
            if seat is not None and not text[first : place.start].strip():
                return seat.code
        return None

    def _of_places(self, places: Iterable[PlaceMention]) -> Iterator[str]:
        """Codes of the countries, nationalities and capitals among places."""
        known = self.countries
        for place in places:
            country = (
                known.of_demonym(place.text)
                if place.feature == "demonym"
                else known.named(place.text) or known.of_capital(place.text)
            )
            if country is not None:
                yield country.code


def _of_actors(actors: Iterable[ActorMention]) -> Iterator[str]:
    for actor in actors:
        if actor.country_code is not None and actor.actor_type in _STATES:
            yield actor.country_code


def _is_letterhead(actor: ActorMention, text: str) -> bool:
    """Whether a state or its body stands on a line of its own above or below a text."""
    if _FORMAL in actor.method.split("+"):
        return True
    stated = actor.actor_type in BODIES_OF_STATES and actor.country_code is not None
    return stated and is_alone(actor, text)


def heads(actor: ActorMention, text: str) -> bool:
    """Whether an actor has a line of its own above a text: who issued it."""
    return actor.start < _TOP and is_alone(actor, text)


def is_alone(actor: ActorMention, text: str) -> bool:
    """Whether an actor has a line of its own above or below a text: its issuer, or part of it."""
    if actor.start >= _TOP and actor.end <= len(text) - _BOTTOM:
        return False
    first = text.rfind("\n", 0, actor.start) + 1
    last = text.find("\n", actor.end)
    behind = text[actor.end : len(text) if last < 0 else last]
    ahead = text[first : actor.start].strip().lower()
    return ahead in {"", "the"} and len(behind.strip()) < _BESIDE
