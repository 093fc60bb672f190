"""Figures on small documents whose right answer can be counted by hand."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from extract.evaluation.align import pair
from extract.evaluation.compare import changes
from extract.evaluation.gold import GoldDocument, parse_gold
from extract.evaluation.report import evaluate
from extract.evaluation.scores import KINDS, score_kind
from extract.records import MENTION_TABLES, Mentions
from extract.tables.frames import frame, records
from extract.text.offsets import Span

SCORER = Path(__file__).parents[4] / "shared" / "eval" / "press" / "score.py"
GOLD = """---
title: Two states sign
published: 2031-05-05
issuer: mfa
issuer_kind: foreign-ministry
region: global
topic: diplomacy
hard: false
split: train
---
⟦Chad¦a.chad⟧ and ⟦Mali¦a.mali⟧
signed a ⟦border accord between ⟦Chad¦a.chad⟧ and ⟦Mali¦a.mali⟧¦g.border⟧
in ⟦Dakar¦p.dakar⟧ on ⟦4 May¦d 2031-05-04⟧.
⟦Resolution 99 (2030)¦g.r99⟧ asked for it within ⟦two weeks¦d P2W⟧.
⟦Ana Brisk¦a.brisk⟧ of the ⟦African Union¦a.au⟧ was there.
=====
a.chad: [country, Chad, TCD]
a.mali: [country, Mali, MLI]
a.brisk: [person, Ana Brisk, null, Envoy]
a.au: [igo, African Union]
p.dakar: [Dakar, SEN]
g.border: {type: agreement, named: false, parties: [TCD, MLI], date: 2031-05-04}
g.r99: {type: resolution, named: true, number: 99, parties: [UNSC]}
"""


@pytest.fixture
def gold() -> GoldDocument:
    return parse_gold(GOLD, "d", "d.txt")


@pytest.fixture
def found(gold: GoldDocument) -> Mentions:
    """The gold with one mistake of each sort."""
    mentions = gold.mentions
    chad, mali, *others, brisk, union = mentions.actors
    longer = replace(brisk, start=brisk.start - 1, text="\n" + brisk.text)
    wrong_type = replace(union, actor_type="organization")
    (dakar,) = mentions.places
    day, weeks = mentions.dates
    border, numbered = mentions.agreements
    return Mentions(
        actors=(chad, mali, *others[:-1], longer, wrong_type),
        places=(replace(dakar, country_code="TCD"),),
        dates=(replace(day, value="2030-05-04"), weeks),
        agreements=(replace(border, parties=("TCD",)), numbered),
    )


def test_pairs_are_one_to_one_equal_spans_first() -> None:
    gold = [Span(0, 5), Span(4, 9)]
    found = [Span(4, 9), Span(0, 9), Span(20, 22)]
    assert pair(gold, found) == [(1, 0), (0, 1)]


def test_gold_against_itself_is_perfect(gold: GoldDocument) -> None:
    report = evaluate([gold.mentions], [gold.mentions])
    assert report.mean == 1.0
    for line in report.lines:
        assert all(right == compared for right, compared in line.fields.values())


def test_mistakes_cost_what_they_should(gold: GoldDocument, found: Mentions) -> None:
    actors, fields = score_kind("actors", [gold.mentions], [found])
    assert (actors["exact"].right, actors["exact"].gold, actors["exact"].found) == (4, 6, 5)
    assert actors["overlap"].right == 5
    assert fields["actor_type"] == (4, 5)
    _, fields = score_kind("places", [gold.mentions], [found])
    assert fields["country_code"] == (0, 1)
    dates, fields = score_kind("dates", [gold.mentions], [found])
    assert dates["exact"].f1 == 1.0
    assert (dates["document"].right, fields["value"]) == (1, (1, 2))
    agreements, fields = score_kind("agreements", [gold.mentions], [found])
    assert agreements["document"].right == 2
    assert fields["parties"] == (1, 2)
    assert fields["number"] == (1, 1)


def test_interval_holds_the_figure(gold: GoldDocument, found: Mentions) -> None:
    many = [gold.mentions] * 10
    some = [found, gold.mentions] * 5
    score = score_kind("actors", many, some)[0]["exact"]
    assert score.low < score.f1 < score.high
    assert score_kind("actors", many, some)[0]["exact"] == score  # drawn with a fixed seed


def test_vague_dates_and_demonyms_are_not_scored(gold: GoldDocument) -> None:
    day = gold.mentions.dates[0]
    place = gold.mentions.places[0]
    noisy = replace(
        gold.mentions,
        dates=(*gold.mentions.dates, replace(day, start=0, end=4, value="PRESENT_REF")),
        places=(*gold.mentions.places, replace(place, start=0, end=4, feature="demonym")),
    )
    assert evaluate([gold.mentions], [noisy]).mean == 1.0


def test_changes_name_gains_and_losses(gold: GoldDocument, found: Mentions) -> None:
    moved = [
        (change.word, change.is_gain, change.mention.text)
        for change in changes([gold.mentions], [gold.mentions], [found])
    ]
    assert moved == [
        ("invented", False, "\nAna Brisk"),
        ("lost", False, "Mali"),
        ("lost", False, "Ana Brisk"),
    ]


def test_records_survive_a_frame(found: Mentions) -> None:
    for record in MENTION_TABLES:
        rows = getattr(found, record.table)
        assert tuple(records(record, frame(record, rows))) == rows


def kit_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kit_press_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SCORER.exists(), reason="the evaluation kit is not beside this checkout")
def test_figures_agree_with_the_kit(gold: GoldDocument, found: Mentions, tmp_path: Path) -> None:
    kit = kit_scorer()
    singular = dict(zip(KINDS, ("actor", "place", "date", "agreement"), strict=True))
    lines = []
    for kind in KINDS:
        for row in getattr(gold.mentions, kind):
            fields = {name: getattr(row, name) for name in row.__slots__ if name in _KIT_FIELDS}
            base = {"kind": singular[kind], "text": row.text, "start": row.start, "end": row.end}
            lines.append({**fields, **base})
    document = {"id": "d", "text": gold.document.text, "published": None}
    (tmp_path / "input.jsonl").write_text(json.dumps(document))
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "d", "mentions": lines}))
    for record in MENTION_TABLES:
        rows = getattr(found, record.table)
        frame(record, rows).to_parquet(tmp_path / f"{record.table}.parquet")
    docs = kit.load_gold(tmp_path / "gold.jsonl")
    theirs = kit.score(
        docs, {kind: kit.load_pred(tmp_path, kind, set(docs)) for kind in singular.values()}
    )
    for kind in KINDS:
        ours = score_kind(kind, [gold.mentions], [found])[0]
        for measure, score in ours.items():
            other = theirs[singular[kind]][measure]
            assert (score.right, score.found, score.gold) == (
                other["tp"],
                other["pred"],
                other["gold"],
            ), (kind, measure)


_KIT_FIELDS = {
    "name",
    "actor_type",
    "country_code",
    "timex_type",
    "value",
    "title",
    "agreement_type",
    "parties",
    "date",
    "number",
    "agreement_id",
}
