"""What an issuer's own name says of where it is at home.

In:  source "thelornbeacon.com", "Lorn Daily Post"
Out: a Home          the letters of the name, and the places it may be named for: Lorn
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.text.names import fold

_HOST: Final = re.compile(r"(?:\w+://)?(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#]|$)", re.IGNORECASE)
#: Ends of hosts that belong to no country; papers with such an address are mostly American.
_GENERIC: Final = frozenset({"com", "net", "org", "info", "biz"})
#: Parts of a host that are no part of its name: "news.lornpost.co.uk".
_PARTS: Final = frozenset({"www", "co", "com", "net", "org", "gov", "ac", "news"})
#: "thelornnews", "thisislorn": what stands before the name of the place.
_OPENERS: Final = ("thisis", "the", "my")
_WORD: Final = re.compile(r"[^\W\d_]+")
#: Letters of the shortest name that is looked for, and of the shortest word of one.
_LETTERS, _SHORTEST = 4, 3


@dataclass(frozen=True, slots=True)
class Home:
    """Where an issuer is at home, as far as its name tells.

    Args:
        letters: The name's letters without blanks and marks: "lornbeacon".
        generic: Whether it is a host of no country: "lornbeacon.com".
        entries: The places it may be named for.
    """

    letters: str = ""
    generic: bool = False
    entries: tuple[Entry, ...] = ()

    def is_named_for(self, key: str) -> bool:
        """Whether the issuer bears the name of a place, given the place's folded name."""
        letters = _letters(key)
        return len(letters) >= _LETTERS and letters in self.letters


@lru_cache(maxsize=10_000)
def _letters(key: str) -> str:
    return "".join(filter(str.isalpha, key))


def home_of(source: str | None, places: PlaceKnowledge) -> Home:
    """Read an issuer's name, a host or words."""
    text = (source or "").strip()
    if _HOST.match(text) is None:
        parts = _WORD.findall(fold(text))
        return Home(
            "".join(parts), generic=False, entries=_first(_of_words(parts, places), places)
        )
    host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").lower()
    *labels, end = host.split(".")
    label = max((one for one in labels if one not in _PARTS), key=len, default="")
    parts = _WORD.findall(label)
    names = _of_words(parts, places) if len(parts) > 1 else _of_letters(label, places)
    return Home("".join(parts), end in _GENERIC, _first(names, places))


def _of_words(parts: Sequence[str], places: PlaceKnowledge) -> Iterator[str]:
    """The words before what papers add: "lorn" of "lorn daily post"."""
    end = len(parts)
    while end and parts[end - 1] in places.words.papers:
        end -= 1
    start = 1 if parts and parts[0] in _OPENERS else 0
    if end < len(parts) and start < end:
        yield " ".join(parts[start:end])


def _of_letters(label: str, places: PlaceKnowledge) -> Iterator[str]:
    """The letters before what papers add, as one word and as two: "santalorn", "santa lorn"."""
    name = next((label.removeprefix(one) for one in _OPENERS if label.startswith(one)), label)
    cut = True
    while cut:
        ends = (word for word in places.words.papers if name.endswith(word) and name != word)
        longest = max(ends, key=len, default="")
        name, cut = name.removesuffix(longest), bool(longest)
    yield name
    for at in range(_SHORTEST, len(name) - _SHORTEST + 1):
        yield f"{name[:at]} {name[at:]}"


def _first(names: Iterator[str], places: PlaceKnowledge) -> tuple[Entry, ...]:
    """The towns and units of the first name that has any."""
    for name in names:
        is_word = len(name) < _LETTERS or name in places.words.papers
        found = () if is_word else places.find(name)
        if any(entry.primary for entry in found):
            return found
    return ()
