"""Mask names of events, operations and processes: nothing inside them is annotated.

In:  "at the Norland-Sudria Media Forum and in the Lorn process"
Out: Norland-Sudria Media Forum (mask) | Lorn process (mask)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.matchers.names import page as kinds
from extract.matchers.names.page import ARTICLES, HYPHENS, LONGEST_NAME, POSSESSIVES, Find, Page
from extract.records import Proposal

#: After an event's head: "Conference on Supporting the Future of Norland".
_ON: Final = frozenset({"on", "for", "of"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Events:
    """Capitalised names that end in an event's head or begin with an operation's.

    Args:
        outside: Lower-case words that belong to no name though they may be capitalised.
        adjectives: Lower-case words between a name and "election".
    """

    outside: frozenset[str]
    adjectives: frozenset[str]

    def __call__(self, page: Page) -> Iterator[Proposal]:
        """Yield one mask per name of an event."""
        for find in page.finds:
            start, end = find.start, find.end
            if page.words[start].isupper():  # "MEDIA CONFERENCE": in capitals nothing stands out
                continue
            if find.word.kind == kinds.EVENT:
                start, end = self._begin(page, find), self._end(page, find)
            elif find.word.kind == kinds.PROCESS:
                start = self._begin(page, find)
            elif find.word.kind == kinds.ELECTION:
                start = self._election(page, find)
            elif find.word.kind == kinds.OPENER:
                end = self._run(page, find.end)
            if end - start > find.end - find.start:
                yield page.propose("mask", start, end, rule="mask", label="event")

    def _begin(self, page: Page, find: Find) -> int:
        """The first of the capitalised words right before a head."""
        start = find.start
        while start > max(0, find.start - LONGEST_NAME):
            word = page.words[start - 1]
            if word in POSSESSIVES and page.kind_at(start - 2) is None and start > 1:
                start -= 1  # "Lorn Women's Conference", not "Norland's Lorn Conference"
                continue
            if word in {"and", ","} and find.word.kind == kinds.PROCESS:
                if not page.is_capitalised(start - 2):
                    break
                start -= 1  # "the Lorn and Kelbin processes"
                continue
            is_title = page.kind_at(start - 1) in {kinds.TITLE, kinds.HONORIFIC}
            if word not in HYPHENS and (is_title or not self._is_name(word)):
                break
            start -= 1
        return start + (start < find.start and page.words[start] in HYPHENS)

    def _election(self, page: Page, find: Find) -> int:
        """The name before "general election": "2031 Norland", "2031 House of Delegates"."""
        adjective = find.start
        while adjective > 0 and page.words[adjective - 1] in self.adjectives:
            adjective -= 1
        start = adjective
        while start > max(0, find.start - LONGEST_NAME) and (
            self._is_name(page.words[start - 1])
            or (page.words[start - 1] in {"of", "the"} and page.is_capitalised(start - 2))
        ):
            start -= 1
        dated = start > 0 and _YEAR.fullmatch(page.words[start - 1]) is not None
        return start if start < adjective and (dated or adjective < find.start) else find.start

    def _end(self, page: Page, find: Find) -> int:
        """The end of "on Supporting the Future of Norland" after a head, if it is capitalised."""
        end = find.end
        while end + 1 < min(len(page.words), find.end + LONGEST_NAME) and page.words[end] in _ON:
            begin = end + 1 + (page.words[end + 1] in ARTICLES)
            run = self._run(page, begin)
            if run == begin:
                break
            end = run
        return end

    def _run(self, page: Page, start: int) -> int:
        """The end of the run of capitalised words from a token on, "the" and "and" inside."""
        end = at = start
        while at < min(len(page.words), start + LONGEST_NAME):
            word = page.words[at]
            if self._is_name(word) or (word[:1].isdigit() and at > start):
                end = at + 1
            elif word not in HYPHENS and word not in {"the", "and"}:
                break
            at += 1
        return end

    def _is_name(self, word: str) -> bool:
        return word[:1].isupper() and word.lower() not in self.outside
