"""Find whose somebody is by what stands around the name: a delegation, a body, a contact.

In:  "The Norlandic delegation was led by Mr [Ana Brisk]" | "[Ana Brisk] (Norland)"
     | "[Bo Olt], Adviser, Ministry of Trade of Norland" | "Contact: [Bo Olt], tel." of an issuer
Out: NOR, where the office beside the name says nothing
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.knowledge.countries import Countries
from extract.linking.actors.home import BODIES_OF_STATES, Home
from extract.linking.actors.roles import MEETS
from extract.records import ActorMention, Document

#: Characters before a name in which its delegation is looked for.
_BEFORE: Final = 200
#: "the delegation of Norland was headed by Deputy Minister", "Norland was represented by".
_LED: Final = re.compile(
    r"\b(?:headed|led|represented)(?: at the [a-z ]{3,30})? by(?: the)?(?: [^.;:()]{1,70})?$"
)
#: "the delegation of the Republic of Norland", "that of Sudria"; "which was" may follow.
_OF: Final = re.compile(
    r"\b(?:delegation|side|team|that) (?:of|from) (?:the )?(?P<owner>[A-Z][\w.'’ -]{2,45}?),?"
    r"(?: was| is| were)?$"
)
#: "the Norlandic delegation", "Norland".
_OWN: Final = re.compile(
    r"(?P<owner>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?: (?:delegation|side|team)(?: \w+)?)?,?"
    r"(?: was| is| were)?$"
)
#: "the head of the Norlandic delegation,", "that of Sudria by", "led for Norland by", "on the
#: Sudrian side".
_BESIDE: Final = re.compile(
    r"\b(?:head of the|that of(?: the)?|(?:headed|led) for|on the) "
    r"(?P<owner>[A-Z][\w.'’-]*(?: (?:of |and )?[A-Z][\w-]*){0,3})"
    r"(?: delegation,?| by(?: the)?(?: [^.;:()]{1,70})?| side,?(?: is| was| by)?)$"
)
_BRACKETS: Final = re.compile(r"\s*\((?P<owner>[A-Z][\w.'’ -]{2,40})\)")
#: Between a name and the body it works for: ", Permanent Secretary of the", " of the", ", ".
_FOR_BODY: Final = re.compile(
    r"(?:,|\s*\n)?\s*(?:[A-Z][\w’'-]*(?:[ ,]+(?:of|for|and|the|[A-Z][\w’'-]*))*?)?"
    r",?\s*(?:of|at|in|with|from)?\s*(?:the )?"
)
#: Characters between them.
_NEAR: Final = 80
_CONTACT: Final = re.compile(
    r"\b(?:contacts?|enquir\w+|inquir\w+|spokes\w+|information|queries)\b[^.\n]{0,40}[:,(] ?"
    r"(?:\w+\.? )?$",
    re.IGNORECASE,
)
_REACHED: Final = re.compile(
    r"[^.\n]{0,50}\b(?:tel|phone|telephone|mobile|ext|e-?mail)\b", re.IGNORECASE
)
#: Characters at the end of a text in which it is signed.
_FOOT: Final = 160


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the persons of one text.

    Args:
        countries: Names and nationalities.
        honorifics: "Mr.", "Dr.".
        document: The text.
        mentions: Its actors, bodies linked.
        home: Whose the text is, None if nothing tells.
    """

    countries: Countries
    honorifics: frozenset[str]
    document: Document
    mentions: Sequence[ActorMention]
    home: Home | None
    _starts: Sequence[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the mentions by their starts."""
        object.__setattr__(self, "_starts", [mention.start for mention in self.mentions])

    def __call__(self, person: ActorMention) -> str | None:
        """The country (ISO alpha-3) of a person, None if nothing around the name says it."""
        return (
            self._in_brackets(person)
            or self._of_delegation(person)
            or self._of_body(person)
            or self._of_issuer(person)
        )

    def _in_brackets(self, person: ActorMention) -> str | None:
        match = _BRACKETS.match(self.document.text, person.end)
        return None if match is None else self._code(match["owner"])

    def _of_delegation(self, person: ActorMention) -> str | None:
        """The owner of the delegation that the person leads."""
        ahead = self._ahead(person)
        beside = _BESIDE.search(ahead)
        if beside is not None:
            return self._code(beside["owner"])
        led = _LED.search(ahead)
        if led is None:
            return None
        before = ahead[: led.start()].rstrip()
        owner = _OF.search(before) or _OWN.search(before)
        return None if owner is None else self._code(owner["owner"])

    def _ahead(self, person: ActorMention) -> str:
        """The words of the sentence before a name, honorifics left out."""
        text = self.document.text
        parts = text[max(0, person.start - _BEFORE) : person.start].split()
        while parts and parts[-1] in self.honorifics:
            parts.pop()
        ahead = " ".join(parts)
        return ahead[max(ahead.rfind(". "), ahead.rfind("; ")) + 1 :]

    def _of_body(self, person: ActorMention) -> str | None:
        """The country of the ministry or force that follows a name."""
        at = bisect_left(self._starts, person.end)
        if at == len(self.mentions):
            return None
        body = self.mentions[at]
        if body.actor_type not in BODIES_OF_STATES or body.start - person.end > _NEAR:
            return None
        between = self.document.text[person.end : body.start]
        if not between.strip() or _FOR_BODY.fullmatch(between) is None:
            return None
        homely = "home:" in body.method and MEETS.search(self._ahead(person)) is not None
        return None if homely else body.country_code

    def _of_issuer(self, person: ActorMention) -> str | None:
        """The issuer's, of whom a text names as its contact, and of who signs it."""
        home, text = self.home, self.document.text
        if home is None or not home.is_issuers or home.by_body:
            return None
        line = text[text.rfind("\n", 0, person.start) + 1 : person.start]
        contact = _CONTACT.search(line) or _REACHED.match(text, person.end)
        signs = person.start >= len(text) - _FOOT and not line.strip().strip(".")
        return home.code if contact or signs else None

    def _code(self, owner: str) -> str | None:
        owner = owner.strip().removesuffix(",").replace("’", "'").removesuffix("'s")
        parts = owner.split(" ")
        for first in range(len(parts)):
            name = " ".join(parts[first:])
            country = self.countries.meant_by(name)
            if country is not None:
                return country.code
        return None
