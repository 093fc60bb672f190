"""spaCy's DocBin: one span group a table, so that spans of different tables may overlap.

In:  pages
Out: docs with doc.spans["actors"], doc.spans["places"], ...; the type is the label of a span,
     `doc.user_data["doc_id"]` names the document
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, SpanGroup

from extract.errors import CorrectionError
from extract.exchange.page import KINDS, Page, Refusal, RefusedError, labelled
from extract.exchange.tokens import Token, cut


def write_docbin(pages: Iterable[Page], path: Path) -> None:
    """Write all pages, tokens as spaCy's English has them, cut at the edges of spans."""
    nlp = spacy.blank("en")
    docs = (_doc(page, nlp) for page in pages)
    path.write_bytes(DocBin(docs=docs, store_user_data=True).to_bytes())


def read_docbin(path: Path) -> Iterator[Page | Refusal]:
    """Read a DocBin whose docs have our span groups; other groups are passed over."""
    try:
        docs = DocBin().from_bytes(path.read_bytes())
    except OSError as error:
        raise CorrectionError.unreadable(path, error.strerror or str(error)) from error
    except Exception as error:  # zlib, msgpack and spaCy each have their own
        raise CorrectionError.unreadable(path, "is no DocBin") from error
    for number, doc in enumerate(docs.get_docs(spacy.blank("en").vocab), start=1):
        where = f"doc {number}"
        try:
            yield _page(doc, where)
        except RefusedError as error:
            yield Refusal(where, str(error))


def _doc(page: Page, nlp: Language) -> Doc:
    text = page.text or ""
    tokens = list(cut(_tokens(nlp.make_doc(text)), page.labels))
    doc = Doc(
        nlp.vocab,
        words=[text[start:end] for start, end, _ in tokens],
        spaces=[is_spaced for *_, is_spaced in tokens],
    )
    doc.user_data["doc_id"] = page.doc_id
    for table in KINDS:
        spans = [
            doc.char_span(one.start, one.end, label=one.kind)
            for one in page.labels
            if one.table == table
        ]
        found = [span for span in spans if span is not None]
        doc.spans[table] = SpanGroup(doc, name=table, spans=found)
    return doc


def _tokens(doc: Doc) -> Iterator[Token]:
    for token in doc:
        yield Token(token.idx, token.idx + len(token), is_spaced=bool(token.whitespace_))


def _page(doc: Doc, where: str) -> Page:
    doc_id = doc.user_data.get("doc_id")
    if not isinstance(doc_id, str):
        raise RefusedError('has no user_data["doc_id"]; store it with store_user_data=True')
    labels = tuple(
        labelled(f"{table}:{span.label_}", span.start_char, span.end_char)
        for table in KINDS
        if table in doc.spans
        for span in doc.spans[table]
    )
    return Page(doc_id, doc.text, labels, where=where)
