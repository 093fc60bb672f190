"""Tell nouns that make an actor from those that only describe what follows.

In:  "the Norlandic military maintains ..." | "a Norlandic military helicopter"
Out: an actor | none
"""

from __future__ import annotations

from typing import Final

from extract.matchers.names import page as kinds
from extract.matchers.names.page import ARTICLES, Find, Page

_MILITARY: Final = "military"
_TITLED: Final = frozenset({"Force", "Mission"})
#: What may follow "the Norlandic military" as an actor; a noun makes it an adjective.
_AFTER_MILITARY: Final = frozenset(
    {"and", "or", "in", "on", "at", "of", "for", "to", "from", "by", "with", "as", "is", "was"}
    | {"has", "had", "have", "will", "would", "could", "can", "may", "must", "said", "says"}
    | {"also", "who", "which", "that", "near", "along", "after", "before", "during", "since"}
    | {"pulls", "did", "does", "began", "were", "shot", "sent", "took", "lost"}
)
#: Turns that states take in a body, and parties of people: no bodies of their own.
_PRESIDENCY: Final = "presidency"
_PARTY: Final = frozenset({"DELEGATION", "DELEGATIONS"})
#: Tokens between "Presidency" and the body: "of the Council of the".
_BETWEEN: Final = frozenset({"of", "the", "Council"})
_COAST: Final = ("off", "the", "coast", "of")
#: After a verb in the present: "maintains a", "blames the".
_OBJECTS: Final = ARTICLES | {"its", "no", "that", "it", "their", "all"}


def is_modifier(page: Page, find: Find) -> bool:
    """Whether a noun only describes what follows: "military helicopter", "Force Commander"."""
    if find.end >= len(page.words):
        return False
    if page.words[find.end - 1] in _TITLED:
        return page.after(find.end) in page.beginning and (
            page.beginning[page.after(find.end)].word.kind == kinds.TITLE
        )
    if page.words[find.end - 1] != _MILITARY:
        return False
    following = page.words[find.end]
    return following.isalpha() and following.islower() and not _is_verb(page, find.end)


def _is_verb(page: Page, at: int) -> bool:
    """Whether a word after "military" is a verb or joins a phrase to it."""
    word = page.words[at]
    present = word.endswith("s") and page.word(at + 1) in _OBJECTS
    return word in _AFTER_MILITARY or word.endswith("ed") or present


def is_turn(page: Page, find: Find) -> bool:
    """Whether a noun is a turn in a body or a party: "Norlandic Presidency of the League"."""
    word = page.words[find.end - 1]
    if word in _PARTY:
        return True
    if word.lower() != _PRESIDENCY or page.word(find.end) != "of":
        return False
    at = find.end
    while page.word(at) in _BETWEEN:
        at += 1
    return page.kind_at(at) == kinds.BODY


def further(page: Page, end: int) -> int:
    """Where a group's name ends that goes on: "off the Coast of Norland", "2"."""
    if page.word(end).isdigit():
        return end + 1
    if tuple(word.lower() for word in page.words[end : end + len(_COAST)]) == _COAST:
        owner = page.beginning.get(end + len(_COAST))
        if owner is not None and owner.word.kind == kinds.COUNTRY:
            return owner.end
    return end
