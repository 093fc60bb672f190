"""Places by month: the right releases in the right months, and no event claimed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shown import Shown, run_notebook


@pytest.fixture(scope="module")
def shown(sample_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return run_notebook("places-by-month", sample_tables, tmp_path_factory.mktemp("project"))


def test_near_duplicates_are_left_out(shown: Shown) -> None:
    """The wire repeats five places of the ministry."""
    assert "5 of them in near-duplicates" in shown.text_with("mentions of places")


@pytest.mark.parametrize(
    ("place", "month", "releases"),
    [("Yerevan", "2024-08", 2), ("Ijevan", "2024-04", 1), ("Baku", "2024-03", 1)],
)
def test_releases_are_counted_by_month(
    place: str, month: str, releases: int, shown: Shown
) -> None:
    """Baku in March stands in the ministry's release and in its repetition: once."""
    plot = shown.plot("Releases that name a place, by month")
    assert f"published: {month}; place: {place}; releases: {releases}" in plot


def test_sentences_stand_beside_the_pairs(shown: Shown) -> None:
    table = shown.text_with("<th>granularity</th>")
    assert "<td>2022-08-03</td>" in table
    assert "<td>mod-aze-2022-08-03.txt</td>" in table


def test_a_month_that_is_mentioned_is_not_the_month_of_publication(shown: Shown) -> None:
    """Published in July: "Until the next round, in November, a line between Gori and ..."."""
    plot = shown.plot("co-mentions, no events")
    assert "month that is mentioned: 2024-11; first: Gori; sentences: 1" in plot
    assert "month that is mentioned: 2024-07; first: Gori" not in plot


def test_unsure_places_come_last_as_a_warning(shown: Shown) -> None:
    table = shown.text_with("<th>link_confidence</th>")
    sure = [float(share) for share in re.findall(r"<td>(0\.\d+)</td>", table)]
    assert len(sure) == 5
    assert sure == sorted(sure)
    assert sure[0] < 0.7
    assert "<td>Batanes</td>" in table
