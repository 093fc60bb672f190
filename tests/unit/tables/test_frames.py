from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from extract.records import ActorMention, DateMention, Document, Mentions
from extract.schema import columns
from extract.tables.arrow import arrow_table
from extract.tables.check import ContractError, check_document
from extract.tables.frames import frame, typed
from extract.writing.parquet import TableWriter, read_parquet
from mentions import a_mention

TEXT = "Chad signed on 9 May 1990."
DOCUMENT = Document(
    doc_id="d", path="d.txt", text=TEXT, published=date(1990, 5, 10), warnings=("a", "b")
)
ACTOR = a_mention(ActorMention, TEXT, 0, 4, name="Chad", actor_type="country", country_code="TCD")
DAY = a_mention(
    DateMention,
    TEXT,
    15,
    25,
    timex_type="DATE",
    value="1990-05-09",
    start_date=date(1990, 5, 9),
    end_date=date(1990, 5, 9),
)


def test_dtypes_follow_the_record() -> None:
    for rows in ([DAY], []):
        table = frame(DateMention, rows)
        assert list(table.columns) == [field.name for field in columns(DateMention)]
        assert str(table["start_date"].dtype) == "datetime64[s]"
        assert str(table["start"].dtype) == "Int64"
        assert str(table["timex_type"].dtype) == "category"
        assert str(table["confidence"].dtype) == "float64"


def test_years_before_1677_are_dates_too() -> None:
    old = replace(DAY, start_date=date(1555, 5, 29), value="1555-05-29")
    assert frame(DateMention, [old])["start_date"][0] == pd.Timestamp("1555-05-29")


def test_parquet_round_trip(tmp_path: Path) -> None:
    for record, row in ((Document, DOCUMENT), (ActorMention, ACTOR), (DateMention, DAY)):
        for rows in ([row], []):
            table = frame(record, rows)
            with TableWriter(tmp_path / "t.parquet", record, {"run_id": "x"}) as writer:
                writer.add(arrow_table(record, rows))
            back = typed(record, read_parquet(tmp_path / "t.parquet"))
            pd.testing.assert_frame_equal(back, table)


def test_a_good_document_passes() -> None:
    check_document(DOCUMENT, Mentions(actors=(ACTOR,), dates=(DAY,)))


BROKEN = {
    "offsets": replace(ACTOR, text="Mali"),
    "id": replace(ACTOR, mention_id="d:actors:0-5"),
    "type": replace(ACTOR, actor_type="planet"),
    "confidence": replace(ACTOR, confidence=1.5),
    "null": replace(ACTOR, name=None),  # type: ignore[arg-type]
    "sentence": replace(ACTOR, sentence_end=3),
    "document": replace(ACTOR, doc_id="e", mention_id="e:actors:0-4"),
}


@pytest.mark.parametrize("row", BROKEN.values(), ids=BROKEN.keys())
def test_a_row_that_breaks_the_contract_is_caught(row: ActorMention) -> None:
    with pytest.raises(ContractError):
        check_document(DOCUMENT, Mentions(actors=(row,)))


def test_a_repeated_row_is_caught() -> None:
    with pytest.raises(ContractError, match="repeated"):
        check_document(DOCUMENT, Mentions(actors=(ACTOR, ACTOR)))
