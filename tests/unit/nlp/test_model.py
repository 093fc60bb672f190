from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokenizer import Tokenizer
from spacy.util import registry

from extract.errors import ModelError
from extract.nlp.model import MANIFEST, RULELESS, find_model, load_model, packaged_model, verify

RULES = {"a.b": [{"ORTH": "a."}, {"ORTH": "b"}]}


def test_the_packaged_model_is_whole_and_has_its_papers() -> None:
    folder = packaged_model()
    assert len(verify(folder)) == 64
    stated = json.loads((folder / MANIFEST).read_text())["files"]
    assert {"LICENSE", "README.md", "ner/model", "vocab/vectors"} <= set(stated)


def test_a_flipped_bit_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    copy.mkdir()
    for name in ("meta.json", MANIFEST):
        shutil.copy(packaged_model() / name, copy / name)
    manifest = json.loads((copy / MANIFEST).read_text())
    manifest["files"] = {"meta.json": manifest["files"]["meta.json"]}
    (copy / MANIFEST).write_text(json.dumps(manifest))
    verify(copy)
    content = bytearray((copy / "meta.json").read_bytes())
    content[10] ^= 1
    (copy / "meta.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"meta\.json differs from its manifest"):
        verify(copy)


def test_order_of_models(tmp_path: Path) -> None:
    own, chosen = tmp_path / "models" / "press-en-md", tmp_path / "chosen"
    assert find_model(None, tmp_path) == packaged_model()
    own.mkdir(parents=True)
    assert find_model(None, tmp_path) == own
    chosen.mkdir()
    assert find_model(chosen, tmp_path) == chosen
    with pytest.raises(ModelError, match="no NER model found"):
        find_model(tmp_path / "nowhere", tmp_path)


def test_a_folder_without_ner_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_model(tmp_path)


@pytest.mark.parametrize("tokenizer", ["spacy.Tokenizer.v1", "tests.blank_tokenizer.v1"])
def test_the_tokenizer_is_that_of_the_folder(tmp_path: Path, tokenizer: str) -> None:
    registry.tokenizers(
        "tests.blank_tokenizer.v1", func=lambda: lambda nlp: Tokenizer(nlp.vocab, rules=RULES)
    )
    nlp: Any = spacy.blank("en", config={"nlp.tokenizer.@tokenizers": tokenizer})
    nlp.tokenizer.add_special_case("zz.lorn", [{"ORTH": "zz."}, {"ORTH": "lorn"}])
    nlp.add_pipe("ner").add_label("ORG")
    nlp.initialize()
    nlp.to_disk(tmp_path)
    loaded: Any = load_model(tmp_path, words=False)
    assert loaded.tokenizer.rules == nlp.tokenizer.rules
    assert loaded.config["nlp"]["tokenizer"]["@tokenizers"] == (
        RULELESS if tokenizer == "spacy.Tokenizer.v1" else tokenizer
    )
    text = (
        "Lorn's envoys can't meet in the U.S. (zz.lorn) on 5-6 May, e.g. at https://lorn.example"
    )
    assert [t.text for t in loaded.make_doc(text)] == [t.text for t in nlp.make_doc(text)]
