"""The rules of temporal expressions, compiled, and the walk that tries them.

In:  vocabulary and rules          data/dates*.toml
Out: DateGrammar                   scan("met on 3 May 2019") finds day-month-year with its parts

Speed: a rule is tried only at words it can begin with, so that a text costs one dictionary look-up
a word; every pattern is bounded in length, so that no text costs more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from extract.errors import KnowledgeError
from extract.knowledge.dates.vocabulary import Vocabulary
from extract.records import TIMEX_TYPES

#: How many characters around an expression its conditions may look at.
REACH: Final = 28
#: What a blank of a pattern stands for: some blanks, or one line break with its indentation, which
#: is blanks alone where lines were joined: "November     2021".
_BLANK: Final = r"(?:[ \t\xa0]{1,9}|[ \t]{0,3}\r?\n[ \t]{0,8})"
_CLASS_OR_BLANK: Final = re.compile(r"\[[^\]]*\]| ")
#: Where an expression can begin: "14" and "Sep" of "14-Sep-2022". Of the numbers with one or two
#: digits only those that something follows which can belong to them: "14 Sep", "14.9.", "10th".
_WORD: Final = re.compile(
    r"[^\W\d_]+|(?<!\d)\d{1,2}(?!\d)(?=[^\W\d]|[-–—/.,:½¼¾]|[ \t\r\n\xa0]{1,14}[^\W\d]"
    r"|[ \t\r\n\xa0]{1,3}(?:[-–—/]|\d/\d))|\d{3,}"
)
_DAY_DIGITS: Final = 2
_YEAR_DIGITS: Final = 4
#: What follows "January" in "January 5", "January, 1994", "Jan. 5", "January–March", "January last
#: year", and "Friday" in "Friday, May 3".
_GOES_ON: Final = re.compile(
    r"[.,]{0,2}[ \t\r\n\xa0]{0,14}(?:['’]?\d|[a-z]|[-–—/]|[A-Z][A-Za-z]{2,8}\.?[ \t\r\n]{1,4}\d)"
)
_SLOT: Final = re.compile(r"\{([A-Za-z_]\w*)\}")
#: In the order in which they are tried: looking ahead is cheaper.
_CONDITIONS: Final = ("after", "not_after", "before", "not_before")


@dataclass(frozen=True, slots=True)
class DateRule:
    """One class of temporal expressions.

    Args:
        rule_id: Name of the rule, unique.
        form: Which normaliser reads its parts.
        timex_type: DATE, TIME, DURATION or SET.
        pattern: What the expression looks like.
        starts: First words, lower case, or "dd" (one or two digits), "yyyy" (four), "digits"
            (others), at which it is tried.
        goes_on: Whether a number or a word in lower case must follow the first word.
        follows: Words one of which must stand right before it; empty if any may.
        conditions: What else must or must not stand before and after it.
        examples: Texts it finds something in.
        counter_examples: Texts it finds nothing in.
    """

    rule_id: str
    form: str
    timex_type: str
    pattern: re.Pattern[str]
    starts: frozenset[str]
    goes_on: bool
    follows: frozenset[str]
    conditions: Mapping[str, re.Pattern[str]]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def at(self, text: str, start: int, previous: str) -> Found | None:
        """The expression that begins at `start`, if it is one and the words around allow it.

        Args:
            text: The whole text.
            start: Where a word begins that is one of `starts`.
            previous: The word before, lower case; "" if a mark stands between.
        """
        if self.follows and previous not in self.follows:
            return None
        match = self.pattern.match(text, start)
        if match is None or not self._is_allowed(text, start, match.end()):
            return None
        return Found(self, start, match.end(), _parts(match))

    def parse(self, words: str) -> Found | None:
        """Read an expression again that stands alone, without its conditions."""
        match = self.pattern.match(words)
        return None if match is None else Found(self, 0, match.end(), _parts(match))

    def _is_allowed(self, text: str, start: int, end: int) -> bool:
        if not self.conditions:
            return True
        before = text[max(0, start - REACH) : start]
        after = text[end : end + REACH]
        return all(
            (pattern.search(after if "after" in name else before) is None)
            == name.startswith("not_")
            for name, pattern in self.conditions.items()
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that a rule matches, with its named parts."""

    rule: DateRule
    start: int
    end: int
    parts: Mapping[str, str]


def _parts(match: re.Match[str]) -> dict[str, str]:
    return {name: part for name, part in match.groupdict().items() if part is not None}


