"""Tokens are spaCy's, and its vocabulary stays small."""

from __future__ import annotations

import pytest
import spacy

from extract.nlp.tokens import Tokens

TEXTS = (
    "Norland's envoys don't met in the U.S. on 5 May, e.g. at the Lorn-Mere mill.",
    "  two  blanks\n\nand lines\t",
    "write to envoy@norland.example or https://norland.example/a?b=c :-)",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_spacy(text: str) -> None:
    nlp = spacy.blank("en")
    tokens = Tokens(spacy.blank("en").tokenizer, ["NORM", "SHAPE"], most=1)
    for _ in range(2):  # the second time from another vocabulary
        doc = tokens(text)
        assert [(t.text, t.idx, t.norm_, t.shape_) for t in doc] == [
            (t.text, t.idx, t.norm_, t.shape_) for t in nlp.make_doc(text)
        ]


def test_a_full_vocabulary_is_given_up() -> None:
    nlp = spacy.blank("en")
    bare = len(nlp.vocab)
    tokens = Tokens(nlp.tokenizer, [], most=bare + 20)
    first = tokens("nothing that anybody knows")
    texts = [f"word{number} name{number} town{number}" for number in range(40)]
    sizes = [len(tokens(text).vocab) for text in texts]
    assert max(sizes) <= bare + 20 + 3
    assert [token.text for token in first] == ["nothing", "that", "anybody", "knows"]
    assert len(nlp.vocab) <= bare + 20 + 3
