"""Texts made to be slow: a megabyte of anything is read in the time a document is given."""

from __future__ import annotations

import time

import pytest

from extract.api.text import pipeline_for
from extract.records import Document
from extract.settings import Settings
from extract.tables.check import check_document

#: Seconds for a document of 1 MB (DESIGN, budgets).
BUDGET = 30.0
UNITS = {
    "digits": "1",
    "slashes": "/",
    "blanks": " ",
    "months": "January ",
    "towns": "Lachin Kalbajar ",
    "treaties": "Treaty of ",
    "resolutions": "resolution 822 (1993), ",
    "brackets": "((NPT) ",
    "references": "The NPT: the said treaty, signed it. ",
    "signers": "We signed on 1 May the pact, signed by Chad and Mali, in a joint accord. ",
    "items": "Signed today: \n- a protocol on mines;\n",
    "prose": "The envoy of Norway met the UN in Geneva on 3 May 2019 on a truce with Chad. ",
}


def seconds(text: str) -> float:
    pipeline = pipeline_for(Settings())
    document = Document(doc_id="d", path="d", text=text)
    started = time.perf_counter()
    mentions = pipeline(document)
    spent = time.perf_counter() - started
    check_document(document, mentions)
    return spent


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_a_tenth_of_a_megabyte(unit: str) -> None:
    assert seconds(unit * (100_000 // len(unit))) < BUDGET / 5


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_a_megabyte(unit: str) -> None:
    assert seconds(unit * (1_000_000 // len(unit))) < BUDGET
