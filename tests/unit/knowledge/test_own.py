"""A project's own files: what a row becomes, what it takes over, what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import KnowledgeError
from extract.knowledge.own.files import OwnFiles, find_own
from extract.knowledge.whole import load_knowledge, read_knowledge


def written(folder: Path, **files: str) -> OwnFiles:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return find_own(folder)


def test_a_place_means_itself_alone(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        places="name,aliases,country,latitude,longitude,container\n"
        "Split,Spalato Nuova,Norway,61.2,10.5,\n"
        "Tripoli,,NOR,61.3,10.6,Innlandet\n",
    )
    places = load_knowledge(own).places
    assert [(e.country_code, e.slug, e.latitude) for e in places.find("TRIPOLI")] == [
        ("NOR", "tripoli", 61.3)
    ]
    assert places.find("Tripoli")[0].admin.startswith("NO.")
    assert places.find("Spalato Nuova") == places.find("Split")
    assert "split" not in places.words.never
    assert load_knowledge().places.find("Tripoli")[0].country_code == "LBY"


def test_a_unit_of_the_file_contains_its_places(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        places="name;country;latitude;longitude;feature;container\n"
        "Vald Province;NOR;61;10;region;\nSorn;NOR;61.1;10.2;;Vald Province\n",
    )
    places = load_knowledge(own).places
    (province,), (village,) = places.find("Vald Province"), places.find("Sorn")
    assert (village.admin1, village.feature) == (province.admin, "city")


def test_a_geonames_identifier_brings_its_point_and_all_its_names(tmp_path: Path) -> None:
    own = written(tmp_path, places="name,geonames_id,country\nLachin Town,147626,ARM\n")
    places = load_knowledge(own).places
    packaged = load_knowledge().places.gazetteer.place(147626)
    assert packaged is not None
    for name in ("Lachin Town", "Laçın"):
        entry = next(e for e in places.find(name) if e.geonames_id == 147626)
        assert (entry.name, entry.country_code) == ("Lachin Town", "ARM")
        assert (entry.latitude, entry.longitude) == (packaged.latitude, packaged.longitude)


def test_a_body_takes_its_spellings_and_its_namesakes_place(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        organizations="name,type,aliases,short\n"
        "NATO,military,OTAN,\nVald Front,group,OSCE,Front\n",
    )
    actors = load_knowledge(own).actors
    nato, front = actors.organization("OTAN"), actors.organization("O.S.C.E.")
    assert nato is not None
    assert front is not None
    assert (nato.org_id, nato.actor_type) == ("nato", "military")
    assert actors.organization("North Atlantic Treaty Organization") == nato
    assert (front.name, front.shorts) == ("Vald Front", ("Front",))
    europe = actors.by_id["osce"]
    assert "OSCE" not in europe.names


def test_a_term_of_office_replaces_the_packaged_one(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        offices="person,office,polity,start,end\n"
        "Nikol Pashinyan,Prime Minister,Armenia,2018-05-08,2031-01\n"
        "Ana Brisk,secretary-general,NATO,2031,\n",
    )
    actors = load_knowledge(own).actors
    terms = [h for h in actors.by_person["nikol pashinyan"] if h.office == "prime-minister"]
    assert [(h.start, h.end) for h in terms] == [("2018-05-08", "2031-01")]
    assert [(h.polity, h.office) for h in actors.by_surname["brisk"]] == [
        ("nato", "secretary-general")
    ]


def test_an_instrument_goes_before_its_namesake_and_keeps_its_facts(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        agreements="title,agreement_type,aliases,date,parties\n"
        "Charter of the United Nations,charter,Frisco Charter,,\n"
        "Sorn Accord,agreement,Genocide Convention,2031-04,Norway|UNSC\n",
    )
    agreements = load_knowledge(own).agreements
    (charter,) = agreements.named("UN Charter")
    assert (charter.instrument_id, charter.date) == ("un-charter-1945", "1945-06-26")
    assert agreements.named("frisco charter") == (charter,)
    (accord,) = agreements.named("Genocide Convention")
    assert (accord.instrument_id, accord.parties) == ("sorn-accord-2031", ("NOR", "UNSC"))


def test_countries_get_names_and_new_ones_are_made(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        countries="code,country_code,name,aliases,adjectives\n"
        "XKX,RKS,,Kosova Republic,\nVLD,,Vald,Vald Republic,Valdic\nDEU,,Federal Germany,,\n",
    )
    knowledge = load_knowledge(own)
    countries = knowledge.countries
    assert [countries.named(n).code for n in ("Kosova Republic", "Kosovo", "vald")] == [  # type: ignore[union-attr]
        "XKX", "XKX", "VLD",
    ]  # fmt: skip
    assert countries.of_demonym("Valdic") is countries.by_code["VLD"]
    assert countries.named("Germany") is countries.named("Federal Germany")
    assert countries.by_code["DEU"].name == "Federal Germany"
    assert knowledge.own.codes == {"XKX": "RKS"}


#: A file, and what is said of it: line, record and the beginnings of reason and fix.
BROKEN = {
    "no-point": (
        "places",
        "# ours\nname,latitude,longitude\nSorn,95.2,\n",
        [
            "3: Sorn: latitude '95.2' is not between -90 and 90. Write degrees north",
            "3: Sorn: longitude is empty. Write degrees east",
        ],
    ),
    "all-lines-are-named": (
        "places",
        (
            "name,latitude,longitude,feature,country,container,geonames_id\n"
            "Sorn,61,10,citty,,,\nOlt,61,10,,Norwegia,,\nVest,61,10,,NOR,Nowhere Land,\n"
            "France,48,2,,,,\nUsk,1,1,,,,seven\n"
        ),
        [
            "2: Sorn: feature 'citty' is unknown. Did you mean city?",
            "3: Olt: country 'Norwegia' is unknown.",
            "4: Vest: container 'Nowhere Land' is unknown.",
            "5: France: 'France' is a country. Put it into countries.csv.",
            "6: Usk: geonames_id 'seven' is no number.",
        ],
    ),
    "the-same-place-twice": (
        "places",
        "name,latitude,longitude\nSorn,1,1\nsorn,2,2\n",
        ["2: Sorn: stands on two lines. Give each", "3: sorn: stands on two lines."],
    ),
    "quoted-lines-count": (
        "places",
        'name,latitude,longitude\n"Sorn\nVale",1,1\n\nOlt,x,1\n',
        ["5: Olt: latitude 'x' is not between"],
    ),
    "header": (
        "organizations",
        "nmae,type\nVald Front,group\n",
        ["1: nmae: is no column of this file. Did you mean name?", "1: name: is a column that is"],
    ),
    "too-many-cells": (
        "organizations",
        "name,type\nVald Front, of Norland,group\n",
        ["2: Vald Front: has 3 cells under 2 columns. Put a cell that holds a comma in double"],
    ),
    "bodies": (
        "organizations",
        (
            "name,type,country,aliases\nVald Front,grupe,,\nOlt Group,group,Oltia,\n"
            "Sorn Front,group,,SF\nSea Fund,igo,,SF|Chad\n"
        ),
        [
            "2: Vald Front: type 'grupe' is unknown. Did you mean group?",
            "3: Olt Group: country 'Oltia' is unknown.",
            "5: Sea Fund: 'Chad' is a country.",
            "5: Sea Fund: 'SF' is a name of 'Sorn Front' too.",
        ],
    ),
    "offices": (
        "offices",
        (
            "person,office,polity,start,end\nBrisk,Foreign Minister,NOR,2031,\n"
            "Ana Brisk,Tea Master,NOR,2031-13,\nAna Olt,president,Nowhere,2031,2030\n"
        ),
        [
            "2: Brisk: 'Brisk' is no full name.",
            "3: Ana Brisk: office 'Tea Master' is unknown.",
            "3: Ana Brisk: start '2031-13' is no date.",
            "4: Ana Olt: polity 'Nowhere' is unknown.",
            "4: Ana Olt: leaves before coming.",
        ],
    ),
    "agreements": (
        "agreements",
        (
            "title,agreement_type,date,parties,number\nSorn Accord,acord,2031-02-30,NOX,\n"
            "Sorn Text,resolution,,,\n,plan,,,\n"
        ),
        [
            "2: Sorn Accord: agreement_type 'acord' is unknown.",
            "2: Sorn Accord: date '2031-02-30' is no date.",
            "2: Sorn Accord: party 'NOX' is no code of a country.",
            "3: Sorn Text: is a resolution without number or body.",
            "4: (no name): title is empty.",
        ],
    ),
    "countries": (
        "countries",
        "code,country_code,name\nKosovo,,\nXKX,rks,\nVLD,,\n",
        [
            "2: Kosovo: is no code of a country.",
            "2: Kosovo: is a new country without a name.",
            "3: XKX: country_code 'rks' is no code.",
            "4: VLD: is a new country without a name.",
        ],
    ),
    "issuers": (
        "issuers",
        "country,names,hosts\nOltia,Wire,\n,,\nNOR,Post,\nSWE,Post,\n",
        [
            "2: Wire: country 'Oltia' is unknown.",
            "5: Post: 'Post' stands twice with different countries.",
        ],
    ),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_every_problem_is_named_with_its_line(
    case: tuple[str, str, list[str]], tmp_path: Path
) -> None:
    name, text, expected = case
    own = written(tmp_path, **{name: text})
    _, problems = read_knowledge(own)
    file = (tmp_path / f"{name}.csv").as_posix()
    said = [str(problem).removeprefix(f"{file}:") for problem in problems]
    assert len(said) == len(expected), said
    assert all(map(str.startswith, said, expected)), said
    with pytest.raises(KnowledgeError, match="Mend these lines"):
        load_knowledge(own)


def test_a_file_of_another_name_is_no_file_of_ours(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "place.csv").write_text("name\n")
    with pytest.raises(KnowledgeError, match=r"place\.csv: no file .* Did you mean places\.csv"):
        find_own(tmp_path)


def test_a_folder_that_is_missing_and_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such folder"):
        find_own(tmp_path / "none")
    (tmp_path / "places.csv").write_bytes("name\nŞuşa\n".encode("utf-16"))
    with pytest.raises(KnowledgeError, match="is not in UTF-8; save it"):
        find_own(tmp_path)
