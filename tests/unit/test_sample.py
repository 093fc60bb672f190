"""The sample releases show the product off: every format, every way to a date, honest sources."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from extract.reading.folder import read_folder
from extract.records import Document
from extract.settings import Limits

SAMPLE = Path(__file__).parents[2] / "data" / "raw" / "sample"
#: Fewest releases a format holds.
FORMATS = {".txt": 10, ".html": 5, ".jsonl": 5, ".csv": 3}
SHORTEST, LONGEST = 90, 500


@cache
def documents() -> tuple[Document, ...]:
    return tuple(read_folder(SAMPLE, Limits()))


@pytest.mark.parametrize(("suffix", "fewest"), FORMATS.items())
def test_every_format_is_shown(suffix: str, fewest: int) -> None:
    counts = Counter(PurePosixPath(one.path).suffix for one in documents())
    assert counts[suffix] >= fewest


@pytest.mark.parametrize("way", ["field", "front-matter", "meta", "dateline", "filename"])
def test_every_way_to_the_day_of_publication_is_shown(way: str) -> None:
    assert way in {one.published_from for one in documents()}


def test_every_release_is_read_whole() -> None:
    odd = [
        one.doc_id
        for one in documents()
        if one.status != "ok" or one.warnings or not SHORTEST <= one.n_words <= LONGEST
    ]
    assert odd == []


def test_every_release_says_that_it_is_invented() -> None:
    silent = [
        one.doc_id
        for one in documents()
        if "invented sample" not in f"{one.source} {one.text}".casefold()
    ]
    assert silent == []


def test_decades_and_countries_are_spread() -> None:
    years = {one.published.year // 10 for one in documents() if one.published is not None}
    assert years == {199, 200, 201, 202}
    assert {"ARM", "AZE", "GEO", "TUR", "IRN"} <= {one.source_country for one in documents()}
