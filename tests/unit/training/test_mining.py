"""What corrections agree on is learnt, with its evidence; what they contradict is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from extract.correcting.apply import correct_mentions
from extract.correcting.decision import Decision, decide
from extract.knowledge.learned import NOTHING_LEARNED, Learned, LearnedName, Stop
from extract.knowledge.whole import load_knowledge
from extract.reading.text import document_of_text
from extract.records import (
    ActorMention,
    AgreementMention,
    DateMention,
    Mention,
    Mentions,
    PlaceMention,
)
from extract.text.offsets import Span
from extract.training.mining import agreed_merges, mine
from extract.training.samples import Sample, folds
from marked import unmark
from mentions import a_mention

RECORDS: Mapping[str, type[Mention]] = {
    "actors": ActorMention,
    "places": PlaceMention,
    "dates": DateMention,
    "agreements": AgreementMention,
}
#: What the decisions of a test say: action, table, words, fields.
Said = tuple[str, str, str, Mapping[str, object]]


def found_in(text: str, spans: Sequence[tuple[int, int, str]]) -> Mentions:
    tables: dict[str, list[Mention]] = {name: [] for name in RECORDS}
    for start, end, label in spans:
        table, kind, method = label.split("/")
        column = {"actors": "actor_type", "places": "feature", "dates": "timex_type"}[table]
        named = {} if table == "dates" else {"name": text[start:end]}
        row = a_mention(RECORDS[table], text, start, end, method=method, **{column: kind}, **named)
        tables[table].append(row)
    return Mentions(**{name: tuple(rows) for name, rows in tables.items()})  # type: ignore[arg-type]


def sample(marked: str, *said: Said, author: str = "Ann") -> Sample:
    """A text, what rules found in it in brackets, and decisions about words of it."""
    text, spans = unmark(marked)
    document = document_of_text(text, doc_id="d")
    found = found_in(text, spans)
    decisions = [
        decide(action, document, table, span, author=author, time="2026-01-02", fields=fields)
        for action, table, words, fields in said
        for span in every(text, words)
    ]
    right = correct_mentions(document, found, (Span(0, len(text)),), decisions).mentions
    return Sample(document=document, found=found, right=right, decisions=decisions)


def every(text: str, words: str) -> list[tuple[int, int]]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return [(start, start + len(words)) for start in starts]


def mined(*samples: Sample, before: Learned = NOTHING_LEARNED, **merges: str) -> Learned:
    return mine(samples, load_knowledge(), merges, before)


def names(learned: Learned) -> list[tuple[str, str, str]]:
    return [(entry.table, entry.form, entry.kind) for entry in learned.names]


GROUP: Said = ("add", "actors", "Tavrin Shield", {"actor_type": "group"})
PLACE: Said = ("add", "places", "Tavrin Shield", {"feature": "city"})


def test_a_name_is_learnt_with_its_evidence_and_no_context() -> None:
    first = sample("The Tavrin Shield left. Men of Tavrin\nShield stayed.", GROUP)
    learned = mined(first)
    (entry,) = learned.names
    digest = (first.document.text_sha256 or "")[:16]
    assert (entry.form, entry.kind, entry.table) == ("Tavrin Shield", "group", "actors")
    assert (entry.seen, entry.against, entry.authors) == (1, 0, 1)
    assert entry.sources == (f"{digest}@4-17",)


@pytest.mark.parametrize(
    ("marked", "said"),
    {
        "country": ("Envoys of Mali met.", ("add", "actors", "Mali", {"actor_type": "country"})),
        "capital": ("Bamako said no.", ("add", "places", "Bamako", {"feature": "city"})),
        "lower-case": ("the union met", ("add", "actors", "union", {"actor_type": "group"})),
        "bare-surname": ("Brisk said no.", ("add", "actors", "Brisk", {"actor_type": "person"})),
        "cut-off": ("The (Tavrin met.", ("add", "actors", "(Tavrin", {"actor_type": "group"})),
    }.values(),
    ids=["country", "capital", "lower-case", "bare-surname", "cut-off"],
)
def test_what_depends_on_its_text_is_not_learnt(marked: str, said: Said) -> None:
    assert mined(sample(marked, said)).names == ()


def test_contradictions_yield_no_entry() -> None:
    one = sample("The Tavrin Shield left.", GROUP)
    other = sample("They flew to Tavrin Shield.", PLACE, author="Ben")
    assert names(mined(one)) == [("actors", "Tavrin Shield", "group")]
    assert mined(one, other).names == ()


def test_a_form_that_stands_elsewhere_without_a_row_speaks_against_it() -> None:
    told = sample("The Tavrin left.", ("add", "actors", "Tavrin", {"actor_type": "group"}))
    silent = sample("A Tavrin is a coat.", ("reject", "dates", "coat", {}))
    longer = sample("The [Tavrin Shield|actors/group/ner:ORG] left.", ("accept", *GROUP[1:3], {}))
    assert names(mined(told, longer))[0] == ("actors", "Tavrin", "group")
    assert mined(told, silent).names == ()


def test_a_learned_place_carries_its_link() -> None:
    link = {"place_id": "gn:1", "geonames_id": 1, "latitude": 2.5, "longitude": 3.5}
    found = "Men left [Osk Velmora|places/city/ner:GPE]."
    one = sample(found, ("link", "places", "Osk Velmora", link))
    other = sample(f"{found} Today.", ("link", "places", "Osk Velmora", {**link, "latitude": 9.5}))
    (entry,) = mined(one).names
    assert (entry.identifier, entry.geonames_id, entry.latitude) == ("gn:1", 1, 2.5)
    (entry,) = mined(one, other).names
    assert entry.identifier is None


def test_a_rejected_form_is_stopped_by_a_clear_majority() -> None:
    weak = "The [Harvest Month|actors/organization/ner:ORG] begins."
    no: Said = ("reject", "actors", "Harvest Month", {})
    assert mined(sample(weak, no)).stops[0].form == "Harvest Month"
    yes = sample(f"{weak} Now.", ("accept", "actors", "Harvest Month", {}))
    assert mined(sample(weak, no), yes).stops == ()
    listed = weak.replace("ner:ORG", "known-organization")
    assert mined(sample(listed, no)).stops == ()
    assert mined(sample(listed, no), sample(f"So {listed}", no)).stops[0].seen == 2


def test_a_row_that_was_made_longer_stops_nothing() -> None:
    text = "The [Tavrin|actors/organization/ner:ORG] Shield left."
    learned = mined(sample(text, ("edges", "actors", "Tavrin", {"end": 7})))
    assert names(learned) == [("actors", "Tavrin Shield", "organization")]
    assert learned.stops == ()


def test_heads_of_agreements_are_learnt_from_two_spans() -> None:
    added = {"agreement_type": "memorandum", "named": False}
    words = "river understandment of 4 May", "border understandment signed in Lorn"
    samples = [sample(f"The {w}.", ("add", "agreements", w, added)) for w in words]
    assert [(h.noun, h.kind) for h in mined(*samples).heads] == [("understandment", "memorandum")]
    assert mined(samples[0]).heads == ()


def test_office_holders_are_learnt_from_the_day_they_were_seen() -> None:
    office = {"actor_type": "person", "role": "Foreign Minister", "country_code": "TCD"}
    told: Said = ("add", "actors", "Ilka Tarvin", office)
    texts = [sample(f"Foreign Minister Ilka Tarvin {word}.", told) for word in ("left", "came")]
    dated = [
        replace(one, document=replace(one.document, published=date(2031, 5, day)))
        for day, one in zip((4, 3), texts, strict=True)
    ]
    assert mined(*texts).holders == ()
    (holder,) = mined(*dated).holders
    assert (holder.person, holder.office, holder.polity) == (
        "Ilka Tarvin",
        "foreign-minister",
        "TCD",
    )
    assert (holder.start, holder.seen, holder.authors) == ("2031-05-03", 2, 1)
    other = sample("Premier Ilka Tarvin fell.", (*told[:3], {**office, "country_code": "MLI"}))
    other = replace(other, document=replace(other.document, published=date(2031, 5, 5)))
    assert mined(*dated, other).holders == ()


def test_titles_of_agreements_are_names_and_descriptions_are_not() -> None:
    cited = {"agreement_type": "protocol"}
    words = "Three Fords Protocol", "Fords protocol of 4 May"
    samples = [sample(f"The {w}.", ("add", "agreements", w, cited)) for w in words]
    assert names(mined(*samples)) == [("agreements", "Three Fords Protocol", "protocol")]


def test_entries_of_the_version_before_stay_unless_texts_speak_of_them() -> None:
    old = Learned(
        names=(
            LearnedName(form="Osk Velmora", table="places", kind="city"),
            LearnedName(form="Tavrin Shield", table="places", kind="city"),
        ),
        stops=(Stop(form="Orn", table="dates"),),
    )
    learned = mined(sample("The Tavrin Shield left.", GROUP), before=old)
    assert names(learned) == [
        ("actors", "Tavrin Shield", "group"),
        ("places", "Osk Velmora", "city"),
    ]
    assert learned.stops == old.stops


def merge(old: str, new: str) -> Decision:
    fields = {"from": old, "into": new}
    return Decision(action="merge", author="A", time="2026", table="actors", fields=fields)


def test_merges_in_circles_and_of_known_bodies_are_told_apart() -> None:
    pairs = [("a", "b"), ("c", "d"), ("d", "c"), ("e", "f"), ("e", "g"), ("org:x", "org:y")]
    known = frozenset({"org:x", "org:y"})
    agreed, against = agreed_merges([merge(*pair) for pair in pairs], known)
    assert agreed == {"a": "b"}
    assert against == ("c", "d", "e", "org:x")


def test_documents_are_parted_by_their_hash() -> None:
    samples = [sample(f"Text {number} of Tavrin Shield.", GROUP) for number in range(7)]
    parts = folds(samples)
    assert [len(part) for part in parts] == [2, 2, 1, 1, 1]
    assert folds(reversed(samples)) == parts
