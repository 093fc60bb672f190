"""Fit the choice among places of one name anew on places that people linked.

In:  corrected documents in which places were linked or accepted with their identifier
Out: PlaceWeights near the packaged ones; none where there are too few choices

The deciders of countries and agreements are rules (docs/decisions 0008, 0010): there is nothing
in them to fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from extract.correcting.apply import HUMAN
from extract.knowledge.learned import PlaceWeight
from extract.training.logit import Example, design, fit
from extract.training.places import BY_HAND, Text, examples_of, read_text
from extract.training.toponyms import Toponym

if TYPE_CHECKING:
    from extract.linking.places import PlaceLinker
    from extract.pipeline import Pipeline
    from extract.training.samples import Sample

#: Choices among two places or more below which the weights stay. Origin: reasoned.
LEAST_CHOICES: Final = 30
#: How strongly the packaged weights hold; those were fitted on thousands of choices.
_PENALTY: Final = 20.0
#: A weight that moves by less is left out.
_LEAST: Final = 0.005


def linked_text(pipeline: Pipeline, sample: Sample) -> Text | None:
    """A corrected document with the places that people linked; None if they linked none."""
    toponyms = [
        Toponym(row.start, row.end, row.geonames_id, row.latitude, row.longitude)
        for row in sample.right.places
        if row.method == HUMAN and row.geonames_id is not None and row.latitude is not None
    ]
    if not toponyms:
        return None
    return read_text(pipeline, "corrected", (sample.document, toponyms), partial=True)


def refit(texts: Sequence[Text], linker: PlaceLinker) -> tuple[PlaceWeight, ...]:
    """Weights that move; nothing below LEAST_CHOICES.

    Args:
        texts: What `linked_text` gave.
        linker: With the packaged weights.
    """
    examples = list(_choices(texts, linker))
    if len(examples) < LEAST_CHOICES:
        return ()
    usual = linker.places.weights
    names = {name for one in examples for row in one.alternatives for name, _ in row}
    fixed = {name: usual.get(name, 0.0) for name in BY_HAND if name in names}
    fitted = fit(design(examples), penalty=_PENALTY, fixed=fixed, usual=usual)
    return tuple(
        PlaceWeight(feature=name, weight=round(weight, 2))
        for name, weight in sorted(fitted.items())
        if abs(weight - usual.get(name, 0.0)) >= _LEAST
    )


def _choices(texts: Iterable[Text], linker: PlaceLinker) -> Iterable[Example]:
    """Choices among two places or more, one of which people chose."""
    for number, text in enumerate(texts):
        for judged, example in examples_of(number, text, linker):
            is_known = judged.toponym is not None and not judged.right[-1]
            if is_known and len(judged.name.entries) > 1:
                yield example
