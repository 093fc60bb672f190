"""Parse a text: spaCy's tokens, and the entities of its NER weights.

In:  "Norland and Sudria met in Geneva."
Out: a Doc with Norland, Sudria and Geneva in `ents`
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extract.nlp.entities.recognizer import EntityRecognizer, recognizer_for
from extract.nlp.model import load_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Where a Doc keeps its text: spaCy joins the tokens anew whenever it is asked.
TEXT: Final = "text"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parser:
    """Tokenizer and NER of one model.

    Args:
        nlp: The loaded pipeline.
        recognizer: Our own pass over its weights; None where spaCy must run its `ner` itself.
    """

    nlp: Language
    recognizer: EntityRecognizer | None

    def __call__(self, text: str) -> Doc:
        """Tokens and entities of a text of any length."""
        if self.recognizer is None:
            return self.nlp(text)
        doc = self.nlp.make_doc(text)
        doc.user_data[TEXT] = text
        return self.recognizer(doc)


def load_parser(model: Path) -> Parser:
    """Load a model and, if its `ner` has the shape we know, our pass over it.

    Raises:
        ModelError: The folder is no spaCy pipeline with an `ner`.
    """
    nlp = load_model(model)
    recognizer = recognizer_for(nlp)
    if recognizer is None:
        _LOG.warning("%s: its ner has a shape of its own, so spaCy runs it (slower)", model)
    return Parser(nlp, recognizer)
