"""Say whether a described phrase cites an instrument, by its own words and those around it.

In:  "signed | a ceasefire with Norland", "called for | a ceasefire with Norland", "the agreement"
Out: yes, no (a hope), no (a bare word)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.matchers.agreements.heads import Head
    from extract.matchers.agreements.words import Words

#: How many words before a candidate may hold the verb that governs it, and the words "text of".
_GOVERNING: Final = 9
_INTRODUCING: Final = 5
#: What identifies an instrument by itself.
_STRONG: Final = frozenset({"date", "deictic", "brokered", "counted", "parties", "number"})
#: "final statement of the two sides", "concluding statement on the meeting"
_OF_SIDES: Final = frozenset({"body", "venue", "purpose"})
#: What makes a participle enough: "signed in Lorn".
_SIGNED: Final = frozenset({"date", "place", "by", "parties"})
#: What makes "this" point at an instrument by more than a bare noun: "this tripartite memorandum".
_POINTED: Final = frozenset({"manner", "topic", "date", "name", "counted"})
_COMPOUND: Final = frozenset({"topic", "manner"})
#: What identifies a treaty, ceasefire or agreement where the text treats it as known.
_ENOUGH: Final = frozenset({"name", "topic", "manner", "place", "purpose", "body", "venue"})
_BOUNDARIES: Final = frozenset({"", ".", ";", ":", ")"})
#: Modifiers that are enough for what somebody signs.
_TOLD: Final = frozenset({"standing", "topic", "manner"})
#: What follows a wish: "A treaty with Norland | would end this".
_MODALS: Final = frozenset({"would", "could", "should", "might", "may", "must", "will", "can"})
#: Before an item of a list, and how many words back its verb may stand.
_BULLETS: Final = frozenset({"-", "–", "•", ";", ":", "*", ")", ","})
_LIST_REACH: Final = 60
#: "ii", "3", "b" of "ii. a protocol on mines"
_NUMERAL: Final = re.compile(r"[ivx]{1,4}|\d{1,2}|[a-h]")
#: "Chapter VII of the Charter" is of the one Charter that everybody knows.
_PARTS_OF_CHARTERS: Final = frozenset({"chapter", "article", "articles", "purposes", "principles"})
#: Before a heading or an item of a list.
_OPENINGS: Final = frozenset({"", "-", "•", ";", ":", "*", "“", '"', "(", ")"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A head with what was read around it.

    Args:
        head: The head noun.
        first: First word of the span.
        last: One past its last word.
        before: Evidence of the modifiers.
        after: Evidence of the tail.
        after_head: One past the head and the noun that continues it.
        determiner: Article or pronoun before the span; "" if none.
        determiner_at: Its place, or that of the word before the span.
    """

    head: Head
    first: int
    last: int
    before: frozenset[str]
    after: frozenset[str]
    after_head: int
    determiner: str
    determiner_at: int


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides on candidates.

    Args:
        words: The vocabulary; its `blockers` are what this is about.
    """

    words: AgreementWords

    def __call__(self, words: Words, found: Candidate, kinds: Sequence[str]) -> bool:
        """Whether a candidate is a citation.

        Args:
            words: The text.
            found: The candidate.
            kinds: Types of the citations before it in the text.
        """
        if self._is_other(words, found):
            return False
        if found.head.kind == "resolution":
            return self._resolution(words, found)
        if found.head.kind == "statement":
            return self._statement(words, found)
        if found.head.capital and not (found.before or found.after):
            return self._short_form(words, found, kinds)
        if self._identified(found):
            return self._is_fact(words, found)
        return self._is_made(words, found)

    def _is_made(self, words: Words, found: Candidate) -> bool:
        """Whether a verb makes an instrument of a weak head: "signed a declaration on trade"."""
        told = found.after & {"purpose", "place", "body"} or found.before & _TOLD
        if not told or found.head.noun in self.words.concepts:
            return False
        governing = self._governing(words, found)
        near = governing & (self.words.blockers["facts"] - {"under", "since"})
        made = bool(near) or self._is_done(words, found)
        return made and not governing & self.words.blockers["hopes"]

    def _is_other(self, words: Words, found: Candidate) -> bool:
        """Whether it repeats, names the text itself, or is part of another name."""
        following = words.form(found.after_head)  # "CEASEFIRE COMMISSION"
        part = following[:1].isupper() and following.title() in self.words.followers
        return part or self._points_back(found) or self._is_heading(words, found)

    @staticmethod
    def _is_heading(words: Words, found: Candidate) -> bool:
        """Whether the phrase is a headline in capitals that names the text itself."""
        first, head = words.form(found.first), words.form(found.head.first)
        before = words.form(found.first - 1)
        if found.head.kind not in {"communique", "statement", "declaration"} or found.determiner:
            return False
        alone = before == "" or before[0] == "\n" or not before[0].islower()
        return alone and head.isupper() and first.isupper()

    def _points_back(self, found: Candidate) -> bool:
        """Whether "this" or "such" only repeats: "this truce", but not "that accord of 5 May"."""
        if found.determiner not in self.words.blockers["pointing"]:
            return False
        dated = found.determiner == "that" and "date" in found.after
        return not (dated or found.before & _POINTED)

    def _identified(self, found: Candidate) -> bool:
        """Whether enough words say which one it is."""
        evidence = found.before | found.after
        if evidence & _STRONG or ("participle" in found.after and found.after & _SIGNED):
            return True
        if found.head.noun not in self.words.weak:
            return bool(evidence & _ENOUGH)
        return found.head.noun not in self.words.promised and self._of_weak_head(found)

    def _of_weak_head(self, found: Candidate) -> bool:
        """Whether enough words stand around a head that alone says little: "protocol"."""
        if found.head.noun in self.words.by_compound and found.before & _COMPOUND:
            return True
        if found.head.noun in self.words.by_purpose and "purpose" in found.after:
            return True
        concept = found.head.noun in self.words.concepts
        if "venue" in found.after and self._is_definite(found) and not concept:
            return True  # "the declaration of Lorn"
        return "name" in found.before and bool(found.before & _COMPOUND or found.after)

    def _is_fact(self, words: Words, found: Candidate) -> bool:
        """Whether the instrument exists, as the words before it tell."""
        governing, blockers = self._governing(words, found), self.words.blockers
        hoped = set() if governing & blockers["granted"] else governing & blockers["hopes"]
        evidence = found.before | found.after
        dated = bool(evidence & {"date", "deictic", "participle"})
        if found.determiner in blockers["indefinite"]:
            if dated or "brokered" in found.before:
                return hoped <= {"reach"}
            fact = governing & blockers["facts"] or self._is_done(words, found)
            fact = fact or self._opens_sentence(words, found) or self._is_item(words, found)
            fact = fact or governing & blockers["granted"] or self._is_tabled(words, found)
            return bool(fact) and not hoped
        if self._is_definite(found):
            return words.word(found.determiner_at - 1) not in {"towards", "toward"}
        if dated or (found.head.plural and evidence - {"topic", "standing"}):
            return not hoped  # "Peace agreements are signed in hotels" are none
        return not hoped and self._bare(words, found)

    def _is_tabled(self, words: Words, found: Candidate) -> bool:
        """Whether it is a text on the table: "a draft accord on grain", but not "no draft"."""
        before = words.lower[found.first : found.head.first]
        about = found.after & {"purpose", "parties", "body"}
        some = found.determiner in {"a", "an", "another"}
        return some and bool(about) and any(word in self.words.tabled for word in before)

    def _is_item(self, words: Words, found: Candidate) -> bool:
        """Whether it stands in a list of what was signed: "They signed: - a protocol on ..."."""
        mark = found.determiner_at - 1
        numbered = words.form(mark) == "." and _NUMERAL.fullmatch(words.word(mark - 1))
        if not numbered and words.form(mark) not in _BULLETS:
            return False
        before = words.lower[max(0, found.first - _LIST_REACH) : found.first]
        return bool({"signed", "adopted", "concluded", "initialled"} & set(before))

    @staticmethod
    def _opens_sentence(words: Words, found: Candidate) -> bool:
        """Whether the text tells of it as its subject: "A treaty between A and B was ..."."""
        opens = words.form(found.determiner_at)[:1].isupper() and "parties" in found.after
        return opens and words.word(found.last) not in _MODALS

    def _is_done(self, words: Words, found: Candidate) -> bool:
        """Whether the verb follows: "an accord with Norland | was signed"."""
        verb = words.word(found.last + 1)
        return words.word(found.last) in {"was", "were", "has", "had"} and (
            verb in self.words.participles or words.word(found.last + 2) in self.words.participles
        )

    def _is_definite(self, found: Candidate) -> bool:
        """Whether the determiner presents it as known: "the", "their", "Norland's", "this"."""
        blockers = self.words.blockers
        known = found.determiner in blockers["definite"] | blockers["pointing"]
        return known or found.determiner.endswith(("'s", "s'"))

    @staticmethod
    def _bare(words: Words, found: Candidate) -> bool:
        """Without an article: a heading, an item of a list, a name before it."""
        if "name" in found.before or ("parties" in found.after and found.head.capital):
            return True
        before = words.form(found.first - 1)
        opens = before in _OPENINGS or before[0] == "\n"
        if "counted" in found.before:
            return True  # "parties agree to two-month truce"
        return opens and ("parties" in found.after or found.head.capital)

    @staticmethod
    def _governing(words: Words, found: Candidate) -> set[str]:
        """The words before the span, up to a boundary."""
        last = found.determiner_at - (1 if found.determiner else 0)
        seen: set[str] = set()
        for at in range(last, found.first - _GOVERNING, -1):
            word = words.word(at)
            if word in _BOUNDARIES or word[0] == "\n":
                break
            seen.add(word)
        return seen

    def _resolution(self, words: Words, found: Candidate) -> bool:
        """Of a body: "Council resolutions", "resolution adopted by"; not "of the conflict"."""
        adopted = "participle" in found.after and bool(found.after & _SIGNED)
        named = "name" in found.before
        if (
            words.word(found.after_head) == "to"
            or found.determiner in self.words.blockers["pointing"]
        ):
            return False
        dated = "date" in found.after and not found.head.plural
        if dated and self._is_definite(found):
            return True  # "the Assembly, in its resolution of 3 July"
        if not adopted and not named:
            of_body = "body" in found.after and self._of_known_body(words, found)
            return of_body or (found.after >= {"purpose"} and self._is_made(words, found))
        governing = self._governing(words, found)
        if found.determiner in self.words.blockers["indefinite"]:
            return adopted or bool(governing & self.words.blockers["facts"])
        return not governing & {"conflict", "peaceful"}

    def _of_known_body(self, words: Words, found: Candidate) -> bool:
        tail = words.text[words.starts[found.after_head] : words.ends[found.last - 1]]
        plain = f"{' '.join(tail.split())} "
        return any(f"{body} " in plain for body in self.words.bodies)

    def _statement(self, words: Words, found: Candidate) -> bool:
        """Joint, or dated and definite, or issued at a place; never that of one speaker."""
        before, after, blockers = found.before, found.after, self.words.blockers
        if words.word(found.first - 1) in blockers["one_sided"] or self._is_itself(words, found):
            return False
        if found.determiner in blockers["indefinite"]:
            fact = bool(self._governing(words, found) & blockers["facts"])
            return "manner" in before and (fact or "date" in after)
        if "manner" in before:
            return bool(before & {"date", "name"} or after) or self._is_definite(found)
        if before & {"date", "deictic"}:
            return found.determiner in {"the", ""}
        of_several = "parties" in after and bool(after & {"participle", "date"})
        final = "standing" in before and "date" in after and bool(after & _OF_SIDES)
        return of_several or final or (after >= {"participle", "place"} and "by" not in after)

    def _is_itself(self, words: Words, found: Candidate) -> bool:
        """Whether the text announces itself: "the following is the joint statement"."""
        first = max(0, found.first - _INTRODUCING)
        near = " ".join(words.lower[first : found.first])
        return any(phrase in near for phrase in self.words.blockers["itself"])

    def _short_form(self, words: Words, found: Candidate, kinds: Sequence[str]) -> bool:
        """A capitalised head alone, for an instrument already cited: "the Protocol"."""
        noun, blockers = found.head.noun, self.words.blockers
        if noun not in self.words.short_forms or words.form(found.last) in self.words.followers:
            return False
        if found.determiner in blockers["indefinite"]:
            signed = self._governing(words, found) & blockers["facts"]
            return found.head.kind == "memorandum" and bool(signed)
        if noun in {"mou", "memorandum of understanding"} and found.determiner == "the":
            return True
        known = found.head.kind in kinds or (
            noun == "charter" and self._governing(words, found) & _PARTS_OF_CHARTERS
        )
        return bool(known) and (found.determiner in {"the", "said"} or noun == "mou")
