"""spaCy's tokenizer, with a vocabulary that is given up before it grows large.

In:  a text
Out: a Doc without entities

spaCy keeps every word it ever met. Its own way to forget, `memory_zone`, turns the tokenizer's
cache off, which makes it four times slower. Here a full vocabulary is left to the documents that
use it, and the next document begins another.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Words after which a vocabulary is given up: some 20 MB. A new one takes 50 ms, and English press
#: texts fill one in a thousand documents.
MOST_WORDS: Final = 40_000


class Tokens:
    """Cuts texts into tokens.

    Args:
        tokenizer: Of a loaded pipeline that nobody else uses: its vocabulary is the first.
        attributes: What is asked of its words, e.g. "SHAPE"; spaCy works out nothing else of them,
            a quarter of what a new word took.
        most: Words after which the vocabulary is given up.
    """

    def __init__(
        self, tokenizer: Tokenizer, attributes: Collection[str], most: int = MOST_WORDS
    ) -> None:
        vocab = tokenizer.vocab
        wanted = {vocab.strings[name] for name in attributes}
        vocab.lex_attr_getters = {
            attribute: getter
            for attribute, getter in vocab.lex_attr_getters.items()
            if attribute in wanted
        }
        tokenizer.max_cache_size = most
        self._tokenizer = tokenizer
        self._most = most

    def __call__(self, text: str) -> Doc:
        """The tokens of a text of any length."""
        if len(self._tokenizer.vocab) > self._most:
            self._tokenizer = _with_fresh_words(self._tokenizer, self._most)
        doc: Doc = self._tokenizer(text)
        return doc


def _with_fresh_words(tokenizer: Tokenizer, most: int) -> Tokenizer:
    """The same tokenizer with a vocabulary that has met no text yet."""
    vocab = tokenizer.vocab
    return Tokenizer(
        Vocab(lex_attr_getters=vocab.lex_attr_getters, lookups=vocab.lookups),
        rules=tokenizer.rules,
        prefix_search=tokenizer.prefix_search,
        suffix_search=tokenizer.suffix_search,
        infix_finditer=tokenizer.infix_finditer,
        token_match=tokenizer.token_match,
        url_match=tokenizer.url_match,
        faster_heuristics=tokenizer.faster_heuristics,
        max_cache_size=most,
    )
