"""Opening a review: the errors of the command, candidates for places, rows read anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import extract
from extract.api.meanings import Weigher
from extract.api.review import open_review
from extract.api.tables import mentions_of
from extract.cli.app import app
from extract.errors import ReviewError
from extract.records import Document, PlaceMention
from extract.settings import Settings
from reviews import document, row, write_tables

TEXT = "Envoys of Chad met in Tripoli on 3 May 2021. They flew home from Lorn."
TRIPOLI = document("a.txt", TEXT)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "out", [TRIPOLI], [row(PlaceMention, TRIPOLI, "Tripoli")])


@pytest.fixture(scope="module")
def weigher() -> Weigher:
    return Weigher(Settings())


def place_in(of: Document) -> PlaceMention:
    found = row(PlaceMention, of, "Tripoli", name="Tripoli")
    assert isinstance(found, PlaceMention)
    return found


def test_where_the_system_knows_no_user_somebody_reviews(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("extract.api.review.getuser", unknown)
    opened = open_review(tables, settings=Settings(project=tmp_path))
    opened.taken.close()
    assert opened.desk.author == "reviewer"


def test_a_place_is_weighed_in_its_document(weigher: Weigher) -> None:
    found = weigher(TRIPOLI, place_in(TRIPOLI), "")
    by_country = {one["fields"]["country_code"]: one for one in reversed(found)}
    assert by_country["LBN"]["fields"]["geonames_id"] == 266826
    assert by_country["LBY"]["share"] > 0
    assert [one["share"] for one in found] == sorted((one["share"] for one in found), reverse=True)
    lebanese = document("b.txt", TEXT.replace("Tripoli", "Tripoli, Lebanon,"))
    again = weigher(lebanese, place_in(lebanese), "")
    assert again[0]["fields"]["geonames_id"] == 266826


def test_a_name_that_was_typed_is_looked_up(weigher: Weigher) -> None:
    found = weigher(TRIPOLI, place_in(TRIPOLI), "Accra")
    assert {one["fields"]["name"] for one in found} >= {"Accra"}
    (city,) = (one for one in found if one["fields"]["geonames_id"] == 2306104)
    assert city["fields"] == {
        "place_id": "gn:2306104",
        "geonames_id": 2306104,
        "name": "Accra",
        "latitude": pytest.approx(5.56, abs=0.01),
        "longitude": pytest.approx(-0.2, abs=0.01),
        "country_code": "GHA",
        "feature": "city",
    }
    (country, *_) = weigher(TRIPOLI, None, "Chad")
    assert country["fields"]["place_id"] == "country:TCD"
    assert country["fields"]["feature"] == "country"


def test_a_row_that_no_rule_finds_is_looked_up_by_its_words(weigher: Weigher) -> None:
    made = replace(place_in(TRIPOLI), start=1, end=3, text="Accra")
    assert weigher(TRIPOLI, made, "")[0]["fields"]["name"] == "Accra"
    assert weigher(TRIPOLI, replace(made, text="Xyzzy"), "") == []


def test_candidates_are_what_a_link_can_set(weigher: Weigher, tables: Path) -> None:
    fields = weigher(TRIPOLI, place_in(TRIPOLI), "")[0]["fields"]
    review = open_review(tables, settings=Settings(project=tables.parent), author="Ann")
    review.taken.close()
    start = TEXT.index("Tripoli")
    asked = {"action": "link", "table": "places", "start": start, "end": start + 7}
    review.desk.decide("a.txt", "2026-01-02T03:04:05Z", [{**asked, "fields": fields}])
    (linked,) = review.desk.sheet("a.txt")["rows"]
    assert (linked["fields"], linked["link"]) == (fields, 1.0)


def test_rows_are_read_anew_as_the_rules_have_them(weigher: Weigher) -> None:
    expected = mentions_of(extract.extract_text(TEXT, doc_id="a.txt", published="2024-05-06"))
    assert weigher.reread(TRIPOLI) == expected["a.txt"]


def test_a_port_that_is_taken_says_what_next(tables: Path) -> None:
    settings = Settings(project=tables.parent)
    first = open_review(tables, settings=settings)
    port = int(first.url.split(":")[2].split("/")[0])
    with pytest.raises(ReviewError, match=f"port {port} of 127.0.0.1 cannot be used"):
        open_review(tables, settings=settings, port=port)
    first.taken.close()


def test_every_start_has_another_token(tables: Path) -> None:
    opened = [open_review(tables, settings=Settings(project=tables.parent)) for _ in range(2)]
    assert len({one.token for one in opened}) == 2
    assert all(len(one.token) >= 40 for one in opened)
    for one in opened:
        one.taken.close()


def test_the_command_needs_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["review", "--no-browser"])
    assert result.exit_code == 1
    assert "no documents.parquet here" in result.output
    assert "extract run data/raw" in result.output
