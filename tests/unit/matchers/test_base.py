"""What all matchers read of a Doc is that of the Doc."""

from __future__ import annotations

import spacy
from spacy.tokens import Span

from extract.matchers.base import entities, written


def test_entities_are_read_once() -> None:
    doc = spacy.blank("en")("Ana Brisk left Lorn\nby sea")
    doc.ents = (Span(doc, 0, 2, label="PERSON"), Span(doc, 3, 4, label="GPE"))
    assert [tuple(entity) for entity in entities(doc)] == [(0, 2, "PERSON"), (3, 4, "GPE")]
    assert entities(doc) is entities(doc)


def test_a_stretch_is_the_text_of_a_span() -> None:
    doc = spacy.blank("en")("  Ana   Brisk's ship\n left Lorn.")
    read = written(doc)
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            assert read.stretch(start, end) == doc[start:end].text
