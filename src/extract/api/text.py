"""Extract one text.

In:  a text and its day of publication           extract_text("...", published="2022-09-14")
Out: the five tables, `documents` with one row
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from extract.api.version import in_use
from extract.correcting.log import read_log
from extract.correcting.standing import Standing
from extract.engine.walk import corrected, pipeline_at, walk
from extract.knowledge.issuers import Issuers
from extract.knowledge.learned import NOTHING_LEARNED, Learned
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

if TYPE_CHECKING:
    from extract.api.tables import Tables
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
    reader = reader_for(settings or Settings())
    read = reader.read(text, doc_id=doc_id, published=day, title=title, source=source)
    return tables_of([read])


@dataclass(frozen=True, slots=True)
class TextReader:
    """Everything that extracts a text, loaded once; it knows the project as it was then.

    Args:
        pipeline: Rules and model.
        issuers: Countries of issuers.
        standing: What people decided.
    """

    pipeline: Pipeline
    issuers: Issuers
    standing: Standing

    def read(
        self,
        text: str,
        *,
        doc_id: str,
        published: date | None,
        title: str | None,
        source: str | None,
    ) -> tuple[Document, Mentions]:
        """Extract one text; arguments as in `extract_text`."""
        document = document_of_text(
            text,
            doc_id=doc_id,
            published=published,
            title=title,
            source=source,
            issuers=self.issuers,
        )
        decisions = self.standing.of(document.doc_id, document.text_sha256)
        document = corrected(document, decisions, self.issuers)
        return walk(self.pipeline, document, decisions)


def reader_for(settings: Settings) -> TextReader:
    """Load what these settings ask for; the pipeline is kept for the next call.

    Raises:
        ExtractError: The model or the project's own knowledge cannot be used.
    """
    used = in_use(settings)
    own = own_files(settings, used.learned)
    pipeline = pipeline_at(used.model.resolve(), own)
    return TextReader(pipeline, load_knowledge(own).issuers, decided(settings))


def tables_of(read: Sequence[tuple[Document, Mentions]]) -> Tables:
    """Documents with their mentions as frames."""
    # pandas takes half a second to import; a run does without it
    from extract.api.tables import Tables  # noqa: PLC0415
    from extract.tables.frames import frame  # noqa: PLC0415

    mentions = [one for _, one in read]
    return Tables(
        documents=frame(Document, [document for document, _ in read]),
        actors=frame(ActorMention, [row for one in mentions for row in one.actors]),
        places=frame(PlaceMention, [row for one in mentions for row in one.places]),
        dates=frame(DateMention, [row for one in mentions for row in one.dates]),
        agreements=frame(AgreementMention, [row for one in mentions for row in one.agreements]),
    )


def pipeline_for(settings: Settings) -> Pipeline:
    """The pipeline these settings ask for; built once and kept for the next call."""
    used = in_use(settings)
    return pipeline_at(used.model.resolve(), own_files(settings, used.learned))


def decided(settings: Settings) -> Standing:
    """What people decided, as the log has it now."""
    return Standing(read_log(settings.corrections_folder).decisions)


def own_files(settings: Settings, learned: Learned = NOTHING_LEARNED) -> OwnFiles:
    """The project's own knowledge as it is now on disk.

    Args:
        settings: Of the project.
        learned: What its version in use learned, where rules are to know it.

    Raises:
        KnowledgeError: A file of it cannot be read or has no known name.
        GazetteerError: Its place index is missing.
    """
    own = find_own(settings.knowledge_folder, settings.issuers, settings.gazetteer)
    return replace(own, learned=learned)
