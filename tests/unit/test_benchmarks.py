"""The command line of `benchmarks/run.py`."""

from __future__ import annotations

import pytest
from run import PARTS, Wanted, read_words


def test_no_parts_are_all_parts() -> None:
    assert read_words([]) == Wanted(PARTS, long=False, naive_model=())


def test_parts_in_their_order_with_options() -> None:
    words = ["workers", "--naive", "en_core_web_md", "rates", "--long"]
    assert read_words(words) == Wanted(("workers", "rates"), True, ("en_core_web_md",))


@pytest.mark.parametrize("word", ["rate", "--naive", "--short", "all"])
def test_an_unknown_word_measures_nothing(word: str) -> None:
    with pytest.raises(SystemExit, match=f"'{word}' is no part; parts are rates, moments"):
        read_words(["rates", word])
