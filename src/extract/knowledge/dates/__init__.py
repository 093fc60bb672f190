"""The grammar of temporal expressions, shared by the matcher that finds and the linker that reads.

In:  data/dates*.toml          words, slots, rules with examples and counter-examples
Out: DateGrammar               grammar.scan(text), grammar.parse(rule_id, words)
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extract.knowledge.dates.grammar import DateGrammar, build_grammar
from extract.knowledge.dates.vocabulary import load_vocabulary
from extract.knowledge.load import tables

#: Rule files in the order in which their rules win ties; slots of earlier files serve later ones.
FILES: Final = ("dates.toml", "dates_relative.toml", "dates_hours.toml", "dates_lengths.toml")


@lru_cache(maxsize=1)
def load_dates() -> DateGrammar:
    """The packaged grammar, compiled once.

    Raises:
        KnowledgeError: A rule is incomplete or its pattern cannot be compiled.
    """
    return build_grammar({name: tables(name) for name in FILES}, load_vocabulary())
