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
_LEAST: Final = 2
#: What a title says behind its head: "Joint Statement | on fisheries"; words of weight are longer.
_SUBJECT: Final = re.compile(
    r"^.*?\b(?:statement|treaty|agreement|memorandum|understanding|protocol|declaration|convention|"
    r"accord|mou)\b"
)
#: "concluded with": one of the parties may be missing
_WITH: Final = re.compile(r"\swith\s")
_BESIDE: Final = 20
_SHORTEST: Final = 4
#: "treaty | between Norland and Sudria | on fisheries"
_SIDES: Final = re.compile(r"\b(?:between|among)\b.*?(?=\b(?:on|concerning|regarding)\b|$)")
#: How far before a mention its article stands, and which make it known.
_DETERMINER: Final = 14
_POINTING: Final = frozenset({"the", "this", "that", "their", "its", "said"})
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
        elif at == position and _is_known(mention, text, words):
            at = next((i for i in reversed(full) if _fits(mentions[i], mention, words)), position)
            if at == position:
                full.append(position)
        elif at == position and mention.number is None:
            at = next((i for i in full if _same(mentions[i], mention, text)), position)
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
        self._mentions = mentions
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
            last = full[behind - 1]
            return last if self._agrees(last, position) else position
        if self._first[kind] < position:
            return self._first[kind]
        return full[behind] if full else position

    def _agrees(self, earlier: int, later: int) -> bool:
        """Whether no date of its own tells a mention from the one it would repeat."""
        one, other = self._mentions[earlier], self._mentions[later]
        return one.date is None or other.date is None or _agree(one, other)


def _same(earlier: AgreementMention, later: AgreementMention, text: str) -> bool:
    """Whether two full citations of a text mean one instrument.

    "Lorn Accord of 4 May" and "Lorn Accord"; two memoranda of the same two parties.
    """
    if earlier.agreement_type != later.agreement_type or earlier.number is not None:
        return False
    if earlier.date is not None and later.date is not None and not _agree(earlier, later):
        return False
    short, long = sorted((fold(earlier.text), fold(later.text)), key=len)
    if later.named and earlier.text[:1].isupper() and " " in short and long.startswith(short):
        return True
    parties = set(earlier.parties), set(later.parties)
    within = parties[0] <= parties[1] or parties[1] <= parties[0]
    if earlier.date is not None and later.date is not None and not (earlier.named and later.named):
        return within
    if len(parties[0] & parties[1]) < _LEAST or _is_distinct(earlier, later):
        return False
    fewer = min(earlier, later, key=lambda mention: len(mention.parties))
    # "memorandum signed with Norland and Sudria" leaves out who concluded it
    partners = _WITH.search(text[fewer.start : fewer.end + _BESIDE]) is not None
    return parties[0] == parties[1] or (within and partners)


def _is_distinct(earlier: AgreementMention, later: AgreementMention) -> bool:
    """Whether two titles are about different things."""
    about = [
        {
            word
            for word in _SIDES.sub("", _SUBJECT.sub("", fold(mention.text))).split()
            if len(word) > _SHORTEST
        }
        for mention in (earlier, later)
    ]
    return earlier.named and later.named and all(about) and not about[0] & about[1]


def _agree(earlier: AgreementMention, later: AgreementMention) -> bool:
    """Whether two dates can be of one day: "2019" and "2019-05-04"."""
    one, other = earlier.date or "", later.date or ""
    return one.startswith(other) or other.startswith(one)


def _is_known(mention: AgreementMention, text: str, words: AgreementWords) -> bool:
    """Whether a mention is a compound that the text treats as known: "the | peace agreement"."""
    if mention.date is not None or mention.parties or mention.named:
        return False
    *modifiers, head = fold(mention.text).split()
    listed = words.manner | words.topic | words.ceasefire
    known = head in words.heads and all(
        word in listed or re.fullmatch(words.counted, word) for word in modifiers
    )
    before = text[max(0, mention.start - _DETERMINER) : mention.start].lower().split()
    return known and bool(before) and before[-1] in _POINTING


def _fits(earlier: AgreementMention, later: AgreementMention, words: AgreementWords) -> bool:
    """Whether a compound can mean an earlier citation: not a "trade" one by "peace agreement"."""
    if earlier.agreement_type != later.agreement_type or earlier.number is not None:
        return False
    about = set(fold(earlier.text).split()) & words.topic
    mine = set(fold(later.text).split()) & words.topic
    return not about or not mine or bool(about & mine)


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
