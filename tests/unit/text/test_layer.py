"""Things over a text, found by where they stand: as if all of them were looked at, but cheaply."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text import layer as layers
from extract.text.layer import Layer
from extract.text.offsets import Span, overlaps

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 300), st.integers(1, 200)
)


@given(things=st.sets(SPANS), gone=st.sets(SPANS), asked=SPANS)
def test_a_layer_gives_what_a_look_at_every_thing_gives(
    things: set[Span], gone: set[Span], asked: Span
) -> None:
    layer = Layer(things)
    for span in things & gone:
        layer.take(span)
    left = things - gone
    assert list(layer) == sorted(left)
    assert sorted(layer.over(asked)) == sorted(span for span in left if overlaps(span, asked))
    assert layer.at(asked) == (asked if asked in left else None)


def test_of_two_things_with_one_span_the_later_stays() -> None:
    class Named(Span):
        name = ""

    first, second = Named(3, 8), Named(3, 8)
    second.name = "second"
    layer = Layer([first, second])
    assert [thing.name for thing in layer] == ["second"]
    assert layer.at((3, 8)) is second


def test_a_question_costs_the_same_in_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def counted(a: tuple[int, int], b: tuple[int, int]) -> bool:
        asked.append(b)
        return overlaps(a, b)

    monkeypatch.setattr(layers, "overlaps", counted)
    layer = Layer(Span(at, at + 8) for at in range(0, 1_000_000, 20))
    assert layer.over((500_004, 500_025)) == [Span(500_000, 500_008), Span(500_020, 500_028)]
    assert len(asked) < 12  # those beside it, of 50,000
