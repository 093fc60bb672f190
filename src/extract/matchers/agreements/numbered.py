r"""Find resolutions by number, alone and in lists.

In:  "Security Council resolutions 822 (1993), 853 (1993) of 29 July 1993 and 884 (1993)"
Out: Security Council resolutions 822 (1993) | 853 (1993) of 29 July 1993 | 884 (1993)

The first of a list begins at its body and head noun, the others at their number; a date after a
number belongs to that number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.matchers.agreements.words import DATE
from extract.matchers.base import propose_slice

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.records import Proposal

#: "resolution", "UNSCR", "S/RES/822 (1993)", "AHG/Dec. 142 (XXXV)", "Assembly/AU/Dec.718(XXXII)"
_ANCHOR: Final = re.compile(
    r"\b(?P<head>resolutions?|decisions?|(?:UN)?SCRs?|UNGAR(?:es)?s?)\b"
    r"|\b(?P<symbol>(?:S|A(?:/HRC)?|E)/RES/(?:ES-|S-)?\d{1,4}(?:/\d{1,4})?(?:\s?[A-C]\b)?"
    r"|(?:AHG|CM|Assembly/AU|EX\.CL|PSC/PR)/(?:Res|Dec|Decl|COMM)\.?\s?\d{1,4}"
    r"|A/(?:SA|SP|DEC|P|RES)\.?\s?\d{1,3}/\d{1,3}/\d{2,4})(?P<year>\s?\((?:\d{4}|[IVXLC]{1,8})\))?",
    re.IGNORECASE,
)
#: What every anchor holds, in lower case: most texts have none of it and are not searched.
_TRACES: Final = (
    "resolution", "decision", "scr", "ungar", "/res", "/dec", "/comm", "a/sa", "a/sp", "a/p",
)  # fmt: skip
#: "822", "46/182", "ES-11/1", "S-14/1", "402 A", "10/48-POL", "2560/2022"
_DIGITS: Final = r"(?:ES-|S-)?\d{1,4}(?:/\d{1,4})?(?:-[A-Z]{1,4}\b)?(?:\s?[A-D]\b)?"
#: "(1993)", "(XV)", "(S-V)", "(ES-II)", scanned "( 1993)"
_BRACKET: Final = r"\s{0,2}\(\s?(?:(?:1[89]|20)\d\d|(?:ES-|S-)?[IVXLC]{1,8}(?:-[IVXLC]+)?)\s?\)"
#: "No. 822 (1993)": what may follow the head
_FIRST: Final = re.compile(
    rf"\s{{0,3}}(?:nos?\.?|numbers?|№)?\s{{0,3}}(?P<number>{_DIGITS})(?![\w%]|\.\d)(?P<bracket>{_BRACKET})?",
    re.IGNORECASE,
)
#: ", 853 (1993)", " and its resolution 884 (1993)": a further one with its bracket
_NEXT: Final = re.compile(
    rf"[,;.]?\s{{1,3}}(?:(?:and|or|as well as|&)\s{{1,3}})?(?:also\s{{1,3}})?(?:its\s{{1,3}})?"
    rf"(?P<number>{_DIGITS})(?P<bracket>{_BRACKET})"
)
#: ", 853", " and 884": a further one without bracket, only after "resolutions"
_NEXT_PLAIN: Final = re.compile(
    r"(?:,\s{1,3}(?:(?:and|or)\s{1,3})?|\s{1,3}(?:and|or|&)\s{1,3})(?P<number>(?:ES-|S-)?\d{2,4}(?:/\d{1,4}(?:\s[A-D]\b)?)?)"
    r"(?=\s*(?:[,;.)]|and\b|or\b|of\b|on\b|$|\()|\s+[a-z])(?!\s+[a-z]+\s+(?:members|votes|people|states))"
)
#: ", and in particular 1447 (2002)", ", 10 Au-\ngust and 219 (1965)": later in the sentence, after
#: "resolutions", if a bracket makes it sure
_LATER: Final = re.compile(
    r"(?<![\w/.])(?P<number>\d{2,4})(?P<bracket>\s{0,2}\((?:19|20)\d\d\)|\s{0,2}\([IVXLC]{1,8}\))"
)
_LATER_REACH: Final = 90
_SENTENCE_END: Final = re.compile(r"[;:]|\.\s+[A-Z]|\n\s*\n|\bresolutions?\b", re.IGNORECASE)
#: "of 30 April 1993", ", adopted on 22 November 1967", "(22 November 1967)", "dated 5 May"
_DATED: Final = re.compile(
    r"(?:,?\s{1,3}(?:of|on|dated|(?:unanimously\s)?(?:adopted|passed|approved)(?:\s(?:unanimously\s)?on)?)\s{1,3}|\s?\()"
)
#: how far back a body's name may begin: "United Nations General Assembly's "
_REACH: Final = 60


@dataclass(frozen=True, slots=True)
class NumberedResolutions:
    """Resolutions and decisions cited by number.

    Args:
        words: The vocabulary; its `bodies` may stand before or after.
    """

    words: AgreementWords
    _before: re.Pattern[str] = field(init=False, repr=False)
    _behind: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Build the patterns of bodies from the data."""
        bodies = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in self.words.bodies)
        # "the Security\nCouncil's resolution": a body right before the head
        before = rf"\b(?P<body>{bodies}|Council|Assembly)(?:['’]s)?\s{{1,3}}(?:draft\s{{1,3}})?$"
        object.__setattr__(self, "_before", re.compile(before, re.IGNORECASE))
        # "Resolution 1244 of the United Nations Security Council"
        behind = rf"\s{{1,3}}of\s{{1,3}}(?:the\s{{1,3}})?(?P<body>{bodies})\b"
        object.__setattr__(self, "_behind", re.compile(behind))

    def __call__(self, text: str) -> Iterator[Proposal]:
        """Yield one proposal per number, in text order."""
        plain = text.lower()
        if not any(trace in plain for trace in _TRACES):
            return
        end = 0
        for anchor in _ANCHOR.finditer(text):
            if anchor.start() < end:
                continue
            if anchor["symbol"]:
                end = self._dated(text, anchor.end())
                yield self._propose(text, anchor.start(), end, anchor["symbol"])
                continue
            for proposal in self._listed(text, anchor):
                end = proposal.end
                yield proposal

    def _listed(self, text: str, anchor: re.Match[str]) -> Iterator[Proposal]:
        """The number after a head noun, and those that follow it in a list."""
        head = anchor["head"].lower()
        item: re.Match[str] | None = _FIRST.match(text, anchor.end())
        if item is None or not _plausible(item, head):
            return
        start, plural = self._start(text, anchor), head.endswith("s")
        while item is not None:
            end = self._dated(text, item.end())
            behind = self._behind.match(text, end)
            end = behind.end() if behind is not None else end
            yield self._propose(text, start, end, item["number"])
            item = _NEXT.match(text, end)
            if item is None and plural:
                item = _NEXT_PLAIN.match(text, end) or _later(text, end)
            if item is not None:
                start = item.start("number")

    def _start(self, text: str, anchor: re.Match[str]) -> int:
        reach = max(0, anchor.start() - _REACH)
        body = self._before.search(text[reach : anchor.start()])
        return reach + body.start() if body is not None else anchor.start()

    @staticmethod
    def _dated(text: str, end: int) -> int:
        """Where the date after a number ends; `end` if there is none."""
        link = _DATED.match(text, end)
        day = DATE.match(text, link.end()) if link is not None else None
        if link is None or day is None:
            return end
        if not link[0].endswith("("):
            return day.end()
        return day.end() + 1 if text[day.end() : day.end() + 1] == ")" else end

    @staticmethod
    def _propose(text: str, start: int, end: int, number: str) -> Proposal:
        cues = {"form": "numbered", "number": " ".join(number.split())}
        return propose_slice(
            "agreements",
            text,
            start,
            end,
            rule="agreement:numbered",
            label="resolution",
            cues=cues,
        )


def _later(text: str, end: int) -> re.Match[str] | None:
    """The next sure number of the sentence."""
    item = _LATER.search(text, end, end + _LATER_REACH)
    if item is None or _SENTENCE_END.search(text[end : item.start()]):
        return None
    return item


def _plausible(item: re.Match[str], head: str) -> bool:
    """Whether digits after a head number it: not "resolution 48 megapixels"."""
    digits = item["number"]
    if item["bracket"] or "/" in digits:
        return True
    if head.startswith("decision") or not digits[:1].isdigit():
        return False
    rest = item.string[item.end() : item.end() + 12]
    return not re.match(r"\s+(?:mega|pixel|dpi|point|per|x\b|years?|days?|times)", rest)
