"""Resume the `ner` on corrected documents, old texts replayed, and write it as a model folder.

In:  samples to learn from and to choose the epoch by, texts to replay, the folder of the base
Out: a folder with the base's files and new weights; the same samples give the same bytes

Labels that corrections do not speak of are kept as the base sees them (`examples.py`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extract.nlp.model import MANIFEST, load_model, manifest_of
from extract.training.corpus import MarkedText, marked_text
from extract.training.examples import ExampleMaker
from extract.training.plans import Recipe
from extract.training.train import (
    Epoch,
    Lessons,
    blended,
    held_out,
    resume,
    set_weights,
    weights_of,
)

if TYPE_CHECKING:
    from extract.training.samples import Sample

#: One text of so many is held out to choose the epoch by.
_EVERY: Final = 10
#: The files that change with the weights.
_WEIGHTS: Final = "ner/model"


def retrain(
    base: Path,
    target: Path,
    samples: Sequence[Sample],
    replay: Sequence[MarkedText],
    recipe: Recipe,
    *,
    on_epoch: Callable[[Epoch], None],
) -> None:
    """Train and write the model.

    Args:
        base: Folder of the model to go on from.
        target: Folder to write; it does not exist yet.
        samples: Corrected documents; every tenth helps to choose the epoch.
        replay: Texts whose names are to stay as they are.
        recipe: How to train.
        on_epoch: Told after each epoch.
    """
    make = ExampleMaker(load_model(base))
    ordered = sorted(samples, key=lambda one: one.document.text_sha256 or "")
    ours, ours_out = held_out([make(_marked(one)) for one in ordered], _EVERY)
    old, old_out = held_out([make(one) for one in replay[: recipe.replay]], _EVERY)
    nlp = load_model(base)
    before = weights_of(nlp)
    lessons = Lessons([*(ours * recipe.times), *old], [], [])
    for epoch in resume(nlp, lessons, [*ours_out, *old_out], recipe.plan):
        on_epoch(epoch)
    set_weights(nlp, blended(before, weights_of(nlp), recipe.kept))
    shutil.copytree(base, target)
    ner: Any = nlp.get_pipe("ner")
    (target / _WEIGHTS).write_bytes(ner.model.to_bytes())
    manifest = {"name": base.name, "base": "retrained", "files": manifest_of(target)}
    text = json.dumps(manifest, indent=1) + "\n"
    (target / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _marked(sample: Sample) -> MarkedText:
    return marked_text(sample.document.text, sample.right)
