"""The packaged index: opened fast, looked up fast, spellings folded."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from extract.errors import GazetteerError
from extract.knowledge.gazetteer import Gazetteer, load_gazetteer, pack, unpack
from extract.knowledge.load import data_path

#: Bytes; the design gives the index 60 MB on disk.
MOST_BYTES = 60_000_000
#: Seconds to open it and to look a name up for the first time: ten times what the design gives
#: them and 50 times what lookups take, for machines that are busy with other tests.
OPEN, LOOKUP = 0.5, 0.001

ONE = {
    "Danbury": 4832353,
    "Mariupol": 701822,
    "Kharkov": 706483,
    "El Fasher": 379555,
    "Fairfield County": 4834162,
}


@pytest.mark.parametrize(("name", "identifier"), ONE.items(), ids=ONE.keys())
def test_names_have_their_identifiers(name: str, identifier: int) -> None:
    assert identifier in {entry.geonames_id for entry in load_gazetteer().lookup(name)}


def test_spellings_meet() -> None:
    index = load_gazetteer()
    assert index.lookup("Goris") == index.lookup("GORIS")
    assert {e.geonames_id for e in index.lookup("Qubadlı")} <= {
        e.geonames_id for e in index.lookup("Qubadli")
    }


def test_usual_names_come_first_then_the_larger_place() -> None:
    found = load_gazetteer().lookup("Tripoli")
    keys = [(not entry.primary, -entry.population) for entry in found]
    assert keys == sorted(keys)


def test_places_know_their_units() -> None:
    (county,) = load_gazetteer().lookup("Freestone County")
    assert (county.feature, county.country_code, county.admin, county.admin1) == (
        "district",
        "USA",
        "US.TX.161",
        "US.TX",
    )


def test_unknown_names_have_no_place() -> None:
    assert load_gazetteer().lookup("Kelbin Vest") == ()
    assert load_gazetteer().place(1) is None


def test_packed_numbers_come_back() -> None:
    assert list(unpack(pack([(7, 0), (12, 1)]))) == [14, 25]


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"no\.sqlite"):
        Gazetteer.open(tmp_path / "no.sqlite")
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no index" * 200)
    with pytest.raises(GazetteerError, match=r"broken\.sqlite"):
        Gazetteer.open(broken)


def test_size_and_speed() -> None:
    path = data_path("gazetteer.sqlite")
    assert path.stat().st_size < MOST_BYTES
    started = perf_counter()
    index = Gazetteer.open(path)
    assert perf_counter() - started < OPEN
    names = [f"{name} {end}".strip() for name in ONE for end in ("", "County", "Lorn", "City")]
    started = perf_counter()
    for name in names:
        index.lookup(name)
    assert (perf_counter() - started) / len(names) < LOOKUP
