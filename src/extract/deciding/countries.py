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
from typing import Final, NamedTuple

from extract.knowledge.countries import Countries
from extract.knowledge.country_rules import ACTOR, PLACE, ContextRule, CountryRules

#: Characters read before a name, so that lists of countries are seen to their first member, and
#: of these the ones that rules see: the longest gap of a rule is five words, about 60 characters.
BEFORE: Final = 160
NEAR: Final = 90
#: Characters read after a name: verbs stand close.
AFTER: Final = 60

_KINDS: Final = {ACTOR: "actors", PLACE: "places"}
#: What a name is if no rule speaks.
_DEFAULTS: Final = {"country": ACTOR, "capital": PLACE}
#: In a headline in capitals the small words are capitals too: "TO VISIT CHAD".
_WORD = r"(?!(?:AND|IN|OF|ON|TO|VISITS?|WITH)\b)(?:(?:[A-Z]\.){2,}|[A-Z][\w’'-]*)"
_NAME = rf"{_WORD}(?: (?:of the |of |the |del? |de la |da |do |di |la |el )?{_WORD}){{0,4}}"
#: Earlier members of a list: "Chad, Niger and " before "Mali", "both Iran and the " before "Iraq".
_MEMBERS: Final = re.compile(
    r"(?<!\w)(?:(?:the |(?<=both ))?"
    rf"(?!(?:In|Inside|Within|Across|Near|From|To|On|Between|Both)\b){_NAME}"
    r"(?: \((?:[A-Z]{2,6}|\d+)\))?(?:, and |, or |, | and | or | nor | AND |/))+(?:the )?$"
)
_LAST_JOINT: Final = re.compile(r"(?: and| or| nor|, and|, or| AND|/) ?(?:the )?$")
#: What goes on with a list after a member: "Chad[, Niger and Mali]", "[and six more states]".
_GOES_ON: Final = re.compile(
    r",? (?:and|or) (?:(?:the )?[A-Z]|[\w-]+ (?:other|more)\b)|, (?:the )?[A-Z][\w ]*(?:,| and )"
)
#: A city before its country: "met in Paris, " before "France", "in Lyon, France; Lorn, " too.
_CITY: Final = re.compile(
    rf"(?:(\bin|\bat|\bnear|\bfrom|\bto|\bvisit|\bvisits|\bvisited|\boutside|;) )?({_NAME}), $"
)
#: What may follow "Paris, France": a mark, a preposition, a date; "to Lavrov, Russia has" goes on.
_AFTER_CITY: Final = re.compile(
    r"$|[,.;:)(\]–—-]| (?:on|and|after|for|where|with|from|to|this|last|next|between|by|when|as"
    r"|during|in|at|until|earlier|later|today|yesterday|[A-Z][a-z]+day|(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December)|\d)\b"
)
#: Nothing goes on after "Tripoli, Lebanon".
_CLOSES: Final = re.compile(r"\s?(?:$|[.;:()])")
#: A name before its short form in brackets: "in eastern Democratic Republic of the Congo (" DRC.
_SPELT_OUT: Final = re.compile(rf"{_NAME} \($")
#: Longest heading or letterhead, in characters on either side of the name.
_HEADING: Final = 60
_FORMAL: Final = re.compile(r"\b(?:Republic|Kingdom|State|Federation|Sultanate)\b", re.IGNORECASE)
#: "II. ", "3) ", "ON " before the countries of a heading.
_NUMBERING: Final = re.compile(
    r"^(?:\d+(?:\.\d+)+\.?\s+|(?:[IVX]+|\d+|[a-z])[.)]\s*|[•–-]\s+)?(?:ON (?:THE )?)?"
)
#: Offices are no towns: "Ministry of Trade, Norland".
_OFFICE: Final = re.compile(
    r"\b(?:Ministry|Department|Office|Government|Embassy|Command|Mission)\b"
)
#: A town in capitals opens a dispatch: "YORN, Norland, 4 May".
_DISPATCH: Final = re.compile(r"[A-Z][A-Z' /-]{2,30}, (?:[A-Z][\w'’-]* ?){1,4}(?:[,(]|-)")
#: A town opens a dated line: "Lorn Vest, Norland, 4 May 2031", "Lorn, Norland, May 4".
_TOWN: Final = re.compile(rf"{_NAME}, ")
_DAY: Final = re.compile(
    r", (?:[A-Z][a-z]+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2}|[A-Z][a-z]+\.? \d{1,2}\b)"
)
#: A wire's keyword on a line of its own: "Norland-peace".
_KEYWORD: Final = re.compile(r"(?:-[a-z]+)+")
#: A line that the next one goes on with: "... IN THE EASTERN PART OF THE".
_RUNS_ON: Final = re.compile(
    r"\b(?:of|the|in|and|for|with|between|to|from)[ ,]*\n[ \t]*$|[,:] *\n[ \t]*$", re.IGNORECASE
)
_HEADING_JOINT: Final = re.compile(r"(?:, (?:and )?| and | AND | & |/)(?:the |THE )?")
#: "State House, Dar es Salaam, Norland", without a verb.
_ADDRESS: Final = re.compile(rf"(?:{_NAME}, ){{1,3}}{_NAME}")
#: A line that goes on with the one before: "and Uzbekistan.".
_GOES: Final = re.compile(r"[ \t]*[a-z]")
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
        heading = self._heading(text, start, end)
        if heading is not None:
            return heading
        before, after = _around(text, start, end)
        if self._follows_city(before.removesuffix("the "), text[start:end], after):
            return CountryReading("places", "country:city-before")
        return _settle(self.rules.country, "country", _Context(text[start:end], before, after))

    def settle_capital(self, text: str, start: int, end: int) -> CountryReading:
        """Decide for the name of a capital at `text[start:end]`; a place unless a rule speaks."""
        before, after = _around(text, start, end)
        return _settle(self.rules.capital, "capital", _Context(text[start:end], before, after))

    def _heading(self, text: str, start: int, end: int) -> CountryReading | None:
        """What a name is on a line of countries alone, or where it opens a heading or dispatch.

        "II. MALI AND NIGER" and "2.4 Mali. Two years on" name a topic, "KINGDOM OF NORLAND" an
        issuer, "YORN, Norland, 4 May" and "Yorn, Republic of Norland" a place.
        """
        line = _line(text, start, end)
        if line is None:
            return None
        name, (before, after) = text[start:end], line
        if _opens_text(before, after):
            return CountryReading("places", "country:heading")
        whole = f"{before}{name}{after}"
        members = _HEADING_JOINT.split(_NUMBERING.sub("", whole))
        if all(self.countries.named(member) is not None for member in members):
            if _FORMAL.search(whole) is not None:
                return CountryReading("actors", "country:letterhead")
            return CountryReading("places", "country:heading")
        address = not after and _ADDRESS.fullmatch(whole) and _OFFICE.search(whole) is None
        dated = _TOWN.fullmatch(before) is not None and _DAY.match(after) is not None
        if address or dated or (_DISPATCH.match(whole) and before.count(",") == 1):
            return CountryReading("places", "country:address")
        return None

    def _follows_city(self, before: str, name: str, after: str) -> bool:
        """Whether the name completes a city's: "in Lyon, France", but not "in Mali, Chad and".

        A capital is completed by its own country, by another only where nothing goes on: "in
        Budapest, Ukraine gave up", "TRIPOLI, LEBANON."
        """
        city = _CITY.search(before) if before.endswith(", ") else None
        if city is None or self.countries.named(city[2]) is not None:
            return False
        seat_of = self.countries.of_capital(city[2])
        if seat_of is not None:
            return seat_of == self.countries.named(name) or _CLOSES.match(after) is not None
        if _GOES_ON.match(after) is not None:  # "with Olt, Norland and Sudria": a list
            return False
        return city[1] is not None and _AFTER_CITY.match(after) is not None


