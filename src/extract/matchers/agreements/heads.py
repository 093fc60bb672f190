"""Find head nouns: the words around which every citation is built.

In:  "a Memorandum of Understanding and two cease-fires"
Out: Memorandum of Understanding (memorandum) | cease-fires (ceasefire)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.matchers.agreements.words import Words

#: The first part of a compound: "cease" of "cease-fire", "accord" of "accord's".
_PART: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun at its place.

    Args:
        first: Its first word.
        last: One past its last word.
        noun: As listed, lower case.
        kind: The agreement type it gives.
        capital: Whether it is written with a capital.
    """

    first: int
    last: int
    noun: str
    kind: str
    capital: bool

    @property
    def plural(self) -> bool:
        """Whether it speaks of several: "accords", "memoranda"."""
        return self.noun.endswith(("s", "moranda")) and self.noun != "cessation of hostilities"


@dataclass(frozen=True, slots=True)
class HeadFinder:
    """All heads of a text.

    Args:
        words: The vocabulary.
    """

    words: AgreementWords
    _pattern: re.Pattern[str] = field(init=False, repr=False)
    _openings: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Build the pattern of heads, the longest first: "memorandum of understanding"."""
        nouns = sorted(self.words.heads, key=lambda noun: -len(noun))
        listed = "|".join(re.escape(noun).replace(r"\ ", r"\s+") for noun in nouns)
        pattern = re.compile(rf"(?<![\w/])(?:{listed})(?![\w]|[-‑/]\w)", re.IGNORECASE)
        object.__setattr__(self, "_pattern", pattern)
        openings = (found for noun in nouns if (found := _PART.match(noun)) is not None)
        object.__setattr__(self, "_openings", frozenset(found[0] for found in openings))

    def __call__(self, words: Words) -> Iterator[Head]:
        """Yield the heads in text order; each begins a word: "pre-agreement" holds none."""
        end = 0
        for first in self._opened(words):
            found = self._pattern.match(words.text, words.starts[first])
            if found is None or found.start() < end:
                continue
            end = found.end()
            noun = " ".join(found[0].lower().split())
            yield Head(
                first=first,
                last=words.after(found.end()),
                noun=noun,
                kind=self.words.heads[noun],
                capital=found[0][0].isupper(),
            )

    def _opened(self, words: Words) -> list[int]:
        """The words that a head may begin with; looking each up costs a tenth of a search."""
        openings = self._openings
        return [
            at
            for at, word in enumerate(words.lower)
            if word in openings
            or (
                len(word) > 1
                and not word.isalpha()
                and (part := _PART.match(word)) is not None
                and part[0] in openings
            )
        ]

    def named(self, name: str) -> str | None:
        """The type that the head noun of a known name gives it; None if it has none."""
        found = [
            self.words.heads[" ".join(m[0].lower().split())] for m in self._pattern.finditer(name)
        ]
        return found[0] if len(set(found)) == 1 else None

    def kind(self, head: Head, phrase: str) -> str:
        """The type of a whole phrase: a "truce agreement" is a ceasefire, though an agreement."""
        plain = " ".join(phrase.lower().split())
        if head.kind in {"agreement", "protocol", "plan", "declaration"} and any(
            word in plain for word in self.words.ceasefire
        ):
            return "ceasefire"
        return head.kind
