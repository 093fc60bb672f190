"""Find names that the project learned from corrections.

In:  a parsed text     "A convoy of the Lorn Front left Velmora."
Out: proposals         Lorn Front (actors, group) by learned:names

A name is proposed for what corrections agreed it is; whether it stays is settled by `deciding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.knowledge.learned import LearnedName
from extract.matchers.base import propose_slice, written
from extract.matchers.phrases import Phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.records import Proposal

RULE: Final = "learned:names"


@dataclass(frozen=True, slots=True)
class LearnedNames:
    """Names with what they are.

    Args:
        names: What was learned.
    """

    names: Sequence[LearnedName]
    _phrases: Phrases[LearnedName] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build the list of phrases, once."""
        phrases = Phrases((entry.form, entry) for entry in self.names)
        object.__setattr__(self, "_phrases", phrases)

    def __call__(self, doc: Doc) -> Iterator[Proposal]:
        """Yield one proposal a name, in text order."""
        if not self.names:
            return
        text = written(doc).text
        for span, entry in self._phrases(doc):
            cues = {"form": "named"} if entry.table == "agreements" else {}
            yield propose_slice(
                entry.table,
                text,
                span.start_char,
                span.end_char,
                rule=RULE,
                label=entry.kind,
                cues=cues,
            )
