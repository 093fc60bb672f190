"""Data files, packaged and the project's own, and the place index.

In:  a file, a line, a reason
Out: KnowledgeError, GazetteerError
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors.base import ExtractError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class KnowledgeError(ExtractError):
    """A data file holds an entry that cannot be used."""

    @classmethod
    def bad_entry(cls, file: str, entry: str, reason: str) -> KnowledgeError:
        """An entry of a data file breaks a rule of that file."""
        return cls(
            f"{file}: entry {entry!r} {reason}.\n"
            "Fix the entry; `extract knowledge check` repeats this test."
        )

    @classmethod
    def problems(cls, lines: Sequence[str]) -> KnowledgeError:
        """Lines of a project's own files break their rules; all of them are named."""
        count = f"{len(lines)} problem" + ("" if len(lines) == 1 else "s")
        listed = "\n".join(lines)
        return cls(
            f"{count} in the project's own knowledge:\n{listed}\n"
            "Mend these lines; `extract knowledge check` repeats the test."
        )

    @classmethod
    def no_folder(cls, folder: Path) -> KnowledgeError:
        """The folder of a project's own knowledge is not where the settings say."""
        return cls(
            f"{folder}: no such folder.\n"
            "Make it, or correct `knowledge` under [run] in extract.toml."
        )

    @classmethod
    def unknown_file(cls, path: Path, hint: str) -> KnowledgeError:
        """A CSV beside the project's own knowledge has none of the known names."""
        return cls(
            f"{path}: no file of own knowledge is called so. {hint}\n"
            "Rename it, or move it out of the folder; docs/knowledge.md lists the files."
        )

    @classmethod
    def unreadable(cls, path: Path, reason: str) -> KnowledgeError:
        """A file of own knowledge cannot be read."""
        return cls(f"{path} {reason}.\n`extract knowledge check` repeats this test.")


class GazetteerError(ExtractError):
    """A place index cannot be opened or built."""

    @classmethod
    def missing(cls, path: Path) -> GazetteerError:
        """There is no index of this name."""
        return cls(
            f"place index {path} does not exist.\n"
            "Build one with `extract gazetteer build`, or take `gazetteer` out of extract.toml "
            "to use the packaged one."
        )

    @classmethod
    def no_index(cls, path: Path, reason: str) -> GazetteerError:
        """The file is no place index of ours, or a damaged one."""
        return cls(
            f"{path} is no place index: {reason}.\n"
            "Build it anew with `extract gazetteer build`; reinstall press-extract if it is the "
            "packaged one."
        )

    @classmethod
    def other_version(cls, path: Path, found: int, wanted: int) -> GazetteerError:
        """Another version of press-extract built the index."""
        return cls(
            f"place index {path} has version {found}; this press-extract reads version {wanted}.\n"
            "Build it anew with `extract gazetteer build`."
        )

    @classmethod
    def no_packages(cls, names: list[str]) -> GazetteerError:
        """Packages that hold the places are not installed."""
        return cls(
            f"not installed: {', '.join(names)}.\n"
            "Run `pip install 'press-extract[gazetteer]'`, or name a folder with a GeoNames dump "
            "by --dump."
        )

    @classmethod
    def no_dump(cls, folder: Path, names: list[str]) -> GazetteerError:
        """Files of a GeoNames dump are not in the folder."""
        return cls(
            f"{folder}: no {', no '.join(names)} here.\n"
            "Download them from https://download.geonames.org/export/dump/ into that folder."
        )

    @classmethod
    def bad_line(cls, path: Path, line: int, reason: str) -> GazetteerError:
        """A line of a dump does not have the form GeoNames describes."""
        return cls(
            f"{path}, line {line}: {reason}.\n"
            "Download the file again; nothing was written and an index there was left as it is."
        )

    @classmethod
    def bad_file(cls, path: Path, reason: str) -> GazetteerError:
        """A file of a dump cannot be opened."""
        return cls(f"{path}: {reason}.\nDownload the file again.")

    @classmethod
    def unknown_classes(cls, letters: str, known: str) -> GazetteerError:
        """A letter is no class of places that we know."""
        return cls(f"no such classes of places: {letters}.\nChoose some of {known}.")

    @classmethod
    def foreign(cls, path: Path) -> GazetteerError:
        """What stands where the index should go is no index."""
        return cls(
            f"{path} exists and is no place index: it is not replaced.\n"
            "Name another file, or move that one away."
        )

    @classmethod
    def unwritable(cls, path: Path, reason: str) -> GazetteerError:
        """The operating system refused to write the index."""
        return cls(f"{path}: {reason}.\nNothing was written; an index there was left as it is.")
