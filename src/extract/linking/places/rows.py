"""Write into a place's row what its name means: identifier, point, country.

In:  a row with its words alone, and a country or an entry of the index
Out: the row with its link columns
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extract.knowledge.countries import Country
from extract.knowledge.gazetteer import Entry
from extract.linking.places.candidates import Name
from extract.records import ActorMention, PlaceMention

#: Rule of a town that bears the name of a country that acts elsewhere.
NAMESAKE_TOWN: Final = "namesake-town"
#: Rule of a building at the point of the town it is named for.
NAMESAKE_POINT: Final = "namesake-point"


def from_actor(actor: ActorMention, feature: str) -> PlaceMention:
    """The row of a town that was taken for a country that acts."""
    return PlaceMention(
        mention_id=f"{actor.doc_id}:places:{actor.start}-{actor.end}",
        doc_id=actor.doc_id,
        text=actor.text,
        start=actor.start,
        end=actor.end,
        sentence=actor.sentence,
        sentence_start=actor.sentence_start,
        sentence_end=actor.sentence_end,
        method=f"{actor.method}+{NAMESAKE_TOWN}",
        confidence=actor.confidence,
        name=" ".join(actor.text.split()),
        feature=feature,
    )


def as_country(place: PlaceMention, country: Country, sure: float) -> PlaceMention:
    """The row with what is known of a country."""
    return replace(
        place,
        place_id=f"country:{country.code}",
        name=country.name,
        geonames_id=country.geonames_id,
        latitude=country.latitude,
        longitude=country.longitude,
        country_code=country.code,
        feature="demonym" if place.feature == "demonym" else "country",
        link_confidence=sure,
    )


def as_place(place: PlaceMention, name: Name, entry: Entry, sure: float) -> PlaceMention:
    """The entry's point; a building that is named for its town has no identifier of its own."""
    identifier = None if name.is_namesake else entry.geonames_id
    known = f"gn:{identifier}" if entry.geonames_id is not None else f"place:{entry.slug}"
    method = f"{place.method}+{NAMESAKE_POINT}" if name.is_namesake else place.method
    return replace(
        place,
        method=method,
        place_id=None if name.is_namesake else known,
        name=place.name if name.is_namesake else _usual(place, entry),
        geonames_id=identifier,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country_code=entry.country_code or None,
        feature=place.feature if name.is_namesake or name.feature == "demonym" else entry.feature,
        link_confidence=sure,
    )


def _usual(place: PlaceMention, entry: Entry) -> str:
    """The entry's name; the text's own where GeoNames has a local one, or knows it by another.

    Not Naxçıvan; Donetsk, not Donetska Oblast; Chittagong, not Chattogram.
    """
    is_local = not entry.name.isascii() or not entry.primary
    if entry.slug or not is_local:
        return entry.name
    is_english = place.name.isascii() and place.name[0].isupper() and not place.name.isupper()
    return place.name if is_english else entry.name
