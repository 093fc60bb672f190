"""The notebook runs from top to bottom on the tables of the sample, and its plots hold data."""

from __future__ import annotations

from pathlib import Path

import pytest

from shown import Shown, run_notebook


@pytest.fixture(scope="module")
def shown(sample_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return run_notebook("first-look", sample_tables, tmp_path_factory.mktemp("project"))


def test_tables_are_shown(shown: Shown) -> None:
    for word in ("published_from", "actor_type", "agreement_type"):
        assert word in "".join(shown.texts)


def test_plots_hold_marks(shown: Shown) -> None:
    for title in ("Places named most often", "Places and dates in one sentence, by month"):
        assert shown.plot(title).count('role="graphics-symbol"') > 1
