"""Who held which office when: `data/offices.csv`, typed.

In:  a row     Ana Brisk,A. Brisk,foreign-minister,NOR,2031-05,,
Out: an OfficeHolder: Ana Brisk, foreign minister of Norland from May 2031 on
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.errors import KnowledgeError
from extract.knowledge.load import members, rows
from extract.text.dates import is_partial_date

FILE: Final = "offices.csv"


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One person's time in one office.

    Args:
        person: Full name as the press usually has it.
        aliases: Other spellings.
        office: Key of the office in titles.toml, e.g. "foreign-minister".
        polity: Country (ISO alpha-3) or organisation (id) that the office belongs to.
        start: First day in office, ISO 8601, may be partial.
        end: Last day, likewise; None while in office.
        nationality: Country of the person where the polity is none; None if it is one, or unknown.
    """

    person: str
    aliases: tuple[str, ...]
    office: str
    polity: str
    start: str
    end: str | None
    nationality: str | None

    def held_on(self, day: date) -> bool:
        """Whether the person was in office on a day, partial dates taken generously."""
        text = day.isoformat()
        if text[: len(self.start)] < self.start:
            return False
        return self.end is None or text[: len(self.end)] <= self.end

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings, the usual one first."""
        return (self.person, *self.aliases)


def read_office_holders() -> tuple[OfficeHolder, ...]:
    """All rows of the packaged file.

    Raises:
        KnowledgeError: A date is none, or an end lies before its start.
    """
    found = []
    for row in rows(FILE):
        start, end = row["start"], row["end"] or None
        for value in (start, end):
            if value is not None and not is_partial_date(value):
                raise KnowledgeError.bad_entry(FILE, row["person"], f"has the bad date {value!r}")
        if end is not None and end[: len(start)] < start[: len(end)]:
            raise KnowledgeError.bad_entry(FILE, row["person"], "leaves before coming")
        found.append(
            OfficeHolder(
                person=row["person"],
                aliases=members(row["aliases"]),
                office=row["office"],
                polity=row["polity"],
                start=start,
                end=end,
                nationality=row["nationality"] or None,
            )
        )
    return tuple(found)
