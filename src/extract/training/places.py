"""Fit the weights of the choice among places of one name, and how sure its answers are.

    python -m extract.training.places --toponyms DIR [DIR ...] --releases data/gold/documents

In:  gold places, the matchers' proposals on the same texts
Out: data/place_weights.csv and data/place_sureness.csv; cross-validated shares on the terminal

A name counts as often as the text repeats it. Each is also judged now and then as if it stood
alone in its text, since press releases may be short. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from extract.knowledge.gazetteer import Entry
from extract.knowledge.load import data_path
from extract.knowledge.places import SURENESS, WEIGHTS
from extract.linking.places import PlaceLinker, witnesses
from extract.linking.places.candidates import Name
from extract.linking.places.choice import Ranker, are_one
from extract.linking.places.features import ALONE, by_itself, of_none
from extract.nlp.model import packaged_model
from extract.pipeline import Pipeline, build_pipeline
from extract.records import ActorMention, Document
from extract.training.logit import Example, design, fit, shares
from extract.training.toponyms import Marked, Toponym, read_releases, read_toponyms

#: Weights that the gold has too few examples for, set by hand: press texts say what a place is
#: ("the Lorn district") and where it lies ("Lorn, Norland") far more often than local news do.
BY_HAND: Final = {
    "contained": 4.5,
    "not-contained": -1.5,
    "said-city": 2.0,
    "said-district": 3.0,
    "said-region": 1.5,
    "said-unit": 2.5,
    "said-water": 2.0,
    "said-other": -1.0,
    "curated": 3.0,
}
#: Penalties of the two passes and folds of the cross-validation.
_PENALTY_ALONE, _PENALTY, _FOLDS = 2.0, 1.0, 5
#: Times that the second pass is fitted: issuers are at home where its weights have put them.
_ROUNDS: Final = 3
#: Part of the names that are also judged alone, and what such a judgement counts.
_LONELY, _LONELY_WEIGHT = 0.3, 0.3
#: A place is right within so many kilometres; one as near as the first stands for it where the
#: index has another identifier.
_SAME_KM, _RIGHT_KM = 25.0, 161.0
_EARTH_KM: Final = 6371.0088
#: Bins of the table of sureness.
_BINS: Final = 20
#: No choice is certain.
_MOST: Final = 0.99


@dataclass(frozen=True, slots=True)
class Judged:
    """A name of a text beside the gold.

    Args:
        corpus: Where the text is from.
        name: The name, beside its container if it has one.
        toponym: The gold name there; None if there is none.
        times: How often the text repeats it.
        right: Which entries are right, and last whether none of them is.
    """

    corpus: str
    name: Name
    toponym: Toponym | None
    times: int
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its names.

    Args:
        document: The text.
        every: All its names in text order, with repetitions.
        actors: Linked actors that do not stand among the names.
        judged: The names that the gold says something about.
    """

    document: Document
    every: Sequence[Name]
    actors: Sequence[ActorMention]
    judged: Sequence[Judged]


def read_text(pipeline: Pipeline, corpus: str, marked: Marked, *, partial: bool) -> Text:
    """Run the matchers over a text and lay its names beside the gold.

    Args:
        pipeline: Matchers, decider, linkers.
        corpus: Name of the corpus.
        marked: The text and its toponyms.
        partial: Whether names beside gold actors tell nothing, as in our releases.
    """
    document, toponyms = marked
    proposals = pipeline.matchers(pipeline.parse(document.text))
    mentions = pipeline.decider(document, pipeline.splitter(document.text), proposals)
    linker = pipeline.linkers.places
    actors = witnesses(pipeline.linkers.actors(mentions.actors, document, mentions.places))
    named, acting = linker.names(mentions.places, document, actors)
    spans = [(place.start, place.end) for place in mentions.places]
    spans += [(actor.start, actor.end) for actor in acting]
    every = sorted([*named, *acting.values()], key=lambda name: name.start)
    contained = {name.alone: name for name in reversed(every) if name.container}
    times: Counter[tuple[Name, Toponym | None, tuple[bool, ...]]] = Counter()
    for span, name in zip(spans, [*named, *acting.values()], strict=True):
        toponym = _at(span, toponyms)
        if name.known is not None or not name.entries or (toponym is None and partial):
            continue
        if toponym is None or toponym.is_resolved:
            key = replace(toponym, start=0, end=0) if toponym is not None else None
            times[contained.get(name, name), key, _right(name, toponym)] += 1
    judged = [Judged(corpus, name, gold, n, right) for (name, gold, right), n in times.items()]
    others = [actor for actor in actors if actor not in acting]
    return Text(document, every, others, judged)


