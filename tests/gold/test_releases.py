"""Whole releases of data/raw/sample beside their annotation.

In:  sample/NAME.txt   a release with every mention marked, in the format of data/gold/README.md
     must.toml         the rows of it that may never be lost, by quote and occurrence
     floors.toml       (tests/quality) what they score together; lowering it is an explicit act
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.api.tables import mentions_of
from extract.api.text import extract_text
from extract.evaluation.gold import GoldDocument, read_gold
from extract.evaluation.scores import KINDS, score_kind
from extract.records import Mention, Mentions

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
NAMES = tuple(path.stem for path in sorted((FOLDER / "sample").glob("*.txt")))
MUST = tomllib.loads((FOLDER / "must.toml").read_text(encoding="utf-8"))
FLOORS = tomllib.loads((ROOT / "tests" / "quality" / "floors.toml").read_text(encoding="utf-8"))
#: What a row must agree in; a place without an id in the annotation may have any.
FIELDS = {
    "actors": ("name", "actor_type", "country_code"),
    "places": ("country_code", "geonames_id"),
    "dates": ("timex_type", "value"),
    "agreements": ("agreement_type", "parties", "date", "number"),
}


@cache
def annotated(name: str) -> GoldDocument:
    return read_gold(FOLDER / "sample" / f"{name}.txt")


@cache
def found_in(name: str) -> Mentions:
    document = annotated(name).document
    tables = extract_text(
        document.text,
        published=document.published,
        title=document.title,
        source=document.source,
        doc_id=name,
    )
    return mentions_of(tables)[name]


def must_rows() -> list[Any]:
    params: list[Any] = []
    for name, kinds in MUST.items():
        for kind, rows in kinds.items():
            for quote, occurrence in rows:
                label = f"{name}-{kind}-{quote}-{occurrence}"
                params.append(pytest.param(name, kind, quote, occurrence, id=label))
    return params


def occurrence_of(quote: str, occurrence: int, text: str) -> int:
    start = -1
    for _ in range(occurrence):
        start = text.index(quote, start + 1)
    return start


def fields(kind: str, row: Mention, *, ids: bool) -> dict[str, Any]:
    named = {name: getattr(row, name) for name in FIELDS[kind] if ids or name != "geonames_id"}
    return named | {"parties": set(named["parties"])} if "parties" in named else named


@pytest.mark.parametrize("name", NAMES)
def test_the_annotation_is_of_the_release_as_it_stands(name: str) -> None:
    release = (ROOT / "data" / "raw" / "sample" / f"{name}.txt").read_text(encoding="utf-8")
    assert release.endswith(annotated(name).document.text + "\n")


@pytest.mark.parametrize(("name", "kind", "quote", "occurrence"), must_rows())
def test_rows_that_may_never_be_lost(name: str, kind: str, quote: str, occurrence: int) -> None:
    gold = annotated(name)
    start = occurrence_of(quote, occurrence, gold.document.text)
    end = start + len(quote)
    span = (start, end)
    (expected,) = (m for m in getattr(gold.mentions, kind) if (m.start, m.end) == span)
    rows = [m for m in getattr(found_in(name), kind) if (m.start, m.end) == span]
    ids = getattr(expected, "geonames_id", None) is not None
    assert [fields(kind, row, ids=ids) for row in rows] == [fields(kind, expected, ids=ids)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_falls_below_its_floor(kind: str) -> None:
    scores, _ = score_kind(
        kind,
        [annotated(name).mentions for name in NAMES],
        [found_in(name) for name in NAMES],
    )
    assert scores["exact"].f1 >= FLOORS["sample"][kind]
