"""Find which mentions of a document repeat an earlier one in fewer words.

In:  "Memorandum of Understanding (MoU) between A and B", ..., "the MoU", "tripartite MoU"
Out: the later ones point to the first
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.repeated import Repeated
from extract.linking.agreements.sameness import fits, is_distinct, is_known_by_day, is_same
from extract.linking.agreements.venues import Venues, head_of

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
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
#: What a description has of its own: a name that is no month, a purpose: "truce in Lorn".
_OWN: Final = re.compile(
    r"\b(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\w+day\b))[A-Z]"
    r"|\b(?:for|on|to|concerning|regarding)\s+(?:the|an?)?\s*[a-z]"
)
_YEAR: Final = len("2020")
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
            if at == position:
                at = _only(mentions, full, position, text, words)
            full.append(position)
        found.append(found[at] if at < position else at)
    return _surest(mentions, found)


def _surest(mentions: Sequence[AgreementMention], found: Sequence[int]) -> list[int]:
    """Let each group of mentions point to the one whose identity rests on most.

    "the nuclear deal of 2015" before "JCPOA": the inventory has the second.
    """
    surest = dict(zip(found, found, strict=True))
    for position, at in enumerate(found):
        best, mention = mentions[surest[at]], mentions[position]
        surer = (mention.link_confidence or 0.0) > (best.link_confidence or 0.0)
        day, known = best.date or "", mention.known_date or ""
        if surer and (day.startswith(known) or known.startswith(day)):
            surest[at] = position
    return [surest[at] for at in found]


def _only(
    mentions: Sequence[AgreementMention],
    full: Iterable[int],
    position: int,
    text: str,
    words: AgreementWords,
) -> int:
    """The one earlier description that "the truce, announced on 4 May" can mean; else its own.

    It tells when, by whom or where what a text began with came about: so nothing else that is
    described there may fit, and no name may stand in it that tells of another.
    """
    mention = mentions[position]
    of_old = mention.date is not None and len(mention.date) == _YEAR  # "the 1994 truce"
    of_its_own = of_old or _OWN.search(mention.text) or head_of(mention, words).endswith("s")
    if mention.named or of_its_own or not _is_pointed(mention, text):
        return position
    fitting = [i for i in full if fits(mentions[i], mention, words)]
    if len(fitting) != 1 or mentions[fitting[0]].named:
        return position
    earlier = mentions[fitting[0]]
    told = earlier.date is not None and mention.date is not None
    return position if told or is_distinct(earlier, mention) else fitting[0]


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
    *modifiers, head = mention.text.lower().split()
    listed = words.manner | words.topic | words.ceasefire
    known = head in words.heads and all(
        word in listed or re.fullmatch(words.counted, word) for word in modifiers
    )
    return known and _is_pointed(mention, text)


def _is_pointed(mention: AgreementMention, text: str) -> bool:
    """Whether an article presents a mention as known: "the | 60-day truce"."""
    before = text[max(0, mention.start - _DETERMINER) : mention.start].lower().split()
    return bool(before) and before[-1] in _POINTING


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
    plain = " ".join(mention.text.lower().split())
    if plain in words.heads:
        return True
    before, _, last = plain.rpartition(" ")
    modifiers = before.split()
    return (
        last in words.heads
        and len(modifiers) <= _MOST_GENERIC
        and all(word in words.manner | words.standing - _UNSIGNED for word in modifiers)
    )
