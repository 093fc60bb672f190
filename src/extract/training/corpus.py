"""Read annotated texts for training: our releases, and corpora of sentences with marked names.

In:  data/gold, and folders with input.jsonl {"id", "text"} and gold.jsonl {"id", "spans"}
Out: texts whose names carry the labels of the base model: PERSON, ORG, GPE, ...

Labels follow OntoNotes, as the base does, but spans follow our guidelines: without article, title
and possessive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extract.errors import GoldError
from extract.evaluation.gold import read_corpus
from extract.records import Mentions

#: A place whose label the base tells: "Nagorno-Karabakh" is GPE or LOC as the base sees it.
PLACE: Final = "PLACE"
#: Labels that gold settles: what the base calls so and gold does not mark is no name.
SETTLED: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
#: Labels of places.
PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_BY_TYPE: Final = {"person": "PERSON", "organization": "ORG", "location": PLACE, "event": "EVENT"}
_BY_FEATURE: Final = {
    "country": "GPE",
    "city": "GPE",
    "district": "GPE",
    "water": "LOC",
    "terrain": "LOC",
    "building": "FAC",
    "corridor": "FAC",
}
#: Words in a row that two texts share only if one repeats the other.
_RUN: Final = 8


@dataclass(frozen=True, slots=True)
class Name:
    """A marked name: characters `start` to `end` (exclusive) and its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with all names of the settled labels marked."""

    text: str
    names: tuple[Name, ...]


def releases(folder: Path) -> list[MarkedText]:
    """The train split of our own releases.

    Raises:
        GoldError: A release breaks the format, or there is none.
    """
    return [marked_text(one.document.text, one.mentions) for one in read_corpus(folder, "train")]


def marked_text(text: str, mentions: Mentions) -> MarkedText:
    """A text whose rows are names to learn; demonyms are left to the base."""
    return MarkedText(text, tuple(_names(text, mentions)))


def _names(text: str, mentions: Mentions) -> Iterator[Name]:
    """Names of a release; those written small ("Norlandic forces") are left to the base."""
    for agreement in mentions.agreements:
        if agreement.named:
            yield Name(agreement.start, agreement.end, "LAW")
    for actor in mentions.actors:
        if actor.actor_type == "person":
            yield Name(actor.start, actor.end, "PERSON")
        elif actor.actor_type == "country":
            yield Name(actor.start, actor.end, "GPE")
        elif not text[actor.start : actor.end].rsplit(maxsplit=1)[-1][0].islower():
            yield Name(actor.start, actor.end, "ORG")
    for place in mentions.places:
        if place.feature == "demonym":
            continue
        yield Name(place.start, place.end, _BY_FEATURE.get(place.feature, PLACE))


def sentences(folder: Path) -> list[MarkedText]:
    """A corpus of sentences, e.g. CrossNER or WNUT-17, in the order of its file.

    Its events are EVENT; what it marks as anything but a person, an organisation, a location or
    an event is left to the base, unless the base takes it for one of the settled labels.

    Raises:
        GoldError: A file is missing or holds a line of another form.
    """
    texts = {line["id"]: line["text"] for line in _lines(folder / "input.jsonl")}
    return [
        MarkedText(
            texts[line["id"]],
            tuple(
                Name(start, end, "GPE" if finer == "country" else _BY_TYPE[kind])
                for start, end, kind, finer in line["spans"]
                if kind in _BY_TYPE
            ),
        )
        for line in _lines(folder / "gold.jsonl")
    ]


def apart_from(texts: Iterable[MarkedText], measured: Iterable[MarkedText]) -> list[MarkedText]:
    """Leave out texts that share a run of eight words with those that scores are measured on."""
    seen = {run for one in measured for run in _runs(one.text)}
    return [one for one in texts if seen.isdisjoint(_runs(one.text))]


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = text.split()
    return (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        content = path.read_text(encoding="utf-8")
        yield from (json.loads(line) for line in content.split("\n") if line.strip())
    except (OSError, ValueError) as error:
        raise GoldError.bad_file(str(path), f"cannot be read ({error})") from error