def _at(span: tuple[int, int], toponyms: Sequence[Toponym]) -> Toponym | None:
    """The toponym of just this span, or one that overlaps it."""
    over = [one for one in toponyms if one.start < span[1] and span[0] < one.end]
    exact = [one for one in over if (one.start, one.end) == span]
    return next(iter([*exact, *over]), None)


def _right(name: Name, toponym: Toponym | None) -> tuple[bool, ...]:
    """Which entries are the gold's place: by identifier, else by distance; last, if none is."""
    for rule in (_same, _close, _near):
        found = [toponym is not None and rule(entry, toponym) for entry in name.entries]
        if any(found):
            return (*found, False)
    return (*(False for _ in name.entries), True)


def _same(entry: Entry, toponym: Toponym) -> bool:
    if toponym.capital_of:
        return entry.country_code == toponym.capital_of and entry.feature == "city"
    return entry.geonames_id is not None and entry.geonames_id == toponym.geonames_id


def _close(entry: Entry, toponym: Toponym) -> bool:
    return _kilometres(entry, toponym) <= _SAME_KM


def _near(entry: Entry, toponym: Toponym) -> bool:
    return _kilometres(entry, toponym) <= _RIGHT_KM


def _kilometres(entry: Entry, toponym: Toponym) -> float:
    if toponym.latitude is None or toponym.longitude is None:
        return math.inf
    north, south = math.radians(entry.latitude), math.radians(toponym.latitude)
    across = math.radians(entry.longitude - toponym.longitude)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def fit_alone(texts: Sequence[Text], linker: PlaceLinker) -> dict[str, float]:
    """Weights of the first pass, which sees the name alone."""
    examples = [
        Example(
            number,
            [list(by_itself(one.name, e, linker.countries)) for e in one.name.entries],
            one.right[:-1],
            one.times,
        )
        for number, text in enumerate(texts)
        for one in text.judged
        if not one.right[-1]
    ]
    return fit(design(examples), penalty=_PENALTY_ALONE, fixed=_by_hand(examples))


def examples_of(number: int, text: Text, linker: PlaceLinker) -> list[tuple[Judged, Example]]:
    """The choices of a text in its light, and of some of its names as if they stood alone."""
    ranker = Ranker(linker.places.weights, linker.countries)
    around = linker.around(text.every, text.document, text.actors)
    empty = replace(text.document, source=None, source_country=None)
    found: list[tuple[Judged, Example]] = []
    for one in text.judged:
        lights = [(around, float(one.times))]
        chance = random.Random(f"{one.name.key} {number}").random()  # noqa: S311  # no secret
        if not one.right[-1] and chance < _LONELY:
            lights.append((linker.around([one.name], empty, []), _LONELY_WEIGHT))
        for light, weight in lights:
            rows = [list(ranker.features(one.name, e, light)) for e in one.name.entries]
            rows.append(list(of_none(one.name, light)))
            judged = one if light is around else replace(one, corpus="alone")
            found.append((judged, Example(number, rows, one.right, weight)))
    return found


def cross_validate(
    pairs: Sequence[tuple[Judged, Example]], seed: int = 1
) -> list[tuple[Judged, Sequence[float]]]:
    """Each choice with the probabilities by weights that have not seen its document."""
    documents = sorted({example.document for _, example in pairs})
    random.Random(seed).shuffle(documents)  # noqa: S311  # no secret
    fold = {document: at % _FOLDS for at, document in enumerate(documents)}
    found: list[tuple[Judged, Sequence[float]]] = []
    for held in range(_FOLDS):
        seen = [example for _, example in pairs if fold[example.document] != held]
        weights = _fitted(seen)
        unseen = [pair for pair in pairs if fold[pair[1].document] == held]
        laid = design([example for _, example in unseen])
        by_example: defaultdict[int, list[float]] = defaultdict(list)
        for at, share in zip(laid.example.tolist(), shares(laid, weights).tolist(), strict=True):
            by_example[at].append(share)
        found += [(judged, by_example[at]) for at, (judged, _) in enumerate(unseen)]
    return found


