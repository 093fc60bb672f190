"""Our NER pass against spaCy's own, on the same documents in one run.

    python benchmarks/ner.py INPUT.jsonl [INPUT.jsonl ...]

In:  records with a `text` each; the packaged model
Out: microseconds a token of both, their ratio, and how many entities differ (the goal is 0)
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from extract.nlp.entities.recognizer import recognizer_for
from extract.nlp.model import load_model, packaged_model


def texts(paths: list[str]) -> Iterator[str]:
    """The texts of all records; lines end at line feeds alone."""
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                yield json.loads(line)["text"]


def compare(paths: list[str]) -> None:
    """Run both passes over every text and print the figures."""
    nlp = load_model(packaged_model())
    ner, ours = nlp.get_pipe("ner"), recognizer_for(nlp)
    if ours is None:
        raise SystemExit("the model has a shape our pass does not know")
    tokens = equal = found = expected = 0
    spent = {"spaCy": 0.0, "ours": 0.0}
    for text in texts(paths):
        doc, other = nlp.make_doc(text), nlp.make_doc(text)
        clock = time.process_time()
        ours(doc)
        spent["ours"] += time.process_time() - clock
        clock = time.process_time()
        ner(other)
        spent["spaCy"] += time.process_time() - clock
        mine = {(e.start, e.end, e.label_) for e in doc.ents}
        theirs = {(e.start, e.end, e.label_) for e in other.ents}
        tokens, equal = tokens + len(doc), equal + len(mine & theirs)
        found, expected = found + len(mine), expected + len(theirs)
    each = {name: seconds / tokens * 1e6 for name, seconds in spent.items()}
    print(
        f"{tokens} tokens; CPU microseconds a token: spaCy {each['spaCy']:.1f}, ours "
        f"{each['ours']:.1f}, ratio {each['spaCy'] / each['ours']:.2f}; entities: spaCy "
        f"{expected}, ours {found}, differing {found + expected - 2 * equal}"
    )


if __name__ == "__main__":
    compare(sys.argv[1:])
