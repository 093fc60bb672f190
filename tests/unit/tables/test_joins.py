"""Mentions beside their documents, with each other, and along time."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from extract.api.tables import Tables, load_tables
from extract.errors import OutputError


@pytest.fixture
def tables(sample_tables: Path) -> Tables:
    return load_tables(sample_tables)


ONE = "igo-border-clashes-2022.txt"


def only(tables: Tables, doc_id: str) -> Tables:
    frames = {
        name: getattr(tables, name)
        for name in ("documents", "actors", "places", "dates", "agreements")
    }
    return Tables(
        **{n: t[t["doc_id"] == doc_id].reset_index(drop=True) for n, t in frames.items()}
    )


def test_documents_stand_beside_their_mentions(tables: Tables) -> None:
    places = tables.with_documents("places")
    pd.testing.assert_frame_equal(places[list(tables.places.columns)], tables.places)
    shown = places[places["doc_id"].str.endswith(ONE)].iloc[0]
    assert (shown["text"], str(shown["doc_published"])[:10]) == ("JEDDAH", "2022-09-14")
    assert "doc_text" not in places.columns


def test_co_mentions_pair_what_stands_in_one_sentence(tables: Tables) -> None:
    doc_id = next(name for name in tables.documents["doc_id"] if name.endswith(ONE))
    pairs = only(tables, doc_id).co_mentions()
    about = pairs[pairs["sentence"].str.startswith("The secretariat reminds Armenia")]
    assert set(zip(about["first"], about["second"], strict=True)) == {
        ("Armenia", "Azerbaijan"),
        ("Armenia", "Russia"),
        ("Azerbaijan", "Russia"),
    }


def test_co_mentions_of_two_tables(hostile_tables: Path) -> None:
    pairs = load_tables(hostile_tables).co_mentions("actors", "places")
    assert list(zip(pairs["first"], pairs["second"], strict=True)) == [
        ("Mali", "Bamako"),
        ("'Chad", "Bamako"),
    ]
    dated = load_tables(hostile_tables).co_mentions("dates", "agreements")
    assert dated[["first", "second", "sentence_start"]].to_numpy().tolist() == [
        ["1813-10-24", "agreement:MLI-TCD:1813-10-24", 67]
    ]


def test_timeline_is_in_order(tables: Tables) -> None:
    line = tables.timeline()
    assert line["start_date"].is_monotonic_increasing
    row = line[line["text"] == "22-23 March 2022"].iloc[0]
    assert [str(row[name])[:10] for name in ("start_date", "end_date", "doc_published")] == [
        "2022-03-22",
        "2022-03-23",
        "2022-09-14",
    ]


def test_show_escapes_text_and_marks_mentions(hostile_tables: Path) -> None:
    html = load_tables(hostile_tables).show("-1.txt")._repr_html_()
    assert "<img" not in html
    assert "<h3>=HYPERLINK(&quot;x&quot;)</h3>" in html
    assert ">Bamako</mark>" in html
    assert 'title="Bamako, by test&lt;b&gt;+ner:GPE, 0.75"' in html
    agreement = html.index(">border</mark> accord of <mark")
    assert html.index("24 October 1813</mark></mark>.") > agreement


def test_show_says_what_is_missing(hostile_tables: Path) -> None:
    with pytest.raises(OutputError, match="no text of such a document"):
        load_tables(hostile_tables).show("none.txt")
    with pytest.raises(OutputError, match="text=True"):
        load_tables(hostile_tables, text=False).show("-1.txt")
