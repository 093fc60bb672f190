"""Run the pass over a document and set its entities.

In:  a spaCy document, tokenized
Out: the same with `doc.ents`, and in `doc.user_data[SCORES]` the score of each by its first token
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from spacy.tokens import Span
from threadpoolctl import ThreadpoolController

from extract.nlp.entities.decoder import Tokens, actions_of, decode
from extract.nlp.entities.encoder import encode
from extract.nlp.entities.weights import Weights, read_weights
from extract.nlp.entities.words import WordTable
from extract.nlp.vectors import MappedVectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vectors import Vectors

#: Key of `doc.user_data`: first token of each entity -> probability of its decisions, 0 to 1.
SCORES: Final = "entity_scores"


class EntityRecognizer:
    """The `ner` of a pipeline, evaluated by our own pass.

    One document is one batch: what else is read, before or after, cannot change its numbers.
    `attributes` names what it asks of words.

    Args:
        weights: What `read_weights` returned for the pipeline.
        vectors: Its table of static vectors.
    """

    def __init__(self, weights: Weights, vectors: Vectors | MappedVectors) -> None:
        self._weights = weights
        self._actions = actions_of(weights)
        self._table = WordTable(weights, vectors)
        self.attributes = ("ORTH", *weights.attributes, "IS_SPACE")
        self._columns: list[int | str] = [*self.attributes]

    def __call__(self, doc: Doc) -> Doc:
        """Set entities and scores of a document; returns the same document."""
        if not len(doc):
            return doc
        attributes = doc.to_array(self._columns).astype(np.uint64)
        with _one_thread():
            x = encode(self._weights, self._table, attributes[:, :-1])
            tokens = Tokens(x=x, is_space=attributes[:, -1].astype(np.bool_))
            entities = list(decode(self._weights, self._actions, tokens))
        doc.ents = tuple(Span(doc, e.start, e.end, label=e.label) for e in entities)
        doc.user_data[SCORES] = {e.start: round(e.score, 4) for e in entities}
        return doc


def recognizer_for(nlp: Language, vectors: MappedVectors | None = None) -> EntityRecognizer | None:
    """Our pass for a pipeline's `ner`, or None if spaCy itself must run it.

    Args:
        nlp: The pipeline.
        vectors: Its static vectors; None where they are loaded with it.
    """
    with _one_thread():
        weights = read_weights(nlp)
    if weights is None:
        return None
    return EntityRecognizer(weights, nlp.vocab.vectors if vectors is None else vectors)


def _one_thread() -> AbstractContextManager[object]:
    """One BLAS thread: on products of this size others only wait for it, and burn a core.

    Even the first small product would take 50 ms, to start them.
    """
    threads = _threads()
    if threads is None:
        return nullcontext()
    limited: AbstractContextManager[object] = threads.limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController | None:
    """What limits the threads of BLAS; None if it has one."""
    threads = ThreadpoolController()
    return threads if any(pool["num_threads"] > 1 for pool in threads.info()) else None
