"""Twenty batches of corrections that are wrong as a whole: the gate stops every one of them.

An honest batch of the same documents passes, so that each is stopped for what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from extract.api.run import run_folder
from extract.api.tables import load_tables, mentions_of
from extract.api.train import Trained, train
from extract.correcting.decision import Decision, decide
from extract.correcting.log import append
from extract.records import TYPE_COLUMN, Document, Mention, Mentions
from extract.settings import Settings
from extract.tables.frames import records

PERSONS = ("Ilka Tarvin", "Orsen Dahl", "Mirna Kost", "Bruno Velk", "Tessa Orlin", "Davor Penk")
GROUPS = ("Tavrin Shield", "Ostrel Dawn", "Kelb Watch")
TOWNS = ("Osk Velmora", "Tarn Dolva", "Brelk")
KNOWN = ("United Nations", "European Union", "African Union", "NATO")
STATES, CODES = ("Chad", "Mali", "Ghana", "Peru"), ("TCD", "MLI", "GHA", "PER")
CITIES = ("Dakar", "Tunis", "Oslo", "Madrid")
TEXT: Final = (
    "⟦{state}¦a.state⟧ sent Foreign Minister ⟦{person}¦a.person⟧ to ⟦{city}¦p.city⟧ on "
    "⟦{day} May 2031¦d 2031-05-{day}⟧. The ⟦{known}¦a.known⟧ welcomed the visit. Men of "
    "⟦{group}¦a.group⟧ were seen near ⟦{town}¦p.town⟧, said Mr ⟦{other}¦a.other⟧, who works "
    "for the ⟦{second}¦a.second⟧. On ⟦{next} May 2031¦d 2031-05-{next}⟧ ⟦{group}¦a.group⟧ "
    "left ⟦{town}¦p.town⟧, and ⟦{person}¦a.person⟧ flew home from ⟦{city}¦p.city⟧."
)
ENTITIES: Final = """
=====
a.state: [country, {state}, {code}]
a.person: [person, {person}]
a.other: [person, {other}]
a.known: [igo, {known}]
a.second: [igo, {second}]
a.group: [group, {group}]
p.city: [{city}, null, null, city]
p.town: [{town}, null, null, city]
"""
HEAD: Final = """---
title: A visit
published: 2031-05-30
source: Invented
issuer: mfa
issuer_kind: foreign-ministry
region: europe
topic: border
hard: false
split: guard
---
"""
Rows = Mapping[str, Mentions]


def facts(number: int) -> dict[str, str | int]:
    def of(names: Sequence[str], step: int = 0) -> str:
        return names[(number + step) % len(names)]

    return {
        "state": of(STATES), "code": of(CODES),
        "person": of(PERSONS), "other": of(PERSONS, 1), "city": of(CITIES),
        "group": of(GROUPS), "town": of(TOWNS), "known": of(KNOWN), "second": of(KNOWN, 1),
        "day": 10 + number, "next": 20 + number % 9,
    }  # fmt: skip


def plain(number: int) -> str:
    from extract.evaluation.marks import unmark  # noqa: PLC0415  # beside its one use

    return unmark(TEXT.format(**facts(number)), "text")[0]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of eight releases, beside a guard of three others."""
    folder = tmp_path_factory.mktemp("batches")
    for name in ("raw", "guard"):
        (folder / name).mkdir()
    for number in range(8):
        (folder / "raw" / f"{number}.txt").write_text(plain(number))
    for number in range(8, 11):
        content = HEAD + TEXT.format(**facts(number)) + ENTITIES.format(**facts(number))
        (folder / "guard" / f"{number}.txt").write_text(content)
    settings = Settings(project=folder)
    run_folder(folder / "raw", folder / "out", settings=settings, workers=0)
    return folder / "out"


Make = Callable[[Document, Mentions], Iterable[Decision]]


def row(action: str, document: Document, old: Mention, **fields: object) -> Decision:
    span = (old.start, old.end)
    return decide(
        action, document, old.table, span, author="Ann", time="2026-01-02", fields=fields
    )


def spans(document: Document, words: str) -> Iterator[tuple[int, int]]:
    at = document.text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = document.text.find(words, at + 1)


def honest(document: Document, _rows: Mentions) -> Iterator[Decision]:
    """Groups are groups, towns are towns."""
    for names, table, fields in (
        (GROUPS, "actors", {"actor_type": "group"}),
        (TOWNS, "places", {"feature": "city"}),
    ):
        for words in names:
            yield from added(document, words, table, fields)


def added(
    document: Document,
    words: str,
    table: str,
    fields: Mapping[str, object],
    shift: tuple[int, int] = (0, 0),
) -> Iterator[Decision]:
    for start, end in spans(document, words):
        span = (start + shift[0], end + shift[1])
        yield decide("add", document, table, span, author="Ann", time="2026-01-02", fields=fields)


def names(rows: Mentions) -> Iterator[Mention]:
    yield from (*rows.actors, *rows.places)


def kind_of(old: Mention) -> str:
    return str(getattr(old, TYPE_COLUMN[old.table]))


def retyped(swaps: Mapping[str, tuple[str, str]]) -> Make:
    """Rows of some types become rows of another table and type."""

    def make(document: Document, rows: Mentions) -> Iterator[Decision]:
        for old in names(rows):
            target = swaps.get(kind_of(old))
            if target is not None:
                table, kind = target
                fields = {TYPE_COLUMN[table]: kind}
                if table != old.table:
                    fields["table"] = table
                yield row("relabel", document, old, **fields)

    return make


