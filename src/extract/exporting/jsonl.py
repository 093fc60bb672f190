"""The five tables as JSON Lines, one file a table.

In:  the contents of a run
Out: a folder with documents.jsonl, actors.jsonl, ...; each line is one row with all its columns
"""

from __future__ import annotations

import json
from pathlib import Path

from extract.exporting.contents import Contents
from extract.records import TABLES


def write_jsonl(contents: Contents, folder: Path) -> None:
    """Write one .jsonl file a table into a folder that exists."""
    for record in TABLES:
        path = folder / f"{record.table}.jsonl"
        with path.open("w", encoding="utf-8", newline="\n") as lines:
            for row in contents.rows(record):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