def _fitted(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the second pass."""
    return fit(design(examples), penalty=_PENALTY, fixed=_by_hand(examples))


def _by_hand(examples: Iterable[Example]) -> dict[str, float]:
    names = {name for one in examples for row in one.alternatives for name, _ in row}
    return {name: weight for name, weight in BY_HAND.items() if name in names}


def is_right(judged: Judged, shares_of: Sequence[float]) -> tuple[float, bool]:
    """The stated probability of the likeliest entry, and whether it is right."""
    entries = judged.name.entries
    *own, _ = shares_of
    best = own.index(max(own))
    entry = entries[best]
    stated = sum(s for e, s in zip(entries, own, strict=True) if are_one(e, entry))
    gold = judged.toponym
    return stated, judged.right[best] or (gold is not None and _near(entry, gold))


def sureness(pairs: Iterable[tuple[float, bool, int]]) -> list[tuple[float, float]]:
    """How often choices of each stated probability are right, never falling.

    Args:
        pairs: Stated probability, whether it was right, how often it counts.
    """
    rows = sorted(pair for pair in pairs)
    total = sum(times for *_, times in rows)
    bins: list[list[float]] = [[0.0, 0.0, 0.0]]
    for stated, right, times in rows:
        if bins[-1][2] >= total / _BINS:
            bins.append([0.0, 0.0, 0.0])
        bins[-1] = [
            a + b for a, b in zip(bins[-1], (stated * times, right * times, times), strict=True)
        ]
    pooled: list[list[float]] = []
    for one in bins:
        pooled.append(one)
        while len(pooled) > 1 and pooled[-2][1] / pooled[-2][2] > pooled[-1][1] / pooled[-1][2]:
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last, strict=True)]
    inner = [(stated / times, min(_MOST, right / times)) for stated, right, times in pooled]
    return [(0.0, inner[0][1]), *inner, (1.0, inner[-1][1])]


def main() -> None:
    """Read the gold, fit, report, write."""
    parser = argparse.ArgumentParser(description="Fit the weights of the choice among places.")
    parser.add_argument("--toponyms", type=Path, nargs="+", required=True)
    parser.add_argument("--releases", type=Path, required=True)
    given = parser.parse_args()
    pipeline = build_pipeline(packaged_model())
    linker = pipeline.linkers.places
    texts = [
        read_text(pipeline, folder.name, marked, partial=False)
        for folder in given.toponyms
        for marked in read_toponyms(folder)
    ]
    for split in ("train", "dev"):
        releases = read_releases(given.releases, split, linker.places.gazetteer, linker.countries)
        texts += [read_text(pipeline, f"gold-{split}", one, partial=True) for one in releases]
    alone = {ALONE + name: weight for name, weight in fit_alone(texts, linker).items()}
    weights: dict[str, float] = {}
    for _ in range(_ROUNDS):
        linker = replace(linker, places=replace(linker.places, weights={**alone, **weights}))
        pairs = [pair for n, text in enumerate(texts) for pair in examples_of(n, text, linker)]
        weights = _fitted([example for _, example in pairs])
    held_out = cross_validate(pairs)
    _report(held_out)
    _write(WEIGHTS, "feature,weight", sorted({**alone, **weights}.items()))
    # our releases are easier than the news, whose shares are the safer ones to state
    news = {folder.name for folder in given.toponyms}
    table = sureness(
        (*is_right(judged, found), judged.times)
        for judged, found in held_out
        if judged.toponym is not None and judged.corpus in news
    )
    _write(SURENESS, "share,right", table)


def _report(held_out: Sequence[tuple[Judged, Sequence[float]]]) -> None:
    """Share of gold places whose likeliest entry is right, by corpus."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for judged, found in held_out:
        if judged.toponym is not None:
            right[judged.corpus] += is_right(judged, found)[1] * judged.times
            total[judged.corpus] += judged.times
    for corpus, times in total.items():
        print(f"{corpus}: {right[corpus] / times:.3f} of {times}")  # noqa: T201  # a command


def _write(file: str, header: str, lines: Sequence[tuple[object, float]]) -> None:
    """Replace what stands below the remarks of a data file."""
    path = data_path(file)
    remarks = [one for one in path.read_text(encoding="utf-8").splitlines() if one[:1] == "#"]
    rows = [
        f"{_shown(key)},{value:.2f}" for key, value in lines if round(value, 2) or header[0] == "s"
    ]
    path.write_text("\n".join([*remarks, header, *rows, ""]), encoding="utf-8")


def _shown(key: object) -> str:
    return f"{key:.3f}" if isinstance(key, float) else str(key)


if __name__ == "__main__":
    main()
