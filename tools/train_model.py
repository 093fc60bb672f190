"""Train our model: resume the `ner` of a base on annotated releases and open corpora.

    python tools/train_model.py BASE models/press-en-md --trusted crossner-politics-train ... \
        --noisy wnut17 --apart crossner-politics-dev ...

In:  BASE      folder of en_core_web_md 3.8 (the one that holds meta.json), or any pipeline
               whose `ner` has its labels
     corpora   folders with input.jsonl {"id", "text"} and gold.jsonl {"id", "spans"}; a span is
               [start, end, person | organization | location | event | misc, finer label]
Out: the packed model with new weights and a new manifest (`tools/pack_model.py`)

The same base and corpora give the same weights on one machine. Takes five minutes of one core.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from pack_model import name_of, pack

from extract.nlp.model import load_model
from extract.training.corpus import apart_from, releases, sentences
from extract.training.examples import ExampleMaker
from extract.training.train import Lessons, Plan, held_out, resume

GOLD = Path("data/gold/documents")
#: One example of this many is held out to choose the epoch.
EVERY = 20


def main() -> None:
    """Train and pack."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD, help="our releases")
    parser.add_argument("--trusted", type=Path, nargs="*", default=[])
    parser.add_argument("--noisy", type=Path, nargs="*", default=[])
    parser.add_argument("--apart", type=Path, nargs="*", default=[], help="never learnt from")
    chosen = parser.parse_args()

    apart = [text for folder in chosen.apart for text in sentences(folder)]
    make = ExampleMaker(load_model(chosen.base))
    ours, ours_out = held_out([make(one) for one in releases(chosen.gold)], EVERY)
    trusted = [one for folder in chosen.trusted for one in sentences(folder)]
    noisy = [one for folder in chosen.noisy for one in sentences(folder)]
    theirs, theirs_out = held_out([make(one) for one in apart_from(trusted, apart)], EVERY)
    lessons = Lessons(ours, theirs, [make(one) for one in apart_from(noisy, apart)])

    nlp = load_model(chosen.base)
    started = time.process_time()
    for epoch in resume(nlp, lessons, [*ours_out, *theirs_out], Plan()):
        print(
            f"epoch {epoch.number}: loss {epoch.loss:.0f}, held-out F1 {100 * epoch.held_out:.2f}"
            f" ({time.process_time() - started:.0f} s)",
            flush=True,
        )
    fresh = load_model(chosen.base)  # its list of strings holds no word of the corpora
    weights = nlp.get_pipe("ner").to_bytes(exclude=["vocab"])
    fresh.get_pipe("ner").from_bytes(weights, exclude=["vocab"])
    fresh.meta["performance"] = {}  # the base's figures are not ours
    fresh.meta["description"] = "Names in press texts: the ner of en_core_web_md, trained further."
    with tempfile.TemporaryDirectory() as folder:
        fresh.to_disk(folder)
        pack(Path(folder), chosen.target, base=name_of(chosen.base))


if __name__ == "__main__":
    main()
