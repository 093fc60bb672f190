"""Read what follows a participle: by whom, between whom, where, on which day, with whose help.

In:  "signed | by the leaders of Norland and Sudria in Lorn on 10 May 2020 under the aegis of ..."
Out: the word after the last of these phrases; what they hold
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.matchers.agreements.nouns import NounPhrases, name_at

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.matchers.agreements.words import Words

#: No participle has more phrases behind it.
_MOST_PHRASES: Final = 7
_BEFORE_SIGNING_DATES: Final = frozenset(
    {"of", "on", "at", "dated", "in", "last", "late", "early"}
)
#: What leads to a date behind a comma.
_APART: Final = frozenset({"of", "dated"})
#: Lower-case words before a name that signs: "by | the border chiefs of | Norland".
_MOST_OFFICES: Final = 5
#: "under the | auspices of": who helped belongs to the clause
_HELP: Final = frozenset({"auspices", "aegis", "mediation", "facilitation", "sponsorship", "help"})
#: "with regard to Norland" is a purpose, "with Norland" a party.
_REGARD: Final = frozenset({"regard", "regards", "respect"})


@dataclass(slots=True)
class Tail:
    """What follows a head or a title.

    Args:
        end: One past its last word.
        title: Whether a title stands before it.
        evidence: What it holds: "date", "parties", "participle", "place", "purpose", "body",
            "venue", "number".
    """

    end: int
    title: bool = False
    evidence: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class AdjunctReader:
    """Reads the phrases that follow a participle, some of which follow a head too.

    Args:
        words: The vocabulary.
    """

    words: AgreementWords
    _nouns: NounPhrases = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Share the vocabulary."""
        object.__setattr__(self, "_nouns", NounPhrases(self.words))

    def __call__(self, words: Words, at: int, tail: Tail) -> int | None:
        """What follows "signed": by whom, between whom, in or at which place, on which day."""
        end: int | None = None
        for _ in range(_MOST_PHRASES):
            if words.word(at) in self.words.adverbs and words.date_at(at) is None:
                at += 1
            step = self._by(words, at, tail) or self._session(words, at)
            step = step or self.day(words, at, tail) or self.parties(words, at, tail)
            step = step or self.place(words, at, tail) or self._joined_adjunct(words, at, tail)
            step = step or self._under(words, at)
            if step is None:
                break
            end = at = step
        return end

    def _by(self, words: Words, at: int, tail: Tail) -> int | None:
        if words.word(at) != "by":
            return None
        end = self._nouns.names(words, at + 1, sides=True)
        first = at + 1
        while end is None and first < at + _MOST_OFFICES and self._is_plain(words, first):
            first += 1
            end = self._nouns.names(words, first, sides=True)
        if end is not None:
            tail.evidence.add("by")
        return end

    def _is_plain(self, words: Words, at: int) -> bool:
        """Whether a word is a lower-case noun or article before a name that signs."""
        word = words.form(at)
        return word.isalpha() and word.islower() and word not in self.words.stops

    @staticmethod
    def _session(words: Words, at: int) -> int | None:
        """The meeting it was adopted at: "at its 48th session", "during the summit"."""
        if words.word(at) not in {"at", "during"} or words.word(at + 1) not in {
            "its",
            "the",
            "a",
            "their",
        }:
            return None
        for ahead in range(at + 2, at + 9):
            if words.word(ahead) in {"session", "summit", "meeting", "conference", "headquarters"}:
                return ahead + 1
        return None

    def _under(self, words: Words, at: int) -> int | None:
        """With whose help: "under the auspices of the United Nations", "with the mediation of"."""
        helped = words.word(at) in {"under", "with", "through"} and words.word(at + 1) == "the"
        if not helped or words.word(at + 2) not in _HELP or words.word(at + 3) != "of":
            return None
        return self._nouns.names(words, at + 4, sides=False)

    def _joined_adjunct(self, words: Words, at: int, tail: Tail) -> int | None:
        """A second time and place: "in Sofia | and on 6 June in Varna", "Lorn, 17 May"."""
        if words.word(at) in {"and", ","}:
            verb = at + 2 if words.word(at + 1) == "and" else at + 1
            if words.word(verb) in self.words.participles:  # "and announced on 6 May"
                return self.day(words, verb + 1, tail)
            return self.day(words, at + 1, tail) or (
                self.place(words, at + 1, tail) if words.word(at + 1) in self.words.place else None
            )
        return None

    def place(self, words: Words, at: int, tail: Tail) -> int | None:
        """Where: "in Yemen", "at NATO Headquarters", "in eastern Chad"."""
        if words.word(at) not in self.words.place:
            return None
        first = at + 1
        while words.word(first) in self.words.directions and not words.capital(first):
            first += 1
        if words.date_at(first) is not None or not (words.capital(first) or name_at(words, first)):
            return None
        end = self._nouns.names(words, at + 1, sides=False, lower=self.words.directions)
        if end is None:
            return None
        tail.evidence.add("place")
        return end + 1 if words.word(end) in self.words.regions else end  # "in Lorn | province"

    def parties(self, words: Words, at: int, tail: Tail) -> int | None:
        """Those between whom it is: "between A, B and C", "with the Government of A"."""
        word = words.word(at)
        if word == "," and words.word(at + 1) in self.words.parties:
            at, word = at + 1, words.word(at + 1)
        if word in self.words.parties:
            end = self._nouns.names(words, at + 1, sides=True)
        elif word == "with" and words.word(at + 1) not in _REGARD | {"a"}:
            end = self._nouns.names(words, at + 1, sides=False)
        else:
            return None
        if end is not None:
            tail.evidence.add("parties")
        return end

    def day(self, words: Words, at: int, tail: Tail) -> int | None:
        """A date of signing: "on 4 May", "in March 2014", "in late 2016"."""
        return self.dated(words, at, tail, _BEFORE_SIGNING_DATES)

    @staticmethod
    def dated(words: Words, at: int, tail: Tail, before: frozenset[str]) -> int | None:
        """A date with at most two of the words `before`: "of 10 May 2020", "in late 2016"."""
        if words.word(at) in {"as", ","} and words.word(at + 1) in _APART:
            at += 1  # "as of May 6", "truce, of May 14", "Treaty, dated 4 May"
        first = at
        # "in late 2016"; but "last November" is a date itself
        while first < at + 2 and words.word(first) in before and words.date_at(first) is None:
            first += 1
        end = words.date_at(first)
        if end is None:
            return None
        further = words.date_at(end + 1) if words.word(end) in {"and", ","} else None
        if further is None and words.form(end) == "," and words.word(end + 1) == "and":
            further = words.date_at(end + 2)
        tail.evidence.add("date")
        return further or end
