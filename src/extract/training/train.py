"""Resume the `ner` of a base pipeline on our examples, always to the same weights.

In:  a pipeline, examples to learn from and examples held out
Out: the pipeline with the mean of the last epochs' weights, or those of the epoch that read the
     held-out examples better

Same base, same examples, same machine: same weights, byte for byte.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import fix_random_seed

from extract.training.exchange import Names, exchanged, names_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example


Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train. Origin of the numbers: bare F1 on politics-dev and the guards, docs/decisions.

    Args:
        epochs: Walks over all examples.
        averaged: Last epochs whose weights are averaged.
        words: Tokens of a batch.
        rate: Learning rate of Adam at the beginning; it falls to zero in a straight line.
        dropout: Share of the network switched off at random.
        exchange: Share of the names of sentences exchanged, see `exchange.py`; releases half.
        repeats: How often an epoch shows each sentence of the named corpora.
        doses: Sentences of the noisy corpus an epoch.
        seed: Of everything random.
    """

    epochs: int = 10
    averaged: int = 3
    words: int = 1000
    rate: float = 1e-3
    dropout: float = 0.2
    exchange: float = 0.5
    repeats: int = 2
    doses: int = 800
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Lessons:
    """What to learn from.

    Args:
        releases: Whole press releases.
        sentences: Of the corpora whose labels are trusted.
        noisy: Of social media; an epoch sees a few of them.
    """

    releases: Sequence[Example]
    sentences: Sequence[Example]
    noisy: Sequence[Example]


@dataclass(frozen=True, slots=True)
class Epoch:
    """Where training stands: the number of the epoch, its loss, F1 on the held-out examples.

    The last epoch's number comes twice, the second time with the F1 of the weights chosen.
    """

    number: int
    loss: float
    held_out: float


def held_out(examples: Sequence[Example], every: int) -> tuple[list[Example], list[Example]]:
    """Set every nth example apart: (to learn from, held out)."""
    learnt = [one for at, one in enumerate(examples) if at % every]
    return learnt, [one for at, one in enumerate(examples) if not at % every]


def resume(
    nlp: Language, lessons: Lessons, tests: Sequence[Example], plan: Plan
) -> Iterator[Epoch]:
    """Train, one epoch at each step and the choice of the weights as the last one.

    Args:
        nlp: The base; its `ner` is changed.
        lessons: What to learn from.
        tests: Held out; they choose the epoch.
        plan: The settings.
    """
    fix_random_seed(plan.seed)
    rng = Random(plan.seed)  # noqa: S311  # no secret: the order of examples
    names = names_of([*lessons.sentences, *lessons.releases])
    optimizer = nlp.resume_training()
    last: deque[list[Floats]] = deque(maxlen=plan.averaged)
    best, chosen = -1.0, weights_of(nlp)
    for number in range(plan.epochs):
        losses: dict[str, float] = {}
        batches = list(_batches(_epoch(nlp, lessons, names, rng, plan), plan.words))
        for at, batch in enumerate(batches):
            left = 1 - (number + at / len(batches)) / plan.epochs
            optimizer.learn_rate = plan.rate * left
            nlp.update(batch, sgd=optimizer, drop=plan.dropout, losses=losses)
        last.append(weights_of(nlp))
        score = _score(nlp, tests)
        if score > best:
            best, chosen = score, last[-1]
        yield Epoch(number + 1, losses["ner"], score)
    set_weights(nlp, mean_of(last))
    score = _score(nlp, tests)
    if score < best:
        set_weights(nlp, chosen)
    yield Epoch(plan.epochs, losses["ner"], max(score, best))


def _score(nlp: Language, tests: Sequence[Example]) -> float:
    """F1 of exact spans with their labels, 0 to 1."""
    return float(nlp.evaluate(list(tests))["ents_f"])


def weights_of(nlp: Language) -> list[Floats]:
    """Copies of all weights of the `ner`, in the order of the network's layers."""
    ner: Any = nlp.get_pipe("ner")
    return [
        layer.get_param(name).copy()
        for layer in ner.model.walk()
        for name in layer.param_names
        if layer.has_param(name)
    ]


def set_weights(nlp: Language, weights: Sequence[Floats]) -> None:
    """Give the `ner` other weights, in the order of `weights_of`."""
    ner: Any = nlp.get_pipe("ner")
    following = iter(weights)
    for layer in ner.model.walk():
        for name in layer.param_names:
            if layer.has_param(name):
                layer.set_param(name, next(following))


def mean_of(trained: Iterable[Sequence[Floats]]) -> list[Floats]:
    """The mean of several trainings' weights, layer by layer.

    What starts from the same base stays near enough for a mean; it reads texts of other kinds
    better than its parts ("model soup", Wortsman and others 2022).
    """
    return [np.mean(kinds, axis=0) for kinds in zip(*trained, strict=True)]


def blended(base: Sequence[Floats], trained: Sequence[Floats], share: float) -> list[Floats]:
    """Weights between those of the base (`share` of them) and the trained ones.

    What lies between reads texts unlike the lessons better, and the lessons' kind hardly worse
    (WiSE-FT, Wortsman and others 2022).
    """
    return [share * one + (1 - share) * other for one, other in zip(base, trained, strict=True)]


def _epoch(
    nlp: Language, lessons: Lessons, names: Names, rng: Random, plan: Plan
) -> list[Example]:
    """The examples of one epoch, in random order; the names of some of them exchanged."""
    chosen = [exchanged(one, names, nlp, rng, plan.exchange / 2) for one in lessons.releases]
    for _ in range(plan.repeats - 1):
        chosen += lessons.sentences
    chosen += [exchanged(one, names, nlp, rng, plan.exchange) for one in lessons.sentences]
    chosen += rng.sample(lessons.noisy, min(plan.doses, len(lessons.noisy)))
    rng.shuffle(chosen)
    return chosen


def _batches(examples: Sequence[Example], words: int) -> Iterator[list[Example]]:
    """Cut into batches of at least so many tokens, the last one excepted."""
    batch: list[Example] = []
    count = 0
    for example in examples:
        batch.append(example)
        count += len(example.reference)
        if count >= words:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
