"""Write the tables of a run as one HTML file for people.

In:  the folder a run wrote                      write_report("data/processed")
Out: report.html: opened from disk, it asks nobody for anything
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from extract.api.tables import load_tables
from extract.records import TABLES
from extract.reporting.html import page
from extract.reporting.payload import payload
from extract.writing.into_place import write_file
from extract.writing.manifest import read_manifest

DEFAULT_NAME: Final = "report.html"


def write_report(
    folder: Path | str,
    out: Path | str | None = None,
    *,
    title: str = "Press report",
    with_text: bool = True,
) -> Path:
    """Write the report: texts with highlights, map, timeline, who with whom, agreements.

    Args:
        folder: What `extract run` wrote.
        out: The file; `exports/report.html` beside the tables' folder by default.
        title: Shown at the top.
        with_text: False leaves out texts and sentences, for sharing.

    Returns:
        The path that was written.

    Raises:
        OutputError: No tables, or the file cannot be written.
    """
    tables_dir = Path(folder)
    target = tables_dir.parent / "exports" / DEFAULT_NAME if out is None else Path(out)
    tables = load_tables(tables_dir)
    if not with_text:
        tables = tables.without_text()
    manifest = read_manifest(tables_dir) or {}
    about = {
        "run_id": str(manifest.get("run_id", "")),
        "version": str(manifest.get("made_by", {}).get("version", "")),
        "texts": "included" if with_text and "text" in tables.documents.columns else "left out",
    }
    frames = {record.table: getattr(tables, record.table) for record in TABLES}
    html = page(payload(frames, about), title)
    write_file(target, lambda path: path.write_text(html, encoding="utf-8", newline="\n"))
    return target
