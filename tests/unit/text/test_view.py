from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.text.view import view_of

VIEWS = {
    "plain": ("Lachin and Şuşa\n", "Lachin and Şuşa\n"),
    "soft-hyphen": ("La\u00adchin", "Lachin"),
    "soft-hyphen-at-line-end": ("La\u00ad\r\nchin", "Lachin"),
    "zero-width": ("La\u200bchin\ufeff\u2060", "Lachin"),
    "bidi": ("\u202bLachin\u202c \u2066x\u2069", "Lachin x"),
    "no-break": ("22\u00a0March\u202f2022\u3000", "22 March 2022 "),
    "line-ends": ("a\r\nb\rc\u2028d\u0085", "a\nb\nc\nd\n"),
    "decomposed": ("S\u0327us\u0327a", "Şuşa"),
    "full-width": ("\uff2e\uff21\uff34\uff2f \uff12\uff10\uff12\uff12", "NATO 2022"),
    "ligature": ("con\ufb02ict", "conflict"),
    "roman": ("Resolution \u2163", "Resolution IV"),
    "bold": ("\U0001d401\U0001d41a\U0001d424\U0001d42e", "Baku"),
    "hyphen-known": ("an agreement. The agree-\nment", "an agreement. The agreement"),
    "hyphen-kept": ("the cease-fire. A cease-\r\nfire", "the cease-fire. A cease-fire"),
    # nothing tells how these are written
    "hyphen-unknown": ("The agree-\nment", "The agree-\nment"),
    "hyphen-list": ("pre-\nand post-war, preand", "preand post-war, preand"),
    "superscript": ("the text\u00b9", "the text\u00b9"),
    "emoji": ("\U0001f642", "\U0001f642"),
}


@pytest.mark.parametrize(("text", "seen"), VIEWS.values(), ids=VIEWS.keys())
def test_what_matchers_see(text: str, seen: str) -> None:
    assert view_of(text).text == seen


@pytest.mark.parametrize(
    ("text", "word", "stored"),
    [
        ("in La\u00adchin\u200b.", "Lachin", "La\u00adchin"),
        ("in \u202bLachin\u202c.", "Lachin", "Lachin"),
        ("in S\u0327us\u0327a.", "Şuşa", "S\u0327us\u0327a"),
        ("a\r\nb Lachin", "Lachin", "Lachin"),
        ("con\ufb02icts", "conflict", "con\ufb02ict"),
        ("agreement\nagree-\nment x", "agreement x", "agree-\nment x"),
        ("\u00ad\u00adx", "x", "x"),
    ],
)
def test_the_way_back(text: str, word: str, stored: str) -> None:
    view = view_of(text)
    start = view.text.index(word)
    span = view.stored(start, start + len(word))
    assert text[span.start : span.end] == stored


PIECES = st.sampled_from(
    ["a", "b ", "-\n", "\r\n", "\r", "\u00ad", "\u200b", "e\u0301", "\u0301", "\ufb01", "\uff21",
     "\u00a0", "\u2028", "\U0001d400", "\n", "agree", "ment", "agreement "]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
@example("\u00ad\u0301")
def test_every_span_has_a_way_back(text: str) -> None:
    view = view_of(text)
    spans = [view.stored(at, at + 1) for at in range(len(view.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    for at, span in enumerate(spans):
        assert view.text[at] in view_of(text[span.start : span.end]).text
