"""Read number, year and issuer of a resolution from its words.

In:  "Security Council resolution 822 (1993)", "A/RES/46/182", "3379 (XXX) of 10 November 1975"
Out: ("822", 1993, "UNSC"), ("46/182", None, "UNGA"), ("3379 (XXX)", None, "UNGA")
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.records import AgreementMention

#: "S/RES/822", "A/RES/ES-11/1"
_SYMBOL: Final = re.compile(
    r"\b(?P<organ>S|A/HRC|A|E)/RES/(?P<number>(?:ES-|S-)?\d{1,4}(?:/\d{1,4})?)", re.IGNORECASE
)
_DIGITS: Final = r"(?:ES-|S-)?\d{1,4}(?:/\d{1,4})?(?:-[A-Z]{1,4}\b)?(?:\s?[A-D]\b)?"
#: "822 (1993)", "1514 (XV)", "2248(S-V)", "46/182", "402 A"
_NUMBER: Final = re.compile(
    rf"(?<![\w/])(?P<number>{_DIGITS})(?:\s{{0,2}}\(\s?(?:(?P<year>(?:1[89]|20)\d\d)|(?P<roman>(?:ES-|S-)?[IVXLC]{{1,8}}(?:-[IVXLC]+)?))\s?\))?"
)
#: "Agreement no. 3", "Protocol No.2"
_OWN: Final = re.compile(
    r"^(?:[\w-]+\s+){0,3}[\w-]+\s+no\.\s?(?P<number>\d{1,3})\b", re.IGNORECASE
)
_ORGANS: Final = {"S": "UNSC", "A": "UNGA", "A/HRC": "HRC", "E": "ECOSOC"}
_SHORT: Final = re.compile(r"\b(?:UN)?SCRs?\b")
_COUNCIL: Final = re.compile(r"\bSecurity\s+Council\b|\bUNSC")


@dataclass(frozen=True, slots=True)
class Number:
    """What the number of a resolution says.

    Args:
        number: As cited, without year: "822", "1514 (XV)"; None if there is none.
        year: From its bracket.
        issuer: Short name of the body; None if nothing says it.
        end: Where the number ends in the text.
    """

    number: str | None
    year: int | None
    issuer: str | None
    end: int


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads numbers of resolutions.

    Args:
        words: For the names of bodies.
    """

    words: AgreementWords
    _bodies: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Build the pattern of bodies from the data."""
        names = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in self.words.bodies)
        object.__setattr__(self, "_bodies", re.compile(rf"\b(?P<body>{names})\b"))

    def __call__(self, mention: AgreementMention, *, of_council: bool) -> Number:
        """Read a mention.

        Args:
            mention: Any mention; only resolutions have numbers.
            of_council: Whether the text speaks of the Council: then "resolution 242" is its.
        """
        text = " ".join(mention.text.split())
        if mention.agreement_type != "resolution":
            own = _OWN.search(text)  # "Agreement no. 3 of 7 June 1993"
            number, end = (own["number"], own.end()) if own is not None else (None, 0)
            return Number(number, None, self.body(text), end)
        if not mention.named:
            return Number(None, None, self.body(text), 0)
        symbol = _SYMBOL.search(text)
        if symbol is not None:
            year = _NUMBER.search(text, symbol.start("number"))
            return Number(
                symbol["number"], _year(year), _ORGANS[symbol["organ"].upper()], symbol.end()
            )
        found = self._after_head(text)
        if found is None:
            return Number(None, None, self.body(text), 0)
        number = " ".join(found["number"].split())
        if found["roman"]:
            number = f"{number} ({found['roman']})"
        issuer = self.body(text) or self._by_form(found, of_council=of_council)
        return Number(number, _year(found), issuer, found.end())

    def body(self, text: str) -> str | None:
        """The body that some words name: "Security Council" -> "UNSC"."""
        if _SHORT.search(text):
            return "UNSC"
        found = self._bodies.search(text)
        return self.words.bodies[" ".join(found["body"].split())] if found is not None else None

    @staticmethod
    def _after_head(text: str) -> re.Match[str] | None:
        """The number of a mention that begins with a number or has a head before it."""
        head = re.search(r"resolutions?|decisions?|SCRs?\b", text, re.IGNORECASE)
        return _NUMBER.search(text, head.end() if head is not None else 0)

    @staticmethod
    def _by_form(found: re.Match[str], *, of_council: bool) -> str | None:
        """The body whose numbers look like this: "(XXV)" and "46/182" are the Assembly's."""
        if found["roman"] or re.fullmatch(
            r"(?:ES-|S-)?\d{1,3}/\d{1,4}(?:\s?[A-D])?", found["number"]
        ):
            return "UNGA"
        if found["year"] and "/" not in found["number"]:
            return "UNSC"
        if found["number"].isdigit() and of_council:
            return "UNSC"
        return None


def speaks_of_council(text: str) -> bool:
    """Whether a text names the Security Council."""
    named = "UNSC" in text or "Security" in text  # most texts are not searched
    return named and _COUNCIL.search(text) is not None


def _year(found: re.Match[str] | None) -> int | None:
    return int(found["year"]) if found is not None and found["year"] else None
