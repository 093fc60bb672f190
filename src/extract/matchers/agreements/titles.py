"""Find instruments by a title: capitalised words around a capitalised head noun.

In:  "the Lusaka Ceasefire Agreement and the Convention on Cluster Munitions, the Treaty Room"
Out: Lusaka Ceasefire Agreement | Convention on Cluster Munitions

What is lower-case after the head ("signed in Lusaka", "between Angola and Zambia") is no part of
a title; `described` adds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.matchers.agreements.heads import HeadFinder
from extract.matchers.base import propose_slice

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.matchers.agreements.heads import Head
    from extract.matchers.agreements.words import Words
    from extract.records import Proposal

#: A title has no more words before its head than this, and no more after it.
_MOST_BEFORE: Final = 9
_MOST_AFTER: Final = 32
#: "I" to "VIII" after a head number it.
_LONGEST_ROMAN: Final = 4
#: "MOU" is capitals by itself; a longer head in capitals stands in a headline.
_LONGEST_ACRONYM: Final = 3
_BRIDGE: Final = 4
#: A head this near after "and" belongs to a title of its own.
_NEXT_HEAD: Final = 5
#: "of" and "in" lead on in a title, but not after "and": "... in Europe and in Asia met".
_NO_BRIDGE: Final = frozenset({"the", "of", "to", "in"})
#: "Accord on Salt and its Protocol": whose the next title is.
_OWNERS: Final = frozenset({"its", "their"})
_YEAR: Final = re.compile(r"(?:1[6-9]|20)\d\d")
_DEFINITE: Final = frozenset({"the", "its", "their"})
#: "the | draft Border Treaty": a lower-case word that belongs to a title.
_DRAFT: Final = "draft"
_TIMES: Final = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Titles:
    """Capitalised titles.

    Args:
        words: The vocabulary.
        heads: Finds head nouns.
    """

    words: AgreementWords
    heads: HeadFinder

    def __call__(self, words: Words) -> Iterator[Proposal]:
        """Yield one proposal per title, in text order, without overlaps."""
        end = 0
        heads = list(self.heads(words))
        starts = {head.first for head in heads if head.capital}
        for head in heads:
            if not head.capital or head.first < end or self._in_capitals(words, head):
                continue
            if head.last in starts:
                continue  # "Ceasefire Agreement": the second is the head
            first = max(end, self._first(words, head))
            last = self._last(words, head)
            if self._is_title(words, head, first, last):
                end = last
                yield self._propose(words, head, first, last)

    def _is_title(self, words: Words, head: Head, first: int, last: int) -> bool:
        """Whether the words around a head make it a name, and of an instrument."""
        after = words.form(head.last), words.form(last)
        before = words.forms[first : head.first]
        if head.noun in self.words.untitled or any(form in self.words.foreign for form in before):
            return False
        if any(form in self.words.followers for form in after) or self._is_itself(
            words, head, first, last
        ):
            return False
        if words.form(first - 1) == "of" and words.form(first - 2) == "Government":
            return False  # "Government of National Accord"
        if head.noun in self.words.unilateral:
            return any(form.lower() in self.words.manner for form in before)
        if not before:
            return last > head.last
        # "a Permanent Ceasefire" is one to be made
        vague = all(form.lower() in self.words.standing for form in before)
        return not (vague and last == head.last and words.word(first - 1) in {"a", "an", "any"})

    @staticmethod
    def _is_itself(words: Words, head: Head, first: int, last: int) -> bool:
        """Whether a title stands alone on a line: the headline of the text itself."""
        if head.kind not in {"communique", "statement", "declaration"}:
            return False
        before, after = words.starts[first], words.ends[last - 1]
        return not words.text[words.text.rfind("\n", 0, before) + 1 : before].strip() and (
            words.text[after : after + 1] in {"\n", "\r", ""}
        )

    def _first(self, words: Words, head: Head) -> int:
        """The first word of a title, from its head to the left."""
        at = head.first
        lowest = max(0, head.first - _MOST_BEFORE)
        while at > lowest:
            step = self._step_left(words, at)
            if step is None:
                break
            at = step
        if (
            at < head.first
            and _YEAR.fullmatch(words.form(at - 1))
            and words.word(at - 2) in _DEFINITE
        ):
            return at - 1  # "the 1951 Refugee Convention"
        while at < head.first and (
            words.form(at) in self.words.openers or words.lower[at] in _TIMES
        ):
            at += 1
        return at

    def _step_left(self, words: Words, at: int) -> int | None:
        """One word further left, over "of" and "and" where a title has them."""
        before = at - 1
        form, further = words.form(before), words.form(before - 1)
        if words.capital(before) and form not in self.words.openers:
            return before
        if form == "The" and words.form(at) == "Hague":
            return before
        reaches = (
            (form == "of" and further in self.words.before_of)  # "Cessation of Hostilities"
            or (form in {"and", ","} and self._joins(words, before))
            or (form in self.words.particles and further[:1].isupper())  # "Rio de Janeiro"
        )
        if reaches:
            return before - 1
        # "Cessation of Hostilities (CHA) Agreement"
        glossed = form == ")" and words.form(before - 2) == "(" and further[:1].isupper()
        return before - 2 if glossed else None

    def _joins(self, words: Words, at: int) -> bool:
        """Whether "and" joins two nouns of a title: "Peace and Reconciliation Agreement"."""
        return all(
            words.capital(side)
            and (words.form(side) in self.words.joined or words.lower[side] in self.words.standing)
            for side in (at - 1, at + 1)
        )

    def _last(self, words: Words, head: Head) -> int:
        """One past the last word of a title, from its head to the right."""
        end = at = self._after_roman(words, head.last)
        gloss = words.gloss_at(at)
        opener = gloss or at
        if words.word(opener) not in self.words.rest or words.date_at(opener + 1) is not None:
            return end
        at = opener + 1
        for _ in range(_MOST_AFTER):
            if at >= len(words):
                break
            if self._continues(words, at, opener):
                end = at = at + 1
            elif self._bridges(words, at, opener) or self._lists(words, at):
                at += 1
            else:
                break
        return end

    @staticmethod
    def _after_roman(words: Words, at: int) -> int:
        """Over a number in the title: "Additional Protocol II", "START I"."""
        form = words.form(at)
        return at + 1 if form and len(form) <= _LONGEST_ROMAN and set(form) <= set("IVX") else at

    @staticmethod
    def _continues(words: Words, at: int, opener: int) -> bool:
        if "\n" in words.text[words.ends[at - 1] : words.starts[at]]:
            return False  # a line of its own: wrapped lines are joined before
        ordinal = words.form(at)[0].isdigit() and words.capital(at + 1)  # "21st Century"
        if words.lower[at] in _TIMES or not (
            words.capital(at) or words.form(at) == "&" or ordinal
        ):
            return False
        # "Agreement to The sides": a sentence begins
        return not (at == opener + 1 and words.form(at) in {"This", "That", "He", "She"})

    def _bridges(self, words: Words, at: int, opener: int) -> bool:
        """Whether a joint leads to another capitalised word of the same title."""
        here, following = words.word(at), words.word(at + 1)
        parallel = following == "the" and words.word(opener + 1) == "the"
        if here not in self.words.joints or (
            here == "and" and following in _NO_BRIDGE and not parallel
        ):
            return False  # but "on the West Bank and the Gaza Strip"
        if (
            here == "and"
            and (parallel or following in _OWNERS)
            and any(self._is_head(words, near) for near in range(at + 1, at + _NEXT_HEAD))
        ):
            return (
                False  # "Charter of the Council and the Lorn Convention", "... and its Protocol"
            )
        ahead = at + 1
        while ahead < at + _BRIDGE and words.word(ahead) in self.words.joints:
            ahead += 1
        return words.capital(ahead) and words.lower[ahead] not in _TIMES

    def _is_head(self, words: Words, at: int) -> bool:
        """Whether a head of one word or two stands here: "Convention", "Final Act"."""
        return (
            words.word(at) in self.words.heads
            or f"{words.word(at)} {words.word(at + 1)}" in self.words.heads
        )

    @staticmethod
    def _lists(words: Words, at: int) -> bool:
        """Whether a comma stands in a list that "and" closes: "Peace, Unity and Development"."""
        if words.form(at) != "," or not words.capital(at + 1):
            return False
        for ahead in range(at + 2, at + _MOST_BEFORE):
            if words.word(ahead) in {"and", "or"}:
                return words.capital(ahead + 1)
            if not (words.capital(ahead) or words.form(ahead) == ","):
                return False
        return False

    @staticmethod
    def _in_capitals(words: Words, head: Head) -> bool:
        """Whether the head stands in a line of capitals, where capitals say nothing."""
        form = words.form(head.first)
        if len(form) <= _LONGEST_ACRONYM or not form.isupper():
            return False
        near = words.form(head.first - 1), words.form(head.last)
        return any(form.isupper() and len(form) > 1 for form in near)

    def _propose(self, words: Words, head: Head, first: int, last: int) -> Proposal:
        if words.form(first - 1) == _DRAFT:
            first -= 1
        start, end = words.starts[first], words.end(last)
        return propose_slice(
            "agreements",
            words.text,
            start,
            end,
            rule="agreement:title",
            label=self.heads.kind(head, words.text[start:end]),
            cues={"form": "named", "head": head.noun},
        )
