"""The releases by which learning is measured: one region, unseen, whose names come back."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from extract.evaluation.gold import GoldDocument, read_corpus
from extract.knowledge.gazetteer import load_gazetteer

DATA = Path(__file__).parents[2] / "data"
#: What a release of an invented region may share with the world.
REAL = {"Iceland", "Senegal", "Uruguay", "Dakar", "Montevideo", "Reykjavik"}


@cache
def releases() -> list[GoldDocument]:
    return read_corpus(DATA / "learning" / "documents")


def names(corpus: list[GoldDocument], table: str) -> dict[str, set[str]]:
    """Ids of the releases by the name of what they mention."""
    where: defaultdict[str, set[str]] = defaultdict(set)
    for one in corpus:
        for row in getattr(one.mentions, table):
            where[row.name].add(one.document.doc_id)
    return where


def test_sixty_short_releases_of_one_region() -> None:
    assert len(releases()) == 60
    assert {one.facets["region"] for one in releases()} == {"tsevrane"}
    assert all(120 <= one.document.n_words <= 250 for one in releases())
    assert len({one.facets["issuer"] for one in releases()}) >= 15
    assert Counter(one.facets["issuer"] for one in releases()).most_common(1)[0][1] <= 10


def test_most_names_come_back() -> None:
    for table in ("actors", "places"):
        where = names(releases(), table)
        rows = [row.name for one in releases() for row in getattr(one.mentions, table)]
        again = [name for name in rows if len(where[name]) >= 3]
        assert len(again) >= 0.85 * len(rows), table


def test_no_name_is_known_to_the_corpus_that_the_model_learnt_from() -> None:
    known = read_corpus(DATA / "gold" / "documents")
    taught = {name for table in ("actors", "places") for name in names(known, table)}
    for table in ("actors", "places"):
        assert not (names(releases(), table).keys() & taught) - REAL


def test_no_place_is_known_to_the_index() -> None:
    index = load_gazetteer()
    found = {name for name in names(releases(), "places") if index.lookup(name)}
    assert found <= REAL
