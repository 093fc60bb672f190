"""What holds for every text: offsets slice back, two runs agree, order does not matter."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.api.text import pipeline_for
from extract.pipeline import Pipeline
from extract.records import Document
from extract.settings import Settings
from extract.tables.check import check_document
from extract.text.offsets import within

PIECES = st.sampled_from(
    [
        "Norland", "Azerbaijan", "the Armenian Armed Forces", "Lachin", "U.S.", "President Brisk",
        "22-23 March 2022", "on Friday", "the night of September 13", "resolution 822 (1993)",
        "the trilateral statement signed between", "Geneva Convention", "the 1994 ceasefire",
        "and", "of", "in", ",", ".", ":", "(", ")", "“", "’s", "\n", "\n\n", "-", "–", "/", "12",
        "Şuşa", "e\u0301", "\u200b", "\xa0", "\r\n", "🙂", "NATO", "İ", "ﬁ", "\u202e", "\x00",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))
QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return pipeline_for(Settings())


def document(text: str, doc_id: str = "d") -> Document:
    return Document(doc_id=doc_id, path="d.txt", text=text, published=date(2022, 9, 14))


@QUIET
@given(text=TEXTS)
def test_every_row_keeps_the_contract(pipeline: Pipeline, text: str) -> None:
    mentions = pipeline(document(text))
    check_document(document(text), mentions)
    # a title alone keeps nothing inside; what describes it keeps its days and parties
    named = [a for a in mentions.agreements if a.named and "title-described" not in a.method]
    for table in (mentions.actors, mentions.places, mentions.dates):
        for row in table:
            assert not any(within((row.start, row.end), (a.start, a.end)) for a in named)
    names = sorted((m.start, m.end) for m in (*mentions.actors, *mentions.places))
    assert all(one[1] <= other[0] for one, other in pairwise(names))


@QUIET
@given(texts=st.lists(TEXTS, min_size=2, max_size=4))
def test_what_else_is_read_does_not_matter(pipeline: Pipeline, texts: list[str]) -> None:
    forwards = [pipeline(document(text)) for text in texts]
    backwards = [pipeline(document(text)) for text in reversed(texts)]
    assert forwards == backwards[::-1]
