"""Where documents lie open while a person decides: what they see, and what becomes of it.

In:  a doc_id; what a key asked for
Out: the document as the page shows it; what changed, once the decision is on disk
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from extract.correcting.apply import correct_document, correct_mentions
from extract.correcting.decision import ID_COLUMN, Decision, take_back
from extract.errors import ReviewError
from extract.records import Document, Mention, Mentions
from extract.review.decisions import MOST_AT_ONCE, Ask, decisions_of, moment_of
from extract.review.identities import Identities
from extract.review.journal import Journal
from extract.review.queue import Waiting, queue
from extract.review.sheet import all_rows, document_values, gone_values, row_values
from extract.review.shelf import Shelf
from extract.text.utf16 import Utf16

#: Documents that lie open: the one in sight, those beside it.
_OPEN: Final = 6
#: Documents of the list that are sent at once.
PAGE: Final = 100

#: Extracts a document anew, as the rules alone have it.
Reread = Callable[[Document], Mentions]


@dataclass(slots=True)
class _Open:
    """A document on the desk, and its rows as they are now."""

    document: Document
    rows: Mentions
    turn: Utf16


class Desk:
    """One reviewer at work on the tables of a run.

    Args:
        folder: What `extract run` wrote.
        log_folder: Where the project's log lies.
        author: Who decides.
        reread: For rows whose correction was taken back after the tables were made.

    Raises:
        OutputError: The folder holds no tables.
    """

    def __init__(self, folder: Path, log_folder: Path, author: str, reread: Reread) -> None:
        self._folder, self._author, self._reread = folder, author, reread
        self._journal = Journal(log_folder)
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._queue: list[Waiting] = []
        self._stock()

    @property
    def author(self) -> str:
        """Who decides."""
        return self._author

    def look(self) -> None:
        """Follow a run or another writer of the log that came in between."""
        if self._made() != self._seen:
            self._stock()
        if self._journal.refresh():
            self._open.clear()

    def waiting(self, words: str, start: int) -> dict[str, Any]:
        """A part of the list of documents: those whose title or id holds some words."""
        wanted = words.casefold()
        fits = [
            one
            for one in self._queue
            if wanted in one.title.casefold() or wanted in one.doc_id.casefold()
        ]
        counts = self._journal.counts()
        shown = [
            {**asdict(one), "decided": counts.get(one.doc_id, 0)}
            for one in fits[start : start + PAGE]
        ]
        return {"total": len(fits), "documents": shown}

    def sheet(self, doc_id: str) -> dict[str, Any]:
        """A document with its text, its rows and what was rejected.

        Raises:
            ReviewError: There is none.
        """
        lying = self._at(doc_id)
        return {
            "document": document_values(lying.document),
            "text": lying.document.text,
            "rows": [row_values(row, lying.turn) for row in all_rows(lying.rows)],
            "gone": self._gone(lying),
            "decided": len(self._journal.about(lying.document)),
        }

    def decide(self, doc_id: str, time: str, asked: Sequence[object]) -> dict[str, Any]:
        """Write down what one key asked for, and tell what changed.

        Args:
            doc_id: The document in sight.
            time: When the key was pressed; a request that comes again has the same.
            asked: One or more requests, as JSON gave them.

        Raises:
            ReviewError: It cannot be decided so; nothing was written.
            OSError: The log cannot be written.
        """
        if len(asked) > MOST_AT_ONCE or not asked:
            raise ReviewError.impossible("request", "too much at once, or nothing")
        lying = self._at(doc_id)
        known = self._journal.made_at(self._author, time)
        if known:  # the answer to the first request was lost
            return self._changes(lying, Mentions(), known)
        asks = [Ask.read(one) for one in asked]
        made = list(decisions_of(asks, lying.document, lying.turn, author=self._author, time=time))
        document = correct_document(lying.document, made)
        corrected = correct_mentions(document, lying.rows, (), [*self._journal.merges, *made])
        for misfit in corrected.unplaced:
            raise ReviewError.impossible(str(misfit), "there is no such row any more")
        self._journal.write(made)
        before, lying.document, lying.rows = lying.rows, document, corrected.mentions
        self._put_away(made)
        self._open[doc_id] = lying
        return self._changes(lying, before, made)

    def undo(self, time: str) -> dict[str, Any]:
        """Take back what this author decided last of what stands.

        Args:
            time: When the key was pressed.

        Raises:
            ReviewError: Nothing of this author stands.
            OSError: The log cannot be written.
        """
        known = self._journal.made_at(self._author, time)
        gone = [found for line in known if (found := self._journal.target(line)) is not None]
        if not gone:  # else the answer to the first request was lost
            gone = self._journal.last(self._author, moment_of(time))
            taken = [take_back(one, author=self._author, time=time) for one in gone]
            self._journal.write(taken)
        if not gone:
            raise ReviewError.nothing_to_undo(self._author)
        self._put_away(gone)
        return {
            "doc_id": gone[0].doc_id,
            "words": str(gone[0]),
            "count": len(gone),
            "start": self._place(gone[0]),
        }

    def identities(self, table: str, words: str) -> list[dict[str, Any]]:
        """Identities of a table whose name or id holds some words, the most mentioned first."""
        return self._identities.like(table, words) if table in ID_COLUMN else []

    def row(self, doc_id: str, table: str, start: int) -> tuple[Document, Mention | None]:
        """A document, and its row of a table that begins at a UTF-16 unit."""
        lying = self._at(doc_id)
        at = lying.turn.points(start)
        rows = (row for row in all_rows(lying.rows) if (row.table, row.start) == (table, at))
        return lying.document, next(rows, None)

    def _stock(self) -> None:
        self._seen = self._made()
        self._shelf = Shelf(self._folder)
        self._identities = Identities(self._shelf.columns)
        self._open.clear()
        self._queue = queue(self._shelf.columns, self._journal.counts())
        if self._queue:
            self._at(self._queue[0].doc_id)  # so that the first is there at once

    def _made(self) -> object:
        path = self._folder / f"{Document.table}.parquet"
        facts = path.stat() if path.exists() else None
        return facts and (facts.st_ino, facts.st_mtime_ns, facts.st_size)

    def _at(self, doc_id: str) -> _Open:
        """A document, from the desk or from the shelf."""
        if doc_id not in self._open:
            if doc_id not in self._shelf:
                raise ReviewError.no_such_document(doc_id)
            self._open[doc_id] = self._taken(doc_id)
            while len(self._open) > _OPEN:
                self._open.popitem(last=False)
        self._open.move_to_end(doc_id)
        return self._open[doc_id]

    def _taken(self, doc_id: str) -> _Open:
        """A document from the shelf, its rows following the log as it is now."""
        document, rows = self._shelf.take(doc_id)
        decisions = [*self._journal.about(document), *self._journal.merges]
        document = correct_document(document, decisions)
        if self._journal.is_undone_since(document, self._shelf.made):
            rows = self._reread(document)
        rows = correct_mentions(document, rows, (), decisions).mentions
        return _Open(document, rows, Utf16(document.text))

    def _put_away(self, decisions: Sequence[Decision]) -> None:
        """Take every document from the desk that decisions are about: its rows are others now."""
        names = {one.doc_id for one in decisions}
        hashes = {one.text_sha256 for one in decisions if one.text_sha256}
        for doc_id, lying in list(self._open.items()):
            is_meant = doc_id in names or lying.document.text_sha256 in hashes
            if is_meant or "" in names:  # a merge is about all
                del self._open[doc_id]

    def _gone(self, lying: _Open) -> list[dict[str, Any]]:
        return gone_values(
            lying.document, lying.rows, self._journal.about(lying.document), lying.turn
        )

    def _changes(self, lying: _Open, before: Mentions, made: Sequence[Decision]) -> dict[str, Any]:
        """Rows that are new or other than before, keys of those that are no more."""
        old = {row.mention_id: row for row in all_rows(before)}
        new = {row.mention_id: row for row in all_rows(lying.rows)}
        changed = [
            row
            for key, row in new.items()
            if (was := old.get(key)) is not row and was != row  # most are the same object
        ]
        dropped = [row for key, row in old.items() if key not in new]
        return {
            "document": document_values(lying.document),
            "rows": [row_values(row, lying.turn) for row in changed],
            "dropped": [row_values(row, lying.turn)["key"] for row in dropped],
            "whole": not old,
            "gone": self._gone(lying),
            "decided": len(self._journal.about(lying.document)),
            "words": f"{made[0]} and {len(made) - 1} more" if len(made) > 1 else str(made[0]),
        }

    def _place(self, decision: Decision) -> int:
        """Where a decision stands in its document, for the page to go there."""
        if decision.doc_id not in self._shelf:
            return 0
        return self._at(decision.doc_id).turn.units(decision.start)
