"""Run a folder of press texts into five tables on disk.

In:  a folder, or one file                       run_folder("data/raw", "data/processed")
Out: tables and manifest, whole or not at all; a RunSummary
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from extract.api.tables import Tables
from extract.api.text import Gathered, model_for, own_files_for, pipeline_for, walk
from extract.errors import InputError, OutputError
from extract.knowledge.issuers import read_issuers
from extract.nlp.model import verify
from extract.reading.folder import Survey, read_folder, survey
from extract.reading.metadata import Metadata, read_metadata
from extract.records import TABLES, Document
from extract.settings import Settings
from extract.writing.csv import write_csv
from extract.writing.fingerprint import take_fingerprint
from extract.writing.manifest import build_manifest, read_manifest, run_id, write_manifest
from extract.writing.parquet import write_parquet
from extract.writing.swap import finish, replace_files

#: Statuses that are no failure: an English text was read, or the text is in another language.
FINE: Final = frozenset({"ok", "not_english"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did.

    Args:
        out_dir: Where the tables are.
        documents: Documents read, whatever became of them.
        rows: Rows per table.
        statuses: Documents per status.
        failures: (doc_id, error) of each document that is no success, in order.
        words: Words in the documents that were read.
        seconds: Time the run took, model loading left out.
        ignored: Files left out as hidden files or editor litter.
        unmatched: Lines of the metadata file that fit no document, by their path or doc_id.
    """

    out_dir: Path
    documents: int
    rows: Mapping[str, int]
    statuses: Mapping[str, int]
    failures: Sequence[tuple[str, str]]
    words: int
    seconds: float
    ignored: int
    unmatched: Sequence[str]


def run_folder(
    in_dir: Path,
    out_dir: Path,
    *,
    settings: Settings | None = None,
    metadata: Path | None = None,
    limit: int | None = None,
    force: bool = False,
    on_document: Callable[[Document, int, int], None] | None = None,
) -> RunSummary:
    """Extract every text under a folder (or one file) into five tables.

    Args:
        in_dir: Raw press texts.
        out_dir: Where the tables go; replaced as a whole, or not at all.
        settings: Model and limits; the packaged ones by default.
        metadata: CSV that overrides what the files say of themselves.
        limit: Read only so many documents, the first ones in order.
        force: Replace tables that were made from another input.
        on_document: Told after each document: the document, how many are done, how many there are.

    Returns:
        Counts of what was read and written, and what failed.

    Raises:
        ExtractError: The input, the model or the output folder cannot be used.
    """
    settings = settings or Settings()
    source = _check_folders(in_dir, out_dir, force=force)
    overrides = {} if metadata is None else read_metadata(metadata)
    found, documents = _read(in_dir, settings, overrides, limit)
    fingerprint = take_fingerprint(
        settings.fingerprint(), verify(model_for(settings)), own_files_for(settings)
    )
    pipeline = pipeline_for(settings)
    started = time.perf_counter()
    gathered = Gathered()
    for done, document in enumerate(documents, start=1):
        walked, mentions = walk(pipeline, document)
        gathered.add(walked, mentions)
        if on_document is not None:
            on_document(walked, done, len(documents))
    tables = gathered.tables()
    rows = {record.table: len(getattr(tables, record.table)) for record in TABLES}
    run = run_id(documents, fingerprint)
    manifest = build_manifest(run, source, rows, len(found.ignored), fingerprint)
    replace_files(out_dir, lambda folder: _write(tables, folder, manifest))
    summary = _summary(out_dir, gathered.documents, rows, len(found.ignored), started)
    return replace(summary, unmatched=[] if limit else _unmatched(overrides, documents))


def _check_folders(in_dir: Path, out_dir: Path, *, force: bool) -> str:
    """Refuse to overwrite what came from elsewhere; returns the input as the manifest names it."""
    if not in_dir.exists():
        raise InputError.nothing(in_dir)
    source, target = in_dir.resolve(), out_dir.resolve()
    if target == source or source in target.parents:
        raise OutputError.inside_input(out_dir, in_dir)
    named = _relative(source, target)
    finish(out_dir)
    manifest = read_manifest(out_dir)
    ours = [f"{record.table}.{ending}" for record in TABLES for ending in ("parquet", "csv")]
    present = [name for name in ours if (out_dir / name).exists()]
    if not force and manifest is not None and manifest.get("input") != named:
        raise OutputError.other_input(out_dir, str(manifest.get("input")), named)
    if not force and manifest is None and present:
        raise OutputError.foreign(out_dir, present)
    return named


def _relative(source: Path, target: Path) -> str:
    """The input as seen from the output, so that a project folder can be moved as a whole."""
    try:
        return Path(os.path.relpath(source, target)).as_posix()
    except ValueError:  # another drive on Windows
        return source.as_posix()


def _read(
    in_dir: Path, settings: Settings, overrides: Mapping[str, Metadata], limit: int | None
) -> tuple[Survey, list[Document]]:
    found = survey(in_dir)
    issuers = None if settings.issuers is None else read_issuers(settings.issuers)
    documents = list(islice(read_folder(in_dir, settings.limits, overrides, issuers), limit))
    if not documents:
        raise InputError.nothing(in_dir)
    return found, documents


def _unmatched(overrides: Iterable[str], documents: Iterable[Document]) -> list[str]:
    names = {name for document in documents for name in (document.doc_id, document.path)}
    return sorted(set(overrides) - names)


def _write(tables: Tables, folder: Path, manifest: Mapping[str, object]) -> None:
    metadata = {
        "schema_version": str(manifest["schema_version"]),
        "run_id": str(manifest["run_id"]),
    }
    for record in TABLES:
        table = getattr(tables, record.table)
        write_parquet(table, folder / f"{record.table}.parquet", record, metadata)
        write_csv(table, folder / f"{record.table}.csv", record)
    write_manifest(manifest, folder)


def _summary(
    out_dir: Path,
    documents: Iterable[Document],
    rows: Mapping[str, int],
    ignored: int,
    started: float,
) -> RunSummary:
    read = list(documents)
    return RunSummary(
        out_dir=out_dir,
        documents=len(read),
        rows=rows,
        statuses=Counter(document.status for document in read),
        failures=[(d.doc_id, d.error or d.status) for d in read if d.status not in FINE],
        words=sum(document.n_words for document in read if document.status == "ok"),
        seconds=time.perf_counter() - started,
        ignored=ignored,
        unmatched=(),
    )
