"""Cut what the NER model saw down to the name in it.

In:  "Norlandic President Ana Brisk", "northern Lorn district", "Lorn and Kelbin"
Out: Ana Brisk | Lorn | Lorn and Kelbin apart

A span is the number of its first word and of the one past its last; cutting may leave nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.matchers.base import Entity
from extract.matchers.names import page as kinds
from extract.matchers.names.page import HYPHENS, OF, Page
from extract.matchers.names.persons import PARTICLES

#: What stands before or after a person's name and is no part of it: "President", "Mr".
TITLES: Final = frozenset({kinds.TITLE, kinds.HONORIFIC})

#: Words that a name in a heading goes on from in the next line.
_LINKS: Final = frozenset({"of", "for", "and", "the", "on", "to", "in", ",", "&"})
#: Tokens of a break and one word.
_SHORT: Final = 2


def parts(page: Page, entity: Entity) -> Iterator[tuple[int, int]]:
    """An entity cut at empty lines and, unless an organisation, at "and" and commas."""
    start, person = entity.start, entity.label == "PERSON"
    cuts = {",", "and", "/", "&"} if entity.label != "ORG" else frozenset[str]()
    for at in range(entity.start, entity.end):
        word = page.words[at]
        if word in HYPHENS and page.doc[at].whitespace_ and page.doc[at - 1].whitespace_:
            word = ","  # "Ana Brisk - Chair" is two things
            cuts = cuts | {","}
        if (
            word == "\n"
            and _is_heading(page, start, at)
            and not (person and _is_greeted(page, start, at, entity))
        ):
            yield start, at
            if (
                entity.label == "ORG" and entity.end - at <= _SHORT
            ):  # the "Press" of the next line's "Press release"
                return
            start = at + 1
        elif word in cuts or (word.isspace() and word.count("\n") != 1):
            yield start, at
            start = at + 1
    yield start, entity.end


def _is_heading(page: Page, start: int, at: int) -> bool:
    """Whether a name fills its line up to a break: "Ministry of Trade" above "Information"."""
    if at == start:
        return False
    opens = start == 0 or "\n" in page.words[start - 1]
    return opens and page.words[at - 1].lower() not in _LINKS


def _is_greeted(page: Page, start: int, at: int, entity: Entity) -> bool:
    """Whether a first name signs one letter right above the next one: "Ana", then "Jon,"."""
    return at - start == 1 and page.word(entity.end) == ","


def outside_titles(page: Page, start: int, end: int) -> tuple[int, int]:
    """A span without the part of a title that it cuts: the "State" of "Secretary of State"."""
    first, last = page.cover.get(start), page.cover.get(end - 1)
    if first is not None and first.word.kind in TITLES and first.start < start:
        start = first.end
    if last is not None and last.word.kind in TITLES and last.end > end:
        end = last.start
    return start, max(start, end)


def without_titles(page: Page, start: int, end: int) -> tuple[int, int]:
    """A person's name without what stands before it: "Norlandic President Ana Brisk"."""
    for at in range(start, end):
        find = page.beginning.get(at)
        if find is not None and find.word.kind in TITLES and find.end < end:
            start = find.end
    return start, without_trailing_titles(page, start, end)


def without_trailing_titles(page: Page, start: int, end: int) -> int:
    """The end of a name without titles after it: "Foreign Ministry Spokesperson"."""
    while end > start:
        find = page.ending.get(end)
        if find is None or find.word.kind not in TITLES or find.start <= start:
            return end
        if page.words[find.start - 1] in OF:  # "Court of Justice"
            return end
        end = find.start
        while end > start and page.words[end - 1] in {",", "'s", "’s", "-"}:
            end -= 1
    return end


def without_common_words(page: Page, start: int, end: int) -> tuple[int, int]:
    """A name without lower-case words at its edges: "northern Lorn district", "exclave Lorn"."""
    while start < end and page.words[start][:1].islower() and page.words[start] not in PARTICLES:
        start += 1
    while end > start and page.words[end - 1][:1].islower():
        end -= 1
    return start, end


def without_common_nouns(page: Page, start: int, end: int) -> int:
    """The end of a name without diplomacy's nouns after it: "NATO Allies"."""
    while end > start:
        find = page.ending.get(end)
        if find is None or find.word.kind != kinds.COMMON or find.start <= start:
            return end
        if page.words[find.start - 1] in OF:  # "Assembly of States Parties"
            return end
        end = find.start
    return end
