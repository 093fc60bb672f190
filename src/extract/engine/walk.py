"""Walk one document through the corridor, whatever happens to it.

In:  a pipeline and a document
Out: the document with its mentions; a failure of ours is the document's own row
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from extract.knowledge.own.files import OwnFiles
from extract.records import Document, Mentions
from extract.tables.check import check_document

if TYPE_CHECKING:
    from extract.pipeline import Pipeline


def walk(pipeline: Pipeline, document: Document) -> tuple[Document, Mentions]:
    """Send one document through the corridor; a failure is its own row, never the run's.

    Raises:
        MemoryError: Whoever gave the document its memory decides what becomes of it.
    """
    if document.status != "ok":
        return pipeline.linkers.own.issued(document), Mentions()
    try:
        mentions = pipeline(document)
        check_document(document, mentions)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # one bad document never stops a run
        return replace(document, status="failed", error=_describe(error)), Mentions()
    return pipeline.linkers.own.issued(document), mentions


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


@lru_cache(maxsize=1)
def pipeline_at(model: Path, own: OwnFiles, gazetteer: Path | None) -> Pipeline:
    """The pipeline of a model, a project's files and a place index; kept for the next call."""
    from extract.pipeline import build_pipeline  # noqa: PLC0415  # spaCy takes a second to import

    return build_pipeline(model, own, gazetteer)
