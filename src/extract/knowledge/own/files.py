"""Find and read the files of a project's own knowledge, as bytes that can be hashed and compared.

In:  a folder      knowledge/ with places.csv and notes.txt
Out: OwnFiles      one File, places.csv, with its text; equal content is an equal value
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extract.errors import KnowledgeError
from extract.knowledge.gazetteer import IndexFile, find_index
from extract.knowledge.learned import NOTHING_LEARNED, Learned
from extract.knowledge.problems import near
from extract.settings import csv_files

PLACES: Final = "places.csv"
ORGANIZATIONS: Final = "organizations.csv"
OFFICES: Final = "offices.csv"
AGREEMENTS: Final = "agreements.csv"
COUNTRIES: Final = "countries.csv"
ISSUERS: Final = "issuers.csv"
#: The files a folder may hold, in the order in which one needs the other.
NAMES: Final = (COUNTRIES, ISSUERS, ORGANIZATIONS, OFFICES, PLACES, AGREEMENTS)

#: What spreadsheets are saved as if nobody chooses.
_SHEETS: Final = frozenset({".xlsx", ".xls", ".ods", ".numbers", ".tsv"})


@dataclass(frozen=True, slots=True)
class File:
    """One file.

    Args:
        kind: One of NAMES, whatever the file is called.
        shown: Its path as messages name it.
        text: Its content.
    """

    kind: str
    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """All files of a project; it hashes and compares by content.

    Args:
        files: Its CSV files.
        index: Its place index; None for the packaged one.
        learned: What its current version learned from corrections.
    """

    files: tuple[File, ...] = ()
    index: IndexFile | None = None
    learned: Learned = NOTHING_LEARNED

    def of(self, kind: str) -> tuple[File, ...]:
        """The files of one kind: none, one, or an issuers.csv beside the one in the settings."""
        return tuple(file for file in self.files if file.kind == kind)


NO_FILES: Final = OwnFiles()


def find_own(
    folder: Path | None, issuers: Path | None = None, gazetteer: Path | None = None
) -> OwnFiles:
    """Read the files of a project.

    Args:
        folder: The project's `knowledge` folder; None if it has none.
        issuers: A list of issuers that lies elsewhere; it goes before the folder's.
        gazetteer: A place index that stands in for the packaged one.

    Raises:
        KnowledgeError: The folder is missing, a file cannot be read, or none of ours is called so.
        GazetteerError: There is no such place index.
    """
    found = [] if issuers is None else [_read(issuers, ISSUERS)]
    if folder is not None:
        if not folder.is_dir():
            raise KnowledgeError.no_folder(folder)
        present = {path.name.lower(): path for path in csv_files(folder)}
        for name, path in present.items():
            if name not in NAMES:
                raise KnowledgeError.unknown_file(path, near(name, NAMES))
        _refuse_sheets(folder, present)
        found.extend(_read(present[name], name) for name in NAMES if name in present)
    return OwnFiles(tuple(found), None if gazetteer is None else find_index(gazetteer))


def _refuse_sheets(folder: Path, present: Collection[str]) -> None:
    """A spreadsheet in place of one of our files would be passed over in silence."""
    for path in sorted(folder.iterdir()):
        name = f"{path.stem.lower()}.csv"
        if path.suffix.lower() in _SHEETS and name in NAMES and name not in present:
            raise KnowledgeError.unreadable(path, f"is no CSV; save it as {name}")


def _read(path: Path, kind: str) -> File:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError.unreadable(path, "is not in UTF-8; save it as CSV UTF-8") from error
    except OSError as error:
        raise KnowledgeError.unreadable(path, f"cannot be read ({error.strerror})") from error
    return File(kind, path.as_posix(), text)
