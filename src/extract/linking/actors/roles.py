"""Read the office of a person from the words around the name.

In:  "Norlandic Foreign Minister [Ana Brisk]", "[Ana Brisk], Prime Minister of Norland, said"
Out: Role("Foreign Minister", "foreign-minister", "NOR")
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries
from extract.linking.actors import words
from extract.linking.actors.introductions import IntroductionReader
from extract.records import Document
from extract.text.names import fold

#: Most words of a title without what it is of: "First Deputy Minister of Foreign Affairs".
_LONGEST: Final = 7
_WORD: Final = re.compile(r"[^\s,;:()“”\"]+")
#: A polity before or after: "of the Republic of Norland", "to Norland".
_OF: Final = re.compile(
    r"(of|to|for) (?:the )?([A-Z][\w.'’-]*(?: (?:of |the |and )*[A-Z][\w.'’-]*){0,4})"
)
_APPOSITION: Final = re.compile(
    r", (?:the |an? )?(.{3,90}?)(?:,|\.|;|\)|$| who | said | has | and )"
)
#: A sentence ends before a title, "... for the Front. President" Olt; not "U.S. President".
_SENTENCE_END: Final = re.compile(r"(?<!\b[A-Z])[.?!]$")
#: Offices that bodies give rather than states.
_NOBODYS: Final = frozenset(
    {"special-envoy", "special-representative", "secretary-general", "under-secretary-general"}
    | {"deputy-secretary-general", "high-commissioner", "high-representative", "leader"}
)
#: Last words of titles that no state gives.
_PRIVATE: Final = frozenset(
    {"analyst", "correspondent", "journalist", "activist", "professor", "lawyer", "economist"}
    | {"historian", "reporter", "editor", "ceo", "counterpart", "counterparts", "colleague"}
)
#: Before the title of someone from elsewhere: "talks with", "he met".
MEETS: Final = re.compile(
    r"\b(?:with|from|me(?:et|t|ets|eting)|receiv(?:ed|es|ing)|host(?:ed|s|ing)|greet\w+|welcom\w+"
    r"|congratulated|thanked|visit\w*|counterpart,?|(?:led|headed) by)(?: the)?(?: \w+)?$"
)
#: What is left of a line that names a speaker: ", Norlandic Joint Operations Command".
_UNIT: Final = re.compile(r",(?: (?:of |the |and )*[A-Z][\w.'’-]*){2,8}")


@dataclass(frozen=True, slots=True)
class Role:
    """An office as the text gives it.

    Args:
        title: The words: "Foreign Minister"; empty if only the polity is known.
        office: Its key in titles.toml, None for ranks.
        polity: Country (ISO alpha-3) or organisation (id) it belongs to, None if unsaid.
        is_met: Whether someone meets the person: "talks with" Foreign Minister Brisk.
    """

    title: str
    office: str | None
    polity: str | None
    is_met: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether the office is that of several: "the Ministers of Norland"."""
        return not self.title or self.title.endswith("s")

    @property
    def is_own(self) -> bool:
        """Whether an office without a polity is the issuer's: no envoy's, nobody's who is met."""
        private = self.title.rpartition(" ")[2].lower() in _PRIVATE
        return bool(self.title) and self.office not in _NOBODYS and not (private or self.is_met)


