"""Documents and rows of a run, found by their ids and explained."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract.api.explain import Explanation, explain
from extract.api.origins import INVENTORY, PUBLISHED, SENTENCE, SPAN
from extract.api.run import run_folder
from extract.api.show import find_mention, is_mention_id, show_document
from extract.errors import OutputError, ShowError
from extract.records import Mention
from extract.settings import Settings

IGO = "igo-border-clashes-2022.txt"
RELEASES = {
    "tripoli/a.txt": "The envoys of Lebanon met near Tripoli. Beirut and Tyre were calm.",
    "tripoli/b.txt": (
        "---\npublished: 2022-09-14\n---\n"
        "Norway and Sweden signed the joint statement of 4 May 2019. They are bound by the "
        "Minsk Protocol too. It began on Monday and ended the next day."
    ),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    for name, text in RELEASES.items():
        path = folder / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    run_folder(folder / "raw", folder / "out")
    return folder / "out"


def mention(run: Path, doc: str, text: str) -> Mention:
    return next(row for row in show_document(doc, run).all if row.text == text)


def told(run: Path, doc: str, text: str) -> Explanation:
    return explain(mention(run, doc, text).mention_id, run)


@pytest.mark.parametrize("doc", [IGO, "igo-border-clashes-2022", "igo", "IGO-border"])
def test_a_document_by_its_id_or_a_part_of_it(doc: str, sample_tables: Path) -> None:
    view = show_document(doc, sample_tables)
    assert view.document.doc_id == IGO
    assert str(view.document.published) == "2022-09-14"
    assert view.run_id is not None
    assert [row.text for row in view.mentions.agreements][1:] == [
        "resolution adopted in Islamabad, Pakistan"
    ]
    for row in view.all:
        assert view.document.text[row.start : row.end] == row.text


def test_what_is_not_there_names_what_is_near(sample_tables: Path, tmp_path: Path) -> None:
    with pytest.raises(ShowError, match=rf"Did you mean\n  {IGO}"):
        show_document("igo-bordr-clashes-2022", sample_tables)
    with pytest.raises(
        ShowError, match=r"is in the ids of \d+ documents.\nName one of\n  mfa-arm"
    ):
        show_document("mfa", sample_tables)
    with pytest.raises(ShowError, match=r"Near it stand\n  .*:places:428-436  Kalbajar"):
        find_mention("igo:places:428-437", sample_tables)
    with pytest.raises(ShowError, match="look like DOC:places:12-20"):
        find_mention("igo:places", sample_tables)
    with pytest.raises(OutputError, match="no documents"):
        show_document("igo", tmp_path)


def test_what_is_the_id_of_a_row() -> None:
    assert is_mention_id("a:b.txt:places:3-12")
    assert not is_mention_id("a:b.txt:towns:3-12")
    assert not is_mention_id("releases.jsonl")


def test_a_place_with_the_meanings_weighed(run: Path) -> None:
    row = told(run, "a.txt", "Tripoli")
    entries = [
        (m.entry.geonames_id, m.entry.country_code) for m in row.meanings if m.entry is not None
    ]
    assert entries[0] == (266826, "LBN")
    assert (2210247, "LBY") in entries
    assert sum(m.share for m in row.meanings) == pytest.approx(1.0, abs=0.01)
    assert [m.share for m in row.meanings] == sorted((m.share for m in row.meanings), reverse=True)
    assert row.meanings[0].share > 0.4
    rule = next(r for r in row.rules if r.words.rule_id == "gazetteer-preposition")
    assert rule.cues == (("word", "near"),)
    assert rule.share == 0.97
    assert row.differs == ()


def test_an_agreement_with_the_sources_of_its_fields(run: Path) -> None:
    row = told(run, "b.txt", "joint statement of 4 May 2019")
    sources = {(o.column, o.value): (o.source, o.words) for o in row.origins}
    assert sources == {
        ("parties", "NOR"): (SENTENCE, "Norway"),
        ("parties", "SWE"): (SENTENCE, "Sweden"),
        ("date", "2019-05-04"): (SPAN, "4 May 2019"),
    }
    (rule,) = row.rules
    assert {("head", "statement"), ("before", "manner")} <= set(rule.cues)
    assert {(r.what, r.mention.text) for r in row.relations} == {
        ("holds", "4 May 2019"),
    }
    date = told(run, "b.txt", "4 May 2019")
    assert [(r.what, r.mention.text) for r in date.relations] == [
        ("in_agreement", "joint statement of 4 May 2019")
    ]


def test_what_only_the_inventory_knows(run: Path) -> None:
    row = told(run, "b.txt", "Minsk Protocol")
    sources = {o.column: o.source for o in row.origins}
    assert sources["known_date"] == sources["title"] == INVENTORY
    place = next(o.words for o in row.origins if o.column == "known_date")
    assert place.startswith("data/agreements.csv:")


def test_a_date_with_its_anchor(run: Path) -> None:
    monday = told(run, "b.txt", "Monday")
    assert [(o.column, o.value, o.source) for o in monday.origins] == [
        ("value", "2022-09-12", SPAN),
        ("anchor", "2022-09-14", PUBLISHED),
    ]
    (rule,) = monday.rules
    assert rule.words.example == "Monday" or rule.words.rule_id == "date:weekday"


def test_what_was_proposed_and_not_kept(sample_tables: Path) -> None:
    row = told(sample_tables, IGO, "Armenian armed forces")
    assert [(p.rule, p.text) for p in row.rivals] == [("demonym", "Armenian")]
    kept = told(sample_tables, IGO, "10 November 2020")
    assert kept.rivals == ()


def test_a_row_that_would_be_another_today_says_so(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "places.csv").write_text(
        "name,country,latitude,longitude\nVelmora,GEO,42.1,44.2\nSorn Vale,GEO,42.1,44.3\n"
    )
    (tmp_path / "a.txt").write_text("Observers arrived in Velmora. They left Sorn Vale at noon.")
    settings = Settings(project=tmp_path)
    run_folder(tmp_path / "a.txt", tmp_path / "out", settings=settings)
    name = mention(tmp_path / "out", "a.txt", "Velmora").mention_id
    own = explain(name, tmp_path / "out", settings=settings)
    assert own.differs == ()
    assert "own:places" in {rule.words.rule_id for rule in own.rules}
    assert [m.entry.slug for m in own.meanings if m.entry is not None] == ["velmora"]
    without = explain(name, tmp_path / "out", settings=Settings())
    assert {"method", "place_id", "latitude"} <= set(without.differs)


def test_without_the_text_the_row_is_told_as_it_stands(
    sample_tables: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(sample_tables, out)
    for path in out.glob("*.parquet"):
        path.unlink()
    view = show_document("igo", out)
    assert (view.document.text, view.document.n_words) == ("", 235)
    row = told(out, "igo", "Lachin")
    assert row.meanings == ()
    assert {rule.words.rule_id for rule in row.rules} == {"ner:GPE", "place-head"}