class Rules(NamedTuple):
    """The rules that one word can begin.

    Args:
        alone: Those tried wherever the word stands: "January".
        going_on: Those tried only where a number or a word in lower case follows: "January 5".
    """

    alone: tuple[DateRule, ...]
    going_on: tuple[DateRule, ...]


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """All rules, in the order in which they win ties."""

    rules: tuple[DateRule, ...]
    vocabulary: Vocabulary
    by_start: Mapping[str, Rules] = field(repr=False)
    by_id: Mapping[str, DateRule] = field(repr=False)

    def scan(self, text: str) -> Iterator[Found]:
        """Expressions of a text from left to right, at each place the longest; none overlap."""
        taken = last = 0
        previous = ""
        for word in _WORD.finditer(text):
            start, first = word.start(), word[0].lower()
            rules = self.by_start.get(_digits(first) if first[0].isdigit() else first)
            if rules is not None and start >= taken:
                if rules.going_on and _GOES_ON.match(text, word.end()) is None:
                    rules = Rules(rules.alone, ())
                is_next = text[last:start].isspace()
                found = _longest_at(text, start, rules, previous if is_next else "")
                if found is not None:
                    taken = found.end
                    yield found
            previous, last = first, word.end()

    def parse(self, rule_id: str, words: str) -> Found | None:
        """Read the words of a mention again, by the rule that found it."""
        rule = self.by_id.get(rule_id)
        found = None if rule is None else rule.parse(words)
        return found if found is not None else self.longest(words)

    def longest(self, words: str) -> Found | None:
        """The longest expression somewhere in a few words: for mentions that a human marked."""
        return max(self.scan(words), key=lambda found: found.end - found.start, default=None)


def _digits(number: str) -> str:
    """Which numbers a number is one of, as rules name them in their `starts`."""
    if len(number) <= _DAY_DIGITS:
        return "dd"
    return "yyyy" if len(number) == _YEAR_DIGITS else "digits"


def _longest_at(text: str, start: int, rules: Rules, previous: str) -> Found | None:
    """The longest of the expressions that begin at one place; of equals the first rule's."""
    if start and text[start].isalpha() and (text[start - 1].isalpha() or text[start - 1] == "_"):
        return None
    best: Found | None = None
    for rule in (*rules.alone, *rules.going_on):
        found = rule.at(text, start, previous)
        if found is not None and found.end > start and (best is None or found.end > best.end):
            best = found
    return best


def build_grammar(files: Mapping[str, Mapping[str, Any]], vocabulary: Vocabulary) -> DateGrammar:
    """Compile the rules.

    Args:
        files: Content of each data file by its name; slots of earlier files serve later ones.
        vocabulary: Tables of words, each of which is a slot as well.

    Raises:
        KnowledgeError: A rule is incomplete, repeats a name, or its pattern cannot be compiled.
    """
    slots = {name: vocabulary.slot(name) for name in vocabulary.entries}
    rules: dict[str, DateRule] = {}
    for file, content in files.items():
        for name, pattern in content.get("slots", {}).items():
            slots[name] = "(?:" + _filled(pattern, slots) + ")"
        for entry in content["rule"]:
            rule = _rule(file, entry, slots, vocabulary)
            if rule.rule_id in rules:
                raise KnowledgeError.bad_entry(
                    file, rule.rule_id, "repeats the id of another rule"
                )
            rules[rule.rule_id] = rule
    by_start: dict[str, Rules] = {}
    for rule in rules.values():
        for word in rule.starts:
            alone, going_on = by_start.get(word, Rules((), ()))
            if rule.goes_on:
                by_start[word] = Rules(alone, (*going_on, rule))
            else:
                by_start[word] = Rules((*alone, rule), going_on)
    return DateGrammar(tuple(rules.values()), vocabulary, by_start, rules)


def _rule(
    file: str, entry: Mapping[str, Any], slots: Mapping[str, str], vocabulary: Vocabulary
) -> DateRule:
    name = entry.get("id", "?")
    if entry.get("type") not in TIMEX_TYPES or not entry.get("examples"):
        raise KnowledgeError.bad_entry(file, name, "lacks a type or examples")
    try:
        pattern = re.compile(_spaced(_filled(entry["pattern"], slots)), re.IGNORECASE)
        conditions = {
            key: re.compile(_filled(_anchored(entry[key]), slots), re.IGNORECASE)
            for key in _CONDITIONS
            if key in entry
        }
    except (re.error, KeyError) as error:
        raise KnowledgeError.bad_entry(file, name, f"has a bad pattern ({error})") from error
    return DateRule(
        rule_id=name,
        form=entry["form"],
        timex_type=entry["type"],
        pattern=pattern,
        starts=_starts(entry["starts"], vocabulary),
        goes_on=entry.get("goes_on", False),
        follows=frozenset(entry.get("follows", ())),
        conditions=conditions,
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry.get("counter_examples", ())),
    )


def _starts(names: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """First words: those of tables ("@month"), single ones ("fiscal"), kinds of numbers ("dd")."""
    words: set[str] = set()
    for name in names:
        is_table = name.startswith("@")
        words |= vocabulary.first_words(name.removeprefix("@")) if is_table else {name}
    return frozenset(words)


def _anchored(pattern: str) -> str:
    """Let a final $ mean the very end: "46/2024" before a line break is not right before it."""
    return pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern


def _spaced(pattern: str) -> str:
    """Let blanks of a pattern, outside of character classes, match a line break as well."""
    return _CLASS_OR_BLANK.sub(lambda m: _BLANK if m[0] == " " else m[0], pattern)


def _filled(pattern: str, slots: Mapping[str, str]) -> str:
    """Put the slots in place of their names; {2} and the like are left to the pattern."""
    return _SLOT.sub(lambda m: slots[m[1]], pattern)
