"""Write the card of a version: what it is, what it came from, how it scored.

In:  a Manifest
Out: README.md, as text; nothing of the texts it learned from stands in it
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from extract.versions.manifest import PACKAGED, Manifest

FILE: Final = "README.md"

_LICENCE: Final = (
    "Names and stops were mined from corrections of texts that are not here: `learned/` holds "
    "forms, counts, the first digits of hashes and offsets, no sentences. Weights of its own "
    "(`model/`), if it has any, go on from those of the packaged model (MIT)."
)


def card_of(manifest: Manifest) -> str:
    """The card of a version."""
    return "\n".join([*_head(manifest), *_made_of(manifest.made_of), *_scores(manifest)]) + "\n"


def _head(manifest: Manifest) -> Iterator[str]:
    parent = "the packaged model" if manifest.parent == PACKAGED else f"`{manifest.parent}`"
    yield f"# Learned from corrections, generation {manifest.generation}"
    yield ""
    yield f"Made by press-extract {manifest.package} from {parent}."
    weights = {"": "its own, in `model/`", PACKAGED: "those of the packaged model"}
    yield f"Weights: {weights.get(manifest.model, f'those of `{manifest.model}`')}."
    yield ""
    yield "Passed the gate:" if manifest.promoted else "Kept as a candidate, not promoted:"
    yield from (f"- {reason}" for reason in manifest.reasons)
    yield ""
    yield _LICENCE


def _made_of(made_of: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield "## What it was made of"
    yield ""
    yield from (f"- {name}: {value}" for name, value in sorted(made_of.items()))


def _scores(manifest: Manifest) -> Iterator[str]:
    """The figures of the gate, in per cent; the interval is of the difference."""
    yield ""
    yield "## What the gate measured"
    yield ""
    yield "| set | | measure | rows | before | after | 95 % of the difference |"
    yield "| --- | --- | --- | ---: | ---: | ---: | --- |"
    for score in manifest.scores:
        name = f"{score['kind']} {score['label']}".strip()
        yield (
            f"| {score['set']} | {name} | {score['measure']} | {score['rows']} "
            f"| {100 * score['before']:.1f} | {100 * score['after']:.1f} "
            f"| {100 * score['low']:+.1f} to {100 * score['high']:+.1f} |"
        )
