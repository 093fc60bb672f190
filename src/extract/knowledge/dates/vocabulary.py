"""The words of temporal expressions and what they stand for: `data/dates_words.toml`.

In:  data/dates_words.toml      [month] sept = 9, [unit] weeks = "W", [direction] ago = "back ..."
Out: Vocabulary                 slot("month") for patterns; number("twenty-four") is 24.0
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.knowledge.load import tables

FILE: Final = "dates_words.toml"
#: The first word of an entry: "early" of "early in", "bi" of "bi-weekly".
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
#: "1,500", "2.5"
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: "2 1/2", "2½", "5-1/2"
_FRACTIONS: Final = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75}
#: Tables that count: their words are what {n} of the patterns is made of.
_NUMBER_TABLES: Final = ("small", "tens", "scale")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tables of words.

    Args:
        entries: Table name to its words, lower case, and what each stands for.
        cased: Names of tables whose words match as Title or UPPER case only.
    """

    entries: Mapping[str, Mapping[str, int | str]]
    cased: frozenset[str]

    def slot(self, table: str) -> str:
        """A pattern for any word of a table, longer words first."""
        words = sorted(self.entries[table], key=len, reverse=True)
        firsts = "(?=[" + "".join(sorted({word[0] for word in words})) + "])"  # fails fast
        if table not in self.cased:
            return f"{firsts}(?:" + "|".join(map(_pattern, words)) + ")"
        return f"{firsts}(?-i:" + "|".join(f"{w.title()}|{w.upper()}" for w in words) + ")"

    def first_words(self, table: str) -> frozenset[str]:
        """The words with which the entries of a table begin."""
        if table == "number":
            firsts = (self.first_words(name) for name in _NUMBER_TABLES)
            return frozenset({"half", "dd", "yyyy", "digits"}).union(*firsts)
        matches = (_FIRST_WORD.match(word) for word in self.entries[table])
        return frozenset(match[0] for match in matches if match is not None)

    def code(self, table: str, word: str) -> str:
        """What a word stands for, where that is a code: "W" for the unit "Weeks"."""
        return str(self.entries[table][_plain(word)])

    def number(self, table: str, word: str) -> int:
        """What a word stands for, where that is a number: 9 for the month "Sept."."""
        return int(self.entries[table][_plain(word)])

    def count(self, words: str) -> float | None:
        """The number that digits or words stand for.

        Args:
            words: E.g. "1,500", "2 1/2", "twenty-four", "two hundred", "half an", "couple of".

        Returns:
            1500, 2.5, 24, 200, 0.5, 2; None for vague ones ("several", "few") and none at all.
        """
        plain = _plain(words)
        if digits := _DIGITS.match(plain):
            number = float(digits[0].replace(",", ""))
            return number + _FRACTIONS.get(plain[digits.end() :].strip(" -"), 0)
        if plain.startswith("half"):
            return 0.5
        if plain.startswith("couple"):
            return 2
        return self._spelled(re.split(r"[- ]+", plain))

    def _spelled(self, words: list[str]) -> float | None:
        total = 0
        for word in words:
            if word in self.entries["scale"]:
                total = max(total, 1) * self.number("scale", word)
            elif word in self.entries["small"]:
                total += self.number("small", word)
            elif word in self.entries["tens"]:
                total += self.number("tens", word)
            elif word not in {"and", "a", "an"}:
                return None
        return total or None


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\ ", " ")


def _plain(word: str) -> str:
    """A word as the tables have it: "Sept." is "sept", a line break inside is one blank."""
    return " ".join(word.lower().rstrip(".").split())


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The packaged tables."""
    content = tables(FILE)
    entries = {name: table for name, table in content.items() if isinstance(table, dict)}
    return Vocabulary(entries, frozenset(content["cased"]))
