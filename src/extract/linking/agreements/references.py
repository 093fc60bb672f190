"""Find which mentions of a document repeat an earlier one in fewer words.

In:  "Memorandum of Understanding (MoU) between A and B", ..., "the MoU", "tripartite MoU"
Out: the later ones point to the first
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from extract.text.names import fold

if TYPE_CHECKING:
    from extract.knowledge.agreements import AgreementWords
    from extract.records import AgreementMention

#: Modifiers that tell nothing apart: "the tripartite MoU" is the MoU.
_MOST_GENERIC: Final = 3
#: How many earlier citations a later one is compared with.
_MOST_COMPARED: Final = 60
#: "(LPA)", "(hereinafter the “Accords”)"
_GLOSS: Final = re.compile(r"\s{0,3}\([^)A-Z]{0,40}([A-Z][\w /-]{1,40})[\"”'’]?\)")


def antecedents(
    mentions: Sequence[AgreementMention], text: str, words: AgreementWords
) -> list[int]:
    """For each mention the position of the one it repeats; its own if it repeats none.

    Args:
        mentions: Identified mentions in text order.
        text: The document's text, where acronyms are explained in brackets.
        words: The vocabulary.
    """
    first: dict[str, int] = {}
    found: list[int] = []
    acronyms = _explained(mentions, text)
    generic = [_is_generic(mention, words) for mention in mentions]
    repeated = _Repeated(mentions, generic)
    full: deque[int] = deque(maxlen=_MOST_COMPARED)
    for position, mention in enumerate(mentions):
        key = mention.agreement_id or mention.mention_id
        at = acronyms.get(mention.text, first.setdefault(key, position))
        if generic[position]:
            at = repeated(position)
        elif at == position and mention.number is None:
            at = next((i for i in full if _same(mentions[i], mention)), position)
            full.append(position)
        found.append(found[at] if at < position else at)
    return found


class _Repeated:
    """What a generic mention repeats: the last full citation of its type, else the next.

    Args:
        mentions: All mentions.
        generic: For each whether nothing identifies it.
    """

    def __init__(self, mentions: Sequence[AgreementMention], generic: Sequence[bool]) -> None:
        self._kinds = [mention.agreement_type for mention in mentions]
        self._full: defaultdict[str, list[int]] = defaultdict(list)
        self._first: dict[str, int] = {}
        for position, kind in enumerate(self._kinds):
            if generic[position]:
                self._first.setdefault(kind, position)
            else:
                self._full[kind].append(position)

    def __call__(self, position: int) -> int:
        """The position of the mention it repeats; its own if there is none."""
        kind = self._kinds[position]
        full = self._full[kind]
        behind = bisect_left(full, position)
        if behind:
            return full[behind - 1]
        if self._first[kind] < position:
            return self._first[kind]
        return full[behind] if full else position


def _same(earlier: AgreementMention, later: AgreementMention) -> bool:
    """Whether two full citations of a text mean one instrument.

    "Lorn Accord of 4 May" and "Lorn Accord"; two memoranda of the same two parties.
    """
    if earlier.agreement_type != later.agreement_type or earlier.number is not None:
        return False
    if earlier.date is not None and later.date is not None and earlier.date != later.date:
        return False
    short, long = sorted((fold(earlier.text), fold(later.text)), key=len)
    if later.named and earlier.text[:1].isupper() and " " in short and long.startswith(short):
        return True
    parties = set(earlier.parties), set(later.parties)
    return len(parties[0] & parties[1]) > 1 and (
        parties[0] <= parties[1] or parties[1] <= parties[0]
    )


def _explained(mentions: Sequence[AgreementMention], text: str) -> dict[str, int]:
    """Position of the mention that explains each acronym: "Lorn Peace Accords (LPA)"."""
    explained: dict[str, int] = {}
    for position, mention in enumerate(mentions):
        gloss = _GLOSS.match(text, mention.end)
        if gloss is not None:
            explained.setdefault(gloss[1], position)
    return explained


def _is_generic(mention: AgreementMention, words: AgreementWords) -> bool:
    """Whether a mention is a head that nothing identifies: "Memorandum", "tripartite MoU"."""
    if mention.identity == "inventory" or mention.number is not None:
        return False
    plain = fold(mention.text)
    if plain in words.heads:
        return True
    before, _, last = plain.rpartition(" ")
    modifiers = before.split()
    return (
        last in words.heads
        and len(modifiers) <= _MOST_GENERIC
        and all(word in words.manner | words.standing for word in modifiers)
    )
