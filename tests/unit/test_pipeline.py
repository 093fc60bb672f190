"""Rows are found in the view of a text and stand in the text as it is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extract.api.text import pipeline_for
from extract.engine.walk import walk
from extract.pipeline import Pipeline
from extract.reading.text import document_of_text
from extract.records import Mention, Mentions
from extract.settings import Settings

PLAIN = (
    "GENEVA, 14 September 2022 -- The foreign ministers of Azerbaijan and Armenia met here on "
    "13 September 2022. They cited the Geneva Conventions, the agreement signed in Geneva on "
    "10 November 2020 and resolution 822 (1993). Shots were heard in \u015eu\u015fa.\n"
)
FORMS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "decomposed": lambda text: text.replace("\u015e", "S\u0327").replace("\u015f", "s\u0327"),
    "soft-hyphens": lambda text: text.replace("baijan", "bai\u00adjan").replace(
        "Gen", "Ge\u00adn"
    ),
    "zero-width": lambda text: text.replace("Arme", "Arme\u200b").replace("2020", "20\u206020"),
    "bidi": lambda text: text.replace("Armenia", "\u202aArmenia\u202c"),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "windows": lambda text: text.replace(". ", ".\r\n\r\n").replace(" met ", "\r\nmet\r\n"),
    "full-width": lambda text: text.replace("2022", "\uff12\uff10\uff12\uff12"),
    "wrapped": lambda text: text.replace("agreement signed", "agreement\nsigned"),
    "mark": lambda text: f"\ufeff{text}",
}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return pipeline_for(Settings())


def extract(pipeline: Pipeline, text: str) -> Mentions:
    document = document_of_text(text, published=date(2022, 9, 14))
    walked, mentions = walk(pipeline, document)
    assert walked.status == "ok", walked.error
    assert walked.text == text
    return mentions


def rows(mentions: Mentions) -> list[tuple[object, ...]]:
    """What the rows say, without the characters they stand in."""
    return [
        *((m.name, m.actor_type) for m in mentions.actors),
        *((m.name, m.geonames_id) for m in mentions.places),
        *((m.value, m.timex_type, m.in_agreement is None) for m in mentions.dates),
        *((m.agreement_id, m.date, m.number) for m in mentions.agreements),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_a_text_have_the_same_rows(pipeline: Pipeline, form: str) -> None:
    expected = rows(extract(pipeline, PLAIN))
    assert ("2022-09-13", "DATE", True) in expected
    assert ("2020-11-10", "DATE", False) in expected
    assert rows(extract(pipeline, FORMS[form](PLAIN))) == expected


def test_dates_name_the_agreement_by_its_place_in_the_text(pipeline: Pipeline) -> None:
    found = extract(pipeline, FORMS["soft-hyphens"](PLAIN))
    named = {date.in_agreement for date in found.dates} - {None}
    assert named
    assert named <= {agreement.mention_id for agreement in found.agreements}


def test_boilerplate_gives_no_rows(pipeline: Pipeline) -> None:
    footer = (
        "Read more \u00bb\n\u00a9 2024 Ministry of Foreign Affairs of Azerbaijan\n"
        "Contact: Embassy of Norway in Baku, tel. 39 083 1245, press@geneva.example\n"
    )
    found = extract(pipeline, f"{PLAIN}\n{footer}")
    start = len(PLAIN)
    every: tuple[tuple[Mention, ...], ...] = (
        found.actors, found.places, found.dates, found.agreements,
    )  # fmt: skip
    assert [row.text for table in every for row in table if row.start > start] == [
        "Embassy of Norway", "Baku",
    ]  # fmt: skip
