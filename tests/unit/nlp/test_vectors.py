"""Mapped vectors must be those that spaCy loads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
import srsly
from spacy.strings import StringStore
from spacy.vectors import Vectors

from extract.nlp.model import packaged_model
from extract.nlp.vectors import map_vectors

WORDS = ("Geneva", "envoy", "the", "Norlandish", "", "zzqx")


def test_the_shipped_vectors() -> None:
    mapped = map_vectors(packaged_model() / "vocab")
    loaded = Vectors().from_disk(packaged_model() / "vocab")
    assert mapped is not None
    keys = np.array([StringStore([word])[word] for word in WORDS], dtype=np.uint64)
    assert mapped.find(keys=keys).tolist() == loaded.find(keys=keys).tolist()
    np.testing.assert_array_equal(mapped.data, loaded.data)
    known = np.array(list(loaded.key2row), dtype=np.uint64)
    np.testing.assert_array_equal(mapped.find(keys=known), list(loaded.key2row.values()))


def test_a_pipeline_without_vectors(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    mapped = map_vectors(tmp_path / "vocab")
    assert mapped is not None
    assert mapped.find(keys=np.array([1, 2], dtype=np.uint64)).tolist() == [-1, -1]


@pytest.mark.parametrize("words", [0, 1, 15, 16, 600, 70_000])
def test_numbers_of_every_length(tmp_path: Path, words: int) -> None:
    """Rows below 256 and from 65,536 on, and words with a small number, stand anywhere."""
    spacy.blank("en").to_disk(tmp_path)
    rows = {(i * 7919 * 10**14) % 2**64 if i % 5 else i: i * 37 % 90_000 for i in range(words)}
    srsly.write_msgpack(tmp_path / "vocab" / "key2row", rows)
    mapped = map_vectors(tmp_path / "vocab")
    assert mapped is not None
    assert dict(zip(mapped.keys.tolist(), mapped.rows.tolist(), strict=True)) == rows


def test_a_file_that_breaks_off(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    (tmp_path / "vocab" / "key2row").write_bytes(b"\xde\x00\x20\xcf")
    assert map_vectors(tmp_path / "vocab") is None


@pytest.mark.parametrize("mode", ["floret", ""])
def test_vectors_of_another_kind(tmp_path: Path, mode: str) -> None:
    spacy.blank("en").to_disk(tmp_path)
    (tmp_path / "vocab" / "vectors.cfg").write_text(f'{{"mode": "{mode}"}}', encoding="utf-8")
    assert map_vectors(tmp_path / "vocab") is None


def test_no_vectors_at_all(tmp_path: Path) -> None:
    assert map_vectors(tmp_path) is None
