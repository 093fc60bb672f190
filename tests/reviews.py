"""Tables made by hand and the review page's server, for tests of the page.

In:  documents and rows
Out: a folder as `extract run` leaves it; `reviewing(project, tables)` serves it
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any, Final

from extract.api.review import open_review
from extract.correcting.log import read_log
from extract.records import (
    MENTION_TABLES,
    ActorMention,
    AgreementMention,
    DateMention,
    Document,
    Mention,
    PlaceMention,
)
from extract.review.server import server_of
from extract.settings import Settings
from extract.tables.arrow import arrow_table
from extract.writing.parquet import TableWriter
from runs import command

#: What a row of each table has by default.
TYPES: Final[Mapping[type[Mention], Mapping[str, Any]]] = {
    ActorMention: {"name": "Lorn Front", "actor_id": "org:lorn-front", "actor_type": "group"},
    PlaceMention: {
        "name": "Lorn",
        "place_id": "gn:1",
        "latitude": 40.5,
        "longitude": 46.0,
        "country_code": "AZE",
        "feature": "city",
    },
    DateMention: {"timex_type": "DATE", "value": "2021-05-03"},
    AgreementMention: {"title": "Lorn Accord", "agreement_type": "agreement", "named": True},
}


def document(doc_id: str, text: str, **fields: Any) -> Document:  # noqa: ANN401
    """A document as the tables have it."""
    return Document(
        doc_id=doc_id,
        path=doc_id,
        **{"published": date(2024, 5, 6), "language": "en", **fields},
        n_chars=len(text),
        n_words=len(text.split()),
        text_sha256=sha256(text.encode()).hexdigest(),
        text=text,
    )


def row(
    record: type[Mention],
    of: Document,
    words: str,
    *,
    nth: int = 0,
    **fields: Any,  # noqa: ANN401
) -> Mention:
    """A row at the nth place of some words."""
    start = -1
    for _ in range(nth + 1):
        start = of.text.index(words, start + 1)
    return at(record, of, start, start + len(words), **fields)


def at(record: type[Mention], of: Document, start: int, end: int, **fields: Any) -> Mention:  # noqa: ANN401
    """A row at a span."""
    common = {
        "mention_id": f"{of.doc_id}:{record.table}:{start}-{end}",
        "doc_id": of.doc_id,
        "text": of.text[start:end],
        "start": start,
        "end": end,
        "sentence": of.text[start:end],
        "sentence_start": start,
        "sentence_end": end,
        "method": "ner:ORG",
        "confidence": 0.9,
    }
    return record(**{**common, **TYPES[record], **fields})


def write_tables(folder: Path, documents: Sequence[Document], rows: Iterable[Mention]) -> Path:
    """A folder of five tables."""
    folder.mkdir(parents=True, exist_ok=True)
    with TableWriter(folder / "documents.parquet", Document, {}) as writer:
        writer.add(arrow_table(Document, documents))
    every = list(rows)
    for record in MENTION_TABLES:
        mine = [one for one in every if type(one) is record]
        with TableWriter(folder / f"{record.table}.parquet", record, {}) as writer:
            writer.add(arrow_table(record, mine))
    return folder


def long_release(words: int = 5_000, mentions: int = 800) -> tuple[Document, list[Mention]]:
    """A release of so many words with so many rows, side by side."""
    every = words // mentions
    written: list[str] = []
    spans: list[tuple[int, int]] = []
    at_word = 0
    for number in range(words):
        word = f"Name{number:04d}" if number % every == 0 else "word"
        if number % every == 0 and len(spans) < mentions:
            spans.append((at_word, at_word + len(word)))
        gap = "\n\n" if number % 90 == 89 else " "
        written.append(word + gap)
        at_word += len(word) + len(gap)
    long = document("long.txt", "".join(written), title="A long release")
    kinds = (ActorMention, PlaceMention, DateMention)
    return long, [
        at(kinds[number % 3], long, *span, confidence=0.6 if number % 7 == 0 else 0.9)
        for number, span in enumerate(spans)
    ]


@dataclass(frozen=True, slots=True)
class Serving:
    """A server at work, as a process of its own."""

    url: str
    process: subprocess.Popen[str]


@contextmanager
def command_reviewing(project: Path, *words: str | Path) -> Iterator[Serving]:
    """Serve a project's tables by the command, until the block ends."""
    process = subprocess.Popen(
        command("review", "--no-browser", "--author", "Ann", *words),
        cwd=project,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield Serving(process.stdout.readline().strip(), process)
    finally:
        process.kill()
        process.wait()


@contextmanager
def reviewing(project: Path, tables: Path) -> Iterator[str]:
    """Serve tables in a thread of this process, until the block ends; gives the address."""
    review = open_review(tables, settings=Settings(project=project), author="Ann")
    server = server_of(review.app, review.taken, review.token)
    thread = Thread(target=server.run, kwargs={"sockets": [review.taken]})
    thread.start()
    try:
        yield review.url
    finally:
        server.should_exit = True
        thread.join()


def decided(project: Path) -> list[tuple[str, str]]:
    """What the log of a project holds: actions and their words, in order."""
    log = read_log(project / "data" / "corrections")
    assert log.refused == ()
    return [(one.action, one.quote) for one in log.decisions]
