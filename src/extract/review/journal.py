"""The project's log while a page is open: read once, grown line by line.

In:  the folder of the log, decisions
Out: decisions about a document that stand; each new one is on disk before anything else happens
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from extract.correcting.decision import Decision
from extract.correcting.log import append, moment, read_lines, standing
from extract.records import Document

#: The file of the log that the page writes.
LOG_FILE: Final = "review.jsonl"


class Journal:
    """The log, kept up with.

    Args:
        folder: Where it lies; may be missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: object = None
        self._lines: list[Decision] = []
        self._standing: list[Decision] = []
        self._by_name: dict[str, list[Decision]] = {}
        self._merges: list[Decision] = []
        self._by_digest: dict[str, Decision] = {}
        self.refresh()

    def refresh(self) -> bool:
        """Read the log again if somebody else wrote to it; whether that was so."""
        facts = self._facts()
        if facts == self._seen:
            return False
        self._seen = facts
        self._lines = [line.decision for line in read_lines(self._folder)[0]]
        self._settle()
        return True

    def about(self, document: Document) -> list[Decision]:
        """Decisions that stand about a document, the oldest first; merges are about all."""
        names = (document.doc_id, document.text_sha256 or "")
        mine = {id(d): d for name in names for d in self._by_name.get(name, ())}
        return sorted(mine.values(), key=moment)

    @property
    def merges(self) -> Sequence[Decision]:
        """Merges that stand, the oldest first."""
        return self._merges

    def counts(self) -> Mapping[str, int]:
        """How many decisions stand about each document, by its id."""
        return Counter(decision.doc_id for decision in self._standing if decision.doc_id)

    def last(self, author: str, before: datetime) -> list[Decision]:
        """What an author decided last of what stands: all that has the same time."""
        own = [d for d in self._standing if d.author == author and moment(d) < before]
        newest = max(own, key=moment, default=None)
        return [] if newest is None else [d for d in own if d.time == newest.time]

    def made_at(self, author: str, time: str) -> list[Decision]:
        """Lines of an author that have exactly this time: a request that came twice."""
        return [line for line in self._lines if line.author == author and line.time == time]

    def target(self, retraction: Decision) -> Decision | None:
        """The decision that a line takes back, if it is a retraction."""
        if not self._by_digest:
            self._by_digest = {line.digest(): line for line in self._lines}
        return self._by_digest.get(str(retraction.fields.get("decision")))

    def is_undone_since(self, document: Document, day: datetime) -> bool:
        """Whether something about a document was decided before a moment and taken back after."""
        names = {"", document.doc_id}
        sha = document.text_sha256 or document.doc_id
        late = (
            line
            for line in self._lines
            if line.action == "retract"
            and (line.doc_id in names or line.text_sha256 == sha)
            and moment(line) > day
        )
        targets = map(self.target, late)
        return any(target is not None and moment(target) <= day for target in targets)

    def write(self, decisions: Sequence[Decision]) -> None:
        """Add decisions; they are on disk when this returns.

        Raises:
            OSError: The log cannot be written; nothing has changed.
        """
        append(self._folder / LOG_FILE, decisions)
        self._seen = self._facts()
        self._lines.extend(decisions)
        self._by_digest = {}
        if any(decision.action == "retract" for decision in decisions):
            self._settle()
        else:
            self._standing.extend(decisions)
            self._sort_in(decisions)

    def _settle(self) -> None:
        """Work out what stands."""
        self._by_digest = {}
        self._standing, _ = standing(self._lines)
        self._by_name, self._merges = defaultdict(list), []
        self._sort_in(self._standing)

    def _sort_in(self, decisions: Sequence[Decision]) -> None:
        for decision in decisions:
            if decision.action == "merge":
                self._merges.append(decision)
            else:
                for name in filter(None, {decision.doc_id, decision.text_sha256}):
                    self._by_name[name].append(decision)

    def _facts(self) -> object:
        """What changes when anybody writes to the log."""
        found = [(path, path.stat()) for path in sorted(self._folder.glob("*.jsonl"))]
        return [(path, facts.st_size, facts.st_mtime_ns) for path, facts in found]
