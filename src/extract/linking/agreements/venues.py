"""Find which citation of a text is meant by the name of its place.

In:  "signed a peace agreement in Lorn on 1 November", ..., "the | Lorn accord provides for"
Out: the first of them
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from extract.text.names import fold

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.records import AgreementMention

#: No name of a place has more words.
_MOST: Final = 3
#: How far behind a citation its place may stand, in its sentence and the next.
_REACH: Final = 300
#: How many citations before and after a mention it is compared with.
_MOST_COMPARED: Final = 30
#: "deal" of "deal, signed on 5 May"
_WORDS: Final = re.compile(r"[^\W\d_]+")
#: What a word for an agreement of any kind never repeats.
_APART: Final = frozenset({"resolution", "statement", "communique"})


class Venues:
    """The full citations of a text, which a mention may repeat by the name of their place.

    Args:
        mentions: All mentions of a document in text order.
        text: The document's text.
        words: The vocabulary.
    """

    def __init__(
        self, mentions: Sequence[AgreementMention], text: str, words: AgreementWords
    ) -> None:
        self._mentions, self._text, self._words = mentions, text, words
        self._places = [_place(mention, words) for mention in mentions]
        self._full = [
            position
            for position, mention in enumerate(mentions)
            if self._places[position] is None
            and mention.number is None
            and (mention.date is not None or mention.parties)
        ]

    def __call__(self, position: int) -> int | None:
        """The full citation that stands beside the place a mention is named for: "Lorn accord".

        Returns:
            The nearest one before it, else the nearest after it; None if it is not named for a
            place or no citation stands beside that place.
        """
        place = self._places[position]
        if place is None:
            return None
        mention = self._mentions[position]
        beside = re.compile(rf"\b(?:in|at|of)\s+{re.escape(place)}\b")
        at = bisect_left(self._full, position)
        earlier = self._full[max(0, at - _MOST_COMPARED) : at]
        for other in (*reversed(earlier), *self._full[at : at + _MOST_COMPARED]):
            full = self._mentions[other]
            if full.date is None and mention.identity == "inventory":
                continue
            end = full.end + _REACH
            if may_repeat(full, mention, self._words) and beside.search(
                self._text, full.start, end
            ):
                return other
        return None


def may_repeat(full: AgreementMention, mention: AgreementMention, words: AgreementWords) -> bool:
    """Whether the head of a mention can stand for a full citation: "accord" for any treaty."""
    if full.number is not None:
        return False
    if full.agreement_type == mention.agreement_type:
        return True
    return head_of(mention, words) in words.anaphora.general and full.agreement_type not in _APART


def head_of(mention: AgreementMention, words: AgreementWords) -> str:
    """The head of a mention: "agreement" of "ceasefire agreement of May"; "" if it has none."""
    head = ""
    for word in _WORDS.findall(mention.text.lower()):
        if word in words.heads:
            head = word
        elif head:
            break
    return head


def _place(mention: AgreementMention, words: AgreementWords) -> str | None:
    """The place that a mention is named for: "Lorn" of "Lorn accord", "declaration of Lorn"."""
    if mention.number is not None or mention.date is not None:
        return None
    spoken = mention.text.split()
    for at, head in enumerate(spoken[: _MOST + 1]):
        if fold(head) in words.heads:
            named = spoken[:at] or (spoken[2 : 2 + _MOST] if spoken[1:2] == ["of"] else [])
            proper = bool(named) and all(_is_proper(word, words) for word in named)
            return " ".join(named) if proper else None
    return None


def _is_proper(word: str, words: AgreementWords) -> bool:
    """Whether a word may be part of the name of a place: no "Peace", no "Joint"."""
    plain = fold(word)
    listed = words.topic | words.manner | words.standing | words.ceasefire
    return word[:1].isupper() and not word.isupper() and plain not in listed
