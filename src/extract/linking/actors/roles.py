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


@dataclass(frozen=True, slots=True)
class Role:
    """An office as the text gives it.

    Args:
        title: The words: "Foreign Minister"; empty if only the polity is known.
        office: Its key in titles.toml, None for ranks.
        polity: Country (ISO alpha-3) or organisation (id) it belongs to, None if unsaid.
    """

    title: str
    office: str | None
    polity: str | None


@dataclass(frozen=True, slots=True)
class RoleReader:
    """Finds titles before and after names."""

    actors: ActorKnowledge
    countries: Countries

    def __call__(self, document: Document, start: int, end: int) -> Role | None:
        """The office of the person named at a span, None if the text gives none there."""
        ahead = words.before(document.text, start)
        behind = words.after(document.text, end)
        return self._before(ahead, behind) or self._after(behind)

    def origin(self, document: Document, end: int) -> Role | None:
        """A role without title, of which only the country is known: "Ana Brisk of Norland"."""
        behind = words.after(document.text, end)
        polity = self._first_polity(behind)
        if polity is None and behind.startswith("for "):  # "signed by Ana Brisk for Norland"
            polity = self._first_polity(f"of {behind[4:]}")
        return None if polity is None else Role("", None, polity)

    def _before(self, ahead: str, behind: str) -> Role | None:
        parts = ahead.split(" ")
        while parts and parts[-1] in self.actors.words.honorifics:
            parts.pop()
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
                    polity = self._polity(" ".join(parts[:first])) or self._first_polity(
                        " ".join(parts[first + count :])
                    )
                    return Role(title, office, polity)
        return None

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
        parts = _WORD.findall(ahead)
        for count in (4, 3, 2, 1):
            if count <= len(parts) and ahead.endswith(" ".join(parts[-count:])):
                name = " ".join(parts[-count:]).replace("’", "'").removesuffix("'s")
                polity = self._polity(name)
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
        country = self.countries.named(name) or self.countries.of_demonym(name)
        if country is not None:
            return country.code
        body = self.actors.organization(name)
        return None if body is None else body.org_id


def is_same_name(short: str, full: str) -> bool:
    """Whether a partial name is part of a full one: "Brisk" or "Ana" of "Ana Brisk"."""
    return set(fold(short).split()) <= set(fold(full).split())
