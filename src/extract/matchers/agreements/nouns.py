"""Walk over noun phrases: lists of names, and what an instrument is about.

In:  "the Governments of Norland, Sudria, and Vest | on 4 May", "the release of men | by June"
Out: the word after the phrase; None if none begins there
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.matchers.agreements.words import Words

#: No phrase is longer than this many words.
LONGEST_PHRASE: Final = 32
#: A bracket inside a list of names is an acronym or a fuller name: "(United Republic of Norland)".
_LONGEST_GLOSS: Final = 6
#: How far ahead "and" may close a list.
_LIST_REACH: Final = 14
_SHORT_LIST_REACH: Final = 7
#: Abbreviated titles of those who sign: "Dr. Bo".
ABBREVIATED: Final = frozenset({"Dr", "Mr", "Mrs", "Ms", "Gen", "Lt", "Col", "St", "Sgt", "Sen"})
#: Small words that may stand inside a name or between names.
_INSIDE_NAMES: Final = frozenset({"of", "the", "and", "de", "al", "for", "&"})
#: No list of names ends with these: "by their | energy ministers".
_UNFINISHED: Final = frozenset({"their", "his", "her", "its", "the", "as", "other"})
_BEFORE_NAMES: Final = frozenset({"the", "of", "and", "its", "a", "de"})
_AFTER_GLOSS: Final = frozenset({"on", "in", "at", "and", "signed", "dated"})
#: Words that no phrase ends with.
OPEN_WORDS: Final = frozenset(
    {
        "and", "or", "of", "the", "to", "in", "on", "for", "with", "from", "at", "against", "its",
        "their", "a", "an",
    }
)  # fmt: skip
#: After "and" these begin another phrase: "the accord on gas and the release of prisoners".
_NEW_PHRASE: Final = frozenset({"the", "its", "their", "to", "his"})
#: How far behind "and" the head of another title may stand.
_NEXT_HEAD: Final = 6
#: Endings of finite verbs: "reserves", "urged".
_FINITE: Final = ("s", "ed")
_AFTER_PARTICIPLE: Final = frozenset({"in", "at", "on", "by", "between", "today", "yesterday"})
_QUOTES: Final = frozenset({"'", '"', "“", "”"})


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """Reads noun phrases from a word to the right.

    Args:
        words: The vocabulary.
    """

    words: AgreementWords

    def names(
        self, words: Words, at: int, *, sides: bool, lower: frozenset[str] = frozenset()
    ) -> int | None:
        """The word after a list of names: "Norland, Sudria, and Vest", "the leaders of A and B".

        Args:
            words: The text.
            at: Where the list begins.
            sides: Whether words for those who sign may stand in it.
            lower: Other lower-case words that may.
        """
        end: int | None = None
        first, limit = at, min(at + LONGEST_PHRASE, len(words))
        joined = False
        while at < limit:
            if words.lower[at] == "and" and end is not None:
                if joined and words.form(at - 1) != ",":
                    break  # "between Norland and Sudria | and the Vestish accord"
                joined = True
            if words.lower[at] == "the" and end == at and words.capital(at - 1):
                break  # "under the pact between Norland and Sudria | the two are to meet"
            if joined and words.lower[at] == "," and words.word(at + 1) == "the":
                break  # "between Norland and Sudria, | the Ministry of Trade said"
            step = self._name(words, at, sides=sides)
            if step is not None:
                end = at = step
            elif words.lower[at] in lower or self._joins(
                words, at, sides=sides, begun=end is not None
            ):
                at += 1
            elif end is not None and (gloss := self._gloss(words, at)) is not None:
                at = gloss
                on = self._goes_on(words, at, sides=sides) or words.word(at) in _AFTER_GLOSS
                end = at if on and words.word(at) != "," else end
            else:
                break
        while end is not None and end > first and words.word(end - 1) in _UNFINISHED:
            end -= 1
        end = self._before_another(words, first, end) if end is not None else None
        return end if end is not None and end > first else None

    def _before_another(self, words: Words, first: int, end: int) -> int:
        """Before "and" if what follows it names another: "of Lorn | and the Vest Bay protocol"."""
        if words.word(end) not in self.words.heads:
            return end
        for at in range(end - 1, first, -1):
            if words.word(at) == "and" and words.word(at + 1) in {"the", "its", "their"}:
                return at
        return end

    def _name(self, words: Words, at: int, *, sides: bool) -> int | None:
        """The word after one word or name of a list."""
        found = name_at(words, at)
        if found is not None:
            return found
        if words.date_at(at) is not None and words.form(at) != "may":
            return None
        if words.form(at) in ABBREVIATED and words.form(at + 1) == ".":
            return at + 2
        known = words.capital(at) or (sides and words.lower[at] in self.words.sides)
        return at + 1 if known else None

    def _joins(self, words: Words, at: int, *, sides: bool, begun: bool) -> bool:
        """Whether a small word or comma stands between names of one list."""
        word = words.lower[at]
        if word in {"the", "a"}:
            return True
        if word in _INSIDE_NAMES:
            return (begun or sides) and self._goes_on(words, at + 1, sides=sides)
        return (
            word == "," and self._goes_on(words, at + 1, sides=False) and _lists_names(words, at)
        )

    @staticmethod
    def _gloss(words: Words, at: int) -> int | None:
        """The word after a bracket that belongs to a name; none with a date inside."""
        close = words.gloss_at(at)
        if close is None or close > at + _LONGEST_GLOSS:
            return None
        dated = any(words.date_at(inner) is not None for inner in range(at + 1, close))
        return None if dated else close

    def _goes_on(self, words: Words, at: int, *, sides: bool) -> bool:
        """Whether a list of names goes on here, over small words."""
        while words.word(at) in _BEFORE_NAMES:
            at += 1
        if words.date_at(at) is not None:
            return False
        if words.word(at) in self.words.heads and not words.capital(at):
            return False
        known = words.capital(at) or name_at(words, at) is not None
        return known or (sides and words.word(at) in self.words.sides)

    def purpose(self, words: Words, at: int, *, wide: bool) -> int | None:
        """The word after what an instrument is about: "fisheries", "the release of prisoners".

        Args:
            words: The text.
            at: The word after "on" or "to".
            wide: Whether it is the rest of a title, which runs on over "and the".
        """
        end = None
        for ahead in range(at, min(at + LONGEST_PHRASE, len(words))):
            another = self._cites_another if wide else self._begins_another
            if self._ends(words, ahead, at) or another(words, ahead):
                break
            if words.lower[ahead][0].isalnum() and words.lower[ahead] not in OPEN_WORDS:
                end = ahead + 1
        return end

    def _ends(self, words: Words, at: int, first: int) -> bool:
        """Whether a phrase ends before this word."""
        word = words.lower[at]
        if word in self.words.stops or word in self.words.parties or word == "by":
            return True
        if word == ",":
            return not _in_list(words, at)
        if not (word[0].isalnum() or word in _QUOTES):
            return True
        if word in self.words.participles and words.word(at + 1) in _AFTER_PARTICIPLE:
            return at > first
        if word in {"of", "on"} and words.date_at(at + 1) is not None:
            return True
        return words.date_at(at) is not None and not word.isdigit()

    def _cites_another(self, words: Words, at: int) -> bool:
        """Whether "and" leads to another title: "on Water | and its Protocol of 2009"."""
        if words.lower[at] != "and" or words.word(at + 1) not in _NEW_PHRASE:
            return False
        near = range(at + 2, at + _NEXT_HEAD)
        return any(
            words.capital(ahead) and words.word(ahead) in self.words.heads for ahead in near
        )

    def _begins_another(self, words: Words, at: int) -> bool:
        """Whether "and" leads to another phrase or clause."""
        if words.lower[at] != "and":
            return False
        following = words.word(at + 1)
        # "on fishing | and reserves the right to ..."
        verb = following.endswith(_FINITE) and words.word(at + 2) in _NEW_PHRASE
        return (
            verb
            or following in _NEW_PHRASE
            or following in self.words.stops
            or following in self.words.participles
        )


def name_at(words: Words, at: int) -> int | None:
    """The word after a name that another matcher found here."""
    if at >= len(words):
        return None
    end = words.names.get(words.starts[at])
    return _before_date(words, at, words.after(end), end) if end is not None else None


def _before_date(words: Words, first: int, last: int, end: int) -> int:
    """Where a name ends that runs into a date: "Lorn Assembly | of December", "12" behind it."""
    for at in range(last - 1, first, -1):
        if words.dates.get(words.starts[at], end) > end:
            return at - 1 if words.lower[at - 1] in {"of", "on"} else at
    return last


def _in_list(words: Words, at: int) -> bool:
    """Whether a comma stands inside a list that "and" closes: "goods, vehicles and persons"."""
    if words.word(at + 1) in {"and", "or"}:
        return words.capital(at + 2) or words.capital(at - 1)
    for ahead in range(at + 2, at + _SHORT_LIST_REACH):
        word = words.word(ahead)
        if word in {"and", "or"}:
            return words.word(ahead + 1) not in {"the", "to", "that"} or words.capital(at + 1)
        if not (word[:1].isalnum() or word == ","):
            return False
    return False


def _lists_names(words: Words, at: int) -> bool:
    """Whether a comma between names belongs to a list or a fuller address: "Cairo, Egypt"."""
    for ahead in range(at + 1, at + _LIST_REACH):
        word = words.word(ahead)
        if word == "and":
            return True
        if not (words.capital(ahead) or word in _INSIDE_NAMES or word == ","):
            return ahead > at + 1
    return True
