"""`extract knowledge check` finds nothing wrong with our files, and each fault in a broken one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.api.knowledge import check_packaged, finds, reasons
from extract.cli.app import app
from extract.deciding.countries import CountrySettler
from extract.knowledge.actors import load_actors
from extract.knowledge.agreements import load_agreements
from extract.knowledge.check.actors import check_offices, check_organizations
from extract.knowledge.check.agreements import check_agreement_words, check_instruments
from extract.knowledge.check.base import Checked
from extract.knowledge.check.countries import check_countries, check_country_rules
from extract.knowledge.check.dates import check_date_rule
from extract.knowledge.check.places import check_index, check_places, check_spellings
from extract.knowledge.check.words import (
    check_issuers,
    check_sources,
    check_trust,
    check_weights,
    of_lists,
)
from extract.knowledge.countries import load_countries
from extract.knowledge.country_rules import CountryRules, load_country_rules
from extract.knowledge.dates import load_dates
from extract.knowledge.gazetteer import SCHEMA, Gazetteer
from extract.knowledge.load import data_path, tables
from extract.knowledge.own.sheet import Row
from extract.knowledge.places import load_places

PACKAGED = {one.file: one for one in check_packaged()}
COUNTRIES, ACTORS, PLACES = load_countries(), load_actors(), load_places()
AGREEMENTS = load_agreements()


@pytest.mark.parametrize("checked", PACKAGED.values(), ids=PACKAGED.keys())
def test_nothing_is_wrong_with_a_packaged_file(checked: Checked) -> None:
    assert [str(problem) for problem in checked.problems] == []
    assert checked.entries > 0


def test_every_packaged_file_is_checked() -> None:
    present = {path.name for path in data_path("SOURCES.toml").parent.iterdir()}
    files = {f"data/{name}" for name in present if not name.startswith(("__", "."))}
    assert files == set(PACKAGED)


def test_files_with_examples_run_them() -> None:
    with_examples = {"country_rules.toml", "dates.toml", "agreements.toml", "dates_hours.toml"}
    assert all(PACKAGED[f"data/{name}"].examples > 20 for name in with_examples)
    assert PACKAGED["data/agreements.csv"].entries >= 600


def broken(columns: str, *lines: str) -> tuple[Row, ...]:
    """Rows of a file that says nothing else; line 2 is the first."""
    names = columns.split(",")
    return tuple(
        Row("data/x.csv", number, dict(zip(names, line.split(","), strict=True)))
        for number, line in enumerate(lines, start=2)
    )


def said(checked: Checked) -> list[str]:
    return [str(problem).removeprefix("data/x.csv:") for problem in checked.problems]


def starts(found: Iterable[str], expected: list[str]) -> None:
    listed = list(found)
    assert len(listed) == len(expected), listed
    assert all(map(str.startswith, listed, expected)), listed


def test_countries() -> None:
    columns = "code,name,formal_name,aliases,geonames_id,latitude,longitude,continent"
    rows = broken(
        columns,
        "NOR,Norway,,Noreg|Noreg,3144096,95,8,Europe",
        "no,Norland,,,1,,8,Europe",
        "SWE,Sweden,,Norway,2661886,62,15,",
    )
    starts(
        said(check_countries(rows, COUNTRIES)),
        [
            "2: NOR: latitude '95' is not between -90 and 90. Write degrees",
            "2: NOR: repeats the name 'Noreg'",
            "2: NOR: 'Noreg' means nobody",
            "3: no: is no code.",
            "3: no: has half a point.",
            "3: no: 'Norland' means nobody",
            "4: SWE: continent is empty",
            "4: SWE: 'Norway' means NOR",
            "4: SWE: 'norway' is a name of NOR too",
        ],
    )


def test_country_rules() -> None:
    rule = next(rule for rule in load_country_rules().country if rule.rule_id == "in")
    odd = replace(rule, examples=("[Chad] said so.",), counter_examples=("Envoys met in [Chad].",))
    rules = CountryRules(country=(odd, odd), capital=())
    why = reasons(CountrySettler(load_country_rules(), COUNTRIES))
    found = [str(problem) for problem in check_country_rules(rules, why).problems]
    assert any("country:in: does not decide its example '[Chad] said so.'" in p for p in found)
    assert any("country:in: decides its counter-example 'Envoys met in" in p for p in found)
    assert any("country:in: stands twice" in p for p in found)


def test_organizations() -> None:
    rows = broken(
        "id,name,type,country,aliases,short",
        "vald,Vald Front,group,,VF,",
        "vald,Olt Group,person,Oltia,V.F.,",
        "sea,Chad,igo,,SF|SF,",
    )
    starts(
        said(check_organizations(rows, COUNTRIES)),
        [
            "2: vald: stands twice",
            "3: vald: type 'person' is unknown. Known are",
            "3: vald: country 'Oltia' is unknown",
            "3: vald: stands twice",
            "4: sea: 'Chad' is a country",
            "4: sea: repeats 'SF'",
        ],
    )
    shared = broken("id,name,type,country,aliases,short", "a,A B,igo,,VF,", "b,B C,igo,,V.F.,")
    starts(said(check_organizations(shared, COUNTRIES)), ["3: b: shares 'vf' with a. Leave it"])


def test_offices() -> None:
    rows = broken(
        "person,aliases,office,polity,start,end,nationality",
        "Ana Brisk,,monarch,NOR,2031-05,2033,",
        "Bo Olt,,monarch,NOR,2032,,",
        "Ana Sorn,,tea-master,Oltia,2031-13,2030,",
    )
    starts(
        (p for p in said(check_offices(rows, ACTORS, COUNTRIES)) if "is not found" not in p),
        [
            "3: Bo Olt: begins before Ana Brisk of line 2 leaves",
            "4: Ana Sorn: office 'tea-master' is unknown",
            "4: Ana Sorn: polity 'Oltia' is unknown",
            "4: Ana Sorn: start '2031-13' is no date",
            "4: Ana Sorn: leaves before coming",
        ],
    )


def test_places() -> None:
    columns = "id,name,aliases,country,latitude,longitude,feature,geonames_id"
    rows = broken(
        columns,
        "sorn,Sorn Nowhere,,Oltia,91,8,town,",
        "baku,Baku,,AZE,10.5,49.8,city,587084",
        "baku,Baku,,AZE,40.4,49.8,city,",
    )
    starts(
        (p for p in said(check_places(rows, PLACES, COUNTRIES)) if "is not found" not in p),
        [
            "2: sorn: feature 'town' is unknown",
            "2: sorn: country 'Oltia' is unknown",
            "2: sorn: latitude '91' is not between",
            "3: baku: geonames_id 587084 is Baku, AZE, ",
            "3: baku: id baku stands twice",
            "4: baku: id baku stands twice",
        ],
    )
    names = broken(
        "geonames_id,name,spellings,abbreviations,postal", "1,Sorn,,,", "587084,B,X Y,,"
    )
    starts(
        said(check_spellings(names, PLACES)),
        ["2: Sorn: geonames_id '1' is not in the index", "3: B: is not found as 'X Y'"],
    )


def test_the_place_index(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    base = sqlite3.connect(path)
    base.executescript(SCHEMA)
    base.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (1, "Sorn", 95.0, 8.0, "NOR", "", "city", 5),
            (2, "Olt", 9.0, 8.0, "OLT", "", "town", -5),
        ],
    )
    base.commit()
    base.close()
    checked = check_index(replace(PLACES, gazetteer=Gazetteer.open(path)), COUNTRIES)
    assert [str(problem) for problem in checked.problems] == [
        "data/gazetteer.sqlite: 1 Sorn: lies nowhere on earth. Rebuild.",
        "data/gazetteer.sqlite: 2 Olt: has an impossible population. Rebuild.",
        "data/gazetteer.sqlite: OLT: is no code of countries.csv. Rebuild.",
        "data/gazetteer.sqlite: town: is no known feature. Rebuild.",
    ]


def test_agreements() -> None:
    columns = "agreement_id,title,aliases,agreement_type,date,venue,parties,number"
    rows = broken(
        columns,
        "un-charter-1945,Charter of the United Nations,,charter,1945-06-31,,NOX,",
        "sorn,Sorn Accord,Sorn Accord,acord,,,,",
        "sorn,Sorn Text,,resolution,,,,",
    )
    starts(
        (
            p
            for p in said(check_instruments(rows, AGREEMENTS, COUNTRIES, ()))
            if "is not found" not in p
        ),
        [
            "2: un-charter-1945: date '1945-06-31' is no date",
            "2: un-charter-1945: party 'NOX' is no code",
            "3: sorn: agreement_id stands twice",
            "3: sorn: agreement_type 'acord' is unknown",
            "3: sorn: repeats the name 'Sorn Accord'",
            "4: sorn: agreement_id stands twice",
            "4: sorn: is a resolution without number or body",
        ],
    )


def test_words_of_agreements() -> None:
    content: Mapping[str, Any] = {
        "example": [{"text": "They met."}, {"text": "The [envoys] met on Monday."}],
        "counter_example": [{"text": "It was the worst shelling since the 2016 ceasefire."}],
        "words": {"a": ["b", "b", " "]},
    }
    found = [
        str(p).split(": ", 1)[1]
        for p in check_agreement_words(content, AGREEMENTS, finds()).problems
    ]
    starts(
        sorted(found),
        [
            "It was the worst shelling since the 2016 ceasefire.: finds ['2016 ceasefire'], where",
            "The [envoys] met on Monday.: finds [], not ['envoys']",
            "They met.: marks nothing",
            "b: stands twice in words.a",
            "words.a: holds an empty word",
        ],
    )


def test_rules_of_dates() -> None:
    grammar = load_dates()
    rule = replace(grammar.rules[0], form="none", examples=("x",), counter_examples=())
    found = [str(p) for p in check_date_rule("dates.toml", rule, grammar, {"day"})]
    assert [
        part for part in ("no counter-example", "no normaliser", "not find its example 'x'")
        if any(part in problem for problem in found)
    ] == ["no counter-example", "no normaliser", "not find its example 'x'"]  # fmt: skip
    good = grammar.rules[0]
    catching = replace(good, counter_examples=good.examples)
    assert any(
        "catches its counter-example" in str(p)
        for p in check_date_rule("dates.toml", catching, grammar, {good.form})
    )


def test_lists_and_figures() -> None:
    trust = check_trust({"shares": {"a": 1.0}, "strong": ["a", "b"]}).problems
    assert [p.reason for p in trust] == [
        "share 1.0 is not between 0 and 1",
        "is strong without a share",
    ]
    rows = broken("country,names,hosts", "NOR,Post,", "OLT,Post,", ",,")
    starts(
        said(check_issuers(rows, COUNTRIES)),
        [
            "3: Post: country 'OLT' is unknown",
            "3: Post: 'post' stands on line 2 for NOR",
            "4: (no name): has neither names nor hosts",
        ],
    )
    weights = check_weights("x.csv", broken("feature,weight", "a,1", "a,nan"))
    starts(
        said(weights),
        ["2: a: stands twice", "3: a: stands twice", "3: a: weight 'nan' is no number"],
    )
    assert [p.record for p in of_lists("places.toml", {"x": {"y": ["a", "a"]}})] == ["a"]


def test_sources() -> None:
    sources = {name: told for name, told in tables("SOURCES.toml").items() if name != "trust.toml"}
    found = check_sources({**sources, "none.csv": {"what": "x"}}).problems
    assert {(p.record, p.reason) for p in found} == {
        ("trust.toml", "has no source"),
        ("none.csv", "is no file"),
        ("none.csv", "date is missing or unknown"),
        ("none.csv", "licence is missing or unknown"),
        ("none.csv", "origin is missing or unknown"),
    }


def test_the_command_names_own_files_too(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "places.csv").write_text(
        "name,aliases,latitude,longitude\nVelmora,velmora flats,42.1,44.2\n"
    )
    (own / "agreements.csv").write_text("title,agreement_type\nVelmora Accord,agreement\n")
    result = CliRunner().invoke(app, ["knowledge", "check", str(own)])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0].startswith(
        f"{own.as_posix()}/places.csv:2: Velmora: 'velmora flats' is not found in 'Observers"
    )
    assert any(line.split() == ["data/countries.csv", "250", "entries", "581", "examples"]
               for line in lines)  # fmt: skip
    assert lines[-1].endswith("examples: 1 problem")


def test_the_command_names_bad_lines_before_it_tries_names(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("name,latitude,longitude\nSorn,95,1\nOlt,1,1\n")
    result = CliRunner().invoke(app, ["knowledge", "check", str(tmp_path)])
    assert result.exit_code == 1
    assert "places.csv:2: Sorn: latitude '95' is not between" in result.output
    (tmp_path / "places.csv").write_text("name,latitude,longitude\nOlt Vale,1,1\n")
    result = CliRunner().invoke(app, ["knowledge", "check", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1].endswith("no problems")
