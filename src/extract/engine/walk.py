"""Walk one document through the corridor, whatever happens to it.

In:  a pipeline, a document and what people decided about it
Out: the corrected document with its mentions; a failure of ours is the document's own row
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from extract.correcting.apply import correct_document
from extract.correcting.decision import Decision
from extract.correcting.standing import misfit
from extract.knowledge.issuers import Issuers
from extract.knowledge.own.files import OwnFiles
from extract.nlp.spacy_import import import_spacy
from extract.records import Document, Mentions
from extract.tables.check import check_document

if TYPE_CHECKING:
    from extract.pipeline import Pipeline


def walk(
    pipeline: Pipeline, document: Document, decisions: Sequence[Decision] = ()
) -> tuple[Document, Mentions]:
    """Send one document through the corridor; a failure is its own row, never the run's.

    Args:
        pipeline: Rules and model.
        document: The document, its fields corrected already (`corrected`).
        decisions: What people decided about it, and merges, the oldest first; the document's
            warnings name those that fit nowhere.

    Raises:
        MemoryError: Whoever gave the document its memory decides what becomes of it.
        OSError: The system refused what no document can help: a full disk, too many open files.
    """
    if document.status != "ok":
        homeless = (d for d in decisions if d.action not in {"document", "merge"})
        return pipeline.linkers.own.issued(_warned(document, homeless)), Mentions()
    try:
        mentions, unplaced = pipeline.corrected(document, decisions)
        check_document(document, mentions)
    except (MemoryError, OSError):
        raise
    except Exception as error:  # noqa: BLE001  # one bad document never stops a run
        return replace(document, status="failed", error=_describe(error)), Mentions()
    return pipeline.linkers.own.issued(_warned(document, unplaced)), mentions


def corrected(document: Document, decisions: Iterable[Decision], issuers: Issuers) -> Document:
    """A document with the fields that people set, and the country of another issuer."""
    given = correct_document(document, decisions)
    if given.source == document.source:
        return given
    return replace(given, source_country=issuers.country(given.source, given.url))


def _warned(document: Document, unplaced: Iterable[Decision]) -> Document:
    return replace(document, warnings=(*document.warnings, *map(misfit, unplaced)))


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


def import_pipeline() -> None:
    """Import what every pipeline needs, before it is known which is wanted."""
    with _uncollected():
        import_spacy()
        import_module("extract.pipeline")  # and half of spaCy


@lru_cache(maxsize=1)
def pipeline_at(model: Path, own: OwnFiles) -> Pipeline:
    """The pipeline of a model folder and a project's files; built once, kept for the next call."""
    with _uncollected():
        import_pipeline()
        from extract.pipeline import build_pipeline  # noqa: PLC0415  # a heavy import

        return build_pipeline(model, own)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage within the block, where nearly all that is made stays.

    Python would walk 400,000 objects again and again, which is a fifth of the time. Its switch is
    not enough: srsly turns it on again whenever it has read a file. Afterwards all of them count
    as old, or the first document would wait for the walk.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # nobody else has frozen anything
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*thresholds)
