"""Find a document or a mention in the tables of a run, by its id or a part of it.

In:  the folder of a run, "igo-border", "igo-border-clashes-2022.txt:places:410-416"
Out: DocumentView, or the mention with its document; a near miss is an error that names near ids
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Final

from extract.api.tables import Tables, load_tables, mentions_of
from extract.errors import ShowError
from extract.records import MENTION_TABLES, Document, Mention, Mentions
from extract.tables.frames import records
from extract.writing.manifest import read_manifest

OUT_DIR: Final = Path("data/processed")
#: "doc:places:12-20"; a doc_id may hold colons itself.
_MENTION: Final = re.compile(r"(?P<doc>.+):(?P<table>[a-z]+):(?P<start>\d+)-(?P<end>\d+)")
#: Near ids that a message names, and how near they have to be.
_MOST, _CUTOFF = 5, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document of a run.

    Args:
        document: Its row; `text` is "" where only CSV files are left.
        mentions: All it mentions, demonyms and vague dates included.
        run_id: The run that read it; None if its manifest is gone.
    """

    document: Document
    mentions: Mentions
    run_id: str | None

    @property
    def all(self) -> list[Mention]:
        """Every mention in text order, the longer first."""
        tables: Sequence[Sequence[Mention]] = (
            self.mentions.agreements,
            self.mentions.dates,
            self.mentions.places,
            self.mentions.actors,
        )
        return sorted((row for table in tables for row in table), key=lambda m: (m.start, -m.end))


def is_mention_id(target: str) -> bool:
    """Whether a text has the form of a mention's id: "doc:places:12-20"."""
    match = _MENTION.fullmatch(target)
    return match is not None and match["table"] in {kind.table for kind in MENTION_TABLES}


def show_document(doc: str, folder: Path | str = OUT_DIR) -> DocumentView:
    """One document of a run with everything it mentions.

    Args:
        doc: Its doc_id, or any part of it that no other has.
        folder: What `extract run` wrote.

    Raises:
        OutputError: The folder holds no tables.
        ShowError: No document is called so, or several.
    """
    return _view(load_tables(folder, demonyms=True, vague=True), doc, Path(folder))


def find_mention(mention_id: str, folder: Path | str = OUT_DIR) -> tuple[Mention, DocumentView]:
    """One row of a run, and the document it stands in.

    Args:
        mention_id: Its id; the part before the table may be any part of a doc_id.
        folder: What `extract run` wrote.

    Raises:
        OutputError: The folder holds no tables.
        ShowError: There is no such row.
    """
    match = _MENTION.fullmatch(mention_id)
    if match is None or not is_mention_id(mention_id):
        raise ShowError.no_mention(mention_id, [])
    view = _view(load_tables(folder, demonyms=True, vague=True), match["doc"], Path(folder))
    wanted = f"{view.document.doc_id}:{match['table']}:{match['start']}-{match['end']}"
    for mention in view.all:
        if mention.mention_id == wanted:
            return mention, view
    raise ShowError.no_mention(mention_id, _near_mentions(view, match))


def _near_mentions(view: DocumentView, match: re.Match[str]) -> list[str]:
    """Ids around the position asked for, those of the same table first."""
    at = int(match["start"])
    by_distance = sorted(
        view.all, key=lambda m: (m.table != match["table"], abs(m.start - at), m.start)
    )
    return [f"{m.mention_id}  {' '.join(m.text.split())}" for m in by_distance[:_MOST]]


def _view(tables: Tables, doc: str, folder: Path) -> DocumentView:
    doc_id = _doc_id(doc, list(tables.documents["doc_id"]))
    row = tables.documents[tables.documents["doc_id"] == doc_id]
    (document,) = records(Document, row)
    mine = Tables(
        row,
        *(
            table[table["doc_id"] == doc_id]
            for table in (tables.actors, tables.places, tables.dates, tables.agreements)
        ),
    )
    manifest = read_manifest(folder)
    return DocumentView(
        document=document,
        mentions=mentions_of(mine).get(doc_id, Mentions()),
        run_id=None if manifest is None else str(manifest.get("run_id")),
    )


def _doc_id(doc: str, known: Sequence[str]) -> str:
    """The document that is meant: by its id, the name of its file, or a part of its id."""
    if doc in known:
        return doc
    for fits in (_is_file, _is_part):
        found = [doc_id for doc_id in known if fits(doc, doc_id)]
        if len(found) == 1:
            return found[0]
        if found:
            raise ShowError.several(doc, found[:_MOST], len(found))
    names = {PurePosixPath(doc_id).name: doc_id for doc_id in reversed(known)}
    near = get_close_matches(doc, [*known, *names], n=_MOST, cutoff=_CUTOFF)
    raise ShowError.no_document(doc, list(dict.fromkeys(names.get(n, n) for n in near)))


def _is_file(doc: str, doc_id: str) -> bool:
    path = PurePosixPath(doc_id)
    return doc in {path.name, path.stem}


def _is_part(doc: str, doc_id: str) -> bool:
    return doc.casefold() in doc_id.casefold()
