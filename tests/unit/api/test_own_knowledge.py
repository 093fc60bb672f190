"""A project's own knowledge in `extract run` and `extract_text`: found, linked, and said so."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from extract.api.tables import Tables, load_tables
from extract.api.text import extract_text
from extract.cli.app import app
from extract.settings import load_settings

FILES = {
    "places": "name,country,latitude,longitude,feature\n"
    "Velmora,Georgia,42.1,44.2,city\nOstrin Pass,GEO,42.3,44.4,terrain\n",
    "organizations": "name,type,country,aliases,short\nKestrel Alliance,igo,,KSTA,Alliance\n",
    "offices": "person,office,polity,start,end\nTamsin Orvelle,Foreign Minister,Georgia,2031-05,\n"
    "Bren Orvelle,Foreign Minister,Georgia,2027-01,2031-04\n",
    "agreements": "title,agreement_type,date,venue,parties,aliases\n"
    "Velmora Accord,agreement,2031-04-12,Velmora,Armenia|Georgia,VELAC\n",
    "countries": "code,country_code,aliases\nXKX,RKS,Kosova Republic\n",
    "issuers": "country,names,hosts\nXKX,Kestrel Wire,\n",
}
RELEASE = """Foreign Minister Orvelle arrived in Velmora on Friday. The Kestrel Alliance welcomed
the Velmora Accord, and KSTA will send monitors to Ostrin Pass. The Kosova Republic rejected
the talks in Pristina.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with own knowledge and one release, entered."""
    (tmp_path / "knowledge").mkdir()
    for name, text in FILES.items():
        (tmp_path / "knowledge" / f"{name}.csv").write_text(text)
    (tmp_path / "raw").mkdir()
    head = "---\npublished: 2031-06-05\nsource: Kestrel Wire\n---\n"
    (tmp_path / "raw" / "visit.txt").write_text(head + RELEASE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[str, ...]]:
    cells = table[list(columns)].astype("object").fillna("")
    return [tuple(" ".join(str(cell).split()) for cell in row) for row in cells.to_numpy()]


def check(tables: Tables) -> None:
    assert rows(tables.places, "text", "place_id", "country_code", "feature") == [
        ("Velmora", "place:velmora", "GEO", "city"),
        ("Ostrin Pass", "place:ostrin-pass", "GEO", "terrain"),
        ("Pristina", "gn:786714", "RKS", "city"),
    ]
    assert rows(tables.actors, "text", "actor_id", "country_code") == [
        ("Orvelle", "person:tamsin-orvelle", "GEO"),
        ("Kestrel Alliance", "org:kestrel-alliance", ""),
        ("KSTA", "org:kestrel-alliance", ""),
        ("Kosova Republic", "country:XKX", "RKS"),
    ]
    assert rows(tables.agreements, "text", "agreement_id", "known_date", "known_parties") == [
        ("Velmora Accord", "velmora-accord-2031", "2031-04-12", "['ARM', 'GEO']"),
    ]
    assert tables.documents["source_country"].tolist() == ["RKS"]
    marks = {
        text: [rule for rule in method.split("+") if rule.startswith("own:")]
        for table in (tables.places, tables.actors, tables.agreements)
        for text, method in rows(table, "text", "method")
    }
    assert marks == {
        "Velmora": ["own:places"],
        "Ostrin Pass": ["own:places"],
        "Pristina": ["own:countries"],
        "Orvelle": ["own:offices"],
        "Kestrel Alliance": ["own:organizations"],
        "KSTA": ["own:organizations"],
        "Kosova Republic": ["own:countries"],
        "Velmora Accord": ["own:agreements"],
    }


def test_extract_text_finds_links_and_says_so(project: Path) -> None:
    check(
        extract_text(
            RELEASE.replace("\n", " "),
            published="2031-06-05",
            source="Kestrel Wire",
            settings=load_settings(project),
        )
    )


def test_a_run_does_too_and_a_changed_file_makes_another_run(project: Path) -> None:
    def run() -> str:
        result = CliRunner().invoke(app, ["run", "raw", "--out", "out"])
        assert result.exit_code == 0, result.output
        manifest = json.loads((project / "out" / "manifest.json").read_text())
        assert set(manifest["made_by"]["settings"]["knowledge"]) == {f"{n}.csv" for n in FILES}
        return str(manifest["run_id"])

    first = run()
    check(load_tables("out"))
    assert run() == first
    with (project / "knowledge" / "agreements.csv").open("a") as file:
        file.write("Ostrin Memorandum,memorandum,2031,,,\n")
    assert run() != first


def test_who_held_the_office_then(project: Path) -> None:
    found = extract_text(
        "Foreign Minister Orvelle spoke in Tbilisi.",
        published="2028-06-05",
        settings=load_settings(project),
    )
    assert rows(found.actors, "actor_id", "role") == [("person:bren-orvelle", "Foreign Minister")]


def test_without_own_files_nothing_of_it_is_known() -> None:
    found = extract_text("The Kestrel Alliance arrived in Velmora.", published="2031-06-05")
    assert not found.places["place_id"].notna().any()
    assert not found.actors["method"].str.contains("own:").any()


def test_a_run_names_every_bad_line(project: Path) -> None:
    (project / "knowledge" / "places.csv").write_text(
        "name,latitude,longitude\nSorn,95,1\nOlt,1,200\n"
    )
    result = CliRunner().invoke(app, ["run", "raw", "--out", "out"])
    assert result.exit_code == 1
    assert "knowledge/places.csv:2: Sorn: latitude '95'" in result.output
    assert "knowledge/places.csv:3: Olt: longitude '200'" in result.output
    assert "`extract knowledge check` repeats the test" in result.output
    assert not (project / "out").exists()
