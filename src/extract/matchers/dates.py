"""Find temporal expressions.

In:  a parsed text     "on 22-23 March 2022, and during the night of September 13"
Out: two proposals     22-23 March 2022 | night of September 13
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.knowledge.dates import DateGrammar, Found
from extract.matchers.base import outside, propose_slice

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.records import Proposal

#: What stands before a bare month: "in May", "since March", "of June", "early", "this".
_BEFORE_MONTH: Final = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Tt]o|[Dd]uring|[Bb]efore|[Aa]fter"
    r"|[Tt]hrough|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Tt]his|[Nn]ext|[Ee]ach|[Ee]very|[Bb]etween|and"
    r"|[Ff]or|the)[\s-]+$"
)
#: Months that are words or names as well: "may", "march", "April Smith", "August Ferdinand".
_AMBIGUOUS: Final = re.compile(
    r"^(?:May|March|MAY|MARCH|Mar|Jun|Jan|Dec|Sep|Oct|Apr|April|August|June)$"
)
#: A year follows one of these, or a mark or month: "in 1994", "(1993)", "since 2020".
_BEFORE_YEAR: Final = re.compile(
    r"(?:\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Tt]o|[Dd]uring|[Bb]efore|[Aa]fter"
    r"|[Ee]arly|[Ll]ate|[Mm]id|[Bb]etween|and|[Yy]ear|years|the|for|back to|through|its"
    r"|[Tt]hroughout"
    r"|[Aa]round|or|than|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|a)[\s-]+|[(,–—-]\s?|^|\n)$"
)
#: Numbers, not years: "resolution 1994", "No. 2001", "UNSCR 2254", "$ 2000".
_NO_YEAR_BEFORE: Final = re.compile(
    r"(?:[Rr]esolutions?|RESOLUTION|[Nn]o\.|[Nn]umber|UNSCR|RES/|[Aa]rticle|[Pp]age|p\.|[$€£]|[Rr]oom"
    r"|[Bb]ox|Street|[Bb]oeing|Ref|[Tt]el|[Oo]rder|[Dd]ecree|[Bb]oulevard|,000 and)[\s.:]*$"
)
#: Counts, not years: "2000 soldiers", "1900 km".
_NO_YEAR_AFTER: Final = re.compile(
    r"\s(?:people|men|women|km|kilomet|met(?:er|re)s|miles|tons|tonnes|troops|personnel|soldiers"
    r"|[a-z]+ers\b|refugees|hours|dollars|euros|civilians|families|children|[a-z]+ants\b)"
)
_ROUND: Final = re.compile(r"(?:1[5-8]\d\d|\d\d00)$")
_CLOCK: Final = re.compile(r"[:apAP]|hrs|hours|GMT|UTC|time")
#: Articles and approximators that stay outside: "the past five days" is "past five days".
_LEAD: Final = re.compile(
    r"(?:the|a|an|about|around|nearly|almost|some|approximately|roughly|over|more than|less than"
    r"|at least|at most|up to|only|just|on|for)\s+",
    re.IGNORECASE,
)
_KEEPS_ARTICLE: Final = frozenset({"duration", "distance"})


@dataclass(frozen=True, slots=True)
class DateMatcher:
    """Proposes temporal expressions, the longest at each place.

    Args:
        grammar: The rules.
    """

    grammar: DateGrammar

    def __call__(self, doc: Doc, masked: Sequence[tuple[int, int]]) -> Iterator[Proposal]:
        """Yield proposals in text order.

        Args:
            doc: A parsed text; only its characters are read.
            masked: Spans of numbered and named agreements, whose years are nobody's dates.
        """
        text = doc.text
        found = [f for f in self.grammar.scan(text) if not f.rule.guarded or _is_allowed(text, f)]
        yield from outside((_proposal(text, one) for one in _longest(found)), masked)


def _longest(found: Iterable[Found]) -> Iterator[Found]:
    """The longest match at each place; of equally long ones the first rule's."""
    taken: list[tuple[int, int]] = []
    kept = []
    for one in sorted(found, key=lambda f: f.start - f.end):
        at = bisect_left(taken, (one.end, 0))
        if at == 0 or taken[at - 1][1] <= one.start:
            taken.insert(at, (one.start, one.end))
            kept.append(one)
    yield from sorted(kept, key=lambda f: f.start)


def _proposal(text: str, one: Found) -> Proposal:
    lead = None if one.rule.form in _KEEPS_ARTICLE else _LEAD.match(text, one.start, one.end)
    start = one.start if lead is None else lead.end()
    return propose_slice(
        "dates",
        text,
        start,
        one.end,
        rule=f"date:{one.rule.rule_id}",
        label=one.rule.timex_type,
    )


def _is_allowed(text: str, one: Found) -> bool:
    """Whether the words around a month, year or clock time let it be one."""
    before, after = text[max(0, one.start - 24) : one.start], text[one.end : one.end + 24]
    if one.rule.form == "month":
        return _is_month(one, before, after)
    if one.rule.form == "year":
        return _is_year(one, before, after)
    if one.rule.form == "clock":
        return "date" in one.parts or _CLOCK.search(one.parts["clock"]) is not None
    # "in the second half": of a match, unless a year says otherwise
    return "y" in one.parts or one.parts["size"] == "quarter"


def _is_month(one: Found, before: str, after: str) -> bool:
    if "mod" in one.parts or "rel" in one.parts or _BEFORE_MONTH.search(before):
        return not (after[:1] == " " and after[1:2].isupper() and "the" in before[-4:])
    if _AMBIGUOUS.match(one.parts["m"]):
        return False
    return not (after[:1] == " " and after[1:2].isupper())


def _is_year(one: Found, before: str, after: str) -> bool:
    if _NO_YEAR_BEFORE.search(before) or _NO_YEAR_AFTER.match(after):
        return False
    if "mod" in one.parts or _BEFORE_YEAR.search(before):
        return True
    return not _ROUND.match(one.parts["y"])
