"""Our pipeline as one component of spaCy's: `nlp.add_pipe("press_extract")`.

In:  a Doc of any tokenizer; doc.user_data["published"] and other fields, if they are known
Out: doc.spans["press_actors"], ["press_places"], ["press_dates"], ["press_agreements"], and the
     rows with all their columns in doc.user_data["press_extract"]

The component reads the text of a Doc and nothing else of it: our own tokens and model find the
rows, so it may stand anywhere in a pipeline, also in a blank one. A span is the tokens that hold
its row; where a tokenizer cuts otherwise, the row alone has the exact characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extract.errors import SpacyError
from extract.records import MENTION_TABLES, TYPE_COLUMN, Document, Mention, Mentions
from extract.schema import Record, columns
from extract.settings import Settings, load_settings

if TYPE_CHECKING:
    from extract.api.tables import Tables
    from extract.api.text import TextReader

#: Name of the component, and of its rows in `doc.user_data`.
NAME: Final = "press_extract"
#: What the names of its span groups begin with.
PREFIX: Final = "press_"
#: The column that says who, where, when or which; it is the `kb_id_` of a span.
_IDENTIFIERS: Final = {
    "actors": "actor_id",
    "places": "place_id",
    "dates": "value",
    "agreements": "agreement_id",
}


@Language.factory(
    NAME,
    default_config={"project": None, "model": None, "published": None, "source": None},
    assigns=["doc.spans", "doc.user_data"],
)
def make_press_extract(  # noqa: PLR0917  # spaCy hands them by name
    nlp: Language,  # noqa: ARG001  # spaCy hands it to every factory
    name: str,  # noqa: ARG001
    project: str | None,
    model: str | None,
    published: str | None,
    source: str | None,
) -> PressExtract:
    """Make the component; its four settings are saved with the pipeline.

    Args:
        nlp: The pipeline it becomes a part of.
        name: What it is called there.
        project: Folder with extract.toml, knowledge and corrections; none by default.
        model: Folder of another NER model.
        published: Day of publication of texts that do not state their own, "YYYY-MM-DD".
        source: Their issuer.
    """
    return PressExtract(project=project, model=model, published=published, source=source)


class PressExtract:
    """Find actors, places, dates and agreements in a Doc.

    Model and knowledge are loaded at the first text, once a process; a copy that is sent to
    another process loads its own.
    """

    def __init__(
        self, *, project: str | None, model: str | None, published: str | None, source: str | None
    ) -> None:
        self._project = project
        self._model = model
        self._defaults = {"published": published, "source": source}
        self._reader: TextReader | None = None

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs: the settings, not what was loaded."""
        return {**vars(self), "_reader": None}

    def __call__(self, doc: Doc) -> Doc:
        """Add span groups and rows to a Doc.

        Raises:
            SpacyError: `published` in doc.user_data or the configuration is no day.
            ExtractError: Model or project cannot be used.
        """
        text = doc.text
        fields = {**self._defaults, **doc.user_data}
        reader = self._loaded()
        with reader.pipeline.fresh_words():
            document, mentions = reader.read(
                text,
                doc_id=str(fields.get("doc_id") or _content_id(text)),
                published=_day(fields.get("published")),
                title=fields.get("title"),
                source=fields.get("source"),
            )
        for record in MENTION_TABLES:
            rows: tuple[Mention, ...] = getattr(mentions, record.table)
            doc.spans[PREFIX + record.table] = _group(doc, record, rows)
        doc.user_data[NAME] = {
            "documents": [_plain(document)],
            **{r.table: [*map(_plain, getattr(mentions, r.table))] for r in MENTION_TABLES},
        }
        return doc

    def _loaded(self) -> TextReader:
        if self._reader is None:
            # spaCy loads this file for every pipeline it makes, ours or not
            from extract.api.text import reader_for  # noqa: PLC0415

            project = self._project
            settings = Settings() if project is None else load_settings(Path(project))
            if self._model is not None:
                settings = replace(settings, model=Path(self._model))
            self._reader = reader_for(settings)
        return self._reader


def doc_tables(docs: Iterable[Doc]) -> Tables:
    """The five tables of Docs that the component has seen; others are passed over."""
    from extract.api.text import tables_of  # noqa: PLC0415  # as above

    read = []
    for doc in docs:
        if NAME in doc.user_data:
            rows = doc.user_data[NAME]
            (document,) = (_row(Document, plain) for plain in rows["documents"])
            kinds = {r.table: tuple(_row(r, one) for one in rows[r.table]) for r in MENTION_TABLES}
            read.append((document, Mentions(**kinds)))
    return tables_of(read)


def _group(doc: Doc, record: type[Mention], rows: Iterable[Mention]) -> SpanGroup:
    spans = [span for row in rows if (span := _span(doc, record, row)) is not None]
    return SpanGroup(doc, name=PREFIX + record.table, spans=spans)


def _span(doc: Doc, record: type[Mention], row: Mention) -> Span | None:
    """The tokens that hold a row, named by its type and identifiers."""
    return doc.char_span(
        row.start,
        row.end,
        label=getattr(row, TYPE_COLUMN[record.table]),
        kb_id=getattr(row, _IDENTIFIERS[record.table]) or "",
        span_id=row.mention_id,
        alignment_mode="expand",
    )


def _content_id(text: str) -> str:
    """An identifier for a text that has none: the same text, the same one."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise SpacyError.no_day(str(value)) from error


def _plain(row: Record) -> dict[str, Any]:
    """A row of values that JSON and msgpack know, so that a Doc can be saved."""
    return {name: _plain_value(value) for name, value in asdict(row).items()}


def _plain_value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _row(record: type[Record], plain: Mapping[str, Any]) -> Any:  # noqa: ANN401  # of that class
    kinds = {field.name: field.kind for field in columns(record)}
    return record(**{name: _value(kinds[name], value) for name, value in plain.items()})


def _value(kind: str, value: Any) -> Any:  # noqa: ANN401
    if kind == "date" and value is not None:
        return date.fromisoformat(value)
    return tuple(value) if kind == "list" else value
