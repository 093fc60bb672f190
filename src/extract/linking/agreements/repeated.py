"""Find what a mention repeats that is only a head: "the Treaty", "the tripartite MoU".

In:  "Treaty of Friendship", "treaty signed in Lorn", "the | Treaty"
Out: the Treaty of Friendship: a capital repeats a title
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.linking.agreements.sameness import agree

if TYPE_CHECKING:
    from extract.records import AgreementMention


class Repeated:
    """What a generic mention repeats: the last full citation of its type, else the next.

    Args:
        mentions: All mentions.
        generic: For each whether nothing identifies it.
    """

    def __init__(self, mentions: Sequence[AgreementMention], generic: Sequence[bool]) -> None:
        self._mentions = mentions
        self._full: defaultdict[str, list[int]] = defaultdict(list)
        self._titles: defaultdict[str, list[int]] = defaultdict(list)
        self._first: dict[str, int] = {}
        self._chain: dict[str, int] = {}
        for position, mention in enumerate(mentions):
            kind = mention.agreement_type
            if generic[position]:
                self._first.setdefault(kind, position)
                continue
            self._full[kind].append(position)
            if mention.named and mention.text[:1].isupper():
                self._titles[kind].append(position)

    def __call__(self, position: int) -> int:
        """The position of the mention it repeats; its own if there is none."""
        mention = self._mentions[position]
        kind = mention.agreement_type
        if mention.text[:1].isupper():
            at = self._title(position, kind)
            if at is not None:
                self._chain[kind] = at
                return at
        return self._cited(position, kind)

    def _title(self, position: int, kind: str) -> int | None:
        """The title that a capital repeats: the one it repeated before, else the last."""
        if kind in self._chain and self._agrees(self._chain[kind], position):
            return self._chain[kind]
        titles = self._titles[kind]
        behind = bisect_left(titles, position)
        if behind and self._agrees(titles[behind - 1], position):
            return titles[behind - 1]
        return None

    def _cited(self, position: int, kind: str) -> int:
        full = self._full[kind]
        behind = bisect_left(full, position)
        if behind:
            last = full[behind - 1]
            return last if self._agrees(last, position) else position
        if self._first[kind] < position:
            return self._first[kind]
        return full[behind] if full and self._agrees(full[behind], position) else position

    def _agrees(self, earlier: int, later: int) -> bool:
        """Whether no date of its own tells a mention from the one it would repeat."""
        one, other = self._mentions[earlier], self._mentions[later]
        return one.date is None or other.date is None or agree(one, other)
