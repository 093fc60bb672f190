"""Parse a text: spaCy's tokens, and the entities of its NER weights.

In:  "Norland and Sudria met in Geneva."
Out: a Doc with Norland, Sudria and Geneva in `ents`
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spacy.tokenizer import Tokenizer

from extract.nlp.entities.recognizer import EntityRecognizer, recognizer_for
from extract.nlp.model import load_model
from extract.nlp.tokens import Tokens
from extract.nlp.vectors import map_vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Where a Doc keeps its text: spaCy joins the tokens anew whenever it is asked.
TEXT: Final = "text"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parser:
    """The tokenizer of one model, and our own pass over its weights."""

    tokens: Tokens
    recognizer: EntityRecognizer

    def __call__(self, text: str) -> Doc:
        """Tokens and entities of a text of any length."""
        doc = self.tokens(text)
        doc.user_data[TEXT] = text
        return self.recognizer(doc)

    def fresh_words(self) -> AbstractContextManager[object]:
        """Nothing to do: `tokens` forgets by itself."""
        return nullcontext()


@dataclass(frozen=True, slots=True)
class ForeignParser:
    """A model whose `ner` or tokenizer spaCy must run itself."""

    nlp: Language

    def __call__(self, text: str) -> Doc:
        """Tokens and entities of a text of any length."""
        return self.nlp(text)

    def fresh_words(self) -> AbstractContextManager[object]:
        """Forget, at the end of the block, the words met in it; no Doc may leave the block."""
        return self.nlp.memory_zone()


def load_parser(model: Path) -> Parser | ForeignParser:
    """Load a model and, if its `ner` has the shape we know, our pass over it.

    Raises:
        ModelError: The folder is no spaCy pipeline with an `ner`.
    """
    nlp = load_model(model, words=False)
    vectors = map_vectors(model / "vocab")
    recognizer = None if vectors is None else recognizer_for(nlp, vectors)
    if recognizer is None or type(nlp.tokenizer) is not Tokenizer:
        _LOG.warning("%s: its ner has a shape of its own, so spaCy runs it (slower)", model)
        return ForeignParser(load_model(model))
    return Parser(Tokens(nlp.tokenizer, recognizer.attributes), recognizer)
