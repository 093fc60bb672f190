"""The whole pipeline against spaCy's own NER pass alone, on the same documents in one run.

    python benchmarks/pipeline.py INPUT.jsonl [INPUT.jsonl ...]

In:  records with a `text` each; the packaged model and rules
Out: words/s of both and their ratio; microseconds a token of every stage, and its share of the NER
     time of spaCy
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ner import texts

from extract.nlp.model import load_model, packaged_model
from extract.pipeline import Pipeline, build_pipeline
from extract.reading.text import document_of_text
from extract.records import Document


@dataclass(slots=True)
class Clock:
    """CPU seconds by stage."""

    spent: Counter[str] = field(default_factory=Counter)

    def time(self, stage: str, function: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401
        """Call a stage and add up what it took; generators are read to their end."""
        started = time.process_time()
        result = function(*args)
        result = list(result) if hasattr(result, "__next__") else result
        self.spent[stage] += time.process_time() - started
        return result


def walk(pipeline: Pipeline, document: Document, clock: Clock) -> int:
    """Send a document through the stages as `Pipeline` does, timed; returns its tokens."""
    matchers, linkers = pipeline.matchers, pipeline.linkers
    doc = clock.time("parse", pipeline.parse, document.text)
    sentences = clock.time("sentences", pipeline.splitter, document.text)
    found = clock.time("cited", matchers.cited, doc)
    masked = [(proposal.start, proposal.end) for proposal in found]
    found += clock.time("dates", matchers.dates, doc, masked)
    for matcher in matchers.names:
        found += clock.time(type(matcher).__name__, matcher, doc)
    found += clock.time("described", matchers.described, doc, found)
    settled = clock.time("decide", pipeline.decider, document, sentences, found)
    clock.time("link", linkers, settled, document)
    return len(doc)


def compare(paths: list[str]) -> None:
    """Run both over every text and print the figures; a first round warms the caches."""
    pipeline = build_pipeline(packaged_model())
    documents = [document_of_text(text, doc_id=str(n)) for n, text in enumerate(texts(paths))]
    nlp = load_model(packaged_model())
    ner = nlp.get_pipe("ner")
    for document in documents[:20]:
        walk(pipeline, document, Clock())
    ours, theirs, tokens = Clock(), Clock(), 0
    for document in documents:
        tokens += walk(pipeline, document, ours)
        theirs.time("spaCy ner", ner, nlp.make_doc(document.text))
    words = sum(document.n_words for document in documents)
    bare, whole = theirs.spent["spaCy ner"], sum(ours.spent.values())
    print(f"{tokens} tokens; spaCy's NER alone {bare / tokens * 1e6:.1f} us a token")
    for stage, seconds in ours.spent.most_common():
        print(f"  {stage:14} {seconds / tokens * 1e6:6.1f} us  {100 * seconds / bare:5.1f} %")
    print(
        f"whole pipeline {words / whole:,.0f} words/s, spaCy's NER alone {words / bare:,.0f}: "
        f"ratio {bare / whole:.2f}"
    )


if __name__ == "__main__":
    compare(sys.argv[1:])
