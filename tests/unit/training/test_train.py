"""Examples keep what the base knows; the same seed gives the same weights."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from extract.training.corpus import MarkedText, Name
from extract.training.examples import ExampleMaker
from extract.training.exchange import exchanged, names_of
from extract.training.train import (
    Lessons,
    Plan,
    blended,
    held_out,
    mean_of,
    resume,
    set_weights,
    weights_of,
)

TEXT = "the Lorn Times of 5 May, Ana Brisk's paper in Kelbin"
MARKED = MarkedText(TEXT, (Name(0, 14, "ORG"), Name(25, 36, "PERSON"), Name(46, 52, "PLACE")))
PLAN = Plan(epochs=2, words=20, repeats=1, doses=1)


@pytest.fixture
def base() -> Language:
    """Sees dates by a rule, and calls "paper" a body."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "DATE", "pattern": "5 May"}, {"label": "ORG", "pattern": "paper"}]
    )
    return nlp


def entities(example: Example) -> set[tuple[str, str]]:
    return {(entity.text, entity.label_) for entity in example.reference.ents}


def test_gold_settles_its_labels_and_the_base_the_others(base: Language) -> None:
    assert entities(ExampleMaker(base)(MARKED)) == {
        ("Lorn Times", "ORG"),
        ("5 May", "DATE"),
        ("Ana Brisk", "PERSON"),
        ("Kelbin", "GPE"),
    }


def test_a_name_inside_a_token_makes_it_unknown(base: Language) -> None:
    example = ExampleMaker(base)(MarkedText("the Lornland paper", (Name(4, 8, "GPE"),)))
    assert [token.ent_iob for token in example.reference] == [2, 0, 2]


def test_exchanged_names_keep_their_labels_and_unknown_tokens(base: Language) -> None:
    make = ExampleMaker(base)
    example = make(MARKED)
    others = make(
        MarkedText(
            "Edo Olt of the Blue Union in Vest", (Name(0, 7, "PERSON"), Name(15, 25, "ORG"))
        )
    )
    changed = exchanged(example, names_of([others]), base, Random(1), 1.0)
    assert ("Edo Olt", "PERSON") in entities(changed)
    assert ("Kelbin", "GPE") in entities(changed)  # the pool has no place
    assert len(changed.reference.ents) == len(example.reference.ents)
    assert entities(example) == entities(make(MARKED))
    odd = make(MarkedText("the Lornland paper", (Name(4, 8, "GPE"),)))
    same = exchanged(odd, names_of([others]), base, Random(1), 1.0)
    assert [token.ent_iob for token in same.reference] == [2, 0, 2]


def trained(base: Language) -> bytes:
    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    for label in ("ORG", "PERSON", "GPE", "DATE"):
        ner.add_label(label)  # type: ignore[attr-defined]
    fix_random_seed(0)
    nlp.initialize()
    example = ExampleMaker(base)(MARKED)
    epochs = list(resume(nlp, Lessons([example], [example], [example]), [example], PLAN))
    assert [epoch.number for epoch in epochs] == [1, 2, 2]
    weights: bytes = ner.to_bytes(exclude=["vocab"])  # type: ignore[attr-defined]
    return weights


def test_the_same_lessons_give_the_same_weights(base: Language) -> None:
    assert trained(base) == trained(base)


def test_the_mean_of_trainings_is_taken_layer_by_layer() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("ORG")  # type: ignore[attr-defined]
    nlp.initialize()
    weights = weights_of(nlp)
    doubled = [2 * one for one in weights]
    set_weights(nlp, mean_of([weights, doubled]))
    for one, before in zip(weights_of(nlp), weights, strict=True):
        assert np.allclose(one, 1.5 * before)
    assert any(before.any() for before in weights)


def test_a_share_of_the_base_stays() -> None:
    base, trained = [np.array([0.0, 2.0])], [np.array([1.0, 4.0])]
    (one,) = blended(base, trained, 0.1)
    assert one.tolist() == pytest.approx([0.9, 3.8])


def test_every_nth_example_is_held_out(base: Language) -> None:
    examples = [ExampleMaker(base)(MarkedText(word, ())) for word in ("a", "b", "c", "d", "e")]
    learnt, out = held_out(examples, 3)
    assert [one.reference.text for one in learnt] == ["b", "c", "e"]
    assert [one.reference.text for one in out] == ["a", "d"]
