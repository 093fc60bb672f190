"""Learn from corrections: a new version, promoted only if nothing got worse.

In:  the project's log and the tables of its last run        train("data/processed")
Out: a Trained: models/<version>/, in use if the gate let it through
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extract.api.candidate import Candidate, School
from extract.api.lessons import Lessons, decisions_of, gather, replayed
from extract.api.run import quiet
from extract.api.show import OUT_DIR
from extract.api.text import own_files
from extract.api.version import InUse, in_use, shelf_of
from extract.engine.batch import Progress
from extract.engine.walk import pipeline_at
from extract.errors import Interrupted, OutputError, VersionError
from extract.knowledge.learned import as_files
from extract.knowledge.whole import load_knowledge
from extract.nlp.model import verify
from extract.pipeline import build_pipeline
from extract.settings import Settings
from extract.training.gate import Verdict
from extract.training.plans import Recipe, recipe_for
from extract.training.retrain import retrain
from extract.training.train import Epoch
from extract.versions.card import FILE as CARD
from extract.versions.card import card_of
from extract.versions.manifest import FORMAT, LEARNED, MODEL, PACKAGED, Manifest, hashes_of
from extract.versions.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What training made.

    Args:
        name: The version; "" if nothing was kept (a dry run, or nothing new).
        parent: What was in use before.
        candidate: What was learned and measured.
        made_of: What it was made of.
        guard: What the guard was.
    """

    name: str
    parent: str
    candidate: Candidate
    made_of: Mapping[str, Any]
    guard: str


def train(
    tables: Path | str = OUT_DIR,
    *,
    settings: Settings | None = None,
    guard: Path | None = None,
    dry_run: bool = False,
    on_progress: Callable[[Progress], None] = quiet,
) -> Trained:
    """Learn from all decisions of the log, and promote what is better.

    Names, stops and heads are mined from the first correction on. From 20 corrected documents on
    the model's weights are trained further too; if they fail the gate, the mined data is tried
    alone.

    Args:
        tables: What `extract run` wrote: the texts that the decisions are about.
        settings: The project.
        guard: Annotated releases that must not get worse; those of data/gold by default, else
            documents in which all decisions accept.
        dry_run: Learn and measure, but keep nothing.
        on_progress: Told how far it is.

    Returns:
        The version, whether it is in use now and why, and what was measured.

    Raises:
        TrainingError: There is nothing to learn from.
        VersionError: The version in use is damaged, or the settings name another model.
        Interrupted: Ctrl-C; nothing was written.
    """
    settings = settings or Settings()
    used = in_use(settings)
    if not used.name:
        raise VersionError.model_named(used.model)
    decisions_of(settings)  # told before anything is loaded
    course = _Course(Path(tables), settings, used, on_progress)
    try:
        with _desk(shelf_of(settings)) as desk:
            return course(guard, desk, dry_run=dry_run)
    except KeyboardInterrupt as error:
        raise Interrupted.training() from error


@dataclass(frozen=True, slots=True)
class _Course:
    """One training, from the log to the version."""

    tables: Path
    settings: Settings
    used: InUse
    on_progress: Callable[[Progress], None]

    def __call__(self, guard: Path | None, desk: Path, *, dry_run: bool) -> Trained:
        own = own_files(self.settings)
        knowledge = load_knowledge(own)
        plain = pipeline_at(self.used.model.resolve(), own)
        self.on_progress(Progress("reading corrections", 0, 1))
        lessons = gather(plain, knowledge, self.tables, self.settings, guard)
        school = School(
            plain=plain,
            before=self.used.learned,
            knowledge=knowledge,
            own=own,
            lessons=lessons,
            on_progress=self.on_progress,
        )
        recipe = recipe_for(len(lessons.samples), self.settings.project)
        candidate = None if recipe is None else self._retrained(school, recipe, desk / MODEL)
        if candidate is None or not candidate.verdict.promoted:
            candidate = _better(candidate, school.mined())
        made_of = _made_of(lessons, candidate, recipe)
        name = "" if dry_run else _kept(self.settings, self.used, candidate, made_of, desk)
        if candidate.weights is not None:  # the desk is gone when they are looked at
            place = shelf_of(self.settings).folder / name / MODEL
            candidate = replace(candidate, weights=place if name else Path(MODEL))
        return Trained(
            name=name,
            parent=self.used.name,
            candidate=candidate,
            made_of=made_of,
            guard=lessons.guard.words,
        )

    def _retrained(self, school: School, recipe: Recipe, target: Path) -> Candidate:
        """Train the weights further, into a folder of the desk, and measure them."""
        _, learnt = school.parted()

        def tell(epoch: Epoch) -> None:
            self.on_progress(Progress("training", epoch.number, recipe.plan.epochs))

        self.on_progress(Progress("training", 0, recipe.plan.epochs))
        replay = replayed(school.lessons, school.plain)
        retrain(self.used.model, target, learnt, replay, recipe, on_epoch=tell)
        return school.retrained(build_pipeline(target, school.own), target)


