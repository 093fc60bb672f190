"""What a place of a document may mean, as the linker weighs it.

In:  a document, a place mention of it           "Tripoli"
Out: entries with their probability               Tripoli, LBY 0.91   Tripoli, LBN 0.08
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from extract.api.text import own_files, pipeline_for
from extract.knowledge.gazetteer import Entry
from extract.knowledge.whole import load_knowledge
from extract.records import Document, Mention, Mentions, PlaceMention
from extract.settings import Settings

if TYPE_CHECKING:
    from extract.knowledge.countries import Country
    from extract.nlp.seen import Seen
    from extract.pipeline import Pipeline

#: Meanings of a name that are told; the rest is hardly likely.
_MOST: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A place that a name may mean.

    Args:
        entry: The place; None for "none of those we know".
        share: Its probability here, 0 to 1.
    """

    entry: Entry | None
    share: float


def meanings_of(
    pipeline: Pipeline, seen: Seen, settled: Mentions, mention: PlaceMention
) -> Iterator[Meaning]:
    """What the place linker weighs for a place, as it is when it stands in the text again."""
    again = {
        stored.start: place.start
        for stored, place in zip(seen.restored(settled).places, settled.places, strict=True)
    }
    start = again.get(mention.start)
    if start is None:
        return
    linkers = pipeline.linkers
    actors = linkers.actors(settled.actors, seen.document)
    weighed = linkers.places.considered(start, settled.places, seen.document, actors)
    for entry, share in weighed[:_MOST]:
        yield Meaning(entry=entry, share=round(share, 4))


class Weigher:
    """Weighs one place after the other; the document last seen is kept.

    Args:
        settings: Model and knowledge.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._last: tuple[Document, Seen, Mentions] | None = None

    def __call__(
        self, document: Document, mention: Mention | None, words: str
    ) -> Sequence[Mapping[str, Any]]:
        """Candidates for a place, as values that a `link` sets.

        Args:
            document: The document.
            mention: The row, if it is one that the rules found.
            words: A name to look up instead; "" for that of the row.
        """
        with self._lock:
            found: list[Meaning] = []
            if isinstance(mention, PlaceMention) and not words:
                found = list(meanings_of(*self._read(document), mention))
            if not found:
                name = words or (" ".join(mention.text.split()) if mention is not None else "")
                return list(self._named(name))
        return [_linked(one.entry, one.share) for one in found if one.entry is not None]

    def reread(self, document: Document) -> Mentions:
        """The rows of a document as the rules alone have them."""
        return pipeline_for(self._settings)(document)

    def _named(self, name: str) -> Iterator[Mapping[str, Any]]:
        """Every place of a name, unweighed; a country of that name first."""
        known = load_knowledge(own_files(self._settings))
        country = known.countries.named(name)
        if country is not None and country.latitude is not None and country.longitude is not None:
            point = (country.latitude, country.longitude)
            yield _linked(_as_entry(country, point), 0.0)
        for entry in known.places.find(name)[:_MOST]:
            yield _linked(entry, 0.0)

    def _read(self, document: Document) -> tuple[Pipeline, Seen, Mentions]:
        pipeline = pipeline_for(self._settings)
        if self._last is None or self._last[0] != document:
            seen = pipeline.see(document)
            self._last = document, seen, pipeline.settle(seen, pipeline.propose(seen))
        return pipeline, *self._last[1:]


def _as_entry(country: Country, point: tuple[float, float]) -> Entry:
    return Entry(
        geonames_id=country.geonames_id,
        name=country.name,
        latitude=point[0],
        longitude=point[1],
        country_code=country.code,
        admin="",
        feature="country",
        population=0,
        primary=True,
    )


def _linked(entry: Entry, share: float) -> dict[str, Any]:
    """A place as the page shows it; `fields` are the columns of a row that means it."""
    known = f"gn:{entry.geonames_id}" if entry.geonames_id is not None else f"place:{entry.slug}"
    fields = {
        "place_id": f"country:{entry.country_code}" if entry.feature == "country" else known,
        "geonames_id": entry.geonames_id,
        "name": entry.name,
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "country_code": entry.country_code or None,
        "feature": entry.feature,
    }
    return {"share": share, "people": entry.population, "unit": entry.admin, "fields": fields}