@dataclass(frozen=True, slots=True)
class RoleReader:
    """Finds titles before and after names."""

    actors: ActorKnowledge
    countries: Countries

    def __call__(self, document: Document, start: int, end: int) -> Role | None:
        """The office of the person named at a span, None if the text gives none there."""
        ahead = self._plain(words.before(document.text, start))
        behind = words.after(document.text, end)
        role = self._before(ahead, behind) or self._introduced(ahead) or self._after(behind)
        if role is None or (role.polity in self.countries.by_code and role.title):
            return role
        origin = self.origin(document, end)  # "Ambassador Ana Brisk for Norland"
        if origin is not None:
            return replace(role, polity=origin.polity)
        if not role.title or role.polity is not None:
            return role
        before = ahead.rpartition(role.title)[0].rstrip()
        if before.endswith(","):  # "the Ministers of Norland, Ambassador" Brisk
            introduced = self._introduced(before)
            if introduced is not None and introduced.polity and introduced.is_shared:
                return replace(role, polity=introduced.polity)
        return replace(role, is_met=MEETS.search(before or ahead) is not None)

    def _plain(self, ahead: str) -> str:
        """What stands before a name, without the honorifics and ranks right before it."""
        known = self.actors.words
        parts = ahead.split(" ")
        while parts and parts[-1] in known.honorifics:
            parts.pop()
        return " ".join(parts)

    def _introduced(self, ahead: str) -> Role | None:
        """An office before a comma: "the Ambassador of Norland," Ana Brisk."""
        for count in (3, 2, 1):  # "a Norlandic army spokesman, Lieutenant Colonel" Olt
            rank = " ".join(ahead.split(" ")[-count:])
            if rank in self.actors.words.ranks:
                ahead = ahead.removesuffix(rank).rstrip()
                break
        found = IntroductionReader(lambda title: self._office(title) is not None, self._polity)(
            ahead
        )
        if found is None:
            return None
        return Role(found.title, self._office(found.title), found.polity)

    def origin(self, document: Document, end: int) -> Role | None:
        """A role without title, of which only the country is known: "Ana Brisk of Norland"."""
        behind = words.after(document.text, end)
        polity = self._first_polity(behind)
        if polity is None and behind.startswith("for "):  # "signed by Ana Brisk for Norland"
            polity = self._first_polity(f"of {behind[4:]}") or self._for_capital(behind)
        if polity is None:
            polity = self._signed(document, end)
        return None if polity is None else Role("", None, polity)

    def _for_capital(self, behind: str) -> str | None:
        """The country whose government someone acts for: "Ana Brisk for Vessel City"."""
        match = _OF.match(behind)
        country = None if match is None else self.countries.of_capital(match[2])
        return None if country is None else country.code

    def _signed(self, document: Document, end: int) -> str | None:
        """The polity that opens the rest of a line: "Ana Brisk, Norlandic Joint Command"."""
        line = document.text[end : end + words.WINDOW].partition("\n")[0]
        if _UNIT.fullmatch(line) is None:
            return None
        parts = line.removeprefix(",").split()
        found = (self._polity(" ".join(parts[:count])) for count in range(len(parts) - 1, 0, -1))
        return next((polity for polity in found if polity is not None), None)

    def _before(self, ahead: str, behind: str) -> Role | None:
        parts = ahead.split(" ")
        for count in range(min(_LONGEST, len(parts)), 0, -1):
            title = " ".join(parts[-count:])
            office = self._office(title)
            if office is not None:
                rest = " ".join(parts[:-count])
                polity = self._last_polity(rest) or self._first_polity(behind)
                return Role(title, office, polity)
        return self._of_polity(ahead)

    def _of_polity(self, ahead: str) -> Role | None:
        """A title with its polity between: "President of the Republic of Norland" Olt."""
        for match in _OF.finditer(ahead):
            polity = self._polity(match[2])
            if polity is not None and match.end() == len(ahead):
                role = self._before(ahead[: match.start()].rstrip(), "")
                if role is None or match[1] != "of":  # an ambassador to Norland is not Norland's
                    return role
                return replace(role, polity=polity)
        return None

    def _after(self, behind: str) -> Role | None:
        match = _APPOSITION.match(behind)
        if match is None:
            return None
        parts = match[1].split(" ")
        for first in range(min(3, len(parts))):
            for count in range(min(_LONGEST, len(parts) - first), 0, -1):
                title = " ".join(parts[first : first + count])
                office = self._office(title)
                if office is not None:
                    rest = " ".join(parts[first + count :])
                    polity = self._polity(" ".join(parts[:first])) or self._first_polity(rest)
                    return Role(title, office, polity or self._last_of(rest))
        return None

    def _last_of(self, rest: str) -> str | None:
        """The polity at the end of an office: "for Safety and Security of Norland"."""
        owner = rest.rpartition(" of ")[2].removeprefix("the ")
        return self._polity(owner) if owner != rest else None

    def _office(self, title: str) -> str | None:
        known = self.actors.words
        office = known.office_of(title)
        if office is None and " " in title:
            first, rest = title.split(" ", 1)
            if first.lower() in known.modifiers and known.office_of(rest) is not None:
                return f"{first.lower()}-{known.office_of(rest)}"
        return office

    def _last_polity(self, ahead: str) -> str | None:
        """The polity right before a title: "Norlandic", "Norland's", "OSCE"."""
        if _SENTENCE_END.search(ahead) is not None:
            return None
        parts = _WORD.findall(ahead)
        for count in (4, 3, 2, 1):
            if count <= len(parts) and ahead.endswith(" ".join(parts[-count:])):
                polity = self._polity(" ".join(parts[-count:]))
                if polity is not None:
                    return polity
        return None

    def _first_polity(self, behind: str) -> str | None:
        """The polity right after a name: "of the Republic of Norland"."""
        match = _OF.match(behind)
        if match is None or match[1] != "of":
            return None
        parts = match[2].split(" ")
        for count in range(len(parts), 0, -1):
            polity = self._polity(" ".join(parts[:count]))
            if polity is not None:
                return polity
        return None

    def _polity(self, name: str) -> str | None:
        name = name.replace("’", "'").removesuffix("'s")
        country = self.countries.meant_by(name)
        if country is not None:
            return country.code
        body = self.actors.organization(name)
        return None if body is None else body.org_id


def is_same_name(short: str, full: str) -> bool:
    """Whether a partial name is part of a full one: "Brisk" or "Ana" of "Ana Brisk"."""
    return set(fold(short).split()) <= set(fold(full).split())
