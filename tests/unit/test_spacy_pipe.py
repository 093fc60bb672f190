"""The component for spaCy: the same rows as `extract_text`, in spans, whatever the tokenizer."""

from __future__ import annotations

import pickle
import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extract import spacy_pipe
from extract.api.text import extract_text
from extract.errors import SpacyError
from extract.records import MENTION_TABLES, TABLES
from extract.spacy_pipe import NAME, doc_tables

ROOT = Path(__file__).parents[2]
TEXT = (
    "Envoys of Chad and Mali met in Accra-based halls on Friday\xa0\U0001f54a and recalled "
    "Security Council resolution 2100 (2013)."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe(NAME, config={"published": "2024-05-06"})
    return blank


def _cut_at_blanks(text: str) -> tuple[list[str], list[bool]]:
    """Words and whether a blank follows each: "Accra-based" stays whole."""
    words = text.split(" ")
    return words, [number < len(words) for number, _ in enumerate(words, start=1)]


def spans(doc: Doc, table: str) -> list[tuple[str, str, str]]:
    return [(s.text, s.label_, s.kb_id_) for s in doc.spans[f"press_{table}"]]


def test_spans_have_types_and_identifiers(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert spans(doc, "actors") == [
        ("Chad", "country", "country:TCD"),
        ("Mali", "country", "country:MLI"),
    ]
    assert spans(doc, "places") == [("Accra", "city", "gn:2306104")]
    assert spans(doc, "dates") == [("Friday", "DATE", "2024-05-03")]
    assert spans(doc, "agreements") == [
        ("Security Council resolution 2100 (2013)", "resolution", "unsc-2100")
    ]
    assert [s.id_ for s in doc.spans["press_places"]] == [
        row["mention_id"] for row in doc.user_data[NAME]["places"]
    ]


def test_the_rows_are_those_of_extract_text(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.user_data.update(doc_id="a.txt", source="Kestrel Wire", title="Envoys")
    ours = doc_tables([nlp(doc)])
    theirs = extract_text(
        TEXT, published="2024-05-06", doc_id="a.txt", source="Kestrel Wire", title="Envoys"
    )
    for record in TABLES:
        assert getattr(ours, record.table).equals(getattr(theirs, record.table)), record.table


def test_a_span_of_other_tokens_holds_its_row(nlp: Language) -> None:
    by_blanks = spacy.blank("en")
    by_blanks.tokenizer = lambda text: Doc(by_blanks.vocab, *_cut_at_blanks(text))
    by_blanks.add_pipe(NAME, config={"published": "2024-05-06"})
    letters = spacy.blank("en")
    letters.tokenizer = lambda text: Doc(letters.vocab, list(text), [False] * len(text))
    letters.add_pipe(NAME, config={"published": "2024-05-06"})
    plain = nlp(TEXT).user_data[NAME]
    for other in (by_blanks, letters):
        doc = other(TEXT)
        assert doc.text == TEXT
        assert doc.user_data[NAME] == plain
        for record in MENTION_TABLES:
            rows = plain[record.table]
            group = list(doc.spans[f"press_{record.table}"])
            assert [s.id_ for s in group] == [row["mention_id"] for row in rows]
            for span, row in zip(group, rows, strict=True):
                assert TEXT[row["start"] : row["end"]] == row["text"]
                assert span.start_char <= row["start"]
                assert row["end"] <= span.end_char
    assert spans(by_blanks(TEXT), "places") == [("Accra-based", "city", "gn:2306104")]
    assert spans(letters(TEXT), "places") == [("Accra", "city", "gn:2306104")]


DAYS = {
    "text": ("2024-01-10", "2024-01-05"),
    "date": (date(2024, 1, 10), "2024-01-05"),
    "moment": (datetime(2024, 1, 10, 8, 30), "2024-01-05"),  # noqa: DTZ001
    "none": (None, None),
}


@pytest.mark.parametrize("case", DAYS.values(), ids=DAYS.keys())
def test_the_day_of_a_doc_goes_before_the_configured_one(
    case: tuple[object, str | None], nlp: Language
) -> None:
    published, friday = case
    doc = nlp.make_doc("They met in Accra on Friday.")
    doc.user_data["published"] = published
    (row,) = nlp(doc).user_data[NAME]["dates"]
    assert row["start_date"] == friday


def test_a_day_that_is_none_is_an_error(nlp: Language) -> None:
    doc = nlp.make_doc("They met on Friday.")
    doc.user_data["published"] = "in May"
    with pytest.raises(SpacyError, match="published 'in May' is no day"):
        nlp(doc)


def test_other_languages_and_empty_texts_have_empty_groups(nlp: Language) -> None:
    french = "Le ministre des affaires est venu de la ville de Paris pour en parler. " * 8
    for text, status in ((french, "not_english"), ("", "empty")):
        doc = nlp(text)
        assert doc.user_data[NAME]["documents"][0]["status"] == status
        assert [len(doc.spans[f"press_{r.table}"]) for r in MENTION_TABLES] == [0, 0, 0, 0]


def test_many_texts_make_one_set_of_tables(nlp: Language) -> None:
    other = spacy.blank("en")("Nobody looked at this one.")
    tables = doc_tables([*nlp.pipe(["Chad thanked Mali.", "Mali thanked Chad."]), other])
    assert tables.actors["text"].tolist() == ["Chad", "Mali", "Mali", "Chad"]
    assert tables.documents["doc_id"].nunique() == 2
    assert set(tables.actors["doc_id"]) == set(tables.documents["doc_id"])
    assert len(doc_tables([]).places) == 0


def test_docs_keep_spans_and_rows_when_saved(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = spacy.blank("en").vocab
    (from_bin,) = (
        DocBin()
        .from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes())
        .get_docs(spacy.blank("en").vocab)
    )
    for other in (from_bin, Doc(again).from_bytes(doc.to_bytes())):
        ours, theirs = doc_tables([doc]), doc_tables([other])
        for record in TABLES:
            assert getattr(theirs, record.table).equals(getattr(ours, record.table))
        for record in MENTION_TABLES:
            assert spans(other, record.table) == spans(doc, record.table)


def test_a_saved_pipeline_keeps_its_settings(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded(TEXT).user_data[NAME] == nlp(TEXT).user_data[NAME]


def test_a_copy_for_another_process_leaves_the_model_behind(nlp: Language) -> None:
    nlp(TEXT)
    component = nlp.get_pipe(NAME)
    packed = pickle.dumps(component)
    assert len(packed) < 10_000
    doc = pickle.loads(packed)(nlp.make_doc(TEXT))
    assert spans(doc, "places") == spans(nlp(TEXT), "places")


def test_two_processes_find_the_same(nlp: Language) -> None:
    texts = [TEXT, "Mali thanked Norway.", "They met in Bamako."]
    alone, together = (list(nlp.pipe(texts, n_process=n)) for n in (1, 2))
    assert [d.user_data[NAME] for d in together] == [d.user_data[NAME] for d in alone]
    assert [spans(d, "places") for d in together] == [spans(d, "places") for d in alone]


def test_a_project_brings_its_knowledge(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "places.csv").write_text(
        "name,country,latitude,longitude,feature\nSornvale,NOR,61.2,10.5,city\n"
    )
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME, config={"project": str(tmp_path)})
    assert spans(nlp("They met in Sornvale."), "places") == [
        ("Sornvale", "city", "place:sornvale")
    ]


def test_spacy_finds_the_component_by_its_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (entry,) = project["entry-points"]["spacy_factories"].items()
    assert entry == (NAME, f"extract.spacy_pipe:{spacy_pipe.make_press_extract.__name__}")


def test_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    exec("\n".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL)), {})
    printed = capsys.readouterr().out
    assert "Accra city gn:2306104 " in printed
    assert "unsc-2100 0." in printed
    assert "Bamako" in printed
