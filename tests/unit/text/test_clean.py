from __future__ import annotations

import pytest

from extract.text.clean import count_words, storable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baku \ud83d said", ("Baku \ufffd said", 1)),
        ("\ude42\ud83d", ("\ufffd\ufffd", 2)),
        ("Şuşa \U0001f642", ("Şuşa \U0001f642", 0)),
        ("plain", ("plain", 0)),
    ],
)
def test_storable(text: str, expected: tuple[str, int]) -> None:
    assert storable(text) == expected
    assert len(expected[0]) == len(text)


@pytest.mark.parametrize(
    ("text", "words"), [("The 48th session", 3), ("Ağdam-Füzuli", 2), ("* _ *", 0), ("", 0)]
)
def test_count_words(text: str, words: int) -> None:
    assert count_words(text) == words
