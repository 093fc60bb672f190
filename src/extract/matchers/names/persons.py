"""Propose persons after titles, and office-holders by their full names.

In:  "Norlandic Foreign Minister Dr. Ana Brisk met Prime Minister Olt"
Out: Ana Brisk | Olt
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extract.matchers.names import page as kinds
from extract.matchers.names.page import ARTICLES, HYPHENS, Find, Page, is_break
from extract.records import Proposal

#: Lower-case words inside names: "Mohammed bin Salman", "Ursula von der Leyen", "al-Assad".
PARTICLES: Final = frozenset(
    {
        "bin",
        "ibn",
        "ben",
        "al",
        "el",
        "ul",
        "ud",
        "as",
        "ash",
        "ad",
        "oglu",
        "de",
        "da",
        "di",
        "do",
    }
    | {"dos", "das", "del", "della", "van", "von", "der", "den", "zu", "du", "le", "la", "y", "e"}
)
#: A word that can be part of a name: "Brisk", "J.", "O'Brien", "Al-Sharaa"; not "COVID19".
_NAME_WORD: Final = re.compile(r"[^\W\d_][^\W\d_’'.-]*(?:[’'.-]+[^\W\d_]*)*")
#: Kinds of known phrases that end a name; a capital may be a given name ("Victoria").
_BREAKS: Final = frozenset(
    {kinds.COUNTRY, kinds.DEMONYM, kinds.BODY, kinds.NOUN, kinds.HEAD, kinds.TITLE}
    | {kinds.HONORIFIC, kinds.EVENT, kinds.OPENER}
)
#: Most names after the first that share a title.
_SHARED: Final = 4
#: Longest name in words, particles left out: "Muhammad Abd al-Rahman Al Thani Jr."
_LONGEST: Final = 6


@dataclass(frozen=True, slots=True)
class NameEnds:
    """Where the name of a person that begins at a token ends.

    Args:
        outside: Lower-case words that belong to no name, capitalised or not.
    """

    outside: frozenset[str]

    def __call__(self, page: Page, start: int) -> int:
        """The token after the name; `start` itself if no name begins there."""
        end, at, count = start, start, 0
        while at < len(page.words) and count < _LONGEST:
            word = page.words[at]
            if page.kind_at(at) in _BREAKS:
                break
            if self.is_part(word):
                end, count = at + 1, count + 1
            elif not self._joins(page, at, start):
                break
            at += 1
        return end

    def is_part(self, word: str) -> bool:
        """Whether a capitalised word can be part of a name."""
        return (
            word[:1].isupper()
            and word.lower() not in self.outside
            and _NAME_WORD.fullmatch(word) is not None
        )

    @staticmethod
    def _joins(page: Page, at: int, start: int) -> bool:
        """Whether a token only joins two parts of a name: a particle, a hyphen, a line break."""
        word = page.words[at]
        if word in HYPHENS:
            return at > start and not page.doc[at - 1].whitespace_ and not page.doc[at].whitespace_
        return word in PARTICLES or (is_break(word) and at > start)


@dataclass(frozen=True, slots=True)
class TitledPersons:
    """Names after titles: "Foreign Minister Ana Brisk", "President of Norland Olt".

    Args:
        name_ends: Finds the end of a name.
    """

    name_ends: NameEnds

    def __call__(self, page: Page) -> Iterator[Proposal]:
        """Yield one proposal per title that a name follows."""
        for find in page.finds:
            if find.word.kind in {kinds.TITLE, kinds.HONORIFIC}:
                if _is_of_office(page, find):
                    continue
                start = _name_start(page, find)
                end = self.name_ends(page, start)
                if end > start and not _is_shouted(page, find, start):
                    title = page.doc[find.start : find.end].text
                    for first, last in self._shared(page, title, start, end):
                        yield page.propose(
                            "actors",
                            first,
                            last,
                            rule="title-name",
                            label="person",
                            cues={"title": title},
                        )

    def _shared(self, page: Page, title: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The name after a title, and those that share it: "Presidents Olt and Brisk"."""
        yield start, end
        joints = 0
        while title.endswith("s") and joints < _SHARED and end < len(page.words):
            if page.words[end] not in {",", "and"}:
                break
            start = page.after(end + 1)
            end = self.name_ends(page, start)
            if end == start:
                break
            joints += 1
            yield start, end


def known_persons(page: Page) -> Iterator[Proposal]:
    """Full names of office-holders, whatever stands around them."""
    for find in page.finds:
        if find.word.kind == kinds.PERSON:
            yield page.propose(
                "actors", find.start, find.end, rule="office-holder", label="person"
            )


def _name_start(page: Page, title: Find) -> int:
    """Where the name after a title would begin: behind "of the Republic of Norland" too."""
    at = page.after(title.end)
    if at + 1 < len(page.words) and page.words[at] in {"of", "to", "for"}:
        polity = at + 1 + (page.words[at + 1] in ARTICLES)
        find = page.beginning.get(polity)
        if find is not None and find.word.kind in {kinds.COUNTRY, kinds.BODY}:
            return page.after(find.end)
    return at


def _is_of_office(page: Page, title: Find) -> bool:
    """Whether a title belongs to an office's name: "Office of the President" above "Oslo"."""
    at = page.before(title.start)
    if at >= 0 and page.words[at] in ARTICLES:
        at = page.before(at)
    return at > 0 and page.words[at].lower() == "of" and page.words[at - 1].lower() == "office"


def _is_shouted(page: Page, title: Find, start: int) -> bool:
    """Whether title and name stand in capitals: "MINISTER FOR TRADE" tells nothing."""
    name, shouted = page.words[start], page.words[title.start].isupper()
    if len(page.words[title.start]) > 3 and shouted and start > title.end:  # noqa: PLR2004
        return True  # "SECRETARIAT GENERAL" above "Oslo"
    return len(name) > 2 and name.isupper() and shouted  # noqa: PLR2004


def surnames_in(found: Iterable[Proposal]) -> frozenset[str]:
    """The words behind the first of the names of persons."""
    persons = (proposal for proposal in found if proposal.label == "person")
    return frozenset(word for person in persons for word in person.text.split()[1:])
