"""A model is read by our pass where it can be, by spaCy where it cannot, with equal entities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy

from extract.nlp.model import load_model, packaged_model
from extract.nlp.parse import ForeignParser, Parser, load_parser

TEXTS = (
    "Norland's Foreign Minister Ana Brisk met John Smith of the World Bank in Geneva on Friday.",
    "The Zzyqland Kwuvort Fleet sailed past Qoxburg, Reuters said in the U.S.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_entities_without_the_words_of_the_model(text: str) -> None:
    parse, nlp = load_parser(packaged_model()), load_model(packaged_model())
    assert isinstance(parse, Parser)
    assert [(e.start, e.end, e.label_, e.text) for e in parse(text).ents] == [
        (e.start, e.end, e.label_, e.text) for e in nlp(text).ents
    ]


def test_another_shape_is_left_to_spacy(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    nlp = spacy.blank("en")
    ner: Any = nlp.add_pipe("ner", config={"model": {"use_upper": False}})
    ner.add_label("ORG")
    nlp.initialize()
    nlp.to_disk(tmp_path)
    parse = load_parser(tmp_path)
    assert isinstance(parse, ForeignParser)
    assert "a shape of its own" in caplog.text
    with parse.fresh_words():
        assert [token.text for token in parse("Norlanders met.")] == ["Norlanders", "met", "."]
        assert "Norlanders" in parse.nlp.vocab.strings
    assert "Norlanders" not in parse.nlp.vocab.strings
