"""Run a folder of press texts into five tables on disk.

In:  a folder, or one file                       run_folder("data/raw", "data/processed")
Out: tables and manifest, whole or not at all; a RunSummary
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from extract.api.folders import CSV_FILES, check_output
from extract.api.task import Task, prepare
from extract.correcting.decision import Decision
from extract.correcting.log import Log
from extract.correcting.standing import MISFIT, misfit
from extract.engine.assemble import Assembly
from extract.engine.batch import Batch, Progress
from extract.engine.plan import Changes
from extract.engine.staff import Staff
from extract.errors import InputError, Interrupted, OutputError
from extract.reading.folder import Survey, survey
from extract.reading.metadata import Metadata
from extract.settings import Settings
from extract.writing.lock import only_run
from extract.writing.manifest import build_manifest, write_manifest
from extract.writing.swap import finish, replace_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of the decisions in a project's log.

    Args:
        applied: How many shape the tables.
        unplaced: Those that fit nowhere any more, each in words.
        refused: Why each line that is no decision was left out.
    """

    applied: int
    unplaced: Sequence[str]
    refused: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did.

    Args:
        out_dir: Where the tables are.
        documents: Documents read, whatever became of them.
        changes: How many were there before, and how many are new, changed or gone.
        rows: Rows per table.
        statuses: Documents per status.
        failures: (doc_id, error) of each document that is no success, in order.
        duplicates: Documents that nearly repeat another.
        new_words: Words that were extracted in this run.
        seconds: Time the run took.
        ignored: Files left out as hidden files or editor litter.
        unmatched: Lines of the metadata file that fit no document, by their path or doc_id.
        decided: What became of the project's decisions.
        is_replaced: False if the tables were already what they had to be.
    """

    out_dir: Path
    documents: int
    changes: Changes
    rows: Mapping[str, int]
    statuses: Mapping[str, int]
    failures: Sequence[tuple[str, str]]
    duplicates: int
    new_words: int
    seconds: float
    ignored: int
    unmatched: Sequence[str]
    decided: Decided
    is_replaced: bool


def quiet(_progress: Progress) -> None:
    """Tell nobody."""


def run_folder(
    in_dir: Path,
    out_dir: Path,
    *,
    settings: Settings | None = None,
    metadata: Path | Mapping[str, Metadata] | None = None,
    limit: int | None = None,
    force: bool = False,
    workers: int | None = None,
    with_csv: bool = True,
    engine: str = "local",
    address: str | None = None,
    on_progress: Callable[[Progress], None] = quiet,
) -> RunSummary:
    """Extract every text under a folder (or one file) into five tables.

    What is done is kept in `out_dir/.shards`: the next run does only what is new or changed, and
    one that was ended goes on where it was. The tables are the same bytes as after a first run.

    Args:
        in_dir: Raw press texts.
        out_dir: Where the tables go; replaced as a whole, or not at all.
        settings: Model and limits; the packaged ones by default.
        metadata: CSV that overrides what the files say of themselves, or what it says by doc_id.
        limit: Read only so many documents, the first ones in order.
        force: Replace tables that were made from another input, and do everything anew.
        workers: Worker processes; 0 does all in this process, where a document that ends the
            process is not survived. None: one a core, and none for a few small documents.
        with_csv: Write CSV files beside the Parquet files.
        engine: "local" for worker processes on this machine, "ray" for Ray Data actors.
        address: Of a Ray cluster; None for Ray on this machine.
        on_progress: Told how far the run is.

    Returns:
        Counts of what was read and written, and what failed.

    Raises:
        ExtractError: The input, the model or the output folder cannot be used.
    """
    started = time.perf_counter()
    task = prepare(in_dir, out_dir, settings or Settings(), metadata)
    with only_run(out_dir):
        finish(out_dir)
        check_output(out_dir, task.source, force=force)
        with _readable_errors(out_dir):
            task.store.begin(anew=force)
            with task.plan() as plan, Staff(task.workshop, workers, engine, address) as staff:
                batch = Batch(task.workshop, plan, staff, task.stamp, on_progress)
                try:
                    found = _work(task, batch, limit)
                    return _finish(task, batch, found, started, with_csv=with_csv, limit=limit)
                except KeyboardInterrupt as error:
                    raise Interrupted.run(*batch.kept()) from error


def _work(task: Task, batch: Batch, limit: int | None) -> Survey:
    """Bring the store up to date with the input."""
    found = survey(task.in_dir)
    batch.read(found.files, limit)
    if not batch.plan.documents:
        raise InputError.nothing(task.in_dir)
    batch.extract()
    return found


def _finish(
    task: Task, batch: Batch, found: Survey, started: float, *, with_csv: bool, limit: int | None
) -> RunSummary:
    """Put the tables together and in place."""
    assembly = Assembly(task.store, batch.plan)
    outcome = assembly.survey(task.fingerprint)
    ignored = len(found.ignored)
    manifest = build_manifest(outcome.run, task.source, outcome.rows, ignored, task.fingerprint)

    def fill(folder: Path) -> None:
        names = ("schema_version", "run_id")
        metadata = {name: str(manifest[name]) for name in names}
        assembly.write(folder, metadata, with_csv=with_csv)
        write_manifest(manifest, folder)

    is_replaced = replace_files(task.out_dir, fill, owned=CSV_FILES)
    homeless = batch.plan.homeless()
    changes = batch.plan.changes(task.store.last)
    with suppress(OSError, sqlite3.Error):  # the tables are in place; this is for the next run
        if limit is None:  # a look at the first documents must not throw away the others
            task.store.sweep(batch.plan.is_used)
        batch.plan.keep_as(task.store.last, limit)
    return RunSummary(
        out_dir=task.out_dir,
        documents=batch.plan.documents,
        changes=changes,
        rows=outcome.rows,
        statuses=outcome.statuses,
        failures=outcome.failures,
        duplicates=outcome.duplicates,
        new_words=batch.words,
        seconds=time.perf_counter() - started,
        ignored=ignored,
        unmatched=[] if limit else batch.plan.unmatched(),
        decided=_decided(task.log, outcome.misfits, [] if limit else homeless),
        is_replaced=is_replaced,
    )


def _decided(log: Log, misfits: Sequence[str], homeless: Sequence[Decision]) -> Decided:
    """Count what documents say of decisions, and add those whose documents are not there."""
    unplaced = dict.fromkeys([*misfits, *map(misfit, homeless)])
    applied = sum(misfit(decision) not in unplaced for decision in log.decisions)
    words = tuple(one.removeprefix(MISFIT) for one in unplaced)
    return Decided(applied=applied, unplaced=words, refused=log.refused)


@contextmanager
def _readable_errors(out_dir: Path) -> Iterator[None]:
    """What the system or the plan's file refuses, as an error of the user's world."""
    try:
        yield
    except OSError as error:
        raise OutputError.unwritable(out_dir, error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:  # "database or disk is full"
        raise OutputError.unwritable(out_dir, str(error)) from error
