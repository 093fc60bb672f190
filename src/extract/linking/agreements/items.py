r"""Find the line that introduces a list of instruments: it tells who signed them all, and when.

In:  "The two ministers signed today:\n- a | protocol on mines;\n- a | treaty on archives"
Out: for both a Clause: signers stand before "signed", the day in the line
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

#: How far before an item its introduction may stand.
_REACH: Final = 900
#: How many characters may stand before an item on its line.
_LONGEST_MARK: Final = 60
#: "- a ", "ii. the ", "(b) ", "3. an ": all that stands before an item on its line
_ITEM: Final = re.compile(
    r"[ \t]*(?:[-–—•*▪]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]+(?:an?|the)?[ \t]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Reads the introduction of the list in which a mention is an item.

    Args:
        words: The vocabulary: verbs of signing.
    """

    words: AgreementWords
    _verb: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the pattern of verbs."""
        verbs = any_of(self.words.signing)
        object.__setattr__(self, "_verb", re.compile(rf"\b(?P<verb>{verbs})\b"))

    def __call__(self, mention: AgreementMention, page: Page) -> Iterator[Clause]:
        """The clause of the introduction, if the mention begins an item and there is one."""
        text = page.document.text
        line = text.rfind("\n", max(0, mention.start - _LONGEST_MARK), mention.start) + 1
        if not line or not _ITEM.fullmatch(text, line, mention.start):
            return
        span = _introduction(text, line)
        verb = self._verb.search(text, *span) if span is not None else None
        if span is None or verb is None:
            return
        yield Clause(
            (opened(text, span[0], verb.start()), verb.start()),
            None,
            ((verb.end(), span[1]), (span[0], verb.start())),
            None,
            verb["verb"].lower(),
            own=False,
        )


def _introduction(text: str, item: int) -> tuple[int, int] | None:
    """The sentence or heading before the first item of a list; None if too far."""
    floor = max(0, item - _REACH)
    end = item
    while end > floor:
        start = text.rfind("\n", floor, end - 1) + 1
        plain = text[start:end].strip()
        if plain and not _ITEM.match(text, start, end) and not text[start : start + 2].isspace():
            sentence = max(text.rfind(". ", start, end) + 1, start)
            closed = plain.endswith((":", "including", ",")) or plain[-1].isalpha()
            return (sentence, end) if closed else None
        end = start
    return None
