"""Scores on the dev split of data/gold may not fall below the floors that are written down."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from extract.api.gold import evaluate_gold
from extract.evaluation.report import Report

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["dev"]


@cache
def report() -> Report:
    found, _ = evaluate_gold(ROOT / "data" / "gold" / "documents", split="dev")
    return found


@pytest.mark.parametrize("kind", FLOORS)
def test_no_kind_falls_below_its_floors(kind: str) -> None:
    (line,) = (line for line in report().lines if line.kind == kind and not line.label)
    reached = {measure: round(score.f1, 3) for measure, score in line.scores.items()}
    assert {m: f1 for m, f1 in reached.items() if f1 < FLOORS[kind][m]} == {}
