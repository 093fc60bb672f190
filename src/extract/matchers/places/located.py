"""Take persons and bodies of the model for places where a place should stand.

In:  "fighting near Lorn and Vest", both PERSON to the model
Out: Lorn | Vest
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.knowledge.places import PlaceWords
from extract.matchers.places.page import Page, Words
from extract.matchers.places.runs import PARTICLES
from extract.records import Proposal
from extract.text.names import fold

#: Labels of the model that are wrong about towns most often.
_DOUBTFUL: Final = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "NORP", "WORK_OF_ART"})
_JOINTS: Final = frozenset({",", "and", ", and", "or", ", or"})
#: Words of the longest name that a preposition alone makes a place.
_MOST_WORDS: Final = 3


def located(page: Page, words: PlaceWords) -> Iterator[Proposal]:
    """Yield entities after a preposition of place, and those listed after one."""
    listed = -1
    for name, label in page.labels.items():
        if label not in _DOUBTFUL or not _could_be_place(page, name, words):
            continue
        before = name.start - 1
        while before >= 0 and (page.lower[before] in words.compass or page.lower[before] == "the"):
            before -= 1
        word = page.lower[before] if before >= 0 else ""
        joint = page.written(Words(listed, name.start)) if 0 <= listed < name.start else ""
        if word in words.locative or joint in _JOINTS:
            listed = name.end
            yield page.propose(name, rule="locative", label="city", cues={"preposition": word})


def _could_be_place(page: Page, name: Words, words: PlaceWords) -> bool:
    """Whether words look like a town: one to three capitalised ones, none of them generic."""
    parts = [word for word in page.words[name.start : name.end] if word.isalpha()]
    return (
        0 < len(parts) <= _MOST_WORDS
        and not page.written(name).isupper()
        and all(part[0].isupper() or part in PARTICLES for part in parts)
        and not any(fold(part) in words.never for part in parts)
    )
