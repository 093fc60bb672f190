"""What each kind of row costs, as a share of spaCy's own NER time on the same texts, in one run.

    python benchmarks/stages.py [INPUT.jsonl ...]

In:  records with a `text` each; the annotated releases, train and dev, by default
Out: for dates, places, actors and agreements: matcher, linker and both, in per cent of the NER
     time of spaCy; the same for reading (the document, what matchers see, sentences), deciding,
     and records (checked, and as Arrow tables)

Two passes are printed. In the first all names are new: what a run of a few documents pays. In the
second the caches are warm, as in a long run. Each document's NER pass is timed right beside its
stages, so that a busy machine slows both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ner import texts
from pipeline import Clock
from spacy.language import Language

from extract.evaluation.gold import read_corpus
from extract.nlp.model import load_model, packaged_model
from extract.pipeline import Pipeline, build_pipeline
from extract.reading.text import document_of_text
from extract.records import (
    ActorMention,
    AgreementMention,
    DateMention,
    Document,
    Mentions,
    PlaceMention,
)
from extract.tables.arrow import arrow_table
from extract.tables.check import check_document

GOLD = Path(__file__).parents[1] / "data" / "gold" / "documents"
#: Stage -> the most that it may cost, in per cent of spaCy's NER.
BUDGETS = {"dates": 5, "places": 7, "actors": 7, "agreements": 6}
#: Part of a stage -> its name among the matchers of names.
NAMES = {"NameMatcher": "actors", "PlaceMatcher": "places", "LearnedNames": "learned"}


def releases() -> Iterator[str]:
    """The texts of the annotated releases that may be looked at."""
    for split in ("train", "dev"):
        yield from (one.document.text for one in read_corpus(GOLD, split))


def walk(pipeline: Pipeline, spacys: Language, text: str, clock: Clock) -> int:
    """Send a text through the stages as `Pipeline` does, and spaCy's NER; returns its tokens."""
    document = clock.time("reading", document_of_text, text)
    seen = clock.time("reading", pipeline.see, document)
    doc = pipeline.parse(seen.document.text)
    matchers = pipeline.matchers
    found = clock.time("agreements matcher", matchers.cited, doc)
    masked = [(proposal.start, proposal.end) for proposal in found]
    found += clock.time("dates matcher", matchers.dates, doc, masked)
    for matcher in matchers.names:
        found += clock.time(f"{NAMES[type(matcher).__name__]} matcher", matcher, doc)
    found += clock.time("agreements matcher", matchers.described, doc, found)
    settled = clock.time("deciding", pipeline.settle, seen, seen.in_text(found))
    linked = link(pipeline, settled, seen.document, clock)
    restored = seen.restored(linked)
    clock.time("records", check_document, document, restored)
    for record, rows in (
        (ActorMention, restored.actors),
        (PlaceMention, restored.places),
        (DateMention, restored.dates),
        (AgreementMention, restored.agreements),
    ):
        clock.time("records", arrow_table, record, rows)
    clock.time("spaCy", spacys.get_pipe("ner"), spacys.make_doc(text))
    return len(doc)


def link(pipeline: Pipeline, settled: Mentions, document: Document, clock: Clock) -> Mentions:
    """Link each kind as `Linkers` does, timed."""
    linkers = pipeline.linkers
    dates = clock.time("dates linker", linkers.dates, settled.dates, document)
    actors = clock.time("actors linker", linkers.actors, settled.actors, document, settled.places)
    places = clock.time("places linker", linkers.places, settled.places, document, actors)
    taken = {(place.start, place.end) for place in places}
    actors = tuple(actor for actor in actors if (actor.start, actor.end) not in taken)
    agreements = clock.time(
        "agreements linker",
        linkers.agreements,
        settled.agreements,
        document,
        actors,
        places,
        dates,
    )
    return Mentions(actors=actors, places=places, dates=dates, agreements=agreements)


def report(title: str, clock: Clock, tokens: int) -> None:
    """Print the shares of one pass."""
    bare = clock.spent["spaCy"]
    print(f"{title}: {tokens} tokens, spaCy's NER {bare / tokens * 1e6:.1f} us a token")
    for stage, budget in BUDGETS.items():
        parts = [100 * clock.spent[f"{stage} {part}"] / bare for part in ("matcher", "linker")]
        print(
            f"  {stage:10} {sum(parts):5.2f} % (budget {budget} %): matcher {parts[0]:.2f}, "
            f"linker {parts[1]:.2f}"
        )
    for stage in ("reading", "deciding", "records"):
        print(f"  {stage:10} {100 * clock.spent[stage] / bare:5.2f} %")


def main(paths: list[str]) -> None:
    """Two passes over all texts, the first with empty caches."""
    pipeline, spacys = build_pipeline(packaged_model()), load_model(packaged_model())
    chosen = list(texts(paths) if paths else releases())
    pipeline.parse(chosen[0])
    for title in ("names new", "names known"):
        clock = Clock()
        tokens = sum(walk(pipeline, spacys, text, clock) for text in chosen)
        report(title, clock, tokens)


if __name__ == "__main__":
    main(sys.argv[1:])
