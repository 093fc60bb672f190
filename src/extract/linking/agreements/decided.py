"""Find when a body decided what a resolution says.

In:  "On 10 March the Security Council endorsed both texts by | resolution 2513 (2020)"
     "measures that were extended by | resolution 2509 in February 2020"
Out: a Clause whose day stands before "endorsed", behind the mention
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.clause import Clause, opened
from extract.text.patterns import any_of

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.linking.agreements.spans import Page
    from extract.records import AgreementMention

#: How far before a resolution the clause of its decision begins.
_REACH: Final = 200
#: "in | resolution 2736", "by Security Council | resolution 1320", "through its | resolution"
_THROUGH: Final = re.compile(
    r"\b(?:in|by|through|under|with)\s+(?:the\s+|its\s+)?(?:[A-Z]\w+\s+){0,4}$"
)
#: "the General Assembly", "the Council"
_BODY: Final = re.compile(r"\b(?:Council|Assembly|UNSC|UNGA)\b")
#: " in February 2020", " on 19 January": nothing between
_BEHIND: Final = re.compile(r"\s+(?:on|in)\s+(?=\d|[A-Z])")
_LONGEST_DATE: Final = 24


@dataclass(frozen=True, slots=True)
class DecisionReader:
    """Reads the clause that tells of a decision.

    Args:
        words: The vocabulary: verbs of deciding.
    """

    words: AgreementWords
    _verb: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the pattern of verbs."""
        verbs = any_of(self.words.deciding)
        object.__setattr__(self, "_verb", re.compile(rf"\b(?:{verbs})\b"))

    def __call__(self, mention: AgreementMention, page: Page) -> Iterator[Clause]:
        """The clause of a resolution by which a body decided something."""
        if mention.agreement_type != "resolution":
            return
        text, start = page.flat, mention.start
        floor = max(mention.sentence_start, start - _REACH)
        through = _THROUGH.search(text[floor:start])
        if through is None:
            return
        verbs = list(self._verb.finditer(text, floor, floor + through.start()))
        if not verbs:
            return
        first = opened(text, floor, verbs[-1].start())
        days = [(verbs[-1].end(), start)]
        alone = sum(verb.start() >= first for verb in verbs) == 1
        if alone and _BODY.search(text, first, verbs[-1].start()):
            days.append((first, verbs[-1].start()))
        behind = _BEHIND.match(text, mention.end)
        if behind is not None:
            days.append((behind.end(), behind.end() + _LONGEST_DATE))
        yield Clause(None, None, tuple(days), None, "", own=True)
