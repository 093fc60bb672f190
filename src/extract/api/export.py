"""Export the tables of a run in other people's formats.

In:  the folder a run wrote, a format            export_tables("data/processed", "sqlite")
Out: one file, or a folder for `jsonl` and `datapackage`; the path of what was written
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extract.api.tables import load_tables
from extract.errors import OutputError
from extract.exporting.contents import Contents
from extract.exporting.datapackage import write_datapackage
from extract.exporting.ftm import write_ftm
from extract.exporting.geojson import write_geojson
from extract.exporting.jsonl import write_jsonl
from extract.exporting.sqlite import write_sqlite
from extract.exporting.xlsx import write_xlsx
from extract.records import TABLES, Document, Mention
from extract.schema import Record
from extract.tables.arrow import arrow_table
from extract.tables.frames import records
from extract.writing.csv import write_header, write_rows
from extract.writing.into_place import write_file, write_files
from extract.writing.manifest import read_manifest

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: how its output is called by default, and what writes it.

    Args:
        default_name: Name of the file or folder.
        write: Writes the contents to a file, or into a folder.
        is_folder: Whether the output is a folder of files.
    """

    default_name: str
    write: Callable[[Contents, Path], None]
    is_folder: bool = False


def _write_datapackage(contents: Contents, folder: Path) -> None:
    write_datapackage(contents, folder, _write_csv)


def _write_csv(table: pd.DataFrame, path: Path, record: type[Record]) -> None:
    rows: Sequence[Record] = (  # the two kinds of record have no common type
        records(record, table) if issubclass(record, Mention) else records(Document, table)
    )
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_header(stream, record, whole=True)
        write_rows(stream, record, arrow_table(record, rows), whole=True)


FORMATS: Final[Mapping[str, ExportFormat]] = {
    "sqlite": ExportFormat("press.sqlite", write_sqlite),
    "xlsx": ExportFormat("press.xlsx", write_xlsx),
    "geojson": ExportFormat("places.geojson", write_geojson),
    "ftm": ExportFormat("press.ftm.json", write_ftm),
    "jsonl": ExportFormat("jsonl", write_jsonl, is_folder=True),
    "datapackage": ExportFormat("datapackage", _write_datapackage, is_folder=True),
}


def export_tables(
    folder: Path | str,
    export_format: str,
    out: Path | str | None = None,
    *,
    with_text: bool = True,
    demonyms: bool = False,
    vague: bool = False,
) -> Path:
    """Write the tables of a run in another format.

    Args:
        folder: What `extract run` wrote.
        export_format: sqlite, xlsx, geojson, ftm, jsonl or datapackage.
        out: The file, or the folder for jsonl and datapackage; by default a name of the format
            under `exports` beside the tables' folder. What stands there is replaced.
        with_text: False blanks `documents.text` and every `sentence`, for sharing.
        demonyms: Keep places that are adjectives or peoples, as in `load_tables`.
        vague: Keep dates without a definite value, as in `load_tables`.

    Returns:
        The path that was written.

    Raises:
        OutputError: No such format, no tables, or the output cannot be written.
    """
    if export_format not in FORMATS:
        raise OutputError.no_format(export_format, list(FORMATS))
    chosen, tables_dir = FORMATS[export_format], Path(folder)
    target = tables_dir.parent / "exports" / chosen.default_name if out is None else Path(out)
    contents = _contents(tables_dir, with_text=with_text, demonyms=demonyms, vague=vague)
    write = write_files if chosen.is_folder else write_file
    write(target, lambda path: chosen.write(contents, path))
    return target


def _contents(folder: Path, *, with_text: bool, demonyms: bool, vague: bool) -> Contents:
    tables = load_tables(folder, demonyms=demonyms, vague=vague)
    if not with_text:
        tables = tables.without_text()
    frames = {record.table: getattr(tables, record.table) for record in TABLES}
    if "text" not in tables.documents.columns:  # where only the CSV is left
        frames["documents"] = tables.documents.assign(text="")
    manifest = read_manifest(folder) or {}
    return Contents(frames=frames, run_id=str(manifest.get("run_id", "")), has_text=with_text)
