"""The versions of a project: which there are, which is in use, and going back.

In:  the project's models/       v1-..., v2-..., and `current`, a file that holds one name
Out: manifests; another version in use, at once or not at all
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extract.errors import OutputError, VersionError
from extract.versions.manifest import FILE, PACKAGED, Manifest, checked_name, read_version

#: Names the version in use.
CURRENT: Final = "current"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a project's versions lie.

    Args:
        folder: `models/` of the project; it may be missing.
    """

    folder: Path

    def current(self) -> str:
        """The name of the version in use; PACKAGED where none was promoted.

        Raises:
            VersionError: The file names none.
        """
        try:
            name = (self.folder / CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return PACKAGED
        except (OSError, UnicodeDecodeError) as error:
            raise VersionError.damaged(CURRENT, CURRENT, f"cannot be read ({error})") from error
        try:
            return checked_name(name)
        except VersionError as error:
            raise VersionError.damaged(CURRENT, CURRENT, f"names no version: {name!r}") from error

    def names(self) -> Iterator[str]:
        """All versions, whole or damaged, by generation and name."""
        found = []
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                with suppress(VersionError):
                    if path.is_dir() and (path / FILE).is_file():
                        found.append(checked_name(path.name))
        yield from sorted(found, key=lambda name: (int(name[1:].partition("-")[0]), name))

    def place(self, name: str) -> Path:
        """The folder of a version.

        Raises:
            VersionError: There is none of this name.
        """
        folder = self.folder / checked_name(name)
        if name == PACKAGED or not folder.is_dir():
            raise VersionError.unknown(name, [*self.names(), PACKAGED])
        return folder

    def read(self, name: str) -> Manifest:
        """The manifest of a version, everything verified.

        Raises:
            VersionError: There is none of this name, or it is damaged.
        """
        return read_version(self.place(name))

    def use(self, name: str) -> None:
        """Put a version in use; PACKAGED goes back to what was installed.

        Raises:
            VersionError: There is none of this name, or it is damaged.
            OutputError: The system refused.
        """
        if checked_name(name) != PACKAGED:
            self.read(name)
        beside = self.folder / f".{CURRENT}.writing"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as stream:
                stream.write(name + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(self.folder / CURRENT)
        except OSError as error:
            raise OutputError.unwritable(self.folder, error.strerror or str(error)) from error

    def add(self, made: Path, manifest: Manifest) -> str:
        """Move a version that was made beside the shelf onto it, in place of one of its name.

        The name tells the content, so that one which is there is the same, or damaged.

        Args:
            made: Its folder, with all files but the manifest, on the same file system.
            manifest: What it is.

        Raises:
            OutputError: The system refused.
        """
        place = self.folder / manifest.name
        try:
            (made / FILE).write_text(manifest.as_text(), encoding="utf-8", newline="\n")
            shutil.rmtree(place, ignore_errors=True)
            made.rename(place)
        except OSError as error:
            raise OutputError.unwritable(place, error.strerror or str(error)) from error
        return manifest.name
