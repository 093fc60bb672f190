"""Words as a pattern: the longest that fits wins, and marks stand for themselves."""

from __future__ import annotations

import re

from extract.text.patterns import any_of


def test_a_longer_word_goes_before_its_own_beginning() -> None:
    pattern = re.compile(any_of({"sign", "signed", "U.S."}))
    assert pattern.findall("signed, sign, UXSX, U.S.") == ["signed", "sign", "U.S."]
    assert any_of([]) == ""
