"""What people decide, and what the rows look like afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from extract.correcting.apply import correct_document, correct_mentions
from extract.correcting.decision import Decision, decide
from extract.reading.text import document_of_text
from extract.records import AgreementMention, DateMention, Mention, Mentions, PlaceMention
from extract.text.offsets import Span
from mentions import a_mention

TEXT = "Brisk flew to Jordan. The Lorn Front kept the truce of 4 May in Jordan Valley."
DOCUMENT = document_of_text(TEXT, doc_id="d")
SENTENCES = (Span(0, 21), Span(22, len(TEXT)))


def span_of(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def row(record: type[Mention], words: str, **columns: object) -> Mention:
    start, end = span_of(words)
    sentence = SENTENCES[start >= SENTENCES[1].start]
    return a_mention(
        record,
        TEXT,
        start,
        end,
        sentence=TEXT[sentence.start : sentence.end],
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        **{"method": "rule", **columns},  # type: ignore[arg-type]
    )


JORDAN = row(PlaceMention, "Jordan", name="Jordan", feature="country", place_id="gn:248816")
VALLEY = row(PlaceMention, "Jordan Valley", name="Jordan Valley", feature="terrain")
TRUCE = row(
    AgreementMention,
    "truce of 4 May",
    title="truce",
    agreement_type="ceasefire",
    named=False,
    agreement_id="ceasefire:@d",
)
DAY = row(DateMention, "4 May", timex_type="DATE", in_agreement=TRUCE.mention_id)
FOUND = Mentions(places=(JORDAN, VALLEY), dates=(DAY,), agreements=(TRUCE,))  # type: ignore[arg-type]


def decided(
    action: str, table: str, words: str, fields: Mapping[str, object] | None = None
) -> Decision:
    return decide(
        action, DOCUMENT, table, span_of(words), author="a", time="2026-01-01", fields=fields
    )


def rows(*decisions: Decision, text: str = TEXT) -> list[tuple[str, str, str]]:
    """Table, words and method of every row after the decisions."""
    document = replace(DOCUMENT, text=text)
    found = correct_mentions(document, FOUND, SENTENCES, decisions).mentions
    tables = (found.actors, found.places, found.dates, found.agreements)
    return [(row.table, row.text, row.method) for table in tables for row in table]


UNTOUCHED = [
    ("places", "Jordan", "rule"),
    ("places", "Jordan Valley", "rule"),
    ("dates", "4 May", "rule"),
    ("agreements", "truce of 4 May", "rule"),
]


def test_nothing_decided_changes_nothing() -> None:
    assert correct_mentions(DOCUMENT, FOUND, SENTENCES, ()).mentions == FOUND


def test_accept_makes_a_row_human() -> None:
    assert rows(decided("accept", "places", "Jordan"))[0] == ("places", "Jordan", "human")


def test_reject_keeps_a_row_away() -> None:
    assert rows(decided("reject", "places", "Jordan")) == UNTOUCHED[1:]


def test_reject_of_an_agreement_sets_its_dates_free() -> None:
    found = correct_mentions(
        DOCUMENT, FOUND, SENTENCES, (decided("reject", "agreements", "truce of 4 May"),)
    )
    assert [row.in_agreement for row in found.mentions.dates] == [None]
    assert found.mentions.agreements == ()


def test_relabel_moves_a_row_to_another_table() -> None:
    fields = {"table": "actors", "actor_type": "country", "country_code": "JOR"}
    found = correct_mentions(
        DOCUMENT, FOUND, SENTENCES, (decided("relabel", "places", "Jordan", fields),)
    ).mentions
    (actor,) = found.actors
    assert (actor.mention_id, actor.name, actor.actor_type, actor.country_code, actor.method) == (
        "d:actors:14-20", "Jordan", "country", "JOR", "human",
    )  # fmt: skip
    assert [place.text for place in found.places] == ["Jordan Valley"]


def test_an_added_agreement_is_named_if_it_is_written_as_a_title() -> None:
    text = "The Three Fords Protocol and the pact of 4 May hold."
    document = document_of_text(text, doc_id="d")
    for words, named in (("Three Fords Protocol", True), ("pact of 4 May", False)):
        start = text.index(words)
        added = decide(
            "add", document, "agreements", (start, start + len(words)), author="a", time="2026"
        )
        found = correct_mentions(document, Mentions(), (Span(0, len(text)),), (added,)).mentions
        assert [(row.text, row.named) for row in found.agreements] == [(words, named)]


def test_link_says_which() -> None:
    fields = {"place_id": "gn:1", "geonames_id": 1, "latitude": 31, "name": "Jordan Valley"}
    found = correct_mentions(
        DOCUMENT, FOUND, SENTENCES, (decided("link", "places", "Jordan Valley", fields),)
    ).mentions
    place = found.places[1]
    assert (place.geonames_id, place.latitude, place.feature) == (1, 31.0, "terrain")
    assert place.link_confidence == 1.0


def test_edges_move() -> None:
    moved = decided("edges", "places", "Jordan Valley", {"end": -len(" Valley")})
    assert ("places", "Jordan", "human") in rows(moved)
    assert rows(moved)[0] == ("places", "Jordan", "rule")


def test_add_pushes_out_what_rules_put_over_it() -> None:
    added = decided("add", "actors", "Jordan Valley", {"actor_type": "organization"})
    assert rows(added) == [("actors", "Jordan Valley", "human"), UNTOUCHED[0], *UNTOUCHED[2:]]


def test_later_decisions_win() -> None:
    fields = {"actor_type": "group"}
    added, rejected = (
        decided("add", "actors", "Lorn Front", fields),
        decided("reject", "actors", "Lorn Front"),
    )
    assert rows(added, rejected) == UNTOUCHED
    assert rows(rejected, added)[0] == ("actors", "Lorn Front", "human")


def merge(old: str, new: str) -> Decision:
    return Decision(
        action="merge",
        author="a",
        time="2026-01-01",
        table="places",
        fields={"from": old, "into": new},
    )


def test_merge_joins_identities_of_all_documents() -> None:
    merged = merge("gn:248816", "gn:9")
    found = correct_mentions(DOCUMENT, FOUND, SENTENCES, (merged,)).mentions
    assert [place.place_id for place in found.places] == ["gn:9", None]


@pytest.mark.parametrize(
    ("merges", "becomes"),
    [
        ((("gn:248816", "gn:8"), ("gn:8", "gn:9")), "gn:9"),
        ((("gn:8", "gn:9"), ("gn:248816", "gn:8")), "gn:8"),
        ((("gn:248816", "gn:8"), ("gn:8", "gn:248816")), "gn:248816"),
        ((("gn:248816", "gn:8"), ("gn:248816", "gn:9")), "gn:8"),
    ],
    ids=["on-and-on", "too-late", "there-and-back", "gone-already"],
)
def test_merges_are_done_one_after_the_other(
    merges: tuple[tuple[str, str], ...], becomes: str
) -> None:
    decisions = [merge(old, new) for old, new in merges]
    found = correct_mentions(DOCUMENT, FOUND, SENTENCES, decisions).mentions
    assert [place.place_id for place in found.places] == [becomes, None]


def test_a_date_belongs_to_the_first_agreement_around_it() -> None:
    wide = decided("add", "agreements", "kept the truce of 4 May")
    narrow = decided("accept", "agreements", "truce of 4 May")
    found = correct_mentions(DOCUMENT, FOUND, SENTENCES, (narrow, wide)).mentions
    assert [row.text for row in found.agreements] == ["kept the truce of 4 May", "truce of 4 May"]
    assert [row.in_agreement for row in found.dates] == [found.agreements[0].mention_id]


def test_decisions_survive_a_changed_text() -> None:
    changed = "Corrected version.\n" + TEXT.replace("Brisk flew", "Ana Brisk travelled")
    document = document_of_text(changed, doc_id="d")
    added = decided("add", "actors", "Lorn Front", {"actor_type": "group"})
    found = correct_mentions(document, Mentions(), (Span(0, len(changed)),), (added,))
    (actor,) = found.mentions.actors
    assert changed[actor.start : actor.end] == actor.text == "Lorn Front"
    assert found.unplaced == ()


@pytest.mark.parametrize(
    "changed",
    ["Nothing of it is left.", "The Lorn Front grew. The Lorn Front fell."],
    ids=["gone", "twice-elsewhere"],
)
def test_what_no_longer_fits_is_reported(changed: str) -> None:
    document = document_of_text(changed, doc_id="d")
    added = decided("add", "actors", "Lorn Front", {"actor_type": "group"})
    found = correct_mentions(document, Mentions(), (Span(0, len(changed)),), (added,))
    assert found.unplaced == (added,)
    assert found.mentions == Mentions()


def test_other_documents_are_left_alone() -> None:
    other = document_of_text("Jordan won.", doc_id="e")
    rejected = decided("reject", "places", "Jordan")
    found = correct_mentions(other, Mentions(), (Span(0, 11),), (rejected,))
    assert (found.mentions, found.unplaced) == (Mentions(), ())


def test_fields_of_a_document_are_set() -> None:
    decision = Decision(
        action="document",
        author="a",
        time="2026-01-01",
        doc_id="d",
        fields={"published": "2022-09-14", "source": "Lorn Wire"},
    )
    corrected = correct_document(DOCUMENT, (decision,))
    assert (corrected.published, corrected.published_from) == (date(2022, 9, 14), "metadata")
    assert (corrected.source, corrected.title) == ("Lorn Wire", None)


@pytest.mark.parametrize(
    ("status", "language", "becomes"),
    [("not_english", "en", "ok"), ("ok", "fr", "not_english"), ("empty", "en", "empty")],
)
def test_people_know_whether_a_text_is_in_english(
    status: str, language: str, becomes: str
) -> None:
    document = replace(DOCUMENT, status=status, language=None)
    decision = decide(
        "document",
        document,
        "",
        (0, 0),
        author="ana",
        time="2026-02-01T10:00:00",
        fields={"language": language},
    )
    corrected = correct_document(document, (decision,))
    assert (corrected.status, corrected.language) == (becomes, language)
    assert (corrected.error is None) == (becomes != "not_english")
