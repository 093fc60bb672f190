"""Read what identifies an instrument after its head noun.

In:  "statement | signed between Norland, Sudria and Vest on 10 May 2020, which was welcomed"
Out: the tail ends after "2020"; it holds a participle, parties and a date

A tail is a chain of phrases, each with its own small rule: dates, parties, who signed it where and
when (`adjuncts.py`), a place, a purpose, a bracket.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.matchers.agreements.adjuncts import AdjunctReader, Tail
from extract.matchers.agreements.nouns import ABBREVIATED, NounPhrases

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.matchers.agreements.words import Words

#: No tail has more phrases.
_MOST_PHRASES: Final = 7
_BEFORE_DATES: Final = frozenset({"of", "dated", "from", "for"})
#: Words of the clause before its verb: "which Presidents Bo and Dia | signed".
_LONGEST_SUBJECT: Final = 14
_WHICH: Final = frozenset({"which", "that"})
#: Before the day since which it binds.
_SINCE: Final = frozenset({"since", "from", "on", "at", "in", "as", "of", "early", "late", "last"})
_RELATIVE: Final = frozenset({"which", "that", "they", "we", "he", "she", "both", "it"})
_AUXILIARIES: Final = frozenset(
    {"was", "were", "is", "are", "has", "have", "had", "been", "being", "will", "be"}
)
_SPANS: Final = frozenset({"hours", "days", "weeks", "months", "years"})
#: "with regard to Norland" is a purpose, "with Norland" a party.
_REGARD: Final = frozenset({"regard", "regards", "respect"})


@dataclass(frozen=True, slots=True)
class TailReader:
    """Reads the chain of phrases after a head.

    Args:
        words: The vocabulary.
    """

    words: AgreementWords
    _nouns: NounPhrases = field(init=False, repr=False)
    _phrases: AdjunctReader = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Share the vocabulary."""
        object.__setattr__(self, "_nouns", NounPhrases(self.words))
        object.__setattr__(self, "_phrases", AdjunctReader(self.words))

    def __call__(self, words: Words, at: int, *, capital: bool, title: bool = False) -> Tail:
        """Read as many phrases as follow one another.

        Args:
            words: The text; `names` and `dates` as other matchers found them.
            at: The word after the head or the title.
            capital: Whether the head is capitalised: its purpose may then be longer.
            title: Whether a whole title stands before: its day and its parties go on after it;
                "signed in Lorn on 4 May" tells of it, but is no part of it.
        """
        tail = Tail(end=at, title=title)
        purpose = self._long_purpose if capital else self._purpose
        phrases: tuple[Callable[[Words, int, Tail], int | None], ...] = (
            self._number,
            self._gloss,
            self._date,
            self._phrases.parties,
            self._signed,
            purpose,
        )
        if title:
            phrases = (self._number, self._gloss, self._date, self._phrases.parties, purpose)
        else:
            phrases = (*phrases[:-1], self._bound, self._phrases.place, self._of_body, purpose)
        for _ in range(_MOST_PHRASES):
            end = next((e for p in phrases if (e := p(words, tail.end, tail)) is not None), None)
            if end is None or end <= tail.end:
                break
            tail.end = end
        return tail

    @staticmethod
    def _number(words: Words, at: int, tail: Tail) -> int | None:
        """A number of its own: "Agreement no. 3", "Protocol No.2"."""
        word = words.word(at)
        if word.startswith("no.") and word[3:].isdigit():
            end = at + 1
        elif word == "no" and words.word(at + 1) == "." and words.word(at + 2).isdigit():
            end = at + 3
        else:
            return None
        tail.evidence.add("number")
        return end

    def _gloss(self, words: Words, at: int, tail: Tail) -> int | None:
        """A bracket: "(5 December 1996)", "(signed in X on Y)", "(MoU) on fisheries"."""
        close = words.gloss_at(at)
        if close is None:
            return None
        inner = range(at + 1, close - 1)
        if any(words.date_at(i) is not None for i in inner):
            tail.evidence.add("date")
            return close
        if words.word(at + 1) in self.words.parties:
            tail.evidence.add("parties")
            return close
        if not tail.title and close == at + 3 and words.capital(at + 1):
            # an acronym stays inside only if the phrase goes on after it
            probe = Tail(end=close)
            for phrase in (self._date, self._phrases.parties, self._signed, self._purpose):
                if phrase == self._purpose and words.word(close) != "on":
                    continue
                end = phrase(words, close, probe)
                if end is not None:
                    tail.evidence |= probe.evidence
                    return end
        return None

    def _date(self, words: Words, at: int, tail: Tail) -> int | None:
        """A date: "of 10 November 2020", "dated June 2 and July 9, 2015", "2011"."""
        if "date" in tail.evidence and words.word(at) not in _BEFORE_DATES:
            return None  # "the ceasefire of 2003 | this year"
        return self._phrases.dated(words, at, tail, _BEFORE_DATES)

    def _signed(self, words: Words, at: int, tail: Tail) -> int | None:
        """Who signed it, where, when: ", which was adopted by the OIC at its 48th session"."""
        if words.form(at) == ",":
            at += 1
        relative = words.word(at) in _RELATIVE
        at = self._subject(words, at)
        while words.word(at) in _RELATIVE or (relative and words.word(at) in _AUXILIARIES):
            at += 1
        if words.word(at) in self.words.adverbs and words.word(at + 1) in self.words.participles:
            at += 1
        last = self._participle(words, at)
        if last is None:
            return None
        end = self._phrases(words, last, tail)
        if end is not None:
            tail.evidence.add("participle")
        return end

    def _participle(self, words: Words, at: int) -> int | None:
        """The word after a participle, of one word or two: "signed", "drawn up"."""
        if words.word(at) in self.words.participles:
            return at + 1
        pair = f"{words.word(at)} {words.word(at + 1)}"
        return at + 2 if pair in self.words.participles else None

    def _bound(self, words: Words, at: int, tail: Tail) -> int | None:
        """Since when it binds: "in force since 4 May", "that took effect in Lorn on 4 May"."""
        apart = words.form(at) == ","
        at, listed = at + apart, self.words.binding
        if words.word(at) in _WHICH:
            if apart or tail.evidence:
                return None  # "signed in Lorn, | which took effect at noon"
            at, listed = at + 1, self.words.became
        for length in (3, 2, 1):
            phrase = " ".join(words.lower[at : at + length])
            if phrase not in listed:
                continue
            at += length
            at = self._phrases.place(words, at, Tail(end=at)) or at
            sure = words.word(at) in _SINCE or words.capital(at)  # no "began 72 hours later"
            end = self._phrases.dated(words, at, tail, _SINCE) if sure else None
            if end is not None:
                tail.evidence.add("participle")
            return end
        return None

    def _subject(self, words: Words, at: int) -> int:
        """Past those who sign: "which | Presidents Bo and Dia | signed"; `at` if none do."""
        if words.word(at) not in {"which", "that"}:
            return at
        inside = at  # how far a bracket reaches: "the Hills Front (HF)"
        for verb in range(at + 1, at + _LONGEST_SUBJECT):
            word = words.word(verb)
            inside = words.gloss_at(verb) or inside
            if verb < inside:
                continue
            if word in self.words.participles:
                return verb if verb > at + 1 else at
            another = word.endswith("ed") and words.form(verb).islower()
            mark = not word[:1].isalnum() and word != ","
            mark = mark and not (word == "." and words.form(verb - 1) in ABBREVIATED)
            if another or mark or (word in self.words.stops and word not in _AUXILIARIES):
                break
        return at

    def _of_body(self, words: Words, at: int, tail: Tail) -> int | None:
        """Whose: "of the UN General Assembly", "of the ministers of Norland and Sudria"."""
        if words.word(at) != "of":
            return None
        first = at + 2 if words.word(at + 1) == "the" else at + 1
        offices = first
        while words.word(offices) in self.words.sides:
            offices += 1
        several = offices > first and words.word(offices - 1).endswith("s")
        if several and words.word(offices) == "of":
            first = offices + 2 if words.word(offices + 1) == "the" else offices + 1
        if not words.capital(first) or words.date_at(first) is not None:
            return None
        end = self._nouns.names(words, at + 1, sides=True)
        if end is not None:
            tail.evidence.add("venue" if words.starts[first] in words.places else "body")
        return end

    def _purpose(self, words: Words, at: int, tail: Tail) -> int | None:
        """What about: "on fisheries", "to spare harbours in wartime", "with regard to Bosnia"."""
        opener, following = words.word(at), words.word(at + 1)
        if opener not in self.words.purpose or words.date_at(at + 1) is not None:
            return None
        if tail.title and words.word(at + 1) not in {"the", "a"}:
            return None
        if opener == "for" and any(words.word(at + step) in _SPANS for step in (2, 3, 4)):
            tail.evidence.add("purpose")  # "a truce | for ten days"
            return None
        if (opener == "to" and tail.evidence) or (opener == "with" and following not in _REGARD):
            return None
        return self._about(words, at, tail, wide=False)

    def _long_purpose(self, words: Words, at: int, tail: Tail) -> int | None:
        """The same in a title: "on the return of archives to libraries"."""
        if words.word(at) != "of" and self._purpose(words, at, tail) is None:
            return None
        return self._about(words, at, tail, wide=True)

    def _about(self, words: Words, at: int, tail: Tail, *, wide: bool) -> int | None:
        end = self._nouns.purpose(words, at + 1, wide=wide)
        if end is not None:
            tail.evidence.add("purpose")
        return end
