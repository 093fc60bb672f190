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

#: Characters read before a name, so that lists of countries are seen to their first member, and
#: of these the ones that rules see: the longest gap of a rule is five words, about 60 characters.
BEFORE: Final = 160
NEAR: Final = 90
#: Characters read after a name: verbs stand close.
AFTER: Final = 60

_KINDS: Final = {ACTOR: "actors", PLACE: "places"}
_WORD = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w’'-]*)"
_NAME = rf"{_WORD}(?: (?:of the |of |the )?{_WORD}){{0,4}}"
#: Earlier members of a list: "Chad, Niger and " before "Mali", "both Iran and the " before "Iraq".
_MEMBERS: Final = re.compile(
    rf"(?:(?:the |(?<=both ))?(?!(?:In|Inside|Within|Across|Near|From|To|Between|Both)\b){_NAME}"
    r"(?: \([A-Z]{2,6}\))?(?:, and |, or |, | and | or | nor |/))+(?:the )?$"
)
_LAST_JOINT: Final = re.compile(r"(?: and| or| nor|, and|, or|/) ?(?:the )?$")
#: What goes on with a list after a member: "Chad[, Niger and Mali]".
_GOES_ON: Final = re.compile(r",? (?:and|or) (?:the )?[A-Z]|, (?:the )?[A-Z][\w ]*(?:,| and )")
#: A city before its country: "met in Paris, " before "France".
_CITY: Final = re.compile(
    rf"(?:\b(in|at|near|from|to|visit|visits|visited|outside) )?({_NAME}), $"
)
#: What may follow "Paris, France": a mark, a preposition, a date; "to Lavrov, Russia has" goes on.
_AFTER_CITY: Final = re.compile(
    r"$|[,.;:)(\]–—-]| (?:on|and|after|for|where|with|from|to|this|last|next|between|by|when|as"
    r"|during|in|at|until|earlier|later|today|yesterday|[A-Z][a-z]+day|(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December)|\d)\b"
)
#: A name before its short form in brackets: "in eastern Democratic Republic of the Congo (" DRC.
_SPELT_OUT: Final = re.compile(rf"{_NAME} \($")
#: Longest heading or letterhead, in characters on either side of the name.
_HEADING: Final = 60
_FORMAL: Final = re.compile(r"\b(?:Republic|Kingdom|State|Federation|Sultanate)\b", re.IGNORECASE)
#: "II. ", "3) ", "ON " before the countries of a heading.
_NUMBERING: Final = re.compile(r"^(?:(?:[IVX]+|\d+|[a-z])[.)]\s*)?(?:ON (?:THE )?)?")
#: A line that the next one goes on with: "... IN THE EASTERN PART OF THE".
_RUNS_ON: Final = re.compile(r"\b(?:of|the|in|and|for|with|between|to|from) ?\n$", re.IGNORECASE)
_HEADING_JOINT: Final = re.compile(r"(?:, (?:and )?| and | AND | & )(?:the |THE )?")
#: "State House, Dar es Salaam, Norland", without a verb.
_ADDRESS: Final = re.compile(rf"(?:{_NAME}, ){{1,3}}{_NAME}")
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
        line = _line(text, start, end)
        if line is not None and self._is_letterhead(line, text[start:end]):
            return CountryReading("actors", "country:letterhead")
        if line is not None and self._is_heading(line, text[start:end]):
            return CountryReading("places", "country:heading")
        before, after = _around(text, start, end)
        if self._follows_city(before, after):
            return CountryReading("places", "country:city-before")
        return _settle(self.rules.country, "country", before, after, ACTOR)

    def settle_capital(self, text: str, start: int, end: int) -> CountryReading:
        """Decide for the name of a capital at `text[start:end]`; a place unless a rule speaks."""
        before, after = _around(text, start, end)
        return _settle(self.rules.capital, "capital", before, after, PLACE)

    @staticmethod
    def _is_letterhead(line: str, name: str) -> bool:
        """Whether the full name of a state stands alone on its line: "KINGDOM OF NORLAND"."""
        return line == name and _FORMAL.search(name) is not None

    def _is_heading(self, line: str, name: str) -> bool:
        """Whether a line only names countries as its topic: "II. MALI AND NIGER", "Mali: ..."."""
        if line.startswith(f"{name}: ") or line == f"{name}:":
            return True
        members = _HEADING_JOINT.split(_NUMBERING.sub("", line))
        if all(self.countries.named(member) is not None for member in members):
            return True
        # "Istanbul, Republic of Norland" on a line of its own is an address
        return line.endswith(f", {name}") and _ADDRESS.fullmatch(line) is not None

    def _follows_city(self, before: str, after: str) -> bool:
        """Whether the name completes a city's: "in Lyon, France", but not "in Mali, Chad and"."""
        city = _CITY.search(before) if before.endswith(", ") else None
        if city is None or self.countries.named(city[2]) is not None:
            return False
        if self.countries.of_capital(city[2]) is not None:
            return True
        if _GOES_ON.match(after) is not None:  # "with Olt, Norland and Sudria": a list
            return False
        return city[1] is not None and _AFTER_CITY.match(after) is not None


def _settle(
    rules: Sequence[ContextRule], family: str, before: str, after: str, default: str
) -> CountryReading:
    """The first rule that fits decides; for a member of a list, as for its first member."""
    before = _list_head(before, after)[-NEAR:]
    words = frozenset(_WORDS.findall(f"{before} {after}".lower()))
    for rule in rules:
        if rule.near and rule.near.isdisjoint(words):
            continue
        if rule.fits(before, after):
            return CountryReading(_KINDS[rule.decides], f"{family}:{rule.rule_id}")
    return CountryReading(_KINDS[default], f"{family}:default")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span, each run of white space as one blank."""
    before = _squeezed(text[max(0, start - BEFORE) : start])
    if before.endswith("("):
        spelt_out = _SPELT_OUT.search(before)
        before = before if spelt_out is None else before[: spelt_out.start()]
    return before, _squeezed(text[end : end + AFTER])


def _list_head(before: str, after: str) -> str:
    """What stands before the first member of a list, if the name is a later member of one."""
    if not (_LAST_JOINT.search(before) or (before.endswith(", ") and _GOES_ON.match(after))):
        return before
    members = _MEMBERS.search(before)
    return before if members is None else before[: members.start()]


def _line(text: str, start: int, end: int) -> str | None:
    """The line around a name as far as a heading can reach; None if it begins before."""
    first = text.rfind("\n", max(0, start - _HEADING), start) + 1
    if (first == 0 and start > _HEADING) or _RUNS_ON.search(text[max(0, first - 8) : first]):
        return None
    last = text.find("\n", end, end + _HEADING)
    return text[first : end + _HEADING if last < 0 else last].strip()


def _squeezed(text: str) -> str:
    """The text with each run of white space as one blank, at its edges too."""
    squeezed = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{squeezed}{' ' * text[-1:].isspace()}"
