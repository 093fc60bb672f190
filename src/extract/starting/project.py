"""The files of a new project, and how they get into a folder without touching what is there.

In:  a folder that is missing, empty or holds other things
Out: data/raw with an example, knowledge/ with the heads of its files, extract.toml, README.md
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from extract.errors import ProjectError
from extract.settings import CORRECTIONS, KNOWLEDGE, SETTINGS_FILE
from extract.starting.settings_file import settings_file

#: Folders that stay empty at first.
FOLDERS: Final = ("data/processed", CORRECTIONS, "models")
#: Packaged files, and where a project has them; a name with a dot would be hidden among ours.
_PLACES: Final = {
    "example.txt": "data/raw/example.txt",
    "gitignore": ".gitignore",
    "README.md": "README.md",
}


@dataclass(frozen=True, slots=True)
class Started:
    """What became of each file.

    Args:
        folder: The project.
        written: Files that are new, by their path below it.
        kept: Files that were there and are as they were.
    """

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]


def contents() -> dict[str, str]:
    """Each file of a new project by its path; the settings, by which we know one, are last."""
    ours = files("extract.starting") / "files"
    found = {place: _text(ours / name) for name, place in _PLACES.items()}
    sheets = sorted((ours / "knowledge").iterdir(), key=lambda sheet: sheet.name)
    found |= {f"{KNOWLEDGE}/{sheet.name}": _text(sheet) for sheet in sheets}
    return {**found, SETTINGS_FILE: settings_file()}


def start(folder: Path) -> Started:
    """Write the files of a project; one that is there already is left as it is.

    Raises:
        ProjectError: The folder is a project already, is no folder, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise ProjectError.no_folder(folder)
    if (folder / SETTINGS_FILE).exists():
        raise ProjectError.exists(folder, SETTINGS_FILE)
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        written = tuple(_write_missing(folder))
    except OSError as error:
        raise ProjectError.unwritable(folder, error.strerror or str(error)) from error
    kept = tuple(name for name in contents() if name not in written)
    return Started(folder, written, kept)


def _write_missing(folder: Path) -> Iterator[str]:
    for name, text in contents().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            _write(path, text)
            yield name


def _write(path: Path, text: str) -> None:
    """Write a file that is not there; one that is cut off is taken away again."""
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        try:
            stream.write(text)
            stream.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
