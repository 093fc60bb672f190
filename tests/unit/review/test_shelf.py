"""Documents of a run, one at a time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extract.api.tables import load_tables, mentions_of
from extract.errors import OutputError
from extract.records import ActorMention, Document, Mentions, PlaceMention
from extract.review.desk import Desk
from extract.review.shelf import Shelf
from extract.tables.frames import records
from reviews import document, row, write_tables


def test_the_shelf_gives_what_the_tables_hold(sample_tables: Path) -> None:
    tables = load_tables(sample_tables, demonyms=True, vague=True)
    mentions = mentions_of(tables)
    shelf = Shelf(sample_tables)
    assert all(doc_id in shelf for doc_id in tables.documents["doc_id"])
    for one in records(Document, tables.documents):
        assert shelf.take(one.doc_id) == (one, mentions.get(one.doc_id, Mentions()))


def test_rows_that_do_not_stand_together_are_found(tmp_path: Path) -> None:
    one, two = document("a", "Lorn and Orn."), document("b", "Orn.")
    rows = [row(PlaceMention, one, "Lorn"), row(PlaceMention, two, "Orn"),
            row(PlaceMention, one, "Orn")]  # fmt: skip
    shelf = Shelf(write_tables(tmp_path, [one, two], rows))
    assert shelf.take("a")[1].places == (rows[0], rows[2])
    assert shelf.take("b")[1] == Mentions(places=(rows[1],))  # type: ignore[arg-type]


def test_a_missing_table_and_a_broken_one_say_what_next(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no documents\.parquet here"):
        Shelf(tmp_path)
    write_tables(tmp_path, [document("a", "Lorn.")], [])
    (tmp_path / "places.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(OutputError, match=r"places\.parquet cannot be read"):
        Shelf(tmp_path)


def test_three_thousand_documents_are_opened_without_reading_their_texts(tmp_path: Path) -> None:
    text = "Lorn and the Orn Union spoke. " + "Nothing else was said about it there. " * 60
    documents = [document(f"d{number:04d}", f"{number} {text}") for number in range(3000)]
    bodies = [row(ActorMention, d, "Orn Union", actor_id=f"org:{d.doc_id}") for d in documents]
    rows = [*bodies, *(row(PlaceMention, d, "Lorn") for d in documents)]
    folder = write_tables(tmp_path / "out", documents, rows)
    started = time.process_time()
    desk = Desk(folder, tmp_path / "log", "Ann", lambda _: Mentions())
    assert desk.waiting("", 0)["total"] == 3000
    assert time.process_time() - started < 1  # some 0.1 s
    last = desk.waiting("d2999", 0)["documents"]
    assert [one["doc_id"] for one in last] == ["d2999"]
    assert len(desk.sheet("d2999")["rows"]) == 2
