"""Models, the versions a project learned, and learning them.

In:  a folder, a file, a reason
Out: ModelError, VersionError, TrainingError
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors.base import ExtractError, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class ModelError(ExtractError):
    """The NER model is missing, damaged or of a wrong kind."""

    @classmethod
    def missing(cls, tried: list[Path]) -> ModelError:
        """No model folder was found in any of the usual places."""
        places = "\n".join(f"  {path}" for path in tried)
        return cls(
            f"no NER model found; looked in\n{places}\n"
            "Reinstall press-extract (the wheel carries the model) or name one with --model."
        )

    @classmethod
    def damaged(cls, path: Path, file: str) -> ModelError:
        """A file of the model does not have the hash its manifest states."""
        return cls(
            f"model {path}: {file} differs from its manifest.\n"
            "Restore the file (git checkout, or reinstall press-extract)."
        )

    @classmethod
    def unusable(cls, path: Path, reason: str) -> ModelError:
        """The folder is no spaCy pipeline with an `ner` component."""
        return cls(
            f"model {path}: {reason}.\nName a spaCy pipeline folder that has an `ner` component."
        )


class VersionError(ExtractError):
    """A version that the project learned cannot be used."""

    @classmethod
    def bad_entry(cls, file: str, line: int, reason: str) -> VersionError:
        """A line of learned data cannot be read."""
        return cls(
            f"{file}, line {line}: {reason}.\n"
            "Learned data is not edited by hand; `extract train` makes it anew from the log."
        )

    @classmethod
    def unknown(cls, name: str, known: Sequence[str]) -> VersionError:
        """There is no version of this name."""
        return cls(f"no version {name!r} under models/.\n{listed('There are', known)}")

    @classmethod
    def model_named(cls, model: Path) -> VersionError:
        """The settings name a model, which goes before any version."""
        return cls(
            f"the settings name the model {model}: a version under models/ would not be used.\n"
            "Take `model` out of extract.toml (or leave out --model), then train."
        )

    @classmethod
    def bad_name(cls, name: str) -> VersionError:
        """A name that is none of ours, or could lead out of the folder."""
        return cls(
            f"{name!r} is no name of a version; they look like v2-5f3a90c1d2, or are `packaged`.\n"
            "`extract models list` names them."
        )

    @classmethod
    def damaged(cls, name: str, file: str, reason: str) -> VersionError:
        """A file of a version is not what its manifest states."""
        return cls(
            f"version {name}: {file} {reason}.\n"
            "`extract models use packaged` goes back to what was installed; `extract train` makes "
            "the version anew from the log."
        )

    @classmethod
    def other_format(cls, name: str, found: object, wanted: int) -> VersionError:
        """Another press-extract made the version."""
        return cls(
            f"version {name} has format {found}; this press-extract reads format {wanted}.\n"
            "Rebuild it from the log: `extract models use packaged`, then `extract train`."
        )

    @classmethod
    def other_base(cls, name: str, base: str) -> VersionError:
        """The weights that a version stands on are others now."""
        return cls(
            f"version {name} stands on the model of {base}, which is another one now.\n"
            "Rebuild it from the log: `extract models use packaged`, then `extract train`."
        )


class TrainingError(ExtractError):
    """There is nothing to learn from, or it cannot be used."""

    @classmethod
    def no_decisions(cls, folder: Path) -> TrainingError:
        """The log is empty."""
        return cls(
            f"{folder}: no decisions here.\n"
            "Correct some rows first: docs/corrections.md; then run `extract train` again."
        )

    @classmethod
    def no_texts(cls, out_dir: Path) -> TrainingError:
        """None of the decisions is about a text of the last run."""
        return cls(
            f"{out_dir}: the texts that the decisions are about are not in these tables.\n"
            "Run `extract run` on them first, or name the folder of their tables with --tables."
        )

    @classmethod
    def bad_plan(cls, path: Path, reason: str) -> TrainingError:
        """The file that says how to train cannot be used."""
        return cls(f"{path}: {reason}.\nMend the file, or delete it to train as usual.")
