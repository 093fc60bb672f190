"""What the last run that was finished had been told, for a run that is to do the same again.

In:  the plan that it left, `OUT/.shards/last.sqlite`
Out: a LastRun: metadata by document, and the limit; None where the plan is gone
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from extract.engine.plan import known_from
from extract.reading.metadata import NOTHING_KNOWN, Metadata


@dataclass(frozen=True, slots=True)
class LastRun:
    """What a run was told.

    Args:
        metadata: What `--metadata` said, by doc_id.
        limit: How many documents it was to read; None for all.
    """

    metadata: Mapping[str, Metadata]
    limit: int | None


def last_run(path: Path) -> LastRun | None:
    """Read the plan of the last run."""
    if not path.exists():
        return None
    nothing = json.dumps(asdict(NOTHING_KNOWN), default=str)
    try:
        with closing(sqlite3.connect(path)) as plan:
            (limit,) = plan.execute("SELECT most FROM asked").fetchone()
            rows = plan.execute("SELECT doc_id, known FROM documents WHERE known <> ?", (nothing,))
            return LastRun({doc_id: known_from(facts) for doc_id, facts in rows}, limit)
    except (sqlite3.DatabaseError, TypeError):  # not ours, or cut short: as if it were gone
        return None
