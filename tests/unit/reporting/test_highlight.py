"""Marks nest and cross, and every character of the text comes back."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from extract.reporting.highlight import Mark, highlight

TEXT = "a <b> & 'c' d"
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(
    lambda span: span[0] < span[1]
)


def body(marks: list[Mark]) -> str:
    html = str(highlight("t", TEXT, marks))
    return html[html.index("50em") + 6 : -len("</div></article>")]


def bare(html: str) -> str:
    return re.sub(r"<mark[^>]*>", "<mark>", html)


def test_nested_marks_nest() -> None:
    inner, outer = Mark(3, 4, "dates", "x"), Mark(2, 7, "agreements", "y")
    assert bare(body([inner, outer])) == (
        "a <mark>&lt;<mark>b</mark>&gt; &amp;</mark> &#x27;c&#x27; d"
    )


def test_crossing_marks_are_opened_again() -> None:
    marks = [Mark(0, 3, "actors", "x"), Mark(2, 4, "places", "y")]
    assert bare(body(marks)).startswith("<mark>a <mark>&lt;</mark></mark><mark>b</mark>&gt;")


@given(st.lists(SPANS, max_size=6))
def test_no_character_is_lost(spans: list[tuple[int, int]]) -> None:
    html = body([Mark(start, end, "actors", "<i>") for start, end in spans])
    assert unescape(re.sub(r"<[^>]*>", "", html)) == TEXT
    assert html.count("<mark") == html.count("</mark>")
