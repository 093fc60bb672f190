"""The grammar of temporal expressions: `data/dates.toml` compiled.

In:  data/dates.toml       slots {day}, {month}; rules with pattern, form, examples
Out: DateGrammar           scan("met on 3 May 2019") finds rule day-month-year with its parts
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from extract.errors import KnowledgeError
from extract.knowledge.load import tables
from extract.records import TIMEX_TYPES

FILE: Final = "dates.toml"
#: What a blank of a pattern stands for: a few blanks, or one line break with its indentation.
_BLANK: Final = r"(?:[ \t\xa0]{1,3}|[ \t]{0,3}\r?\n[ \t]{0,8})"
#: An article or approximator before a mention that its rule may have matched: "more than ".
_LONGEST_LEAD: Final = 16
_CLASS_OR_BLANK: Final = re.compile(r"\[[^\]]*\]| ")
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SMALL: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_TENS: Final = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_NUMBERS: Final = (
    {word: value for value, word in enumerate(_SMALL)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=3)}
    | {"a": 1, "an": 1}
)


@dataclass(frozen=True, slots=True)
class DateRule:
    """One class of temporal expressions.

    Args:
        rule_id: Name of the rule.
        form: Which normaliser reads it.
        timex_type: DATE, TIME, DURATION or SET.
        pattern: Compiled, case as written.
        guarded: Whether the words around must allow it (months and years that may be others).
        examples: Texts it finds something in.
        counter_examples: Texts it finds nothing in.
    """

    rule_id: str
    form: str
    timex_type: str
    pattern: re.Pattern[str]
    guarded: bool
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that a rule matches, with its named parts."""

    rule: DateRule
    start: int
    end: int
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """All rules, in the order in which they win ties."""

    rules: tuple[DateRule, ...]

    def scan(self, text: str) -> Iterator[Found]:
        """Everything any rule matches, overlapping matches included, rule by rule."""
        for rule in self.rules:
            for match in rule.pattern.finditer(text):
                if match.end() > match.start():
                    yield _found(rule, match)

    def parse(self, rule_id: str, words: str, before: str = "") -> Found | None:
        """Read the words of a mention again by the rule that found it.

        Args:
            rule_id: The rule.
            words: Of the mention, white space squeezed.
            before: What stands before it; the match may begin there (an article) but ends with
                the words.
        """
        rule = next((rule for rule in self.rules if rule.rule_id == rule_id), None)
        if rule is None:
            return None
        lead = before[-_LONGEST_LEAD:]
        text = lead + words
        for match in rule.pattern.finditer(text):
            if match.end() == len(text) and match.start() <= len(lead):
                return _found(rule, match)
        found = rule.pattern.search(words)
        return None if found is None else _found(rule, found)


def _found(rule: DateRule, match: re.Match[str]) -> Found:
    parts = {name: part for name, part in match.groupdict().items() if part is not None}
    return Found(rule, match.start(), match.end(), parts)


def month_number(word: str) -> int:
    """1 to 12 for "Sept.", "SEPTEMBER"."""
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for "Friday"."""
    return _WEEKDAYS.index(word[:3].lower())


def number_of(word: str) -> float:
    """The number a word or digits stand for: "twenty-two", "a dozen", "1,500", "half a"."""
    plain = word.lower().replace(",", "")
    if plain[0].isdigit():
        return float(plain)
    if plain == "half a":
        return 0.5
    if plain.endswith("dozen"):
        return 24 if plain.startswith("two") else 12
    return float(sum(_NUMBERS[part] for part in re.split(r"[- ]", plain)))


@lru_cache(maxsize=1)
def load_dates() -> DateGrammar:
    """The packaged grammar.

    Raises:
        KnowledgeError: A rule is incomplete or its pattern cannot be compiled.
    """
    content = tables(FILE)
    slots: dict[str, str] = {}
    for name, pattern in content["slots"].items():
        slots[name] = "(?:" + _filled(pattern, slots) + ")"
    return DateGrammar(tuple(_rule(entry, slots) for entry in content["rule"]))


def _rule(entry: Mapping[str, Any], slots: Mapping[str, str]) -> DateRule:
    name = entry.get("id", "?")
    if entry.get("type") not in TIMEX_TYPES or not entry.get("examples"):
        raise KnowledgeError.bad_entry(FILE, name, "lacks a type or examples")
    try:
        pattern = re.compile(_spaced(_filled(entry["pattern"], slots)))
    except re.error as error:
        raise KnowledgeError.bad_entry(FILE, name, f"has a bad pattern ({error})") from error
    return DateRule(
        rule_id=name,
        form=entry["form"],
        timex_type=entry["type"],
        pattern=pattern,
        guarded=entry.get("guard", False),
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry.get("counter_examples", ())),
    )


def _spaced(pattern: str) -> str:
    """Let blanks of a pattern, outside of character classes, match a line break as well."""
    return _CLASS_OR_BLANK.sub(lambda m: _BLANK if m[0] == " " else m[0], pattern)


def _filled(pattern: str, slots: Mapping[str, str]) -> str:
    for name, slot in slots.items():
        pattern = pattern.replace("{" + name + "}", slot)
    return pattern
