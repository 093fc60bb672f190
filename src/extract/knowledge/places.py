"""Places beside the index: curated regions and waters, and the words that make a name a place.

In:  data/places.csv, data/places.toml
Out: PlaceKnowledge     find("Gubadly") gives its entries, curated ones first
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from extract.errors import KnowledgeError
from extract.knowledge.gazetteer import Entry, Gazetteer, IndexFile, load_gazetteer
from extract.knowledge.learned import PlaceWeight
from extract.knowledge.load import members, rows, tables
from extract.records import FEATURES
from extract.text.names import fold

CSV: Final = "places.csv"
TOML: Final = "places.toml"
DATELINES: Final = "datelines.toml"
SPELLINGS: Final = "place_spellings.csv"
WEIGHTS: Final = "place_weights.csv"
SURENESS: Final = "place_sureness.csv"
#: Curated places are what the press writes about: they weigh like a city of this many people.
CURATED_POPULATION: Final = 500_000


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Vocabulary around places; all lower case but the generic parts of names.

    Args:
        heads_after: Noun after a name -> feature: "districts" -> district.
        heads_before: Noun phrase before a name -> feature: "city of" -> city.
        prepositions: Words after which a name is where something is.
        weak_prepositions: Those of them that other names follow as well.
        locative: Prepositions after which a name of any look is a place.
        openers: Words that begin sentences, not names.
        unit_ends: Last words of the names of units: "county".
        compass: Words that stay outside a name: "northern".
        generic_last: Nouns that end the name of a water or mountain: "Sea".
        generic_first: Phrases that begin one, by their first word: "Gulf" -> "Gulf of".
        waters: Those that make a water.
        buildings: Nouns that end the name of a building.
        roads: Nouns that make a name that of a road: "Avenue".
        never: Folded words that alone are no place.
        papers: What papers add to the name of the place they are at home in: "beacon".
        unit_offices: What a first-level unit has and a town has not: "governor".
        not_datelines: Words that open a line before a date or dash and are no place: "at".
    """

    heads_after: Mapping[str, str]
    heads_before: Mapping[str, str]
    prepositions: frozenset[str]
    weak_prepositions: frozenset[str]
    locative: frozenset[str]
    openers: frozenset[str]
    unit_ends: frozenset[str]
    compass: frozenset[str]
    generic_last: frozenset[str]
    generic_first: Mapping[str, tuple[str, ...]]
    waters: frozenset[str]
    buildings: frozenset[str]
    roads: frozenset[str]
    never: frozenset[str]
    papers: frozenset[str]
    unit_offices: tuple[str, ...]
    not_datelines: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceKnowledge:
    """The index and what we know beside it.

    Args:
        gazetteer: The packaged index, or one of the user's own.
        curated: Entries by folded name.
        words: Vocabulary around places.
        abbreviations: As written -> the place: "Ala.", "N.S.W.", "L.A.".
        postal: Those that stand only after a comma: "Long Beach, CA".
        weights: Of the choice among places of one name, by feature.
        demonyms: Folded adjective or people -> the region: "european", "texans".
        own: A project's entries by folded name; such a name means nothing else.
        own_by_number: Those of them that have a GeoNames identifier, by it.
        demonym_starts: Their first words.
        sure: How often a choice of a stated probability is right, by rising probability.
    """

    gazetteer: Gazetteer
    curated: Mapping[str, tuple[Entry, ...]]
    words: PlaceWords
    abbreviations: Mapping[str, Entry] = field(default_factory=dict)
    postal: Mapping[str, Entry] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    demonyms: Mapping[str, Entry] = field(default_factory=dict)
    own: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    own_by_number: Mapping[int, Entry] = field(default_factory=dict)
    demonym_starts: frozenset[str] = frozenset()
    sure: Sequence[tuple[float, float]] = ((0.0, 0.0), (1.0, 1.0))

    def sureness(self, share: float) -> float:
        """How often choices of a stated probability are right; measured, between points a line."""
        (low, least), *rest = self.sure
        for high, most in rest:
            if share <= high:
                return round(least + (most - least) * max(0.0, share - low) / (high - low), 4)
            low, least = high, most
        return least

    def find(self, name: str) -> tuple[Entry, ...]:
        """All places of this name: the project's own alone, else curated ones and the index's."""
        if self.own:
            own = self.own.get(fold(name))
            return own if own is not None else tuple(map(self._current, self._packaged(name)))
        return self._packaged(name)

    def _packaged(self, name: str) -> tuple[Entry, ...]:
        ours, found = self.curated.get(fold(name), ()), self.gazetteer.lookup(name)
        if not ours:
            return found
        taken = {entry.geonames_id for entry in ours}
        return (*ours, *(entry for entry in found if entry.geonames_id not in taken))

    def _current(self, entry: Entry) -> Entry:
        """What a project says of a place it names by its identifier."""
        number = entry.geonames_id
        return entry if number is None else self.own_by_number.get(number, entry)


def with_weights(places: PlaceKnowledge, learned: Iterable[PlaceWeight]) -> PlaceKnowledge:
    """The same, some weights of the choice among places of one name being others."""
    changed = {one.feature: one.weight for one in learned}
    return replace(places, weights={**places.weights, **changed}) if changed else places


