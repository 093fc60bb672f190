"""The words of bare references to an agreement, which count for it and give no row.

In:  the table [anaphora] of data/agreements.toml
Out: AnaphoraWords
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AnaphoraWords:
    """What makes a bare reference; what each list means is said in `agreements.toml`.

    Args:
        pointers: Before the head: "the".
        between: Between pointer and head: "said".
        general: Heads for every instrument but resolutions and statements: "accord".
        anything: Nouns for every instrument: "document".
        alike: Types that stand for one another: a "statement" may be a communique.
        goes_on: Words after a head that say which one it is: "between".
        parts: Nouns after a head that make another thing of it: "violations".
        verbs: Verbs whose object "it" is an instrument: "ratified".
    """

    pointers: frozenset[str]
    between: frozenset[str]
    general: frozenset[str]
    anything: frozenset[str]
    alike: frozenset[str]
    goes_on: frozenset[str]
    parts: frozenset[str]
    verbs: frozenset[str]


def anaphora_words(table: Mapping[str, Any]) -> AnaphoraWords:
    """Read the table [anaphora]."""
    return AnaphoraWords(
        pointers=frozenset(table["pointers"]),
        between=frozenset(table["between"]),
        general=frozenset(table["general"]),
        anything=frozenset(table["anything"]),
        alike=frozenset(table["alike"]),
        goes_on=frozenset(table["goes_on"]),
        parts=frozenset(table["parts"]),
        verbs=frozenset(table["verbs"]),
    )
