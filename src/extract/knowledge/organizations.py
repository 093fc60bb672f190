"""Organisations that the press names without explaining them: `data/organizations.csv`, typed.

In:  a row     osce,Organization for Security and Co-operation in Europe,igo,,OSCE|...,Organization
Out: an Organization with all its spellings
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.errors import KnowledgeError
from extract.knowledge.load import members, rows
from extract.records import ACTOR_TYPES

FILE: Final = "organizations.csv"

#: A body listed as "UN Support Office" is read as "United Nations Support Office" too.
_WRITTEN_OUT: Final = {"UN ": "United Nations ", "EU ": "European Union "}


@dataclass(frozen=True, slots=True)
class Organization:
    """A body with a name of its own.

    Args:
        org_id: Our identifier, e.g. "osce".
        name: Fullest usual name.
        actor_type: One of the actor types but person and country.
        country: Country it belongs to (ISO alpha-3), None if to none.
        aliases: Other spellings and acronyms.
        shorts: Capitalised nouns that stand for it once it is known: "Alliance".
    """

    org_id: str
    name: str
    actor_type: str
    country: str | None
    aliases: tuple[str, ...]
    shorts: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings, the usual name first; "UN ..." and "EU ..." are written out too."""
        listed = (self.name, *self.aliases)
        written_out = (
            full + name.removeprefix(short)
            for name in listed
            for short, full in _WRITTEN_OUT.items()
            if name.startswith(short)
        )
        return tuple(dict.fromkeys((*listed, *written_out)))


def read_organizations() -> tuple[Organization, ...]:
    """All rows of the packaged file.

    Raises:
        KnowledgeError: An id repeats or a type is none of ours.
    """
    found: dict[str, Organization] = {}
    for row in rows(FILE):
        name = row["id"]
        if name in found:
            raise KnowledgeError.bad_entry(FILE, name, "occurs twice")
        if row["type"] not in ACTOR_TYPES:
            raise KnowledgeError.bad_entry(FILE, name, f"has the unknown type {row['type']!r}")
        found[name] = Organization(
            org_id=name,
            name=row["name"],
            actor_type=row["type"],
            country=row["country"] or None,
            aliases=members(row["aliases"]),
            shorts=members(row["short"]),
        )
    return tuple(found.values())
