"""List what there is to read under a folder, in an order that depends on names alone.

In:  a folder or a file
Out: Survey: the files to read, with paths as the tables name them, and what was left out

Left out are hidden files, editor litter, and the folder of images and scripts that a browser saves
beside a page. A link that leaves the folder is listed with its problem and never followed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from extract.reading.entry import UnreadableError
from extract.reading.raw import refused

#: Names that systems and editors leave behind: ".DS_Store", ".git", "notes.txt~", ".notes.swp",
#: "#notes#", "~$report.docx", "Thumbs.db"
LITTER: Final = re.compile(
    r"\..*|.*~|.*\.sw[opx]|#.*#|~\$.*|thumbs\.db|desktop\.ini|__macosx|__pycache__", re.IGNORECASE
)
#: What a browser adds to the name of a page for the folder of its parts.
PARTS: Final = "_files"
PAGES: Final = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read.

    Args:
        path: Where it lies.
        name: What the tables call it: its path below the input folder, with forward slashes.
        problem: Why it must not be read; None if it may.
    """

    path: Path
    name: str
    problem: UnreadableError | None = None

    @property
    def suffix(self) -> str:
        """Its suffix in lower case: ".txt"."""
        return PurePosixPath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies under a folder.

    Args:
        files: Files that become documents, in the order of their names.
        ignored: Names of files and folders left out; a folder counts once.
    """

    files: tuple[InputFile, ...] = ()
    ignored: tuple[str, ...] = ()


def survey(root: Path) -> Survey:
    """List what there is to read, without opening a file.

    Args:
        root: A folder, or one file, which is read whatever its name is.
    """
    if not root.is_dir():
        return Survey(files=(InputFile(root, storable_name(root.name)),))
    base = root.resolve()
    files: list[InputFile] = []
    ignored: list[str] = []
    for item in _walk(base):
        if isinstance(item, str):
            ignored.append(item)
        else:
            files.append(item)
    return Survey(
        files=tuple(sorted(files, key=lambda file: file.name)), ignored=tuple(sorted(ignored))
    )


def _walk(base: Path) -> Iterator[InputFile | str]:
    """Files below a folder; a plain text is the name of something ignored."""
    folders = [base]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            yield InputFile(
                folder, storable_name(folder.relative_to(base).as_posix()), refused(error)
            )
            continue
        pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith(PAGES)}
        for entry in entries:
            path = Path(entry.path)
            name = storable_name(path.relative_to(base).as_posix())
            is_folder = entry.is_dir(follow_symlinks=False)
            if LITTER.fullmatch(entry.name) or (is_folder and _are_parts(entry.name, pages)):
                yield f"{name}/" if is_folder else name
            elif is_folder:
                folders.append(path)
            else:
                yield InputFile(
                    path, name, _link_problem(path, base) if entry.is_symlink() else None
                )


def _are_parts(name: str, pages: set[str]) -> bool:
    """Whether a folder holds the parts of a page beside it: "page_files" beside "page.html"."""
    return name.endswith(PARTS) and name.removesuffix(PARTS) in pages


def _link_problem(path: Path, base: Path) -> UnreadableError | None:
    """Why a symbolic link is not followed; None for a link to a file of the input."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a link to itself, before Python 3.13
        return UnreadableError("unsupported", "is a link to nothing; delete it or mend its target")
    if base not in target.parents:
        return UnreadableError(
            "unsupported", "is a link that leaves the input folder; copy the file itself there"
        )
    if target.is_dir():
        return UnreadableError(
            "unsupported",
            "is a link to a folder of the input, whose files are read where they are",
        )
    return None


def storable_name(name: str) -> str:
    r"""A name that every table can hold: bytes that are no UTF-8 as "\xff"."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
