"""Correct rows in annotation tools: write documents for one, read them back as decisions.

In:  export_corrections("prodigy", "todo.jsonl");  import_corrections("prodigy", "done.jsonl")
Out: a file with spans labelled `table:type`; what was changed there, in the project's log
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from extract.api.show import OUT_DIR
from extract.api.tables import load_tables, mentions_of
from extract.correcting.decision import Decision
from extract.correcting.edited import Mark, decisions_between
from extract.correcting.log import append, read_log
from extract.errors import CorrectionError, OutputError
from extract.exchange.conll import read_conll, write_conll
from extract.exchange.docbin import read_docbin, write_docbin
from extract.exchange.doccano import read_doccano, write_doccano
from extract.exchange.label_studio import read_label_studio, write_label_studio
from extract.exchange.page import Page, Refusal, RefusedError, checked, page_of
from extract.exchange.prodigy import read_prodigy, write_prodigy
from extract.records import Document, Mentions
from extract.settings import Settings
from extract.tables.frames import records
from extract.writing.into_place import write_file

#: The file of the log that imports go to.
LOG_FILE: Final = "imported.jsonl"


@dataclass(frozen=True, slots=True)
class ToolFormat:
    """A format of annotation tools."""

    write: Callable[[Iterable[Page], Path], None]
    read: Callable[[Path], Iterator[Page | Refusal]]


TOOL_FORMATS: Final[Mapping[str, ToolFormat]] = {
    "prodigy": ToolFormat(write_prodigy, read_prodigy),
    "doccano": ToolFormat(write_doccano, read_doccano),
    "label-studio": ToolFormat(write_label_studio, read_label_studio),
    "docbin": ToolFormat(write_docbin, read_docbin),
    "conll": ToolFormat(write_conll, read_conll),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file held.

    Args:
        documents: Documents that could be used, changed or not.
        decisions: What was written to the log.
        refused: Each document that could not be used: where it stands, and why.
    """

    documents: int
    decisions: Sequence[Decision]
    refused: Sequence[str]


def export_corrections(tool: str, out: Path | str, folder: Path | str = OUT_DIR) -> int:
    """Write the documents of a run, with all their rows, for an annotation tool.

    Args:
        tool: prodigy, doccano, label-studio, docbin or conll.
        out: The file; what stands there is replaced.
        folder: What `extract run` wrote.

    Returns:
        How many documents were written: those with status `ok`.

    Raises:
        CorrectionError: No such format.
        OutputError: There are no tables, or the file cannot be written.
    """
    chosen = _format(tool)
    pages = [page_of(*one) for one in _documents(folder).values() if one[0].status == "ok"]
    write_file(Path(out), lambda path: chosen.write(pages, path))
    return len(pages)


def import_corrections(
    tool: str,
    file: Path | str,
    folder: Path | str = OUT_DIR,
    *,
    settings: Settings | None = None,
    author: str = "import",
    time: str | None = None,
) -> Imported:
    """Compare a file that came back with the tables, and log what was changed.

    Documents that the file does not hold stay as they are. `apply_corrections` makes the tables
    follow; until then a file that is imported again gives no decision twice.

    Args:
        tool: The format it was written in.
        file: The edited file.
        folder: The tables it was made of.
        settings: Says where the log lies.
        author: Who decided.
        time: When, as an ISO 8601 date and time; now by default.

    Raises:
        CorrectionError: No such format, the file cannot be read at all, or the log not written.
        OutputError: There are no tables.
    """
    log_folder = (settings or Settings()).corrections_folder
    now = time or datetime.now(UTC).isoformat(timespec="seconds")
    documents, met = _documents(folder), set[str]()
    decisions: list[Decision] = []
    refused: list[str] = []
    for page in _format(tool).read(Path(file)):
        if isinstance(page, Refusal):
            refused.append(f"{page.where}: {page.reason}")
            continue
        try:
            document, mentions = _document_of(page, documents, met)
            wanted = {
                Mark(one.table, one.start, one.end): one.kind for one in checked(page, document)
            }
        except RefusedError as error:
            refused.append(f"{page.where} ({page.doc_id}): {error}")
        else:
            met.add(page.doc_id)
            decisions += decisions_between(document, mentions, wanted, author, now)
    fresh = list(_not_logged(decisions, read_log(log_folder).decisions))
    try:
        append(log_folder / LOG_FILE, fresh)
    except OSError as error:
        raise CorrectionError.unwritable(
            log_folder / LOG_FILE, error.strerror or str(error)
        ) from error
    return Imported(documents=len(met), decisions=fresh, refused=refused)


def _format(tool: str) -> ToolFormat:
    if tool not in TOOL_FORMATS:
        raise CorrectionError.no_format(tool, list(TOOL_FORMATS))
    return TOOL_FORMATS[tool]


def _documents(folder: Path | str) -> dict[str, tuple[Document, Mentions]]:
    """Each document of the tables with all its rows, in order."""
    tables = load_tables(folder, demonyms=True, vague=True)
    if "text" not in tables.documents.columns:  # where only the CSV is left
        raise OutputError.no_tables(Path(folder), f"{Document.table}.parquet")
    mentions = mentions_of(tables)
    return {
        document.doc_id: (document, mentions.get(document.doc_id, Mentions()))
        for document in records(Document, tables.documents)
    }


def _document_of(
    page: Page, documents: Mapping[str, tuple[Document, Mentions]], met: Collection[str]
) -> tuple[Document, Mentions]:
    """The document of a page; `met` are those that came before.

    Raises:
        RefusedError: There is no such document with rows, or it came before.
    """
    if page.doc_id not in documents:
        raise RefusedError(f"document {page.doc_id!r} is unknown to the tables")
    if page.doc_id in met:
        raise RefusedError(f"document {page.doc_id!r} stands in the file twice")
    document, mentions = documents[page.doc_id]
    if document.status != "ok":
        raise RefusedError(f"document {page.doc_id!r} has no rows: it is {document.status}")
    return document, mentions


def _not_logged(new: Iterable[Decision], logged: Iterable[Decision]) -> Iterator[Decision]:
    """Decisions that are not the last word of the log about their spans already."""
    last = {(d.doc_id, d.table, d.start, d.end): d for d in logged}
    for decision in new:
        other = last.get((decision.doc_id, decision.table, decision.start, decision.end))
        if other is None or decision != replace(other, author=decision.author, time=decision.time):
            yield decision
