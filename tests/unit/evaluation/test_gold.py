from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.api.gold import evaluate_gold
from extract.cli.app import app
from extract.errors import GoldError
from extract.evaluation.gold import parse_gold, read_corpus
from extract.settings import load_settings

HEAD = """---
title: Two states sign
published: 2031-05-05
source: Invented
issuer: mfa-norland
issuer_kind: foreign-ministry
region: nowhere
topic: diplomacy
hard: false
split: train
---
"""
BODY = "⟦Norland¦a.nor⟧ signed an ⟦accord with ⟦Sudria¦a.sud⟧ on ⟦4 May¦d 2031-05-04⟧¦g.accord⟧."
ENTITIES = """
=====
a.nor: [country, Norland, NOR]
a.sud: [country, Sudria, SUD]
g.accord: {type: agreement, named: false, parties: [NOR, SUD], date: 2031-05-04}
"""


def test_marks_become_mentions() -> None:
    gold = parse_gold(HEAD + BODY + ENTITIES, "doc", "doc.txt")
    text = gold.document.text
    assert text == "Norland signed an accord with Sudria on 4 May."
    assert [(m.text, m.start, m.name, m.country_code) for m in gold.mentions.actors] == [
        ("Norland", 0, "Norland", "NOR"),
        ("Sudria", 30, "Sudria", "SUD"),
    ]
    (day,) = gold.mentions.dates
    assert (day.text, day.timex_type, day.value) == ("4 May", "DATE", "2031-05-04")
    (accord,) = gold.mentions.agreements
    assert accord.text == "accord with Sudria on 4 May"
    assert (accord.parties, accord.date, accord.named) == (("NOR", "SUD"), "2031-05-04", False)
    assert gold.facets["split"] == "train"


BROKEN = {
    "unclosed": (BODY.replace("¦g.accord⟧", ""), "not closed"),
    "unopened": ("Norland¦a.nor⟧", "never opened"),
    "unknown-entity": (BODY.replace("a.sud", "a.nobody"), "stands nowhere"),
    "bad-date": (BODY.replace("d 2031-05-04", "d next May"), "no TIMEX3 value"),
    "blank-edge": (BODY.replace("⟦Norland¦", "⟦Norland ¦"), "white space"),
    "unused-entity": (BODY.replace("⟦Norland¦a.nor⟧", "Norland"), "no mark refers to a.nor"),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_names_its_fault(case: tuple[str, str]) -> None:
    body, reason = case
    with pytest.raises(GoldError, match=reason):
        parse_gold(HEAD + body + ENTITIES, "doc", "doc.txt")


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder with one release, of the split train."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "doc.txt").write_text(HEAD + BODY + ENTITIES, encoding="utf-8")
    return folder


def test_a_place_without_a_feature_is_a_country_if_it_has_the_name_of_one() -> None:
    body = "From ⟦Georgia¦p.a⟧ to ⟦Georgia¦p.b⟧, ⟦Lorn¦p.c⟧ and ⟦Sudria¦p.d⟧."
    entities = """
=====
p.a: [Georgia, GEO]
p.b: [Georgia, USA]
p.c: [Lorn, NOR]
p.d: [Sudria, SUD, null, country]
"""
    places = parse_gold(HEAD + body + entities, "doc", "doc.txt").mentions.places
    assert [place.feature for place in places] == ["country", "other", "other", "country"]


def test_a_split_without_releases_is_no_score_of_100(releases: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", str(releases), "--split", "dev"])
    assert result.exit_code == 1
    assert "no release is of the split 'dev'. Known are train." in result.output


def test_scores_that_cannot_be_written_are_printed_all_the_same(releases: Path) -> None:
    target = releases / "doc.txt" / "scores.json"
    result = CliRunner().invoke(app, ["evaluate", str(releases), "--json", str(target)])
    assert result.exit_code == 1
    assert "mean of the twelve F1" in result.output
    assert f"error: {target}: " in result.output


def test_a_release_in_another_encoding_is_named(releases: Path) -> None:
    (releases / "worse.txt").write_bytes(HEAD.encode() + b"\xffland")
    with pytest.raises(GoldError, match=r"worse\.txt: is not in UTF-8"):
        read_corpus(releases)


def test_the_issuer_has_a_country_as_in_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare ministry is that of the issuer's country: of a packaged issuer, and of one's own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "issuers.csv").write_text("country,names\nGEO,Kestrel Wire\n")
    marked = "The ⟦Ministry of Defence¦a.mod⟧ denied it.\n=====\n"
    folder = tmp_path / "gold"
    folder.mkdir()
    for name, source, country in (
        ("packaged", "Ministry of Foreign Affairs of Ukraine", "UKR"),
        ("own", "Kestrel Wire", "GEO"),
    ):
        head = HEAD.replace("source: Invented", f"source: {source}")
        entity = f"a.mod: [government, Ministry of Defence, {country}]\n"
        (folder / f"{name}.txt").write_text(head + marked + entity, encoding="utf-8")
    report, _ = evaluate_gold(folder, settings=load_settings(tmp_path))
    actors = next(line for line in report.lines if (line.kind, line.label) == ("actors", ""))
    assert actors.fields["country_code"] == (2, 2)
