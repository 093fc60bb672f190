"""Plan a run: which documents it has, what each is called, and which shard each belongs to.

In:  the units of a folder, in the order of the survey
Out: documents in the order of the tables, cut into shards whose borders depend on content alone

A border stands behind a document whose key says so: a document more or less moves the borders next
to it and no others. The plan lies in an SQLite file, so that memory does not grow with it; nothing
depends on the file after the run.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

from extract.correcting.decision import Decision
from extract.correcting.standing import NOTHING_DECIDED, Standing
from extract.engine.shards import Planned, ShardJob
from extract.engine.units import Heading
from extract.reading.folder import Ids
from extract.reading.metadata import Metadata, known_of

KEY_CHARS: Final = 32
#: Documents of a shard on the average; larger ones where there are many, for the sake of the file
#: system. Measured: below 64, writing takes more than 5 % of the time.
FEW_PER_SHARD: Final = 64
MANY_PER_SHARD: Final = 256
MANY: Final = 20_000
#: Characters after which a shard ends, so that its texts and rows stay below 100 MB.
SHARD_CHARS: Final = 1_000_000

_TABLES: Final = """
CREATE TABLE documents(
  position INTEGER PRIMARY KEY, doc_id TEXT NOT NULL, unit TEXT NOT NULL, row INTEGER NOT NULL,
  size INTEGER NOT NULL, key BLOB NOT NULL, warning TEXT, known TEXT,
  is_fresh INTEGER NOT NULL DEFAULT 0);
CREATE TABLE shards(
  number INTEGER PRIMARY KEY, key TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  chars INTEGER NOT NULL);
