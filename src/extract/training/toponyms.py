"""Read gold places: corpora of toponyms with points, and our own annotated releases.

In:  a folder with input.jsonl and gold.jsonl, or the releases of data/gold
Out: pairs of a Document and its Toponyms
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.evaluation.gold import read_corpus
from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry, Gazetteer
from extract.reading.text import document_of_text
from extract.records import ActorMention, Document, PlaceMention


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold name of a place.

    Args:
        start: First character.
        end: Character after the last.
        geonames_id: None if the gold has none.
        latitude: Degrees north, WGS 84; None if the gold has no point.
        longitude: Degrees east.
        capital_of: Country whose capital is meant, where the gold says no more.
    """

    start: int
    end: int
    geonames_id: int | None
    latitude: float | None = None
    longitude: float | None = None
    capital_of: str = ""

    @property
    def is_resolved(self) -> bool:
        """Whether the gold says which place it is."""
        return self.latitude is not None or bool(self.capital_of)


Marked = tuple[Document, Sequence[Toponym]]


def read_toponyms(folder: Path) -> Iterator[Marked]:
    """Documents of a folder with input.jsonl (texts) and gold.jsonl (mentions)."""
    gold = {record["id"]: record["mentions"] for record in _records(folder / "gold.jsonl")}
    for record in _records(folder / "input.jsonl"):
        document = document_of_text(
            record["text"], doc_id=record["id"], title=record["title"], source=record["source"]
        )
        yield document, [_toponym(mention) for mention in gold.get(record["id"], ())]


def read_releases(
    folder: Path, split: str, gazetteer: Gazetteer, countries: Countries
) -> Iterator[Marked]:
    """Releases in the format of data/gold; countries that act are toponyms too."""
    for one in read_corpus(folder, split):
        places = [_of_place(place, gazetteer, countries) for place in one.mentions.places]
        acting = (actor for actor in one.mentions.actors if actor.actor_type == "country")
        actors = [_of_actor(actor, countries) for actor in acting]
        yield one.document, [*places, *(actor for actor in actors if actor is not None)]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from (json.loads(line) for line in lines)


def _toponym(mention: dict[str, Any]) -> Toponym:
    identifier = mention["geonames_id"]
    return Toponym(
        mention["start"],
        mention["end"],
        None if identifier is None else int(identifier),
        mention["latitude"],
        mention["longitude"],
    )


def _of_place(place: PlaceMention, gazetteer: Gazetteer, countries: Countries) -> Toponym:
    known = None
    if place.geonames_id is not None:
        known = gazetteer.place(place.geonames_id) or countries.by_code.get(
            place.country_code or ""
        )
    point = (None, None) if known is None else (known.latitude, known.longitude)
    if not isinstance(known, Entry) and place.feature != "country":
        point = (None, None)
    return Toponym(place.start, place.end, place.geonames_id, *point)


def _of_actor(actor: ActorMention, countries: Countries) -> Toponym | None:
    country = countries.by_code.get(actor.country_code or "")
    if country is None:
        return None
    if countries.of_capital(actor.text) is not None:
        return Toponym(actor.start, actor.end, None, capital_of=country.code)
    identifier, latitude, longitude = country.geonames_id, country.latitude, country.longitude
    return Toponym(actor.start, actor.end, identifier, latitude, longitude)
