"""Offsets in UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.text.utf16 import Utf16


def test_a_dove_counts_twice() -> None:
    turn = Utf16("\U0001f54a Mali \U0001f54a\U0001f54a.")
    assert [turn.units(at) for at in (0, 1, 2, 7, 8, 9, 10)] == [0, 2, 3, 8, 10, 12, 13]
    assert [turn.points(at) for at in (0, 2, 3, 8, 10, 12, 13)] == [0, 1, 2, 7, 8, 9, 10]


@given(st.text(st.sampled_from("aş\u2028\U0001f54a\U00010000\uffff")))
def test_every_offset_comes_back(text: str) -> None:
    turn = Utf16(text)
    for at in range(len(text) + 1):
        units = len(text[:at].encode("utf-16-le")) // 2
        assert (turn.units(at), turn.points(units)) == (units, at)


def test_the_middle_of_a_pair_is_the_pair() -> None:
    assert Utf16("a\U0001f54ab").points(2) == 1
