"""Our pass must find what spaCy finds, with the shipped weights and in models of other shapes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.training import Example

from extract.nlp.entities.recognizer import SCORES, EntityRecognizer, recognizer_for
from extract.nlp.entities.weights import read_weights
from extract.nlp.entities.words import WordTable
from extract.nlp.model import load_model, packaged_model

SENTENCES = (
    "Norland's Foreign Minister Ana Brisk met John Smith of the World Bank in Geneva on Friday.",
    "The Bank of Norland paid $5 million to the Amber Sea Fleet, Reuters said.",
    "   Vessel City \n\n Lorn District\n",
    "NATO",
    ".",
    "“Lorn” – the U.S.–Norland 'Treaty' … 12,5 % 🙂",
)
WORDS = st.sampled_from(
    [
        "Norland",
        "Geneva",
        "Ana",
        "Brisk",
        "the",
        "Bank",
        "of",
        "\n",
        "  ",
        "met",
        "12",
        "May",
        "🙂",
        "UN",
    ]
)


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load_model(packaged_model())


def entities_by_spacy(nlp: Language, text: str) -> list[tuple[int, int, str]]:
    return [(e.start, e.end, e.label_) for e in nlp(text).ents]


def entities_by_us(
    nlp: Language, recognizer: EntityRecognizer, text: str
) -> list[tuple[int, int, str]]:
    return [(e.start, e.end, e.label_) for e in recognizer(nlp.make_doc(text)).ents]


def small_model(*, vectors: bool, width: int, depth: int, pieces: int, hidden: int) -> Language:
    """A freshly trained ner of the same build in another shape."""
    nlp = spacy.blank("en")
    if vectors:
        rng = np.random.default_rng(0)
        for word in ("Norland", "Geneva", "Ana", "Bank"):
            nlp.vocab.set_vector(word, rng.normal(size=20).astype("f"))  # type: ignore[arg-type]
    embed: dict[str, Any] = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": width,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [500, 100, 250, 250],
        "include_static_vectors": vectors,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": width,
        "depth": depth,
        "window_size": 1,
        "maxout_pieces": pieces,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    model = parser_model(tok2vec, hidden, use_upper=True)
    ner: Any = nlp.add_pipe("ner", config={"model": model})
    marks = {"entities": [(0, 7, "GPE"), (27, 36, "PERSON")]}
    example = Example.from_dict(nlp.make_doc(SENTENCES[0]), marks)
    ner.add_label("ORG")
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(5):
        nlp.update([example], sgd=optimizer)
    return nlp


SHAPES: dict[str, dict[str, Any]] = {
    "with-vectors": {"vectors": True, "width": 32, "depth": 4, "pieces": 3, "hidden": 16},
    "without-vectors": {"vectors": False, "width": 32, "depth": 4, "pieces": 3, "hidden": 16},
    "shallow": {"vectors": False, "width": 24, "depth": 1, "pieces": 2, "hidden": 8},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_models_of_other_shapes(shape: dict[str, Any]) -> None:
    nlp = small_model(**shape)
    recognizer = recognizer_for(nlp)
    assert recognizer is not None
    for text in (*SENTENCES, " ".join(SENTENCES * 30)):
        assert entities_by_us(nlp, recognizer, text) == entities_by_spacy(nlp, text)


@pytest.mark.parametrize("text", SENTENCES)
def test_shipped_weights(shipped: Language, text: str) -> None:
    recognizer = recognizer_for(shipped)
    assert recognizer is not None
    assert entities_by_us(shipped, recognizer, text) == entities_by_spacy(shipped, text)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(WORDS, max_size=60))
def test_generated_text(shipped: Language, words: list[str]) -> None:
    recognizer = recognizer_for(shipped)
    assert recognizer is not None
    text = " ".join(words)
    assert entities_by_us(shipped, recognizer, text) == entities_by_spacy(shipped, text)


def test_blocks_leave_no_seam(shipped: Language) -> None:
    recognizer = recognizer_for(shipped)
    assert recognizer is not None
    text = " ".join(SENTENCES[:2] * 300)  # some 12,000 tokens, several blocks
    assert entities_by_us(shipped, recognizer, text) == entities_by_spacy(shipped, text)


def test_what_was_read_before_changes_nothing(shipped: Language) -> None:
    fresh, used = recognizer_for(shipped), recognizer_for(shipped)
    assert fresh is not None
    assert used is not None
    for text in reversed(SENTENCES):
        used(shipped.make_doc(text))
    for text in SENTENCES:
        one, other = fresh(shipped.make_doc(text)), used(shipped.make_doc(text))
        assert one.user_data[SCORES] == other.user_data[SCORES]
        assert all(0 < score <= 1 for score in one.user_data[SCORES].values())


def test_a_full_table_drops_its_oldest_words(shipped: Language) -> None:
    weights = read_weights(shipped)
    assert weights is not None
    small = WordTable(weights, shipped.vocab.vectors, capacity=12)
    large = WordTable(weights, shipped.vocab.vectors)
    for text in ("a b c d", "e f g h", "i j k l", "a b c d", "a e i m"):
        doc = shipped.make_doc(text)
        attributes = doc.to_array(["ORTH", *weights.attributes]).astype(np.uint64)
        kept = small.embedded[small.rows(attributes)]
        np.testing.assert_array_equal(kept, large.embedded[large.rows(attributes)])


def test_another_build_is_left_to_spacy() -> None:
    nlp = spacy.blank("en")
    tok2vec = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 16,
        "depth": 1,
        "embed_size": 100,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
    }
    ner: Any = nlp.add_pipe("ner", config={"model": parser_model(tok2vec, 8, use_upper=False)})
    ner.add_label("ORG")
    nlp.initialize()
    assert recognizer_for(nlp) is None


def parser_model(tok2vec: dict[str, Any], hidden: int, *, use_upper: bool) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": use_upper,
        "tok2vec": tok2vec,
    }
