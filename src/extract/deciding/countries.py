"""Settle whether a country's name, or a capital's, is an actor or a place where it stands.

In:  a text and a span      "talks in Vienna between [Iran] and [France]"
Out: a CountryReading       actor because of "country:default"; "refugees in [Iran]" is a place
                            because of "country:in"

The rules are data (`country_rules.toml`); here is only how the words around a name are prepared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.country_rules import ACTOR, PLACE, ContextRule, CountryRules

#: Characters read on either side. The longest gap a rule spans is five words, about 60 characters;
#: lists of countries run longer, but each of their members is read from its own place.
WINDOW: Final = 160

_KINDS: Final = {ACTOR: "actors", PLACE: "places"}
_NAME = r"[A-Z][\w.’'-]*(?: (?:of the |of |the )?[A-Z][\w.’'-]*){0,4}"
#: Earlier members of a list: "Chad, Niger and " before "Mali", "both Iran and the " before "Iraq".
_MEMBERS: Final = re.compile(
    rf"(?:(?:the |(?<=both ))?(?!(?:In|Inside|Within|Across|Near|From|To|Between|Both)\b){_NAME}"
    r"(?: \([A-Z]{2,6}\))?(?:, and |, or |, | and | or |/))+(?:the )?$"
)
_LAST_JOINT: Final = re.compile(r"(?: and| or|, and|, or|/) ?(?:the )?$")
#: What goes on with a list after a member: "Chad[, Niger and Mali]".
_GOES_ON: Final = re.compile(r",? (?:and|or) (?:the )?[A-Z]|, (?:the )?[A-Z][\w ]*(?:,| and )")
#: A city before its country: "met in Paris, " before "France".
_CITY: Final = re.compile(
    rf"(?:\b(in|at|near|from|to|of|visit|visits|visited|outside) )?({_NAME}), $"
)
#: What may follow "Paris, France": a mark, a preposition, a date; "to Lavrov, Russia has" goes on.
_AFTER_CITY: Final = re.compile(
    r"$|[,.;:)(\]–—-]| (?:on|and|after|for|where|with|from|to|this|last|next|between|by|when|as"
    r"|during|in|at|until|earlier|later|today|yesterday|[A-Z][a-z]+day|(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December)|\d)\b"
)
#: A name before its short form in brackets: "in eastern Democratic Republic of the Congo (" DRC.
_SPELT_OUT: Final = re.compile(rf"{_NAME} \($")
_WORDS: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class CountryReading:
    """What a country's name is where it stands.

    Args:
        kind: "actors" or "places".
        reason: Rule that decided, e.g. "country:in", "capital:ties".
    """

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class CountrySettler:
    """Decides actor or place for countries and capitals, from the text around them alone.

    Args:
        rules: The two tables of rules.
        countries: To tell the city before a country from a country before it in a list.
    """

    rules: CountryRules
    countries: Countries

    def settle_country(self, text: str, start: int, end: int) -> CountryReading:
        """Decide for the name of a country at `text[start:end]`; an actor unless a rule speaks."""
        if _is_heading(text, start, end):
            return CountryReading("places", "country:heading")
        before, after = _around(text, start, end)
        if self._follows_city(before, after):
            return CountryReading("places", "country:city-before")
        return _settle(self.rules.country, "country", before, after, ACTOR)

    def settle_capital(self, text: str, start: int, end: int) -> CountryReading:
        """Decide for the name of a capital at `text[start:end]`; a place unless a rule speaks."""
        before, after = _around(text, start, end)
        return _settle(self.rules.capital, "capital", before, after, PLACE)

    def _follows_city(self, before: str, after: str) -> bool:
        """Whether the name completes a city's: "in Lyon, France", but not "in Mali, Chad and"."""
        city = _CITY.search(before) if before.endswith(", ") else None
        if city is None or self.countries.named(city[2]) is not None:
            return False
        if self.countries.of_capital(city[2]) is not None:
            return True
        return city[1] is not None and _AFTER_CITY.match(after) is not None


def _settle(
    rules: Sequence[ContextRule], family: str, before: str, after: str, default: str
) -> CountryReading:
    """The first rule that fits decides; for a member of a list, as for its first member."""
    before = _list_head(before, after)
    words = set(_WORDS.findall(before.lower()))
    words.update(_WORDS.findall(after.lower()))
    for rule in rules:
        if rule.near and rule.near.isdisjoint(words):
            continue
        if rule.fits(before, after):
            return CountryReading(_KINDS[rule.decides], f"{family}:{rule.rule_id}")
    return CountryReading(_KINDS[default], f"{family}:default")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span, each run of white space as one blank."""
    before = re.sub(r"\s+", " ", text[max(0, start - WINDOW) : start])
    if before.endswith("("):
        spelt_out = _SPELT_OUT.search(before)
        before = before if spelt_out is None else before[: spelt_out.start()]
    return before, re.sub(r"\s+", " ", text[end : end + WINDOW])


def _list_head(before: str, after: str) -> str:
    """What stands before the first member of a list, if the name is a later member of one."""
    if not (_LAST_JOINT.search(before) or (before.endswith(", ") and _GOES_ON.match(after))):
        return before
    members = _MEMBERS.search(before)
    return before if members is None else before[: members.start()]


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether the name alone is a heading: "Mali: statement by ...", "YEMEN" on its own line."""
    begins = start == 0 or text[start - 1] == "\n"
    rest = text[end : end + 2]
    return begins and (rest[:1] in {"", "\n"} or rest == ": ")
