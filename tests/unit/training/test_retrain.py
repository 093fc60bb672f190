"""New weights: the same corrections give the same bytes; how is said in data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.training import Example

from extract.errors import TrainingError
from extract.nlp.model import load_model, verify
from extract.reading.text import document_of_text
from extract.records import ActorMention, Mentions
from extract.training.corpus import MarkedText, Name
from extract.training.plans import FULL, RESUME, Recipe, recipe_for
from extract.training.retrain import retrain
from extract.training.samples import Sample
from extract.training.train import Epoch, Plan, weights_of
from mentions import a_mention

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "DATE", "EVENT", "LAW")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A model that has seen nothing yet."""
    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]
    doc = nlp.make_doc("Ana Brisk left Orn")
    nlp.initialize(lambda: [Example.from_dict(doc, {"entities": [(0, 9, "PERSON")]})])
    nlp.to_disk(tmp_path / "base")
    return tmp_path / "base"


def samples() -> list[Sample]:
    found = []
    for number in range(6):
        text = f"Men of Tavrin Shield left town number {number} at night."
        row = a_mention(ActorMention, text, 7, 20, name="Tavrin Shield", actor_type="group")
        document = document_of_text(text, doc_id=f"{number}.txt")
        right = Mentions(actors=(row,))
        found.append(Sample(document=document, found=Mentions(), right=right, decisions=()))
    return found


RECIPE = Recipe(RESUME, Plan(epochs=2, averaged=1, words=20, repeats=1, doses=0), replay=2)
REPLAY = [MarkedText("Ana Brisk flew home.", (Name(0, 9, "PERSON"),))] * 3


def test_the_same_corrections_give_the_same_weights(base: Path, tmp_path: Path) -> None:
    told: list[Epoch] = []
    for name in ("one", "two"):
        retrain(base, tmp_path / name, samples(), REPLAY, RECIPE, on_epoch=told.append)
    first, second = (tmp_path / name / "ner" / "model" for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes() != (base / "ner" / "model").read_bytes()
    assert verify(tmp_path / "one") == verify(tmp_path / "two")
    assert [epoch.number for epoch in told] == [1, 2, 2] * 2
    load_model(tmp_path / "one")


def test_what_is_kept_whole_is_the_base(base: Path, tmp_path: Path) -> None:
    recipe = replace(RECIPE, kept=1.0)
    retrain(base, tmp_path / "new", samples(), REPLAY, recipe, on_epoch=lambda _: None)
    for one, other in zip(
        weights_of(load_model(base)), weights_of(load_model(tmp_path / "new")), strict=True
    ):
        assert np.allclose(one, other)


def test_recipes_follow_the_number_of_documents(tmp_path: Path) -> None:
    assert recipe_for(19, tmp_path) is None
    few, many = recipe_for(20, tmp_path), recipe_for(200, tmp_path)
    assert few is not None
    assert many is not None
    assert (few.name, few.replay, few.kept) == (RESUME, 80, 0.5)
    assert (many.name, many.replay) == (FULL, 800)
    (tmp_path / "train.toml").write_text("[resume]\nepochs = 7\n[from_documents]\nresume = 3\n")
    own = recipe_for(3, tmp_path)
    assert own is not None
    assert own.plan == replace(few.plan, epochs=7)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[resume]\nepoch = 7\n", r"resume\.epoch is unknown"),
        ("[resume]\nepochs = 7.5\n", r"resume\.epochs cannot be 7\.5"),
        ("[resume]\nrate = 'fast'\n", r"resume\.rate cannot be"),
        ("[extra]\nrate = 1\n", "extra is none of"),
        ("epochs 7", "Mend the file"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "train.toml").write_text(content)
    with pytest.raises(TrainingError, match=reason):
        recipe_for(50, tmp_path)