CREATE TABLE used(key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE taken(doc_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE kept(key BLOB PRIMARY KEY, shard TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """How a run differs from the last one that was finished.

    Args:
        unchanged: Documents whose rows were there already.
        new: Documents that were not there.
        changed: Documents whose text, metadata, rules or settings are others.
        deleted: Documents that are there no longer.
    """

    unchanged: int
    new: int
    changed: int
    deleted: int


class Plan:
    """Documents and shards of a run.

    Args:
        path: The SQLite file; what it holds is deleted.
        stamp: Hash of everything besides documents that shapes a row.
        metadata: What `--metadata` says.
        decided: What people decided.
    """

    def __init__(
        self,
        path: Path,
        stamp: str,
        metadata: Mapping[str, Metadata],
        decided: Standing = NOTHING_DECIDED,
    ) -> None:
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA journal_mode = OFF")
        self.database.execute("PRAGMA synchronous = OFF")
        self.database.execute("BEGIN")
        for statement in _TABLES.split(";"):
            self.database.execute(statement)
        self._path = path
        self._stamp = stamp
        self._metadata = metadata
        self._matched: set[str] = set()
        self._decided = decided
        self._met: set[int] = set()
        self._ids = Ids(_TakenIds(self.database))
        self.documents = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def take_names(self, names: Iterable[str]) -> None:
        """The paths of all files are taken: each is the id of its file."""
        self.database.executemany("INSERT INTO taken VALUES (?)", ((name,) for name in names))

    def use(self, unit: str) -> None:
        """Remember that a unit is needed."""
        self.database.execute("INSERT OR IGNORE INTO used VALUES (?)", (unit,))

    def add(self, unit: str, row: int, heading: Heading) -> None:
        """Add the next document: settle its id and its key."""
        entry = heading.entry
        doc_id, warning = self._ids.settle(entry)
        known = known_of(self._metadata, doc_id, entry.path)
        self._matched.update(name for name in (doc_id, entry.path) if name in self._metadata)
        facts = json.dumps(asdict(known), default=str)
        decided = self._decided.digest(doc_id, heading.text_sha256)
        self._met.update(self._decided.places_of(doc_id, heading.text_sha256))
        shaping = [self._stamp, heading.digest.hex(), doc_id, warning or "", facts]
        key = hash_of(*shaping, *filter(None, [decided]))
        values = (doc_id, unit, row, heading.size, key, warning, facts)
        self.database.execute(
            "INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, 0)", values
        )
        self.documents += 1

    def unmatched(self) -> list[str]:
        """What `--metadata` knows of documents that are not there."""
        return sorted(set(self._metadata) - self._matched)

    def homeless(self) -> list[Decision]:
        """Decisions about documents that are not there."""
        return list(self._decided.without_document(self._met))

    def cut(self) -> None:
        """Cut the documents into shards, when all are there."""
        mean = FEW_PER_SHARD if self.documents < MANY else MANY_PER_SHARD
        rows = self.database.execute("SELECT position, size, key FROM documents ORDER BY position")
        shards: list[tuple[str, int, int, int]] = []
        digest, count, chars = hashlib.sha256(), 0, 0
        for position, size, key in rows:
            digest.update(key)
            count, chars = count + 1, chars + size
            if _ends(key, count, chars, mean) or position == self.documents:
                name = digest.hexdigest()[:KEY_CHARS]
                shards.append((name, position - count + 1, position, chars))
                digest, count, chars = hashlib.sha256(), 0, 0
        self.database.executemany("INSERT INTO shards VALUES (NULL, ?, ?, ?, ?)", shards)
        self.database.execute("INSERT OR IGNORE INTO used SELECT key FROM shards")

    def is_used(self, key: str) -> bool:
        """Whether a unit or shard is needed."""
        found = self.database.execute("SELECT 1 FROM used WHERE key = ?", (key,))
        return found.fetchone() is not None

    def shards(self) -> Iterator[tuple[int, str]]:
        """Number and key of each shard, in the order of the tables."""
        yield from self.database.execute("SELECT number, key FROM shards ORDER BY number")

    def largest_first(self, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Number and key of some shards, so that no worker is left alone with a large one."""
        wanted = set(numbers)
        rows = self.database.execute("SELECT number, key FROM shards ORDER BY chars DESC, number")
        return ((number, key) for number, key in rows.fetchall() if number in wanted)

    def keep(self, doc_keys: Iterable[tuple[bytes, str]]) -> None:
        """Remember which documents shards have that are not in the plan: key, key of shard."""
        self.database.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?)", doc_keys)

    def mark_fresh(self, shards: Iterable[int]) -> None:
        """Remember which documents are worked on: those of some shards that no other has."""
        self.database.executemany(
            "UPDATE documents SET is_fresh = 1 WHERE position BETWEEN "
            "(SELECT first FROM shards WHERE number = ?1) AND "
            "(SELECT last FROM shards WHERE number = ?1) AND key NOT IN (SELECT key FROM kept)",
            ((number,) for number in shards),
        )

    def fresh(self) -> tuple[int, int]:
        """Documents that are worked on, and their characters."""
        documents, chars = self.database.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM documents WHERE is_fresh"
        ).fetchone()
        return documents, chars

    def job(self, number: int, key: str) -> ShardJob:
        """The job that makes a shard."""
        rows = self.database.execute(
            "SELECT d.unit, d.row, d.doc_id, d.key, d.warning, d.known, k.shard "
            "FROM shards s JOIN documents d ON d.position BETWEEN s.first AND s.last "
            "LEFT JOIN kept k ON k.key = d.key WHERE s.number = ? ORDER BY d.position",
            (number,),
        ).fetchall()
        kept: dict[str, set[str]] = {}
        for _, _, doc_id, _, _, _, shard in rows:
            if shard is not None:
                kept.setdefault(shard, set()).add(doc_id)
        documents = tuple(
            Planned(
                unit=unit, row=row, doc_id=name, key=of, warning=warning, known=known_from(known)
            )
            for unit, row, name, of, warning, known, _ in rows
        )
        ids = {shard: frozenset(names) for shard, names in kept.items()}
        return ShardJob(key=key, documents=documents, kept=ids)

    def changes(self, last: Path) -> Changes:
        """Compare with the plan of the last run that was finished; ends adding to this one."""
        fresh, _ = self.fresh()
        new, deleted = fresh, 0
        if last.exists():
            try:
                self.database.execute("COMMIT")
                self.database.execute("ATTACH ? AS last", (str(last),))
                (new,) = self._one(
                    "SELECT count(*) FROM documents d WHERE is_fresh AND NOT EXISTS "
                    "(SELECT 1 FROM last.documents l WHERE l.doc_id = d.doc_id)"
                )
                (deleted,) = self._one(
                    "SELECT count(*) FROM last.documents l WHERE NOT EXISTS "
                    "(SELECT 1 FROM documents d WHERE d.doc_id = l.doc_id)"
                )
            except sqlite3.DatabaseError:  # it only serves the summary
                new, deleted = fresh, 0
        return Changes(
            unchanged=self.documents - fresh, new=new, changed=fresh - new, deleted=deleted
        )

    def keep_as(self, path: Path, limit: int | None) -> None:
        """Close the plan and keep it under another name, for the next run to compare with.

        Args:
            path: The other name.
            limit: How many documents the run was to read; None for all.
        """
        if self.database.in_transaction:
            self.database.execute("COMMIT")
        for (table,) in self.database.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'documents'"
        ).fetchall():
            self.database.execute(f"DROP TABLE main.{table}")
        self.database.execute("CREATE TABLE main.asked(most INTEGER)")
        self.database.execute("INSERT INTO main.asked VALUES (?)", (limit,))
        self.database.execute("CREATE INDEX main.names ON documents(doc_id)")
        self.database.execute("VACUUM main")
        self.database.close()
        self._path.replace(path)

    def _one(self, query: str) -> tuple[int]:
        row: tuple[int] = self.database.execute(query).fetchone()
        return row


class _TakenIds:
    """The ids of a run, on disk."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __contains__(self, doc_id: object, /) -> bool:
        found = self._database.execute("SELECT 1 FROM taken WHERE doc_id = ?", (doc_id,))
        return found.fetchone() is not None

    def add(self, doc_id: str, /) -> None:
        self._database.execute("INSERT OR IGNORE INTO taken VALUES (?)", (doc_id,))


def hash_of(*parts: str) -> bytes:
    """One hash over some texts; ("ab", "c") is not ("a", "bc")."""
    return hashlib.sha256(json.dumps(parts).encode()).digest()[: KEY_CHARS // 2]


def _ends(key: bytes, count: int, chars: int, mean: int) -> bool:
    """Whether a shard ends behind a document: by chance, but not after a few, and surely at last.

    The chance lies in the key. From half the mean on, one in `mean / 2` ends a shard.
    """
    if chars >= SHARD_CHARS or count >= 2 * mean:
        return True
    return count >= mean // 2 and int.from_bytes(key[:4], "big") % (mean // 2) == 0


def known_from(facts: str) -> Metadata:
    """What a plan holds of `--metadata` for a document."""
    content: dict[str, Any] = json.loads(facts)
    published = content["published"]
    day = None if published is None else date.fromisoformat(published)
    return Metadata(**{**content, "published": day})
