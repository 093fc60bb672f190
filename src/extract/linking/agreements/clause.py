"""A clause of signing, and what all readers of clauses share.

In:  "... Norland and Sudria signed in Lorn a | border treaty", cut into stretches
Out: a Clause: where its signers stand, where its day, where those it was signed with
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    Stretch = tuple[int, int]

#: How far behind a mention a clause of it may reach.
BESIDE: Final = 200
#: a bracket or quotation mark after a title: "(NCA)"
_GLOSS: Final = re.compile(r"[”\"’']?(?:\s*\([^()]{0,60}\))?[”\"’']?")
#: ends what belongs to "signed": "in Lorn on 4 May | which expires ..."
OVER: Final = re.compile(
    r";|\.(?=\s+[A-Z])|\n\s*\n|\b(?:which|who|that|entered|until|before|since|will|but|expires?)\b"
)
#: where the subject of a verb may begin: "said that | Norland and Sudria signed"
_OPENS: Final = re.compile(
    r"\b(?:that(?!\s+(?:same\s+)?(?:da(?:y|te)|evening|night|morning|afternoon|week|month|year)\b)"
    r"|when|after|as|while|where|because|said|says|whether|since|before|until|if)\b"
    r"|[;:—–]|\s-{1,2}\s|\.\s+(?=[A-Z])|\n\s*\n"  # "BISSAU, Aug 5 (Teranga) - Senegal"
)
#: "put their signatures in Lorn to"
SIGNATURES: Final = (
    r"(?:put|set|affixed)\s+(?:its|their|his|her)\s+(?:names?|signatures?)\b[^.;,]{0,30}?\bto"
)
AUXILIARY: Final = r"(?:was|were|is|are|had been|has been|have been|being)"
ADVERB: Final = r"(?:\w+ly|first|also|later|earlier|today|yesterday)"
#: "initialled on 1 May | and signed in Lorn on 31 May"
_THEN_SIGNED: Final = re.compile(r"\band\s+(?:\w+ly\s+)?(?:then\s+)?signed\b")
_AGENTS: Final = re.compile(r"\b(?:by|between|among)\s+")
_ACTS: Final = re.compile(r"\b[A-Z]|\b(?:they|we|both|the|two|three)\b")
_WITH: Final = re.compile(r"\bwith\s+(?![^.;,]{0,60}\bas\s)(?=(?:the\s+)?[A-Z])")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of signing.

    Args:
        subject: Stretch before an active verb, where signers stand; None if there is none.
        agents: Where a list of signers begins: after "by", "between", "to which"; None if nowhere.
        days: Stretches that may hold the day, the likeliest first.
        partner: Where those begin "with" whom it was signed; None if nowhere.
        verb: The verb, lower case.
        own: Whether it tells of this mention itself, not of others of its list.
    """

    subject: Stretch | None
    agents: int | None
    days: tuple[Stretch, ...]
    partner: int | None
    verb: str
    own: bool


def past_gloss(text: str, at: int) -> int:
    """Past a bracket or quotation mark that stands right behind a mention: "(NCA)"."""
    gloss = _GLOSS.match(text, at)
    return gloss.end() if gloss is not None else at


def partner_within(text: str, start: int, end: int) -> int | None:
    """Where partners begin: "concluded | with Norland a treaty", not "with Norland as witness"."""
    found = _WITH.search(text, start, end)
    return found.end() if found is not None else None


def opened(text: str, floor: int, verb: int) -> int:
    """Where the clause of a verb begins: the last opening with a capital or "they" after it."""
    at = floor
    for found in _OPENS.finditer(text, floor, verb):
        if _ACTS.search(text, found.end(), verb):
            at = found.end()
    return at


def clause_of(text: str, found: re.Match[str], stop: int, *, own: bool) -> Clause:
    """The clause that a pattern found, with what belongs to its verb.

    Args:
        text: The text.
        found: A match with the group "verb", and "subject" if signers stand there.
        stop: Where the clause ends at the latest.
        own: Whether it tells of one mention, not of a list of them.
    """
    over = OVER.search(text, found.end(), stop)
    rest = (found.end(), over.start() if over is not None else stop)
    signed = _THEN_SIGNED.search(text, *rest)
    days = (signed.end(), rest[1]) if signed is not None else rest
    agents = _AGENTS.search(text, *rest)
    subject = found.span("subject") if "subject" in found.groupdict() else None
    return Clause(
        subject=subject,
        agents=agents.end() if agents is not None and subject is None else None,
        days=(days, subject) if subject is not None else (days,),
        partner=partner_within(text, *rest) if agents is None else None,
        verb=found["verb"].lower(),
        own=own,
    )