def _opens_text(before: str, after: str) -> bool:
    """Whether a name opens what is written of it: "Mali: a report", "2.4 Mali. Two years"."""
    if not before and _KEYWORD.fullmatch(after) is not None:
        return True
    is_first = _NUMBERING.fullmatch(before) is not None
    return is_first and (
        after.startswith(": ") or after == ":" or (bool(before) and after[:2] == ". ")
    )


class _Context(NamedTuple):
    """A name and the words on its two sides."""

    name: str
    before: str
    after: str


def _settle(rules: Sequence[ContextRule], family: str, context: _Context) -> CountryReading:
    """The first rule that fits decides; for a member of a list, as for its first member."""
    name, before, after = context
    before = _list_head(before, after)[-NEAR:]
    words = frozenset(_WORDS.findall(f"{before} {after}".lower()))
    for rule in rules:
        if rule.near and rule.near.isdisjoint(words):
            continue
        if rule.fits(name, before, after):
            return CountryReading(_KINDS[rule.decides], f"{family}:{rule.rule_id}")
    return CountryReading(_KINDS[_DEFAULTS[family]], f"{family}:default")


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
    if members is None:
        return before
    if members[0].endswith((", and ", ", and the ")) and members[0].count(",") == 1:
        return before  # "into Mali, and Chad let them in": no list of two has a comma
    return before[: members.start()]


def _line(text: str, start: int, end: int) -> tuple[str, str] | None:
    """What stands before and after a name on its line, as far as a heading can reach.

    None if the line begins further away, or belongs to the one before or after it.
    """
    first = text.rfind("\n", max(0, start - _HEADING), start) + 1
    if (first == 0 and start > _HEADING) or _RUNS_ON.search(text[max(0, first - 12) : first]):
        return None
    last = text.find("\n", end, end + _HEADING)
    if last >= 0 and _GOES.match(text, last + 1) is not None:
        return None
    after = text[end : end + _HEADING if last < 0 else last]
    return text[first:start].lstrip(), after.rstrip()


def _squeezed(text: str) -> str:
    """The text with each run of white space as one blank, at its edges too."""
    squeezed = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{squeezed}{' ' * text[-1:].isspace()}"
