"""What notebooks and the command line call: run a folder, read one text, load the tables.

In:  a folder of press texts                     run_folder("data/raw", "data/processed")
Out: five tables on disk, and as typed frames    load_tables("data/processed").places
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from extract.errors import InputError, OutputError
from extract.nlp.model import find_model, verify
from extract.reading.folder import Survey, read_folder, survey
from extract.reading.metadata import read_metadata
from extract.reading.text import document_of_text
from extract.records import (
    TABLES,
    ActorMention,
    AgreementMention,
    DateMention,
    Document,
    Mentions,
    PlaceMention,
)
from extract.settings import Settings
from extract.tables.check import check_document
from extract.tables.frames import frame, typed
from extract.writing.csv import read_csv, write_csv
from extract.writing.fingerprint import take_fingerprint
from extract.writing.manifest import build_manifest, read_manifest, run_id, write_manifest
from extract.writing.parquet import read_parquet, write_parquet
from extract.writing.swap import finish, replace_files

if TYPE_CHECKING:
    import pandas as pd

    from extract.pipeline import Pipeline

#: Statuses that are no failure: an English text was read, or there was none to read.
FINE: Final = frozenset({"ok", "not_english"})


@dataclass(frozen=True, slots=True)
class Tables:
    """The five tables as typed frames; mention tables join `documents` on `doc_id`."""

    documents: pd.DataFrame
    actors: pd.DataFrame
    places: pd.DataFrame
    dates: pd.DataFrame
    agreements: pd.DataFrame


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
    """

    out_dir: Path
    documents: int
    rows: Mapping[str, int]
    statuses: Mapping[str, int]
    failures: Sequence[tuple[str, str]]
    words: int
    seconds: float
    ignored: int


@dataclass(slots=True)
class _Gathered:
    """Records of all documents so far, by table."""

    documents: list[Document] = field(default_factory=list)
    mentions: list[Mentions] = field(default_factory=list)

    def add(self, document: Document, mentions: Mentions) -> None:
        self.documents.append(document)
        self.mentions.append(mentions)

    def tables(self) -> Tables:
        return Tables(
            documents=frame(Document, self.documents),
            actors=frame(ActorMention, (row for one in self.mentions for row in one.actors)),
            places=frame(PlaceMention, (row for one in self.mentions for row in one.places)),
            dates=frame(DateMention, (row for one in self.mentions for row in one.dates)),
            agreements=frame(
                AgreementMention, (row for one in self.mentions for row in one.agreements)
            ),
        )


def extract_text(
    text: str,
    *,
    published: date | str | None = None,
    title: str | None = None,
    source: str | None = None,
    doc_id: str = "text",
    settings: Settings | None = None,
) -> Tables:
    """Extract one text.

    Args:
        text: The text of a press release.
        published: Day of publication, as a date or "YYYY-MM-DD"; dates without a year need it.
        title: Headline, if it is not part of the text.
        source: Issuer; tells the country of small places.
        doc_id: Identifier of the document in the tables.
        settings: Model and limits; the packaged ones by default.

    Returns:
        The five tables; `documents` has one row.

    Raises:
        ValueError: `published` is a text but no ISO date.
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    document = document_of_text(text, doc_id=doc_id, published=day, title=title, source=source)
    gathered = _Gathered()
    gathered.add(*_walk(pipeline_for(settings or Settings()), document))
    return gathered.tables()


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
    found, documents = _read(in_dir, settings, metadata, limit)
    fingerprint = take_fingerprint(settings.fingerprint(), verify(_model(settings)))
    pipeline = pipeline_for(settings)
    started = time.perf_counter()
    gathered = _Gathered()
    for done, document in enumerate(documents, start=1):
        walked, mentions = _walk(pipeline, document)
        gathered.add(walked, mentions)
        if on_document is not None:
            on_document(walked, done, len(documents))
    tables = gathered.tables()
    rows = {record.table: len(getattr(tables, record.table)) for record in TABLES}
    run = run_id(documents, fingerprint)
    manifest = build_manifest(run, source, rows, len(found.ignored), fingerprint)
    replace_files(out_dir, lambda folder: _write(tables, folder, manifest))
    return _summary(out_dir, gathered.documents, rows, len(found.ignored), started)


def load_tables(
    folder: Path | str, *, text: bool = True, demonyms: bool = False, vague: bool = False
) -> Tables:
    """Load the tables of a run as typed frames.

    Args:
        folder: What `extract run` wrote.
        text: Keep the column `documents.text`.
        demonyms: Keep places that are adjectives or peoples ("Armenian").
        vague: Keep dates without a definite value ("now", "recent weeks").

    Returns:
        Frames with real dates, nullable integers, categories and list columns.

    Raises:
        OutputError: A table is missing.
    """
    path = Path(folder)
    finish(path)
    tables = {record.table: _load_table(path, record) for record in TABLES}
    if not text and "text" in tables["documents"].columns:
        tables["documents"] = tables["documents"].drop(columns="text")
    if not demonyms:
        places = tables["places"]
        tables["places"] = places[places["feature"] != "demonym"].reset_index(drop=True)
    if not vague:
        dates = tables["dates"]
        is_vague = dates["value"].fillna("").str.contains(r"_REF$|^PT?X", regex=True)
        tables["dates"] = dates[~is_vague].reset_index(drop=True)
    return Tables(**tables)


@lru_cache(maxsize=1)
def _pipeline_at(model: Path) -> Pipeline:
    from extract.pipeline import build_pipeline  # noqa: PLC0415  # spaCy takes a second to import

    return build_pipeline(model)


def pipeline_for(settings: Settings) -> Pipeline:
    """The pipeline these settings ask for; built once and kept for the next call."""
    return _pipeline_at(_model(settings).resolve())


def _model(settings: Settings) -> Path:
    return find_model(settings.model, settings.project)


def _walk(pipeline: Pipeline, document: Document) -> tuple[Document, Mentions]:
    """Send one document through the corridor; a failure is its own row, never the run's."""
    if document.status != "ok":
        return document, Mentions()
    try:
        mentions = pipeline(document)
        check_document(document, mentions)
    except Exception as error:  # noqa: BLE001  # one bad document never stops a run
        return replace(document, status="failed", error=_describe(error)), Mentions()
    return document, mentions


def _describe(error: Exception) -> str:
    """What a user can do about a bug of ours: say where it is."""
    trace = error.__traceback__
    where = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if "extract" in PurePath(code.co_filename).parts:
            where = f" in {PurePath(code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{where}: {error}. Please report this with the document."


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
    in_dir: Path, settings: Settings, metadata: Path | None, limit: int | None
) -> tuple[Survey, list[Document]]:
    found = survey(in_dir)
    overrides = {} if metadata is None else read_metadata(metadata)
    documents: list[Document] = []
    for document in read_folder(in_dir, settings.limits, overrides):
        if limit is not None and len(documents) >= limit:
            break
        documents.append(document)
    if not documents:
        raise InputError.nothing(in_dir)
    return found, documents


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


def _load_table(folder: Path, record: type[Document | ActorMention]) -> pd.DataFrame:
    parquet, csv = folder / f"{record.table}.parquet", folder / f"{record.table}.csv"
    if parquet.exists():
        return typed(record, read_parquet(parquet))
    if csv.exists():
        return typed(record, read_csv(csv, record))
    raise OutputError.no_tables(folder, parquet.name)


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
    )
