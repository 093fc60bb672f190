"""Read what identifies an instrument before its head noun.

In:  "of the new Norland-Sudria border | agreement"
Out: begins at "Norland-Sudria"; holds a name and a topic; determined by "the"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.knowledge.countries import Countries
    from extract.matchers.agreements.words import Words

#: No head has more modifiers than this many words.
_MOST: Final = 10
_HYPHEN: Final = re.compile(r"[-‑–]")
#: How many nouns that no list has may stand before a head.
_MOST_NOUNS: Final = 2
_ARTICLES: Final = frozenset({"the", "a", "an", "its", "their"})
#: Endings of adjectives and adverbs, which judge more often than they name.
_JUDGING: Final = (
    "ous", "ful", "able", "ible", "ive", "ed", "ent", "ant", "est", "ic", "al", "ary", "less",
    "ly", "of", "and",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What stands before a head.

    Args:
        first: First word of the span.
        evidence: What it holds: "date", "deictic", "name", "counted", "manner", "topic",
            "standing", "brokered".
        determiner: The article or pronoun before it, lower case; "" if there is none.
        determiner_at: Its place; the place before the span if there is none.
    """

    first: int
    evidence: frozenset[str]
    determiner: str
    determiner_at: int


@dataclass(frozen=True, slots=True)
class ModifierReader:
    """Reads modifiers from the head to the left.

    Args:
        words: The vocabulary.
        countries: For names and demonyms.
    """

    words: AgreementWords
    countries: Countries
    _counted: re.Pattern[str] = field(init=False, repr=False)
    _brokered: re.Pattern[str] = field(init=False, repr=False)
    _determiners: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the patterns of the data file."""
        blockers = self.words.blockers
        object.__setattr__(self, "_counted", re.compile(self.words.counted))
        object.__setattr__(self, "_brokered", re.compile(self.words.brokered))
        determiners = blockers["indefinite"] | blockers["definite"] | blockers["pointing"]
        object.__setattr__(self, "_determiners", determiners)

    def __call__(self, words: Words, head: int, reach: int) -> Modifiers:
        """Read the modifiers of the head that begins at a word, not before `reach`."""
        first = head
        evidence: set[str] = set()
        lowest = max(reach, head - _MOST)
        while first > lowest:
            step = self._date(words, first, lowest) or self._word(words, first)
            if step is None:
                break
            start, seen = step
            if start < lowest:
                break
            first = start
            evidence.add(seen)
        first, evidence = self._trimmed(words, first, head, evidence)
        at = first - 1
        while at > lowest and words.word(at) in self.words.skipped:
            at -= 1
        determiner = (
            words.word(at) if words.word(at) in self._determiners or self._owns(words, at) else ""
        )
        return Modifiers(first, frozenset(evidence), determiner, at)

    def nouns(self, words: Words, first: int, reach: int) -> int:
        """Further to the left over nouns that no list has: "limits | treaty of 1858".

        Only where dates or parties identify the instrument anyway; at most two, right after an
        article, and none that judges: "the controversial | treaty of 1858".

        Args:
            words: The text.
            first: First word of the span so far.
            reach: No word before this one.
        """
        at = first
        while at > max(reach, first - _MOST_NOUNS) and self._is_noun(words, at - 1):
            at -= 1
        return at if at < first and words.word(at - 1) in _ARTICLES else first

    def _is_noun(self, words: Words, at: int) -> bool:
        """Whether an unlisted word looks like a noun or a compound: "training", "Anglo-German"."""
        form, word = words.form(at), words.word(at)
        if word in self.words.skipped or word in self.words.stops or word in self._determiners:
            return False
        if _HYPHEN.search(form):
            return form[0].isalpha()
        return form.isalpha() and form.islower() and not word.endswith(_JUDGING)

    def _trimmed(
        self, words: Words, first: int, head: int, evidence: set[str]
    ) -> tuple[int, set[str]]:
        """Leave joints and skipped words at the left edge out: "and | peace agreement"."""
        while first < head and words.word(first) in {"and", "or", ",", "/", "-"}:
            first += 1
        return first, evidence if first < head else set()

    @staticmethod
    def _owns(words: Words, at: int) -> bool:
        """Whether a possessive stands there: "Trump's", "Norland’s"."""
        word = words.word(at)
        return word.endswith(("'s", "s'")) or (word in {"s", "'"} and at > 0)

    @staticmethod
    def _date(words: Words, before: int, lowest: int) -> tuple[int, str] | None:
        """A date that ends right before a word: "March 3 | statement", "1994 | ceasefire"."""
        for start in range(max(lowest, before - 4), before):
            if words.date_at(start) == before:
                return start, "date"
        return None

    def _word(self, words: Words, before: int) -> tuple[int, str] | None:
        """One modifier that ends right before a word."""
        at = before - 1
        word = words.word(at)
        if self._brokered.fullmatch(word):
            named = self._is_name(words, at - 1) or words.form(at - 1).isupper()
            if named or _HYPHEN.search(word):
                return at - named, "brokered"
        kind = self._kind(word)
        if kind is not None:
            return at, kind
        name = self._name(words, before)
        return (name, "name") if name is not None else self._joint(words, at)

    def _kind(self, word: str) -> str | None:
        """What a listed modifier says."""
        if self._counted.fullmatch(word):
            return "counted"
        for kind, listed in (
            ("deictic", self.words.deictic),
            ("manner", self.words.manner),
            ("topic", self.words.topic),
            ("standing", self.words.standing),
        ):
            if word in listed:
                return kind
        return "topic" if _HYPHEN.split(word)[0] in self.words.topic else None

    def _joint(self, words: Words, at: int) -> tuple[int, str] | None:
        """Over "and" between two modifiers: "grain and transit agreements"."""
        if words.word(at) not in {"and", ",", "/"}:
            return None
        topics, following = self.words.topic, words.word(at + 1)
        if following in topics and words.word(at - 1) in topics:
            return at - 1, "topic"
        return None

    def _name(self, words: Words, before: int) -> int | None:
        """The first word of a name or demonym that ends right before a word."""
        end = words.ends[before - 1]
        for start in range(max(0, before - 6), before):
            found = words.names.get(words.starts[start])
            if (
                found is not None
                and words.after(found) == before
                and not _owned(words, before - 1)
            ):
                return start
        if self._is_name(words, before - 1):
            return before - 1
        for length in (4, 3, 2):
            start = before - length
            if (
                start >= 0
                and words.text[words.starts[start] : end].title()
                and self._body(words, start, end)
            ):
                return start
        return None

    def _body(self, words: Words, start: int, end: int) -> bool:
        """Whether some words are the name of a body: "Security Council"."""
        return " ".join(words.text[words.starts[start] : end].split()) in self.words.bodies

    def _is_name(self, words: Words, at: int) -> bool:
        """Whether one word names countries: "Norlandic-Sudrian", "Norland", "UN"."""
        form = words.form(at)
        if not form or not form[0].isupper():
            return False
        if form in self.words.bodies:
            return True
        parts = _HYPHEN.split(form)
        return all(
            part
            and (
                self.countries.of_demonym(part) is not None
                or self.countries.named(part) is not None
            )
            for part in parts
        )


def _owned(words: Words, at: int) -> bool:
    """Whether a word is a possessive: the owner of an instrument is no part of it."""
    return words.word(at).endswith(("'s", "s'"))
