"""Find which mentions of a document repeat an earlier one in fewer words.

In:  "Memorandum of Understanding (MoU) between A and B", ..., "the MoU", "tripartite MoU"
Out: the later ones point to the first
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.repeated import Repeated
from extract.linking.agreements.sameness import fits, is_known_by_day, is_same
from extract.linking.agreements.venues import Venues
from extract.text.names import fold

if TYPE_CHECKING:
    from extract.knowledge.agreements import AgreementWords
    from extract.records import AgreementMention

#: Modifiers that tell nothing apart: "the tripartite MoU" is the MoU.
_MOST_GENERIC: Final = 3
#: How many earlier citations a later one is compared with.
_MOST_COMPARED: Final = 60
#: A draft is not what was signed.
_UNSIGNED: Final = frozenset({"draft"})
#: How far before a mention its article stands, and which make it known.
_DETERMINER: Final = 14
_POINTING: Final = frozenset({"the", "this", "that", "their", "its", "said"})
#: "(LPA)", "(hereinafter the “Accords”)", " signed in May (hereinafter the “Accords”)"
_GLOSS: Final = re.compile(
    r"(?:[^().;\n]{0,120}(?=\s\(herein))?\s{0,3}\([^)A-Z]{0,40}([A-Z][\w /-]{1,40})[\"”'’]?\)"
)


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
    repeated = Repeated(mentions, generic)
    of_venue = Venues(mentions, text, words)
    full: deque[int] = deque(maxlen=_MOST_COMPARED)
    for position, mention in enumerate(mentions):
        key = mention.agreement_id or mention.mention_id
        at = acronyms.get(mention.text, first.setdefault(key, position))
        venue = of_venue(position)
        if venue is not None:
            at = venue
        elif generic[position]:
            at = repeated(position)
        elif at == position and _is_known(mention, text, words):
            fitting = [i for i in reversed(full) if fits(mentions[i], mention, words)]
            alike = (i for i in fitting if mentions[i].agreement_type == mention.agreement_type)
            at = next(alike, fitting[0] if fitting else position)
            if at == position:
                full.append(position)
        elif at == position and mention.number is None:
            at = next((i for i in full if _means(mentions[i], mention, text, words)), position)
            full.append(position)
        found.append(found[at] if at < position else at)
    return found


def _means(
    earlier: AgreementMention, later: AgreementMention, text: str, words: AgreementWords
) -> bool:
    """Whether two full citations mean one instrument, by their words or by the inventory's day."""
    by_day = is_known_by_day(earlier, later, words) or is_known_by_day(later, earlier, words)
    return by_day or is_same(earlier, later, text)


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
    if mention.parties and mention.date is not None and " of " in mention.text:
        return False  # "Declaration of Principles", with its parties and its day
    plain = fold(mention.text)
    if plain in words.heads:
        return True
    before, _, last = plain.rpartition(" ")
    modifiers = before.split()
    return (
        last in words.heads
        and len(modifiers) <= _MOST_GENERIC
        and all(word in words.manner | words.standing - _UNSIGNED for word in modifiers)
    )
