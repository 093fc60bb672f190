"""Train our model: resume the `ner` of a base on annotated releases and open corpora.

    python tools/train_model.py BASE models/press-en-md --trusted crossner-politics-train ... \
        --noisy wnut17 --apart crossner-politics-dev ...

In:  BASE      folder of en_core_web_md 3.8 (the one that holds meta.json), or any pipeline
               whose `ner` has its labels
     corpora   folders with input.jsonl {"id", "text"} and gold.jsonl {"id", "spans"}; a span is
               [start, end, person | organization | location | event | misc, finer label]
Out: the packed model with new weights and a new manifest (`tools/pack_model.py`)

The same base and corpora give the same weights on one machine. Takes a quarter of an hour
of one core.
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
from extract.training.train import (
    Lessons,
    Plan,
    blended,
    held_out,
    mean_of,
    resume,
    set_weights,
    weights_of,
)

GOLD = Path("data/gold/documents")
#: One example of this many is held out to choose the epoch.
EVERY = 20
#: Trainings whose weights are averaged: more than three gain nothing on the guards.
SEEDS = 3
#: Share of the base in the weights: what it knew of web texts stays (docs/decisions, 0007).
BASE_SHARE = 0.1


def main() -> None:
    """Train and pack."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD, help="our releases")
    parser.add_argument("--trusted", type=Path, nargs="*", default=[])
    parser.add_argument("--noisy", type=Path, nargs="*", default=[])
    parser.add_argument("--apart", type=Path, nargs="*", default=[], help="never learnt from")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="trainings to take the mean of")
    chosen = parser.parse_args()

    apart = [text for folder in chosen.apart for text in sentences(folder)]
    make = ExampleMaker(load_model(chosen.base))
    ours, ours_out = held_out([make(one) for one in releases(chosen.gold)], EVERY)
    trusted = [one for folder in chosen.trusted for one in sentences(folder)]
    noisy = [one for folder in chosen.noisy for one in sentences(folder)]
    theirs, theirs_out = held_out([make(one) for one in apart_from(trusted, apart)], EVERY)
    lessons = Lessons(ours, theirs, [make(one) for one in apart_from(noisy, apart)])

    started = time.process_time()
    trained = []
    for seed in range(chosen.seeds):
        nlp = load_model(chosen.base)
        for epoch in resume(nlp, lessons, [*ours_out, *theirs_out], Plan(seed=seed)):
            print(
                f"seed {seed}, epoch {epoch.number}: loss {epoch.loss:.0f}, held-out F1"
                f" {100 * epoch.held_out:.2f} ({time.process_time() - started:.0f} s)",
                flush=True,
            )
        trained.append(weights_of(nlp))
    fresh = load_model(chosen.base)  # its list of strings holds no word of the corpora
    set_weights(fresh, blended(weights_of(fresh), mean_of(trained), BASE_SHARE))
    fresh.meta["performance"] = {}  # the base's figures are not ours
    fresh.meta["description"] = "Names in press texts: the ner of en_core_web_md, trained further."
    with tempfile.TemporaryDirectory() as folder:
        fresh.to_disk(folder)
        pack(Path(folder), chosen.target, base=name_of(chosen.base))


if __name__ == "__main__":
    main()
