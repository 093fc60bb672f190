"""A dump of GeoNames becomes an index; what is broken in it is named with its line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from extract.api.gazetteer import build_gazetteer
from extract.errors import GazetteerError
from extract.knowledge.gazetteer import Entry, Gazetteer
from small_dump import PLACES, place_row, write_dump, write_table


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The small dump, compiled with the defaults."""
    folder = tmp_path_factory.mktemp("dump")
    build_gazetteer(folder / "places.sqlite", dump=write_dump(folder / "dump"))
    return Gazetteer.open(folder / "places.sqlite")


#: Name -> what it may mean, in order: identifier, country, unit, feature, whether it is the usual.
FOUND = {
    "Şuşa": [(585225, "AZE", "AZ.50", "city", True)],
    "Shusha": [(585225, "AZE", "AZ.50", "city", False)],
    "Shushi": [(585225, "AZE", "AZ.50", "city", False)],
    "Lachin": [(147626, "AZE", "AZ.33", "city", True)],
    "Latchine": [(147626, "AZE", "AZ.33", "city", False)],
    "lachin town": [(147626, "AZE", "AZ.33", "city", False)],
    "Pristina": [(786714, "XKX", "", "city", True)],
    "Paris": [
        (2988507, "FRA", "FR.11", "city", True),
        (4717560, "USA", "US.TX.277", "city", True),
    ],
    "City of Paris": [(2988507, "FRA", "FR.11", "city", True)],
    "Old Paris": [(2988507, "FRA", "FR.11", "city", False)],
    "Lutetia": [(2988507, "FRA", "FR.11", "city", False)],
    "Texas": [(4736286, "USA", "US.TX", "region", True)],
    "Lamar County": [(4705086, "USA", "US.TX.277", "district", True)],
    "Asia": [(6255147, "", "", "region", True)],
    # from the places they lie in
    "Kerrin": [(90000001, "USA", "US.TX", "region", True)],
    "Mount Osk": [(90000002, "USA", "US.TX", "terrain", True)],
    # a former state that the list of countries lacks
    "Velden Bridge": [(90000003, "SCG", "", "building", True)],
    # must stay out
    "Шуша": [],
    "PAR": [],
    "75001": [],
    "https://en.wikipedia.org/wiki/Paris": [],
    "Route 9": [],
    "Ninth Road": [],
    "France": [],
}


@pytest.mark.parametrize("name", FOUND)
def test_names_lead_to_places(index: Gazetteer, name: str) -> None:
    assert [facts(entry) for entry in index.lookup(name)] == FOUND[name]


def facts(entry: Entry) -> tuple[int | None, str, str, str, bool]:
    return (
        entry.geonames_id, entry.country_code, entry.admin, entry.feature, entry.primary
    )  # fmt: skip


def test_points_and_people_are_kept(index: Gazetteer) -> None:
    town = index.place(4717560)
    assert town is not None
    assert (town.name, town.latitude, town.longitude, town.population) == (
        "Paris", 33.66, -95.56, 24_782,
    )  # fmt: skip


def test_the_index_says_where_it_comes_from(index: Gazetteer) -> None:
    origin = index.origin()
    assert origin.source == "GeoNames dump"
    assert origin.as_of == "2024-05-31"
    assert "APLHTS" in origin.kept
    assert "CC BY 4.0" in origin.attribution


def test_plain_files_and_another_order_of_places_give_the_same_bytes(tmp_path: Path) -> None:
    build_gazetteer(tmp_path / "packed.sqlite", dump=write_dump(tmp_path / "packed"))
    plain = write_dump(tmp_path / "plain", zipped=False)
    write_table(plain, "allCountries", [place_row(place) for place in reversed(PLACES)])
    build_gazetteer(tmp_path / "plain.sqlite", dump=plain)
    assert (tmp_path / "packed.sqlite").read_bytes() == (tmp_path / "plain.sqlite").read_bytes()


