"""Make a Document of a text: count, hash, date it, tell its language and its issuer's country.

In:  an Entry         text "BAKU, 14 September 2022 -- The ministry ...", source "Azertag"
Out: a Document       published 2022-09-14 (dateline), language en, source_country AZE
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from extract.knowledge.issuers import Issuers, load_issuers
from extract.reading.boilerplate import find_boilerplate
from extract.reading.dateline import dateline_day
from extract.reading.days import day_of_name, read_day
from extract.reading.entry import Entry
from extract.reading.language import detect_language
from extract.reading.metadata import NOTHING_KNOWN, Metadata
from extract.records import Document
from extract.text.clean import count_words, storable

#: Longest part of a bad field that a warning repeats.
SHOWN: Final = 40


def document_of_text(
    text: str,
    *,
    doc_id: str = "text",
    published: date | None = None,
    title: str | None = None,
    source: str | None = None,
    issuers: Issuers | None = None,
) -> Document:
    """Make a document of a text at hand.

    Args:
        text: The text; offsets will refer to it.
        doc_id: Its identifier.
        published: Day of publication; the dateline of the text tells it otherwise.
        title: Headline.
        source: Issuer.
        issuers: Countries of issuers; the packaged list by default.
    """
    known = Metadata(published=published, title=title, source=source)
    return complete(Entry(path=doc_id, text=text), doc_id, known, issuers or load_issuers())


def complete(
    entry: Entry, doc_id: str, known: Metadata = NOTHING_KNOWN, issuers: Issuers | None = None
) -> Document:
    """Make a document of what a reader found.

    Args:
        entry: A text, or why there is none.
        doc_id: Identifier that is unique in the run.
        known: What `--metadata` says; it overrides the entry.
        issuers: Countries of issuers; the packaged list by default.

    Returns:
        The document; `empty` if the text has no words, `not_english` if it is surely another
        language.
    """
    text, broken = storable(entry.text)
    document = Document(
        doc_id=doc_id,
        path=entry.path,
        title=_storable(known.title or entry.title),
        source=_storable(known.source or entry.source),
        url=_storable(known.url or entry.url),
        encoding=entry.encoding,
        file_sha256=entry.file_sha256,
        status=entry.status,
        error=None if entry.error is None else storable(entry.error)[0],
        warnings=tuple(storable(warning)[0] for warning in entry.warnings),
    )
    document = _dated(document, entry, known, text)
    document = _placed(document, issuers or load_issuers())
    if broken:
        document = _warned(document, f"{broken} halves of surrogate pairs: now U+FFFD")
    return document if document.status != "ok" else _read(document, text)


def sha256_of(text: str) -> str:
    """The `text_sha256` of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _read(document: Document, text: str) -> Document:
    """Count, hash and judge a text."""
    document = replace(
        document,
        text=text,
        n_chars=len(text),
        n_words=count_words(text),
        text_sha256=sha256_of(text),
        boilerplate=tuple(f"{start}-{end}" for start, end in find_boilerplate(text)),
    )
    if not document.n_words:
        return replace(document, status="empty", error="holds no words; delete it or add its text")
    language = detect_language(text)
    document = replace(document, language=language.code)
    if language.warning is not None:
        document = _warned(document, language.warning)
    if language.is_english:
        return document
    return replace(
        document,
        status="not_english",
        error=f"the text is not in English but {language.code}; only English is extracted",
    )


def _dated(document: Document, entry: Entry, known: Metadata, text: str) -> Document:
    """The day of publication from the best source that has one, and a warning for each bad one."""
    if known.published is not None:
        return replace(document, published=known.published, published_from="metadata")
    for origin, written in entry.dates:
        day = read_day(written)
        if day is not None:
            return replace(document, published=day, published_from=origin)
        shown = written[:SHOWN].encode("utf-8", "replace").decode()
        document = _warned(
            document, f"published {shown!r} is no single day; write it as YYYY-MM-DD"
        )
    day = dateline_day(text)
    if day is not None:
        return replace(document, published=day, published_from="dateline")
    # the name of a file of records tells when they were collected, not when they were published
    day = day_of_name(PurePosixPath(entry.path).stem) if entry.line is None else None
    return document if day is None else replace(document, published=day, published_from="filename")


def _placed(document: Document, issuers: Issuers) -> Document:
    return replace(document, source_country=issuers.country(document.source, document.url))


def _warned(document: Document, warning: str) -> Document:
    return replace(document, warnings=(*document.warnings, warning))


def _storable(value: str | None) -> str | None:
    return None if value is None else storable(value)[0]
