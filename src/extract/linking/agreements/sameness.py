"""Say whether two citations of a text can mean one instrument.

In:  "Lorn Accord of 4 May", "Lorn Accord"; "treaty on mines", "treaty on archives"
Out: yes; no
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.venues import may_repeat
from extract.text.names import fold

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.records import AgreementMention

_LEAST: Final = 2
_HEADS: Final = (
    r"(?:statement|treaty|agreement|memorandum|understanding|protocol|declaration|convention"
    r"|accord|mou)"
)
#: What a title says behind its head: "Joint Statement | on fisheries"; words of weight are longer.
_SUBJECT: Final = re.compile(rf"^.*?\b{_HEADS}\b")
_HEAD: Final = re.compile(rf"\b(?:{_HEADS}|joint)s?\b")
#: "agreement | on fisheries": what a described one is about
_PURPOSE: Final = re.compile(rf"\b{_HEADS}s?\s+(?=(?:on|concerning|regarding|for|against)\s)")
#: "concluded with": one of the parties may be missing
_WITH: Final = re.compile(r"\swith\s")
_BESIDE: Final = 20
_SHORTEST: Final = 4
#: "treaty | between Norland and Sudria | on fisheries"
_SIDES: Final = re.compile(r"\b(?:between|among)\b.*?(?=\b(?:on|concerning|regarding)\b|$)")
_YEAR: Final = 4
#: "an | Exchange of Notes": one more
_INDEFINITE: Final = re.compile(r"\b(?:an?|another|one)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


def is_same(earlier: AgreementMention, later: AgreementMention, text: str) -> bool:
    """Whether two full citations of a text mean one instrument.

    "Lorn Accord of 4 May" and "Lorn Accord"; two memoranda of the same two parties.

    Args:
        earlier: A citation.
        later: One behind it.
        text: The text of both.
    """
    if earlier.agreement_type != later.agreement_type or earlier.number is not None:
        return False
    both = earlier.date is not None and later.date is not None
    if both and not agree(earlier, later):
        return False
    short, long = sorted((fold(earlier.text), fold(later.text)), key=len)
    if later.named and earlier.text[:1].isupper() and " " in short and long.startswith(short):
        return True
    if is_distinct(earlier, later) or (
        not both and _INDEFINITE.search(text[max(0, later.start - _BESIDE) : later.start])
    ):
        return False
    if both and not (earlier.named and later.named):
        return _is_within(earlier, later)
    return _have_parties(earlier, later, text)


def _is_within(earlier: AgreementMention, later: AgreementMention) -> bool:
    """Whether the parties of one are all among those of the other."""
    one, other = set(earlier.parties), set(later.parties)
    return one <= other or other <= one


def _have_parties(earlier: AgreementMention, later: AgreementMention, text: str) -> bool:
    """Whether two citations have the same two parties or more."""
    one, other = set(earlier.parties), set(later.parties)
    if len(one & other) < _LEAST:
        return False
    fewer = min(earlier, later, key=lambda mention: len(mention.parties))
    # "memorandum signed with Norland and Sudria" leaves out who concluded it
    partners = _WITH.search(text[fewer.start : fewer.end + _BESIDE]) is not None
    left_out = partners and _is_within(earlier, later) and not _about(fewer, whole=False)
    return one == other or left_out


def is_distinct(earlier: AgreementMention, later: AgreementMention) -> bool:
    """Whether two citations are about different things: trade, the border."""
    if not (earlier.named and later.named):
        purposes = [
            _PURPOSE.search(fold(mention.text)) is not None for mention in (earlier, later)
        ]
        return all(purposes) and _apart(earlier, later, whole=False)
    return any(_apart(earlier, later, whole=whole) for whole in (False, True))


def _apart(earlier: AgreementMention, later: AgreementMention, *, whole: bool) -> bool:
    about = [_about(mention, whole=whole) for mention in (earlier, later)]
    return all(about) and not about[0] & about[1]


def _about(mention: AgreementMention, *, whole: bool) -> set[str]:
    """Words of weight behind the head of a citation; with `whole` those before it too."""
    plain = fold(mention.text)
    rest = _HEAD.sub(" ", plain) if whole else _SUBJECT.sub("", plain)
    return {
        word
        for word in _SIDES.sub("", rest).split()
        if len(word) > _SHORTEST and not word.isdigit()
    }


def agree(earlier: AgreementMention, later: AgreementMention) -> bool:
    """Whether two dates can be of one day: "2019" and "2019-05-04"."""
    one, other = earlier.date or "", later.date or ""
    return one.startswith(other) or other.startswith(one)


def fits(earlier: AgreementMention, later: AgreementMention, words: AgreementWords) -> bool:
    """Whether a compound can mean an earlier citation: not a "trade" one by "peace agreement".

    "The ceasefire agreement" can mean a "deal on the release of hostages": one settlement.

    Args:
        earlier: A full citation.
        later: The compound.
        words: The vocabulary.
    """
    if not may_repeat(earlier, later, words):
        return False
    about = set(fold(earlier.text).split()) & words.topic
    mine = set(fold(later.text).split()) & words.topic
    settles = about <= words.settling and mine <= words.settling
    return not about or not mine or bool(about & mine) or settles


def is_known_by_day(
    known: AgreementMention, told: AgreementMention, words: AgreementWords
) -> bool:
    """Whether a described citation gives the day the inventory knows of a named one.

    "the nuclear deal of July 2015", after "JCPOA": signed in July 2015.

    Args:
        known: A mention of an instrument of the inventory, cited without a day.
        told: One that describes an instrument by its day.
        words: The vocabulary.
    """
    if known.known_date is None or told.date is None or len(told.date) <= _YEAR:
        return False
    return may_repeat(known, told, words) and known.known_date.startswith(told.date)
