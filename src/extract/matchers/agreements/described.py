"""Find agreements that a text describes: a head noun with what identifies it.

In:  "the trilateral statement signed between Norland, Sudria and Vest on 10 May 2020"; what other
     matchers found in it (three countries, a date)
Out: one proposal from "trilateral" to "2020", form "described": what stands inside stays

Left of the head stand modifiers, right of it a tail (`tails.py`); `context.py` says whether what
was found is a citation or a hope, a bare word, a statement of one speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.matchers.agreements.context import Candidate, Judge
from extract.matchers.agreements.heads import HeadFinder
from extract.matchers.agreements.modifiers import ModifierReader
from extract.matchers.agreements.nouns import OPEN_WORDS
from extract.matchers.agreements.tails import TailReader
from extract.matchers.agreements.words import Words, read_words
from extract.matchers.base import propose_slice, written

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.knowledge.agreements import Agreements
    from extract.knowledge.countries import Countries
    from extract.matchers.agreements.heads import Head
    from extract.records import Proposal

#: Words after a head that say what it is about: "accord on a bilateral ceasefire".
_ABOUT: Final = 6
_NAMES: Final = frozenset({"actors", "places"})
#: What several issue together, of which there are many: "Joint Statement".
_OF_SEVERAL: Final = frozenset({"statement", "communique", "declaration"})
#: A date that can identify: "4 May", "July", "last Friday"; not "now", "recent months".
_DAY: Final = re.compile(r"\d|day\b|^last\b|^[A-Z]")


@dataclass(frozen=True, slots=True)
class DescribedAgreements:
    """Agreements by description, and titles that a description goes on after.

    Args:
        knowledge: Vocabulary of agreements.
        countries: Demonyms before a head: "Norlandic-Sudrian treaty".
    """

    knowledge: Agreements
    countries: Countries
    _heads: HeadFinder = field(init=False, repr=False)
    _modifiers: ModifierReader = field(init=False, repr=False)
    _tails: TailReader = field(init=False, repr=False)
    _judge: Judge = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile patterns, once for all documents."""
        words = self.knowledge.words
        object.__setattr__(self, "_heads", HeadFinder(words))
        object.__setattr__(self, "_modifiers", ModifierReader(words, self.countries))
        object.__setattr__(self, "_tails", TailReader(words))
        object.__setattr__(self, "_judge", Judge(words))

    def __call__(self, doc: Doc, found: Sequence[Proposal]) -> Iterator[Proposal]:
        """Yield proposals, in text order.

        Args:
            doc: A parsed text.
            found: What the other matchers proposed for it; they may overlap.
        """
        words = _read(written(doc).text, found)
        cited = sorted((p for p in found if p.kind == "agreements"), key=lambda p: p.start)
        closed = [False] * (len(words) + 1)
        for proposal in cited:
            first = words.at(proposal.start)
            last = words.after(proposal.end)
            closed[first:last] = [True] * (last - first)
        ends = self._extended(words, cited, closed)
        yield from ends
        kinds = [p.label for p in (*cited, *ends)]
        reach = 0
        for head in self._heads(words):
            if head.first < reach or closed[head.first]:
                continue
            candidate = self._candidate(words, head, reach, closed)
            if self._judge(words, candidate, kinds):
                reach = candidate.last
                proposal = self._propose(words, candidate)
                kinds.append(proposal.label)
                yield proposal

    def _extended(
        self, words: Words, cited: Sequence[Proposal], closed: list[bool]
    ) -> list[Proposal]:
        """Titles with a descriptive tail: "Lorn Accord | signed in Lorn on 4 May 2019".

        The title itself becomes a mask, so that no place is found in it.
        """
        extended: list[Proposal] = []
        for proposal in cited:
            if proposal.cues["form"] == "numbered":
                continue
            first, last = words.at(proposal.start), words.after(proposal.end)
            tail = self._tails(
                words,
                last,
                capital=words.word(first) == proposal.cues.get("head", "").partition(" ")[0],
                title=proposal.cues["form"] == "named"
                and not self._is_generic(words, first, last),
            )
            end = _unclosed(words, closed, last, tail.end)
            if end == last or (tail.evidence <= {"place", "body"}):
                continue
            closed[last:end] = [True] * (end - last)
            cues = {**proposal.cues, "form": "described", "tail": "+".join(sorted(tail.evidence))}
            extended.append(
                propose_slice(
                    "agreements",
                    words.text,
                    proposal.start,
                    words.end(end),
                    rule="agreement:title-described",
                    label=proposal.label,
                    cues=cues,
                )
            )
            if len(words.forms[first:last]) > 1:
                extended.append(
                    propose_slice(
                        "mask", words.text, proposal.start, proposal.end, rule="mask", label="mask"
                    )
                )
        return extended

    def _is_generic(self, words: Words, first: int, last: int) -> bool:
        """Whether a title only says how it came about: "Joint Statement"."""
        if last - first <= 1:  # none at all if it is the end of a word: "ab/NPT"
            return False
        *before, head = words.lower[first:last]
        vocabulary = self.knowledge.words
        return vocabulary.heads.get(head) in _OF_SEVERAL and vocabulary.manner.issuperset(before)

    def _candidate(self, words: Words, head: Head, reach: int, closed: list[bool]) -> Candidate:
        modifiers = self._modifiers(words, head.first, reach)
        last = head.last
        if words.word(last) in self.knowledge.words.continued and not closed[last]:
            last += 1  # "ten-day truce extension", "truce agreement"
        tail = self._tails(words, last, capital=head.capital)
        end = _unclosed(words, closed, last, tail.end)
        first = modifiers.first
        if (tail.evidence | modifiers.evidence) & {"date", "parties", "participle"}:
            first = self._modifiers.nouns(words, first, reach)
        return Candidate(
            head=head,
            first=first,
            last=end,
            before=modifiers.evidence,
            after=frozenset(tail.evidence) if end == tail.end else frozenset(),
            after_head=last,
            determiner=modifiers.determiner,
            determiner_at=modifiers.determiner_at,
        )

    def _propose(self, words: Words, found: Candidate) -> Proposal:
        start, end = words.starts[found.first], words.end(found.last)
        near = words.text[start : words.ends[min(found.last, found.after_head + _ABOUT) - 1]]
        cues = {
            "form": "described",
            "head": found.head.noun,
            "before": "+".join(sorted(found.before)),
            "after": "+".join(sorted(found.after)),
        }
        return propose_slice(
            "agreements",
            words.text,
            start,
            end,
            rule="agreement:described",
            label=self._heads.kind(found.head, near),
            cues=cues,
        )


def _unclosed(words: Words, closed: Sequence[bool], first: int, last: int) -> int:
    """Where a tail stops as a citation of its own begins: "plan for Lorn | in Resolution 9"."""
    for at in range(first, last):
        # the acronym in "Lorn Accord (LA) between ..." is a mention inside a longer one
        if closed[at] and not closed[at - 1] and words.form(at - 1) != "(":
            end = at
            while end > first and words.lower[end - 1] in OPEN_WORDS:
                end -= 1
            return end
    return last


def _read(text: str, found: Sequence[Proposal]) -> Words:
    """Cut the text into words and note where names and dates stand."""
    names: dict[int, int] = {}
    dates: dict[int, int] = {}
    for proposal in found:
        if proposal.kind in _NAMES:
            names[proposal.start] = max(proposal.end, names.get(proposal.start, 0))
        elif proposal.kind == "dates" and _DAY.search(proposal.text):
            dates[proposal.start] = max(proposal.end, dates.get(proposal.start, 0))
    places = frozenset(p.start for p in found if p.kind == "places")
    return read_words(text, names, dates, places)
