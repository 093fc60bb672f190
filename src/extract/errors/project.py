"""A project: its folder, its settings, its input, the component for spaCy, gold.

In:  a path, a key, a reason
Out: SettingsError, ProjectError, InputError, SpacyError, GoldError
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from extract.errors.base import ExtractError
from extract.spelling import near

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


#: Where the keys of extract.toml stand.
_KEYS: Final = "docs/settings.md tells every key; `extract init` writes them all, with comments."


class SettingsError(ExtractError):
    """`extract.toml` cannot be used."""

    @classmethod
    def unreadable(cls, path: Path, reason: str) -> SettingsError:
        """The file is not TOML."""
        return cls(f"{path}: {reason}.\nMend the file, or delete it to run with the defaults.")

    @classmethod
    def bad_key(cls, path: Path, key: str, reason: str) -> SettingsError:
        """The value of a key has the wrong type."""
        return cls(f"{path}: {key}: {reason}.\n{_KEYS}")

    @classmethod
    def unknown_key(cls, path: Path, key: str, hint: str) -> SettingsError:
        """There is no such key."""
        return cls(f"{path}: {key}: is unknown. {hint}".rstrip() + f"\n{_KEYS}")

    @classmethod
    def unknown_section(cls, path: Path, name: str, hint: str) -> SettingsError:
        """There is no such section."""
        return cls(f"{path}: [{name}] is no section. {hint}\n{_KEYS}")


class ProjectError(ExtractError):
    """A folder cannot be made a project."""

    @classmethod
    def exists(cls, folder: Path, file: str) -> ProjectError:
        """It is one already."""
        return cls(
            f"{folder} is a project already: it has {file}.\n"
            "Nothing was written. Name another folder, or run `extract run data/raw` there."
        )

    @classmethod
    def no_folder(cls, path: Path) -> ProjectError:
        """A file stands in its place."""
        return cls(f"{path} is a file.\nNothing was written. Name a folder.")

    @classmethod
    def unwritable(cls, folder: Path, reason: str) -> ProjectError:
        """The operating system refused to write."""
        return cls(
            f"{folder}: {reason}.\n"
            "Nothing that was there is changed. Run the same command again when it can be written."
        )


class InputError(ExtractError):
    """The input as a whole cannot be read; one bad document is never an `InputError`."""

    @classmethod
    def nothing(cls, path: Path) -> InputError:
        """There is no file to read in the folder."""
        return cls(
            f"{path}: no documents found.\n"
            "Put texts there (docs/formats.md lists what is read), or name another folder."
        )

    @classmethod
    def missing(cls, path: Path, hint: str) -> InputError:
        """There is no such folder or file."""
        return cls(
            f"{path} does not exist. {hint}".rstrip()
            + "\nName a folder of texts or one file; `extract init DIR` makes a project."
        )

    @classmethod
    def bad_metadata(cls, path: Path, reason: str) -> InputError:
        """The `--metadata` file cannot be used."""
        return cls(
            f"{path}: {reason}.\n"
            "The file needs a header with path or doc_id and any of published, title, source, url."
        )


class SpacyError(ExtractError):
    """The component for spaCy cannot use what a Doc says of itself."""

    @classmethod
    def no_day(cls, published: str) -> SpacyError:
        """The day of publication is none."""
        return cls(
            f"published {published!r} is no day.\n"
            "Give doc.user_data['published'] a date, or a text like '2024-05-06'."
        )


class GoldError(ExtractError):
    """An annotated release cannot be read."""

    @classmethod
    def bad_file(cls, name: str, reason: str) -> GoldError:
        """A file breaks the annotation format."""
        return cls(f"{name}: {reason}.\nThe format is described in data/gold/README.md.")

    @classmethod
    def no_split(cls, folder: Path, split: str, known: Sequence[str]) -> GoldError:
        """No release of the folder belongs to the split."""
        return cls(f"{folder}: no release is of the split {split!r}. {near(split, known)}")

    @classmethod
    def nothing(cls, folder: Path) -> GoldError:
        """The folder holds no annotated release."""
        return cls(
            f"{folder}: no annotated releases (*.txt) found.\nName the folder that has them."
        )
