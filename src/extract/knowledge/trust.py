"""How far each rule is to be trusted: `data/trust.toml` as a typed table.

In:  data/trust.toml      "ner:PERSON" = 0.80     strong = ["place-list", ...]
Out: Trust               trust.of("ner:PERSON") == 0.80
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from extract.errors import KnowledgeError
from extract.knowledge.load import tables

FILE: Final = "trust.toml"
#: What a rule nobody measured is trusted: a coin, so that it loses against any measured one.
UNMEASURED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Trust:
    """Share of a rule's rows that are right, and which rules may overrule the NER model.

    Args:
        shares: By rule id, or by the part before its colon ("date" for "date:weekday").
        steepness: Rules of the model whose share falls with its score: exponent of the score.
        strong: Rules whose span and kind stand on a list or a pattern with a cue, not on the
            look of a word alone.
        alone: Rules that are right less often where no other agrees: factor of the confidence.
    """

    shares: Mapping[str, float]
    steepness: Mapping[str, float]
    strong: frozenset[str]
    alone: Mapping[str, float] = field(default_factory=dict)

    def of(self, rule: str, score: float = 1.0) -> float:
        """Share of the rule's rows that are right, 0 to 1.

        Args:
            rule: Its id.
            score: How sure the model was, for rules of the model; 1 where it did not say.
        """
        share = self.shares.get(rule)
        if share is None:
            share = self.shares.get(_family(rule), UNMEASURED)
        falls = self.steepness.get(rule)
        return share if falls is None else float(share * score**falls)

    def confidence(self, rules: Sequence[str], support: float) -> float:
        """What a row may claim, 0 to 1.

        Args:
            rules: Those that agreed on it.
            support: What their shares give together.
        """
        return support * self.alone.get(rules[0], 1.0) if len(rules) == 1 else support

    def is_strong(self, rule: str) -> bool:
        """Whether the rule may overrule the NER model."""
        return rule in self.strong or _family(rule) in self.strong


def _family(rule: str) -> str:
    """The part of a rule id before its colon: "date" of "date:weekday"."""
    return rule.partition(":")[0]


@lru_cache(maxsize=1)
def load_trust() -> Trust:
    """The packaged table.

    Raises:
        KnowledgeError: A share does not lie between 0 and 1.
    """
    content = tables(FILE)
    for rule, share in content["shares"].items():
        if not 0.0 < share < 1.0:
            raise KnowledgeError.bad_entry(FILE, rule, "is no share between 0 and 1")
    return Trust(
        shares=content["shares"],
        steepness=content["steepness"],
        alone=content["alone"],
        strong=frozenset(content["strong"]),
    )
