"""Who cites what: by country of the issuer and month, repetitions left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from shown import Shown, run_notebook


@pytest.fixture(scope="module")
def shown(sample_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return run_notebook("who-cites-what", sample_tables, tmp_path_factory.mktemp("project"))


def test_what_is_left_out_is_said(shown: Shown) -> None:
    assert "2 in near-duplicates and " in shown.text_with("citations: ")


def test_one_country_by_agreement(shown: Shown) -> None:
    table = shown.text_with("<th>releases</th>")
    row = table[table.index("<th>almaty-declaration-1991</th>") :].split("</tr>")[0]
    cells = [cell.split("</td>")[0] for cell in row.split("<td>")[1:]]
    assert cells == ["Alma-Ata Declaration", "4", "2024-02-09", "2024-08-30"]


def test_one_country_by_month(shown: Shown) -> None:
    plot = shown.plot("Agreements that issuers of ARM cite, by month")
    for month, releases in {"2024-02": 1, "2024-04": 1, "2024-08": 2}.items():
        words = f"published: {month}; agreement_id: almaty-declaration-1991; releases: {releases}"
        assert words in plot
    assert "unclos-1982" not in plot


@pytest.mark.parametrize(
    ("country", "agreement", "releases"),
    [("AZE", "trilateral-statement-2020", 3), ("PHL", "unclos-1982", 3), ("VNM", "unclos-1982", 1)],
)
def test_countries_beside_one_another(
    country: str, agreement: str, releases: int, shown: Shown
) -> None:
    """AZE: the wire that repeats its ministry would make four."""
    plot = shown.plot("Releases that cite an agreement, by country of the issuer")
    words = f"country of the issuer: {country}; agreement_id: {agreement}; releases: {releases}"
    assert words in plot
