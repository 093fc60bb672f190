"""The errors that docs/accuracy.md shows are made today: one that is mended leaves the page."""

from __future__ import annotations

from typing import Final

import pytest

from pages.mistakes import Mistake, load_mistakes, rows_of

MISTAKES: Final = load_mistakes()


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.text[:40] for mistake in MISTAKES])
def test_an_error_is_still_made(mistake: Mistake) -> None:
    assert rows_of(mistake) == mistake.found, "mended, or changed: renew tools/pages/mistakes.toml"


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.text[:40] for mistake in MISTAKES])
def test_an_error_is_one(mistake: Mistake) -> None:
    assert mistake.found != mistake.right
    assert all(row[0] in mistake.text for row in (*mistake.found, *mistake.right))
    assert all(len(row) == 1 + len(mistake.columns) for row in (*mistake.found, *mistake.right))
    assert mistake.what.endswith(".")


def test_every_table_has_errors() -> None:
    assert {mistake.table for mistake in MISTAKES} == {"actors", "places", "dates", "agreements"}
