"""Extract one text.

In:  a text and its day of publication           extract_text("...", published="2022-09-14")
Out: the five tables, `documents` with one row
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from extract.api.tables import Tables
from extract.api.version import in_use
from extract.correcting.log import read_log
from extract.correcting.standing import Standing
from extract.engine.walk import corrected, pipeline_at, walk
from extract.knowledge.own.files import OwnFiles, find_own
from extract.knowledge.whole import load_knowledge
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
from extract.tables.frames import frame

if TYPE_CHECKING:
    from extract.pipeline import Pipeline


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
        KnowledgeError: The project's own knowledge cannot be used.
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    settings = settings or Settings()
    own = own_files(settings)
    issuers = load_knowledge(own).issuers
    document = document_of_text(
        text, doc_id=doc_id, published=day, title=title, source=source, issuers=issuers
    )
    decisions = decided(settings).of(document.doc_id, document.text_sha256)
    document = corrected(document, decisions, issuers)
    pipeline = pipeline_at(model_for(settings).resolve(), own)
    return tables_of(*walk(pipeline, document, decisions))


def tables_of(document: Document, mentions: Mentions) -> Tables:
    """One document with its mentions as frames."""
    return Tables(
        documents=frame(Document, [document]),
        actors=frame(ActorMention, mentions.actors),
        places=frame(PlaceMention, mentions.places),
        dates=frame(DateMention, mentions.dates),
        agreements=frame(AgreementMention, mentions.agreements),
    )


def pipeline_for(settings: Settings) -> Pipeline:
    """The pipeline these settings ask for; built once and kept for the next call."""
    return pipeline_at(model_for(settings).resolve(), own_files(settings))


def model_for(settings: Settings) -> Path:
    """The folder of the weights these settings ask for."""
    return in_use(settings).model


def decided(settings: Settings) -> Standing:
    """What people decided, as the log has it now."""
    return Standing(read_log(settings.corrections_folder).decisions)


def own_files(settings: Settings) -> OwnFiles:
    """The project's own knowledge as it is now on disk, and what its version learned.

    Raises:
        KnowledgeError: A file of it cannot be read or has no known name.
        GazetteerError: Its place index is missing.
        VersionError: Its version in use is damaged or of another format.
    """
    own = find_own(settings.knowledge_folder, settings.issuers, settings.gazetteer)
    return replace(own, learned=in_use(settings).learned)
