"""Make a candidate from lessons and measure it beside what is in use.

In:  the pipeline in use, lessons
Out: a Candidate: learned data, weights if they were retrained, and what the gate says
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.api.lessons import Lessons
from extract.engine.batch import Progress
from extract.evaluation.compare import Change, changes
from extract.knowledge.learned import Learned
from extract.knowledge.own.files import OwnFiles
from extract.knowledge.whole import Knowledge
from extract.pipeline import relearned
from extract.records import Mentions
from extract.training.batch import faults_of
from extract.training.confidence import fit_confidence
from extract.training.gate import Trial, Verdict, judge
from extract.training.measure import Line, compare
from extract.training.mining import mine
from extract.training.places import Text
from extract.training.refit import linked_text, refit
from extract.training.samples import Sample, folds

if TYPE_CHECKING:
    from extract.pipeline import Pipeline

#: The sets that are measured, as tables name them.
HELD_OUT, OWN, GUARD = "held-out", "corrected", "guard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What could be the next version.

    Args:
        learned: Its data.
        weights: Folder of its model, if it was retrained.
        verdict: What the gate says.
        lines: What was measured, by set.
        moved: Every row that changes on the guard.
    """

    learned: Learned
    weights: Path | None
    verdict: Verdict
    lines: Sequence[tuple[str, Line]]
    moved: Sequence[Change]

    def scores(self) -> list[dict[str, Any]]:
        """The lines as they stand in a manifest."""
        return [{"set": name, **asdict(line)} for name, line in self.lines]


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """Makes and measures candidates.

    Args:
        plain: The model in use, without learned data.
        before: What the version in use had learned.
        knowledge: Packaged knowledge and the project's own.
        own: The project's own files.
        lessons: What to learn from.
        on_progress: Told how far the measuring is.
    """

    plain: Pipeline
    before: Learned
    knowledge: Knowledge
    own: OwnFiles
    lessons: Lessons
    on_progress: Callable[[Progress], None]
    _linked: Mapping[str, Text] = field(init=False, repr=False)
    _was: Mapping[str, Mentions] = field(init=False, repr=False)
    _guard_was: Sequence[Mentions] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Read the places that people linked and the rows as they are, once for all candidates."""
        samples = self.lessons.samples
        read = {_key(one): linked_text(self.plain, one) for one in samples}
        linked = {key: text for key, text in read.items() if text is not None}
        object.__setattr__(self, "_linked", linked)
        current = relearned(self.plain, self.before, self.own)
        was = {_key(one): current(one.document) for one in samples}
        object.__setattr__(self, "_was", was)
        object.__setattr__(self, "_guard_was", [*map(current, self.lessons.guard.documents)])

    def mined(self) -> Candidate:
        """Learned data alone: measured on each fifth by what the others gave."""
        parts = folds(self.lessons.samples)
        held = [one for part in parts for one in part] if len(parts) > 1 else []
        pairs = [(self._mine(_without(parts, at)), part) for at, part in enumerate(parts)]
        after = []
        for learned, part in pairs:
            pipeline = relearned(self.plain, learned, self.own)
            after += [pipeline(one.document) for one in part]
        learned = self._mine(self.lessons.samples)
        bends = fit_confidence([one.right for one in held], after) if held else ()
        learned = replace(learned, confidence=bends or learned.confidence)
        return self._measured(relearned(self.plain, learned, self.own), learned, held, after, None)

    def retrained(self, plain: Pipeline, weights: Path) -> Candidate:
        """New weights too: measured on the fifth that they were not trained on.

        Args:
            plain: The pipeline with the new weights, without learned data.
            weights: Their folder.
        """
        held, learnt = self.parted()
        part = relearned(plain, self._mine(learnt), self.own)
        after = [part(one.document) for one in held]
        learned = self._mine(self.lessons.samples)
        bends = fit_confidence([one.right for one in held], after)
        learned = replace(learned, confidence=bends or learned.confidence)
        return self._measured(relearned(plain, learned, self.own), learned, held, after, weights)

    def parted(self) -> tuple[list[Sample], list[Sample]]:
        """The fifth that weights are not trained on, and the others."""
        parts = folds(self.lessons.samples)
        return parts[0], _without(parts, 0)

    def _mine(self, samples: Sequence[Sample]) -> Learned:
        learned = mine(samples, self.knowledge, self.lessons.merges, self.before)
        texts = [self._linked[_key(one)] for one in samples if _key(one) in self._linked]
        weights = refit(texts, self.plain.linkers.places)
        return replace(learned, places=weights or self.before.places)

    def _measured(
        self,
        candidate: Pipeline,
        learned: Learned,
        held: Sequence[Sample],
        after: Sequence[Mentions],
        weights: Path | None,
    ) -> Candidate:
        samples, guard, was = self.lessons.samples, self.lessons.guard, self._guard_was
        held_out = compare(_right(held), [self._was[_key(one)] for one in held], after)
        corrected = [candidate(one.document) for one in samples]
        own = compare(_right(samples), [self._was[_key(one)] for one in samples], corrected)
        now = []
        for at, document in enumerate(guard.documents, start=1):
            now.append(candidate(document))
            self.on_progress(Progress("measuring", at, len(guard.documents)))
        guarded = compare(guard.gold, was, now)
        faults = faults_of(samples, self.lessons.merged, self.lessons.contradictory)
        trial = Trial(
            documents=len(samples), held_out=held_out, own=own, guard=guarded, faults=faults
        )
        sets = ((HELD_OUT, held_out), (OWN, own), (GUARD, guarded))
        return Candidate(
            learned=learned,
            weights=weights,
            verdict=judge(trial),
            lines=[(name, line) for name, lines in sets for line in lines],
            moved=list(changes(guard.gold, was, now)),
        )


def _key(sample: Sample) -> str:
    return sample.document.text_sha256 or sample.document.doc_id


def _right(samples: Sequence[Sample]) -> list[Mentions]:
    return [one.right for one in samples]


def _without(parts: Sequence[Sequence[Sample]], at: int) -> list[Sample]:
    return [one for number, part in enumerate(parts) if number != at for one in part]
