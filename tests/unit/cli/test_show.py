"""What `extract show` prints: marks or colours, no line too long, errors with a way on."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from extract.api.show import show_document
from extract.cli.app import app
from extract.cli.pages.document import document_page
from extract.cli.pages.marks import marked
from extract.records import ActorMention, AgreementMention, Mention, PlaceMention

TEXT = "The pact of Norland and Sudria, then Lorn."


def rows() -> list[Mention]:
    common = {
        "doc_id": "d", "sentence": TEXT, "sentence_start": 0, "sentence_end": len(TEXT),
        "method": "x", "confidence": 0.5,
    }  # fmt: skip

    def at(words: str) -> dict[str, object]:
        start = TEXT.index(words)
        return {**common, "mention_id": words, "text": words, "start": start,
                "end": start + len(words)}  # fmt: skip

    return [
        ActorMention(**at("Norland"), name="Norland", actor_type="country"),  # type: ignore[arg-type]
        ActorMention(**at("Sudria"), name="Sudria", actor_type="country"),  # type: ignore[arg-type]
        PlaceMention(**at("Lorn"), name="Lorn", feature="city"),  # type: ignore[arg-type]
        AgreementMention(
            **at("pact of Norland and Sudria"),  # type: ignore[arg-type]
            title="pact", agreement_type="treaty", named=False,
        ),
    ]  # fmt: skip


def test_brackets_nest() -> None:
    page = marked(TEXT, rows(), Console(file=io.StringIO()))
    assert page.plain == "The ((pact of {Norland} and {Sudria})), then [Lorn]."


def test_a_stretch_of_a_text_shows_what_lies_in_it() -> None:
    page = marked(TEXT[12:], rows(), Console(file=io.StringIO()), first=12)
    assert page.plain == "{Norland} and {Sudria}, then [Lorn]."


def test_colours_on_a_terminal_and_none_if_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Console(file=io.StringIO(), force_terminal=True, color_system="standard")
    page = marked(TEXT, rows(), terminal)
    assert page.plain == TEXT
    assert {str(span.style) for span in page.spans} == {
        "bold cyan", "bold green", "underline magenta",
    }  # fmt: skip
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Console(file=io.StringIO(), force_terminal=True)
    assert "[Lorn]" in marked(TEXT, rows(), plain).plain


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_longer_than_the_terminal(width: int, sample_tables: Path) -> None:
    out = io.StringIO()
    console = Console(file=out, width=width, markup=False, highlight=False)
    for part in document_page(show_document("igo-border", sample_tables), console):
        console.print(part)
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    kalbajar = [line.split() for line in lines if line.lstrip().startswith("428-436")]
    full = ["428-436", "Kalbajar", "Kalbajar", "gn:586047", "AZE", "district", "0.98", "0.99"]
    assert kalbajar == [full if width == 100 else [*full[:3], "AZE", *full[6:]]]


def test_a_document(sample_tables: Path) -> None:
    result = CliRunner().invoke(app, ["show", "igo-border", "--tables", str(sample_tables)])
    assert result.exit_code == 0, result.output
    assert "published  2022-09-14 (from front-matter)" in result.output
    assert "[Dashkasan], [Kalbajar] and [Lachin] directions" in " ".join(result.output.split())
    assert "{actors}  [places]  <dates>  ((agreements))" in result.output
    assert "extract show igo-border-clashes-2022.txt:actors:0-35" in result.output


def test_a_row(sample_tables: Path) -> None:
    target = ["show", "igo-border:places:441-447", "--out", str(sample_tables)]
    result = CliRunner().invoke(app, target, env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "geonames_id 147626" in lines
    assert "place-head 0.84" in lines
    assert "saw word directions" in lines
    assert "in matchers/places/cues.py, data/places.toml" in lines
    assert any(line.startswith("-> ") and "gn:147626" in line for line in lines)
    assert "same place_id Lachin (places:683-689)" in lines


def test_an_agreement_says_where_its_fields_are_from(sample_tables: Path) -> None:
    target = ["show", "igo-border:agreements:788-871", "--out", str(sample_tables)]
    result = CliRunner().invoke(app, target, env={"COLUMNS": "100"})
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "parties ARM its own words: Armenia" in lines
    assert "date 2020-11-10 its own words: 10 November 2020" in lines
    assert "holds 10 November 2020 (dates:855-871)" in lines


def test_a_near_miss_is_an_error_with_a_way_on(sample_tables: Path) -> None:
    result = CliRunner().invoke(app, ["show", "igo-bordre-clashes", "--out", str(sample_tables)])
    assert result.exit_code == 1
    assert "Did you mean" in result.output
    assert "igo-border-clashes-2022.txt" in result.output
