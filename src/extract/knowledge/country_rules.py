"""Rules for country names and capitals: actor or place, with a sentence that each decides.

In:  data/country_rules.toml
Out: ContextRules for countries and for capitals, patterns compiled
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from extract.errors import KnowledgeError
from extract.knowledge.load import tables

FILE: Final = "country_rules.toml"
ACTOR: Final = "actor"
PLACE: Final = "place"


@dataclass(frozen=True, slots=True)
class ContextRule:
    """What the words around a name say about it.

    Args:
        rule_id: Name of the rule, e.g. "in".
        decides: "actor" or "place".
        near: Words (lower case) one of which must be near, before patterns are tried; empty: any.
        name: Pattern that the name itself must match as a whole; None: any name.
        before: Pattern for what stands before the name, anchored at its end.
        after: Pattern for what stands after it, to be matched at the beginning.
        examples: Sentences it decides, the name in square brackets.
        counter_examples: Sentences it must leave alone.
    """

    rule_id: str
    decides: str
    near: frozenset[str]
    name: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def fits(self, name: str, before: str, after: str) -> bool:
        """Whether a name and its contexts, white space squeezed, are what the rule wants."""
        if self.name is not None and self.name.fullmatch(name) is None:
            return False
        return (self.after is None or self.after.match(after) is not None) and (
            self.before is None or self.before.search(before) is not None
        )


@dataclass(frozen=True, slots=True)
class CountryRules:
    """The two tables, each in the order in which rules are tried."""

    country: tuple[ContextRule, ...]
    capital: tuple[ContextRule, ...]


@lru_cache(maxsize=1)
def load_country_rules() -> CountryRules:
    """The packaged rules.

    Raises:
        KnowledgeError: A rule is incomplete or its pattern cannot be compiled.
    """
    content = tables(FILE)
    return CountryRules(
        country=tuple(_rule(entry) for entry in content["country"]),
        capital=tuple(_rule(entry) for entry in content["capital"]),
    )


def _rule(entry: dict[str, Any]) -> ContextRule:
    name = entry.get("id", "?")
    if entry.get("decides") not in {ACTOR, PLACE}:
        raise KnowledgeError.bad_entry(FILE, name, "decides neither actor nor place")
    if not entry.get("examples") or not entry.get("counter_examples"):
        raise KnowledgeError.bad_entry(FILE, name, "lacks examples or counter_examples")
    return ContextRule(
        rule_id=name,
        decides=entry["decides"],
        near=frozenset(entry.get("near", ())),
        name=_pattern(name, entry.get("name")),
        before=_pattern(name, entry.get("before")),
        after=_pattern(name, entry.get("after")),
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry["counter_examples"]),
    )


def _pattern(name: str, source: str | None) -> re.Pattern[str] | None:
    if source is None:
        return None
    try:
        return re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError.bad_entry(FILE, name, f"has a bad pattern ({error})") from error