@lru_cache(maxsize=2)
def load_places(index: IndexFile | None = None) -> PlaceKnowledge:
    """An index, with curated places, spellings, vocabulary and weights.

    Args:
        index: Place index of the user's own; None for the packaged one.

    Raises:
        KnowledgeError: A row of a data file cannot be used.
        GazetteerError: The index cannot be opened.
    """
    gazetteer = load_gazetteer(index)
    curated: dict[str, tuple[Entry, ...]] = {}
    for row in rows(CSV):
        _add(curated, (row["name"], *members(row["aliases"])), _entry(row))
    abbreviations: dict[str, Entry] = {}
    postal: dict[str, Entry] = {}
    for row in rows(SPELLINGS):
        place = _known(gazetteer, row)
        short = members(row["abbreviations"])
        _add(curated, members(row["spellings"]), replace(place, is_famous=True))
        # "W.Va." and, at the end of a sentence, "W.Va"
        abbreviations.update(dict.fromkeys((*short, *(s.rstrip(".") for s in short)), place))
        postal.update(dict.fromkeys(members(row["postal"]), place))
    by_name = {place.name: place for places in curated.values() for place in places}
    by_name |= {place.name: place for place in postal.values()}
    demonyms = _demonyms(gazetteer, curated, by_name)
    weights = {row["feature"]: float(row["weight"]) for row in rows(WEIGHTS)}
    sure = [(float(row["share"]), float(row["right"])) for row in rows(SURENESS)]
    return PlaceKnowledge(
        gazetteer,
        curated,
        _words(),
        abbreviations,
        postal,
        weights,
        demonyms,
        demonym_starts=frozenset(name.split(" ", 1)[0] for name in demonyms),
        sure=sure,
    )


def _add(curated: dict[str, tuple[Entry, ...]], names: Iterable[str], entry: Entry) -> None:
    for key in dict.fromkeys(fold(name) for name in names):
        curated[key] = (*curated.get(key, ()), entry)


def _known(gazetteer: Gazetteer, row: Mapping[str, str]) -> Entry:
    """The place of the index that a row of spellings is about, under its usual English name.

    An index of the user's own may lack it, that of one country for instance; ours has it.
    """
    identifier = int(row["geonames_id"])
    found = gazetteer.place(identifier) or load_gazetteer().place(identifier)
    if found is None:
        raise KnowledgeError.bad_entry(SPELLINGS, row["name"], "is not in the index")
    return replace(found, name=row["name"])


def _demonyms(
    gazetteer: Gazetteer,
    curated: Mapping[str, tuple[Entry, ...]],
    by_name: Mapping[str, Entry],
) -> dict[str, Entry]:
    """The region of each adjective and people; its name is ours, or the index's largest one."""
    found: dict[str, Entry] = {}
    for name, words in tables(TOML)["demonyms"].items():
        ours = curated.get(fold(name), ())
        indexed = (*gazetteer.lookup(name), *load_gazetteer().lookup(name))
        # "Basque" is of the land of two million, not of the one across the border
        largest = max(indexed, key=lambda entry: entry.population, default=None)
        known = by_name.get(name) or next(iter(ours), largest)
        if known is None:
            raise KnowledgeError.bad_entry(TOML, name, "is no region that we know")
        found.update(dict.fromkeys((fold(word) for word in words), known))
    return found


def _entry(row: Mapping[str, str]) -> Entry:
    if row["feature"] not in FEATURES:
        raise KnowledgeError.bad_entry(CSV, row["id"], f"has no known feature: {row['feature']!r}")
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise KnowledgeError.bad_entry(CSV, row["id"], "has no point") from error
    return Entry(
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
        name=row["name"],
        latitude=latitude,
        longitude=longitude,
        country_code=row["country"],
        admin="",
        feature=row["feature"],
        population=CURATED_POPULATION,
        primary=True,
        slug=row["id"],
    )


def _words() -> PlaceWords:
    content = tables(TOML)
    words = content["words"]
    return PlaceWords(
        heads_after=_by_word(content["heads_after"]),
        heads_before=_by_word(content["heads_before"]),
        prepositions=frozenset(words["prepositions"]),
        weak_prepositions=frozenset(words["weak_prepositions"]),
        locative=frozenset(words["locative"]),
        openers=frozenset(words["openers"]),
        unit_ends=frozenset(words["unit_ends"]),
        compass=frozenset(words["compass"]),
        generic_last=frozenset(words["generic_last"]),
        generic_first=_by_first(words["generic_first"]),
        waters=frozenset(words["waters"]),
        buildings=frozenset(words["buildings"]),
        roads=frozenset(words["roads"]),
        never=frozenset(fold(word) for word in words["never"]),
        papers=frozenset(words["papers"]),
        unit_offices=tuple(words["unit_offices"]),
        not_datelines=frozenset(tables(DATELINES)["not_places"]),
    )


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        first = phrase.split(" ", 1)[0]
        found[first] = (*found.get(first, ()), phrase)
    return found


def _by_word(by_feature: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: feature for feature, words in by_feature.items() for word in words}
