"""Read the rules for what is not the text: page furniture, footers of mails, addresses, numbers.

In:  boilerplate.toml
Out: a BoilerplateRule for each kind, with what it must and must not find
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.knowledge.load import tables

FILE: Final = "boilerplate.toml"


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """One kind of boilerplate.

    Args:
        rule_id: Its name.
        scope: line, paragraph or part.
        pattern: What it looks like.
        needs: A text without any of these holds none; empty if every text is searched.
        examples: What it must find whole.
        counter_examples: What it must leave alone.
    """

    rule_id: str
    scope: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@lru_cache(maxsize=1)
def load_boilerplate() -> tuple[BoilerplateRule, ...]:
    """Read the packaged rules."""
    return tuple(
        BoilerplateRule(
            rule_id=rule["id"],
            scope=rule["scope"],
            pattern=re.compile(rule["pattern"], re.IGNORECASE),
            needs=tuple(rule.get("needs", ())),
            examples=tuple(rule["examples"]),
            counter_examples=tuple(rule["counter_examples"]),
        )
        for rule in tables(FILE)["rule"]
    )
