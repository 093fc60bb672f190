"""Which document is most worth a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from extract.records import ActorMention, AgreementMention, Document, Mention, PlaceMention
from extract.review.queue import Waiting, queue
from reviews import document, row


def order(
    documents: Sequence[Document],
    rows: Sequence[Mention],
    decided: Mapping[str, int] | None = None,
) -> list[Waiting]:
    def read(table: str, names: list[str]) -> pd.DataFrame:
        records: Sequence[Any] = (
            documents if table == "documents" else [one for one in rows if one.table == table]
        )
        cells = {name: [getattr(one, name) for one in records] for name in names}
        return pd.DataFrame(cells, columns=names)

    return queue(read, decided or {})


SURE, UNSURE, LONG = (document(name, "Lorn and Lorn spoke.") for name in ("s", "u", "l"))
KNOWN: Mapping[str, Any] = {"method": "gazetteer+ner:GPE", "confidence": 0.95}


def test_low_confidence_comes_first() -> None:
    found = order(
        [SURE, UNSURE],
        [row(PlaceMention, SURE, "Lorn", **KNOWN),
         row(PlaceMention, UNSURE, "Lorn", **{**KNOWN, "confidence": 0.4})],
    )  # fmt: skip
    assert [(one.doc_id, one.reasons) for one in found] == [("u", "1 unsure"), ("s", "")]


def test_an_unsure_link_counts() -> None:
    found = order(
        [SURE, UNSURE],
        [row(PlaceMention, SURE, "Lorn", **KNOWN, link_confidence=0.9),
         row(PlaceMention, UNSURE, "Lorn", **KNOWN, link_confidence=0.3)],
    )  # fmt: skip
    assert [(one.doc_id, one.reasons) for one in found] == [("u", "1 unsure"), ("s", "")]


def test_proposers_that_saw_different_kinds_dispute_a_row() -> None:
    rows = [
        row(PlaceMention, UNSURE, "Lorn", method="ner:ORG+place-list"),
        row(ActorMention, UNSURE, "Lorn", nth=1, method="forces-phrase+ner:GPE"),
    ]
    agreed = row(ActorMention, SURE, "Lorn", method="country-name+country:default+ner:GPE")
    found = order([SURE, UNSURE], [agreed, *rows])
    assert [(one.doc_id, one.reasons) for one in found] == [("u", "2 disputed"), ("s", "")]


def test_new_names_are_in_no_list_and_no_other_document() -> None:
    third = document("t", "Lorn.")
    found = order(
        [SURE, UNSURE, third],
        [row(ActorMention, SURE, "Lorn", actor_id="org:both", method="ner:ORG"),
         row(ActorMention, third, "Lorn", actor_id="org:both", method="ner:ORG"),
         row(ActorMention, SURE, "Lorn", nth=1, actor_id="org:un", method="known-organization"),
         row(AgreementMention, SURE, "spoke", agreement_id="x", method="agreement:inventory"),
         row(ActorMention, UNSURE, "Lorn", actor_id="org:lone", method="ner:ORG")],
    )  # fmt: skip
    assert {one.doc_id: one.reasons for one in found} == {"u": "1 new name", "s": "", "t": ""}


def test_a_long_document_needs_more_doubt() -> None:
    long = document("l", "Lorn. " + "word " * 2000)
    rows = [
        row(PlaceMention, one, "Lorn", **{**KNOWN, "confidence": 0.4}) for one in (UNSURE, long)
    ]
    assert [one.doc_id for one in order([long, UNSURE], rows)] == ["u", "l"]


def test_a_large_share_of_doubt_goes_before_much_of_it() -> None:
    text = "Lorn. " * 60
    many, few = document("many", text), document("few", text)
    sure = [
        row(PlaceMention, one, "Lorn", nth=nth, **KNOWN)
        for one, rows in ((many, range(12, 60)), (few, range(4, 8)))
        for nth in rows
    ]
    unsure = [
        row(PlaceMention, one, "Lorn", nth=nth, **{**KNOWN, "confidence": 0.4})
        for one, rows in ((many, range(12)), (few, range(4)))
        for nth in rows
    ]
    found = order([many, few], [*sure, *unsure])
    assert [(one.doc_id, one.reasons) for one in found] == [
        ("few", "4 unsure"), ("many", "12 unsure"),
    ]  # fmt: skip


def test_what_people_decided_is_in_no_doubt_and_such_documents_wait() -> None:
    rows = [
        row(PlaceMention, one, "Lorn", **{**KNOWN, "confidence": 0.4}) for one in (SURE, UNSURE)
    ]
    assert [one.doc_id for one in order([SURE, UNSURE], rows, {"s": 3})] == ["u", "s"]
    human = row(PlaceMention, SURE, "Lorn", method="human", confidence=0.1)
    found = order([SURE, UNSURE], [human, rows[1]])
    assert [(one.doc_id, one.reasons) for one in found] == [("u", "1 unsure"), ("s", "")]


def test_documents_without_rows_or_title_are_there_too() -> None:
    empty = document("e", "", title=None, published=None, status="failed")
    (only,) = order([empty], [])
    assert (only.doc_id, only.title, only.published, only.status) == ("e", "e", "", "failed")


def test_names_and_days_are_shown_as_they_are() -> None:
    (only,) = order([document("t", "Lorn.", title="Talks in Lorn")], [])
    assert (only.title, only.published) == ("Talks in Lorn", "2024-05-06")
