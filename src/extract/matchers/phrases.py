r"""Find the phrases of a list in a parsed text, in one walk, the longest first.

In:  ("United Nations", "un"), ("United Nations Security Council", "unsc")
     and a text    "the UNITED NATIONS Security\nCouncil met; united nations of any kind did not"
Out: (UNITED NATIONS Security\nCouncil, "unsc")

Spellings meet as `fold` has them: case, diacritics, hyphens, dots and apostrophes are one. What an
entry writes with capitals must have them in the text: "WHO" is not "Who", "Georgia" not "georgia".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from extract.matchers.base import written
from extract.text.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from extract.matchers.base import Written

T = TypeVar("T")

#: Marks inside a word that spellings differ in: "U.S."/"US", "Sana'a"/"Sanaa".
_INNER: Final = re.compile(r"['’‘ʼʻ`´.]")
#: A run of letters and digits, "&" too: "Guinea-Bissau" has two words, "AT&T" three.
_WORD: Final = re.compile(r"[^\W_]+|&")
#: The ending that spaCy cuts off: "General's" is "General" and "'s".
_POSSESSIVE: Final = re.compile(r"['’](?=[sS]\b)")
#: Joints that may stand between the words of a phrase: "Guinea - Bissau", "States' Rights".
_JOINTS: Final = frozenset({"", "'", "/"})
#: Acronyms up to this length need all their capitals: "PACE" is not "Pace"; longer ones occur as
#: "Unesco" and "Asean". A list that wants "Nato" has an entry for it.
_SHORT_ACRONYM: Final = 4

#: How a word of an entry must be written in the text.
_ANY, _CAPITALISED, _CAPITALS, _MIXED = 0, 1, 2, 3

#: Where a Doc keeps its folded words.
_KEPT: Final = "folded"

_Case: TypeAlias = tuple[int, ...]
#: What follows the last word of an entry.
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class _Node(Generic[T]):
    """One word further into the entries that begin alike; most are the last word of one entry."""

    __slots__ = ("entries", "following")

    def __init__(self) -> None:
        self.following: Mapping[str, _Node[T]] = _NOTHING
        self.entries: tuple[tuple[_Case, T], ...] = ()

    def after(self, word: str) -> _Node[T]:
        """The node of one word more, made if there is none."""
        found = self.following.get(word)
        if found is None:
            found = _Node()
            if isinstance(self.following, dict):
                self.following[word] = found
            else:
                self.following = {word: found}
        return found


class Phrases(Generic[T]):
    """A list of phrases, each with a payload, looked up over the tokens of a text.

    Args:
        pairs: Phrase and payload; a phrase may occur with several payloads, which are all found.
    """

    __slots__ = ("_root",)

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, payload in pairs:
            words = _written(_POSSESSIVE.sub(" ", phrase))
            node = self._root
            for word in words:
                node = node.after(fold(word))
            if words:
                node.entries += ((tuple(map(_case, words)), payload),)

    def __call__(self, doc: Doc) -> Iterator[tuple[Span, T]]:
        """Yield spans that do not overlap, in text order, with their payloads.

        Args:
            doc: A tokenised text.

        Yields:
            The longest entry at each place with its payload; a span with several payloads
            comes once for each.
        """
        for start, end, payload in self.finds(doc):
            yield doc[start:end], payload

    def finds(self, doc: Doc) -> Iterator[tuple[int, int, T]]:
        """The same as numbers of tokens, which take a quarter of the time that a Span takes."""
        read = written(doc)
        words = _folded(doc, read)
        first, free = self._root.following, 0
        for start in [at for at, word in enumerate(words) if word and word[0] in first]:
            if start < free:
                continue
            end, payloads = self._longest(read, words, start)
            for payload in payloads:
                yield start, end, payload
            free = end

    def _longest(
        self, read: Written, words: Sequence[tuple[str, ...] | None], start: int
    ) -> tuple[int, list[T]]:
        """Where the longest entry from a token on ends, and its payloads; (start, []) if none."""
        node, ends = self._root, []
        for at in range(start, len(words)):
            word = words[at]
            if word is None:
                break
            for part in word:
                if part not in node.following:
                    break
                node = node.following[part]
            else:
                if word and node.entries:
                    ends.append((at + 1, node.entries))
                continue
            break
        for end, entries in reversed(ends):
            forms = _written(read.stretch(start, end))
            fitting = [payload for case, payload in entries if _fits(forms, case)]
            if fitting:
                return end, fitting
        return start, []


def _folded(doc: Doc, read: Written) -> list[tuple[str, ...] | None]:
    """The folded words of each token of a Doc, made once for all lists."""
    found: list[tuple[str, ...] | None] | None = doc.user_data.get(_KEPT)
    if found is None:
        found = doc.user_data[_KEPT] = [_words(word) for word in read.words]
    return found


@lru_cache(maxsize=30_000)  # 6 MB when full, as that of `fold`
def _words(token: str) -> tuple[str, ...] | None:
    """The folded words of a token; none for a joint; None for a mark that ends a phrase."""
    if token.isascii() and token.isalnum():  # most words: nothing to fold but capitals
        return (token.lower(),)
    words = tuple(_WORD.findall(_INNER.sub("", fold(token))))
    if words:
        return words
    # an empty line ends a phrase: "United\n\nNations" are two headings
    return () if fold(token) in _JOINTS and token.count("\n") < 2 else None  # noqa: PLR2004


def _written(phrase: str) -> list[str]:
    """The words of a phrase as they are written, inner marks left out."""
    return _WORD.findall(_INNER.sub("", phrase))


@lru_cache(maxsize=30_000)
def _case(word: str) -> int:
    """How a word of an entry wants to be written in a text."""
    if not word[0].isupper():
        return _ANY
    if len(word) > 1 and len(word) <= _SHORT_ACRONYM and any(c.isupper() for c in word[1:]):
        return _CAPITALS if word.isupper() else _MIXED
    return _CAPITALISED


def _fits(written: Sequence[str], case: _Case) -> bool:
    """Whether the words of a text have the capitals that an entry wants."""
    return all(map(_is_written, written, case))


def _is_written(word: str, want: int) -> bool:
    """Whether a word has the capitals an entry wants: "CoE" two, so that "Coe" is none."""
    if want == _CAPITALS:
        return word.isupper()
    if want == _MIXED:
        return any(letter.isupper() for letter in word[1:])
    return want == _ANY or not word[0].islower()