def _better(retrained: Candidate | None, mined: Candidate) -> Candidate:
    """Mined data alone where new weights failed and it does not; the reasons tell of both."""
    if retrained is None:
        return mined
    failed = [f"new weights failed: {reason}" for reason in retrained.verdict.reasons]
    if mined.verdict.promoted:
        reasons = (*mined.verdict.reasons, *failed)
        return replace(mined, verdict=Verdict(promoted=True, reasons=reasons))
    alone = [f"mined data alone failed: {reason}" for reason in mined.verdict.reasons]
    return replace(retrained, verdict=Verdict(promoted=False, reasons=(*failed, *alone)))


def _made_of(lessons: Lessons, candidate: Candidate, recipe: Recipe | None) -> dict[str, Any]:
    learned = candidate.learned
    made_of: dict[str, Any] = {
        "decisions": lessons.decisions,
        "log_sha256": lessons.digest,
        "documents": len(lessons.samples),
        "guard": lessons.guard.words,
        "names": len(learned.names),
        "stops": len(learned.stops),
        "heads": len(learned.heads),
        "office_holders": len(learned.holders),
    }
    if recipe is not None and candidate.weights is not None:
        made_of |= {"plan": recipe.name, "replayed": recipe.replay, "times": recipe.times}
        made_of["kept"] = recipe.kept
        made_of |= asdict(recipe.plan)
    return made_of


def _kept(
    settings: Settings, used: InUse, candidate: Candidate, made_of: Mapping[str, Any], desk: Path
) -> str:
    """Write the version, and put it in use if the gate let it through; "" if it is the parent."""
    if candidate.weights is None:
        if candidate.learned == used.learned:
            return ""
        shutil.rmtree(desk / MODEL, ignore_errors=True)
    shelf = shelf_of(settings)
    (desk / LEARNED).mkdir()
    for file, text in as_files(candidate.learned).items():
        (desk / LEARNED / file).write_text(text, encoding="utf-8", newline="\n")
    manifest = _manifest(shelf, used, candidate, made_of)
    (desk / CARD).write_text(card_of(manifest), encoding="utf-8", newline="\n")
    name = shelf.add(desk, replace(manifest, files=hashes_of(desk)))
    if candidate.verdict.promoted:
        shelf.use(name)
    return name


def _manifest(
    shelf: Shelf, used: InUse, candidate: Candidate, made_of: Mapping[str, Any]
) -> Manifest:
    model, digest = "", ""
    if candidate.weights is None:
        parent = None if used.name == PACKAGED else shelf.read(used.name)
        model = PACKAGED if parent is None else parent.model or used.name
        digest = verify(used.model)
    return Manifest(
        format=FORMAT,
        package=version("press-extract"),
        generation=used.generation + 1,
        parent=used.name,
        parent_sha256=used.digest,
        model=model,
        model_sha256=digest or verify(candidate.weights or used.model),
        made_of=made_of,
        promoted=candidate.verdict.promoted,
        reasons=candidate.verdict.reasons,
        scores=tuple(candidate.scores()),
    )


@contextmanager
def _desk(shelf: Shelf) -> Iterator[Path]:
    """A folder beside the versions in which one is made; gone afterwards, whatever happened."""
    had_folder = shelf.folder.is_dir()
    try:
        shelf.folder.mkdir(parents=True, exist_ok=True)
        desk = shelf.folder / f".making-{os.getpid()}"
        shutil.rmtree(desk, ignore_errors=True)
        desk.mkdir()
    except OSError as error:
        raise OutputError.unwritable(shelf.folder, error.strerror or str(error)) from error
    try:
        yield desk
    finally:
        shutil.rmtree(desk, ignore_errors=True)
        if not had_folder and not any(shelf.folder.iterdir()):
            shelf.folder.rmdir()
