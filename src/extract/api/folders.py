"""Refuse an output folder that is not ours to write, before anything is done.

In:  the input and the output of a run
Out: nothing, or an error that says what to do
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from extract.errors import InputError, OutputError
from extract.records import TABLES
from extract.spelling import near
from extract.writing.manifest import read_manifest

PARQUET_FILES: Final = [f"{record.table}.parquet" for record in TABLES]
CSV_FILES: Final = [f"{record.table}.csv" for record in TABLES]


def check_input(in_dir: Path, out_dir: Path) -> None:
    """Refuse an input that is not there, or that the output lies in."""
    if not in_dir.exists():
        raise InputError.missing(in_dir, near(in_dir.name, _beside(in_dir)))
    source, target = in_dir.resolve(), out_dir.resolve()
    if target == source or source in target.parents:
        raise OutputError.inside_input(out_dir, in_dir)


def _beside(path: Path) -> list[str]:
    """What stands where a path should, to suggest names."""
    folder = path.parent
    names = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
    return [name for name in names if not name.startswith(".")]


def check_output(out_dir: Path, named: str, *, force: bool) -> None:
    """Refuse to overwrite what came from elsewhere.

    Args:
        out_dir: Where tables are to go.
        named: The input as the manifest names it.
        force: Replace whatever is there.
    """
    manifest = read_manifest(out_dir)
    present = [name for name in (*PARQUET_FILES, *CSV_FILES) if (out_dir / name).exists()]
    if not force and manifest is not None and manifest.get("input") != named:
        raise OutputError.other_input(out_dir, str(manifest.get("input")), named)
    if not force and manifest is None and present:
        raise OutputError.foreign(out_dir, present)


def input_name(in_dir: Path, out_dir: Path) -> str:
    """The input as seen from the output, so that a project folder can be moved as a whole."""
    source, target = in_dir.resolve(), out_dir.resolve()
    try:
        return Path(os.path.relpath(source, target)).as_posix()
    except ValueError:  # another drive on Windows
        return source.as_posix()
