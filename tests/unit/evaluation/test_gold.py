from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli.app import app
from extract.errors import GoldError
from extract.evaluation.gold import parse_gold

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


def test_a_split_without_releases_is_no_score_of_100(tmp_path: Path) -> None:
    (tmp_path / "doc.txt").write_text(HEAD + BODY + ENTITIES, encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path), "--split", "tarin"])
    assert result.exit_code == 1
    assert "no release is of the split 'tarin'. Did you mean train?" in result.output
