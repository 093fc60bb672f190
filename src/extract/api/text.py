"""Extract one text, and walk one document through the corridor.

In:  a text and its day of publication           extract_text("...", published="2022-09-14")
Out: the five tables, `documents` with one row
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from extract.api.tables import Tables
from extract.knowledge.gazetteer import FILE, Gazetteer
from extract.nlp.model import find_model
from extract.reading.text import document_of_text
from extract.records import (
    ActorMention,
    AgreementMention,
    DateMention,
    Document,
    Mentions,
    PlaceMention,
)
from extract.settings import Settings
from extract.tables.check import check_document
from extract.tables.frames import frame

if TYPE_CHECKING:
    from extract.pipeline import Pipeline


@dataclass(slots=True)
class Gathered:
    """Records of all documents so far."""

    documents: list[Document] = field(default_factory=list)
    mentions: list[Mentions] = field(default_factory=list)

    def add(self, document: Document, mentions: Mentions) -> None:
        """Add one document with what it mentions."""
        self.documents.append(document)
        self.mentions.append(mentions)

    def tables(self) -> Tables:
        """All of it as frames."""
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
    gathered = Gathered()
    gathered.add(*walk(pipeline_for(settings or Settings()), document))
    return gathered.tables()


def walk(pipeline: Pipeline, document: Document) -> tuple[Document, Mentions]:
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


def pipeline_for(settings: Settings) -> Pipeline:
    """The pipeline these settings ask for; built once and kept for the next call."""
    index = None if settings.gazetteer is None else settings.gazetteer.resolve()
    return _pipeline_at(model_for(settings).resolve(), index)


@lru_cache(maxsize=1)
def _pipeline_at(model: Path, gazetteer: Path | None) -> Pipeline:
    from extract.pipeline import build_pipeline  # noqa: PLC0415  # spaCy takes a second to import

    return build_pipeline(model, gazetteer)


def model_for(settings: Settings) -> Path:
    """The model folder these settings ask for."""
    return find_model(settings.model, settings.project)


def own_files_for(settings: Settings) -> dict[str, Path]:
    """Files of the user's own that stand in for packaged data files, by the names of those.

    Raises:
        GazetteerError: The place index of these settings cannot be opened.
    """
    if settings.gazetteer is None:
        return {}
    Gazetteer.open(settings.gazetteer).close()
    return {FILE: settings.gazetteer}
