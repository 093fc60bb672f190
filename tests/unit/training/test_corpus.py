"""Corpora in, names with the base's labels out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.errors import GoldError
from extract.training.corpus import MarkedText, Name, apart_from, releases, sentences

RELEASE = """---
title: Two states sign
published: 2031-05-05
source: Invented
issuer: mfa-norland
issuer_kind: foreign-ministry
region: europe
topic: border
hard: false
split: {split}
---
⟦Ana Brisk¦a.brisk⟧ of the ⟦Lorn Council¦a.council⟧ met ⟦Norlandic forces¦a.forces⟧
in ⟦Lorn¦p.lorn⟧ on the ⟦Amber Sea¦p.sea⟧.
=====
a.brisk: [person, Ana Brisk]
a.council: [igo, Lorn Council]
a.forces: [military, Armed Forces of Norland]
p.lorn: [Lorn, NOR, null, region]
p.sea: [Amber Sea, null, null, water]
"""


def write(folder: Path, texts: dict[str, str], spans: dict[str, list[list[object]]]) -> None:
    lines = [json.dumps({"id": key, "text": text}) for key, text in texts.items()]
    (folder / "input.jsonl").write_text("\n".join(lines), encoding="utf-8")
    marked = [json.dumps({"id": key, "spans": value}) for key, value in spans.items()]
    (folder / "gold.jsonl").write_text("\n".join(marked), encoding="utf-8")


def test_a_release_gives_its_names_but_those_written_small(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RELEASE.format(split="train"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(RELEASE.format(split="guard"), encoding="utf-8")
    (marked,) = releases(tmp_path)
    assert {(marked.text[n.start : n.end], n.label) for n in marked.names} == {
        ("Ana Brisk", "PERSON"),
        ("Lorn Council", "ORG"),
        ("Lorn", "PLACE"),
        ("Amber Sea", "LOC"),
    }


def test_sentences_map_their_labels(tmp_path: Path) -> None:
    spans: list[list[object]] = [
        [0, 3, "person", "politician"],
        [4, 9, "misc", "misc"],
        [10, 17, "location", "country"],
        [18, 22, "location", "location"],
    ]
    write(tmp_path, {"x": "Ana Olt's Norland Lorn"}, {"x": spans})
    assert sentences(tmp_path) == [
        MarkedText(
            "Ana Olt's Norland Lorn",
            (Name(0, 3, "PERSON"), Name(10, 17, "GPE"), Name(18, 22, "PLACE")),
        )
    ]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"input\.jsonl"):
        sentences(tmp_path)


def test_texts_that_repeat_what_is_measured_are_left_out() -> None:
    measured = MarkedText("The mayor of Lorn opened the new bridge on Friday.", ())
    repeated = MarkedText("So the mayor of Lorn opened the new bridge on Friday night", ())
    other = MarkedText("The mayor of Lorn opened the old bridge on Friday.", ())
    assert apart_from([repeated, other], [measured]) == [other]
