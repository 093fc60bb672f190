"""Input and output at URLs, by way of a folder of copies.

In:  "s3://bucket/raw", a folder                 the files below the URL, in the folder; only what
                                                 is new or changed is fetched
     a folder of tables, "memory://processed"    the tables at the URL, the manifest last

Any scheme that fsspec knows: s3, gs, abfs, https, sftp, memory, file. Files keep their names, so
that copies give the bytes that the files themselves would give.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from extract.errors import RemoteError

#: Beside the copies: what each was fetched from, so that it is not fetched again.
FETCHED: Final = "fetched.json"


class Place(NamedTuple):
    """A URL with the file system it belongs to.

    Args:
        url: As the user wrote it.
        system: A file system of fsspec.
        root: The path of the URL there.
    """

    url: str
    system: Any
    root: str


def is_url(name: str) -> bool:
    """Whether a place is one for fsspec: "s3://bucket/raw", but not "data/raw" or "C:/raw"."""
    return "://" in name


def place_of(url: str) -> Place:
    """Open the file system of a URL.

    Raises:
        RemoteError: fsspec, or its package for the scheme, is not installed; or no such scheme.
    """
    try:
        core = import_module("fsspec.core")
    except ImportError as error:
        raise RemoteError.no_fsspec() from error
    try:
        system, root = core.url_to_fs(url)
    except (ImportError, ValueError, OSError) as error:
        raise RemoteError.unknown(url, str(error)) from error
    return Place(url, system, root.rstrip("/"))


def fetch(place: Place, folder: Path) -> int:
    """Make a folder hold the files of a place, and no others.

    Args:
        place: A folder or a file.
        folder: Holds the copies; what was fetched is remembered beside it.

    Returns:
        How many files were fetched.

    Raises:
        RemoteError: The place cannot be read, or has a file that would lie outside of the folder.
    """
    notes = folder.parent / FETCHED
    known: dict[str, str] = json.loads(notes.read_text("utf-8")) if notes.exists() else {}
    try:
        found = _files(place)
        fresh = [n for n in found if known.get(n) != found[n].stamp or not (folder / n).exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for name in fresh:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            partly = folder.parent / "partly"
            place.system.get_file(found[name].path, str(partly))
            partly.replace(folder / name)
    except (OSError, ImportError) as error:
        raise RemoteError.unreadable(place.url, str(error)) from error
    _remove_others(folder, found)
    notes.write_text(json.dumps({name: file.stamp for name, file in found.items()}), "utf-8")
    return len(fresh)


class _File(NamedTuple):
    path: str
    stamp: str


def _files(place: Place) -> dict[str, _File]:
    """The files of a place by their names below it; a file alone by its own name."""
    listed: Mapping[str, Mapping[str, Any]] = place.system.find(place.root, detail=True)
    found = {}
    for path, facts in sorted(listed.items()):
        relative = path.rstrip("/").removeprefix(place.root).lstrip("/")
        name = relative or PurePosixPath(path).name
        if ".." in PurePosixPath(name).parts or "\\" in name:
            raise RemoteError.outside(place.url, name)
        stamp = json.dumps(facts, sort_keys=True, default=str).encode()
        found[name] = _File(path, hashlib.sha256(stamp).hexdigest())
    return found


def _remove_others(folder: Path, names: Iterable[str]) -> None:
    """Delete copies of files that are gone, and the folders that they leave empty."""
    kept = {folder / name for name in names}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()


def publish(folder: Path, place: Place, names: Iterable[str]) -> None:
    """Put files of a folder at a place, in order; those the folder lacks go from the place too.

    Raises:
        RemoteError: The place cannot be written.
    """
    try:
        place.system.makedirs(place.root, exist_ok=True)
        for name in names:
            there = f"{place.root}/{name}"
            if (folder / name).exists():
                place.system.put_file(str(folder / name), there)
            elif place.system.exists(there):
                place.system.rm_file(there)
    except (OSError, ImportError) as error:
        raise RemoteError.unwritable(place.url, str(error)) from error