def shifted(left: int, right: int) -> Make:
    """Honest additions at other offsets."""

    def make(document: Document, _rows: Mentions) -> Iterator[Decision]:
        for words in GROUPS:
            shift = (left, right)
            yield from added(document, words, "actors", {"actor_type": "group"}, shift)
        for words in TOWNS:
            yield from added(document, words, "places", {"feature": "city"}, (left, right))

    return make


def rejected(*tables: str) -> Make:
    def make(document: Document, rows: Mentions) -> Iterator[Decision]:
        for table in tables:
            for old in getattr(rows, table):
                yield row("reject", document, old)

    return make


def moved(choose: Callable[[str], tuple[int, int]]) -> Make:
    """Edges of every name moved as its words say."""

    def make(document: Document, rows: Mentions) -> Iterator[Decision]:
        for old in names(rows):
            start, end = choose(document.text[old.start : old.end])
            if old.end + end < len(document.text) and (start or end):
                yield row("edges", document, old, start=start, end=end)

    return make


def first_word(words: str) -> tuple[int, int]:
    return 0, len(words.split(maxsplit=1)[0]) - len(words)


def half(words: str) -> tuple[int, int]:
    return len(words) // 2, 0


def contradictory(document: Document, _rows: Mentions) -> Iterator[Decision]:
    """One annotator calls the groups towns, another groups, in turn."""
    is_odd = int(document.doc_id[0]) % 2
    for words in GROUPS:
        fields = {"feature": "city"} if is_odd else {"actor_type": "group"}
        yield from added(document, words, "places" if is_odd else "actors", fields)


def relinked(document: Document, rows: Mentions) -> Iterator[Decision]:
    """Every known town is linked to another one each time."""
    for number, old in enumerate(rows.places):
        far = 1000 * int(document.doc_id[0]) + number
        yield row("link", document, old, place_id=f"gn:{far}", geonames_id=far, latitude=1.0)


def common(document: Document, _rows: Mentions) -> Iterator[Decision]:
    """Words of the language as persons."""
    for words in ("Men", "Foreign Minister", "The", "visit"):
        yield from added(document, words, "actors", {"actor_type": "person"})


def merging(*pairs: tuple[str, str]) -> Make:
    def make(document: Document, _rows: Mentions) -> Iterator[Decision]:
        if document.doc_id == "0.txt":
            for old, new in pairs:
                yield Decision(
                    action="merge", author="Ann", time="2026-01-02", table="actors",
                    fields={"from": old, "into": new},
                )  # fmt: skip

    return make


def person(name: str) -> str:
    return f"person:{name.lower().replace(' ', '-')}"


PERSON, CITY = ("actors", "person"), ("places", "city")
BATCHES: Final[Mapping[str, Make]] = {
    "persons-and-bodies-swapped": retyped({"person": ("actors", "igo"), "igo": PERSON}),
    "bodies-are-persons": retyped({"igo": PERSON, "organization": PERSON, "group": PERSON}),
    "persons-are-places": retyped({"person": CITY}),
    "places-are-persons": retyped({"city": PERSON, "district": PERSON, "region": PERSON}),
    "countries-are-persons": retyped({"country": PERSON}),
    "places-and-persons-swapped": retyped({"city": PERSON, "person": CITY}),
    "shifted-right": shifted(1, 1),
    "shifted-left": shifted(-1, -1),
    "shifted-by-three": shifted(3, 3),
    "shifted-by-a-word": shifted(7, 12),
    "too-wide": shifted(-4, 6),
    "all-rejected": rejected("actors", "places", "dates", "agreements"),
    "actors-rejected": rejected("actors"),
    "dates-rejected": rejected("dates"),
    "cut-to-the-first-word": moved(first_word),
    "cut-in-half": moved(half),
    "two-annotators-disagree": contradictory,
    "places-linked-at-random": relinked,
    "common-words-are-persons": common,
    "merged-in-a-circle": merging(
        (person(PERSONS[0]), person(PERSONS[1])), (person(PERSONS[1]), person(PERSONS[0]))
    ),
    "merged-into-two": merging(
        (person(PERSONS[0]), person(PERSONS[1])), (person(PERSONS[0]), person(PERSONS[2]))
    ),
    "known-bodies-merged": merging(("org:un", "org:nato"), ("org:eu", "org:au")),
}
#: Those that the quick suite tries; one for each way in which a batch is stopped.
QUICK: Final = ("persons-are-places", "shifted-right", "two-annotators-disagree")


def trained(tables: Path, log: Path, make: Make) -> Trained:
    loaded = load_tables(tables, demonyms=True, vague=True)
    rows = mentions_of(loaded)
    documents = records(Document, loaded.documents)
    append(log / "ann.jsonl", [d for one in documents for d in make(one, rows[one.doc_id])])
    settings = Settings(project=tables.parent, corrections=log)
    return train(tables, settings=settings, guard=tables.parent / "guard", dry_run=True)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in BATCHES],
)
def test_a_bad_batch_is_stopped(tables: Path, tmp_path: Path, name: str) -> None:
    verdict = trained(tables, tmp_path, BATCHES[name]).candidate.verdict
    assert not verdict.promoted
    assert verdict.reasons


def test_an_honest_batch_is_not(tables: Path, tmp_path: Path) -> None:
    made = trained(tables, tmp_path, honest)
    assert made.candidate.verdict.promoted
    assert {entry.form for entry in made.candidate.learned.names} == {*GROUPS, *TOWNS}