def test_classes_and_languages_are_chosen(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump")
    facts = build_gazetteer(tmp_path / "one", dump=dump, classes="tp", languages=["fr"])
    assert facts.features == {"city": 6, "region": 1, "terrain": 1}
    index = Gazetteer.open(tmp_path / "one")
    assert index.lookup("Texas") == index.lookup("Shushi") == ()
    assert [entry.geonames_id for entry in index.lookup("Latchine")] == [147626]
    assert [entry.geonames_id for entry in index.lookup("Lachin Town")] == [147626]
    with pytest.raises(GazetteerError, match=r"no such classes of places: X.\nChoose some of APL"):
        build_gazetteer(tmp_path / "two", dump=dump, classes="PX")


def test_hierarchy_may_be_missing(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump")
    (dump / "hierarchy.txt").unlink()
    build_gazetteer(tmp_path / "index", dump=dump)
    (island,) = Gazetteer.open(tmp_path / "index").lookup("Kerrin")
    assert (island.country_code, island.admin) == ("", "")


def test_missing_files_are_named_with_where_to_get_them(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump")
    (dump / "alternateNamesV2.zip").unlink()
    (dump / "admin2Codes.txt").unlink()
    message = r"dump: no alternateNamesV2.zip, no admin2Codes.txt here\.\nDownload them from https"
    with pytest.raises(GazetteerError, match=message):
        build_gazetteer(tmp_path / "index", dump=dump)


GOOD = place_row(PLACES[0])
#: Table -> a line that breaks it, and the words for that.
BROKEN = {
    "short": ("allCountries", "585225\tŞuşa", "has 2 cells, not 19"),
    "latitude": (
        "allCountries",
        GOOD.replace("39.76", "north"),
        "'north' is no number of degrees",
    ),
    "outside": ("allCountries", GOOD.replace("39.76", "97.0"), "'97.0' is no number of degrees"),
    "nan": ("allCountries", GOOD.replace("39.76", "nan"), "'nan' is no number of degrees"),
    "people": ("allCountries", GOOD.replace("5000", "many"), "'many' is no number"),
    "identifier": ("allCountries", GOOD.replace("585225", "x"), "'x' is no number"),
    "too-great": ("allCountries", GOOD.replace("585225", "4000000000"), "is no identifier"),
    "name": ("alternateNamesV2", "1\tx\ten\tShusha\t\t\t\t\t\t", "'x' is no number"),
    "unit": ("admin1CodesASCII", "US.TX\tTexas", "has 2 cells, not 4"),
    "parent": ("hierarchy", "x\t585225\tADM", "'x' is no number"),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_line_is_named(case: tuple[str, str, str], tmp_path: Path) -> None:
    table, line, reason = case
    dump = write_dump(tmp_path / "dump", zipped=False)
    path = dump / f"{table}.txt"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    write_table(dump, table, [first, line])
    with pytest.raises(GazetteerError) as error:
        build_gazetteer(tmp_path / "index", dump=dump)
    assert f"{table}.txt, line 2: " in str(error.value)
    assert reason in str(error.value)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["dump"]


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump", zipped=False)
    (dump / "allCountries.txt").write_bytes(b"\n" + GOOD.encode("latin-1", "replace") + b"\xff\n")
    with pytest.raises(GazetteerError, match=r"allCountries.txt, line 2: is no UTF-8"):
        build_gazetteer(tmp_path / "index", dump=dump)


@pytest.mark.parametrize("content", ["no zip", "another file", "cut off"])
def test_a_broken_zip_is_named(content: str, tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "dump")
    path = dump / "allCountries.zip"
    if content == "no zip":
        path.write_bytes(b"PK no zip")
    elif content == "another file":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "none")
    else:
        path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(GazetteerError, match=r"is no whole zip with allCountries.txt"):
        build_gazetteer(tmp_path / "index", dump=dump)
