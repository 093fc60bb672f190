"""Every error a user can meet: what happened, where, what to do next, and the exit code it means.

In:  the facts of a failure      a path, a line number, a reason
Out: an exception whose text is a complete message for a person

Bugs are not `ExtractError`; they keep their traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: Exit codes of the command line (DESIGN: 0 all done, 2 wrong usage comes from typer itself).
EXIT_FAILED = 1
EXIT_SOME_DOCUMENTS_FAILED = 3


class ExtractError(Exception):
    """A failure that a user can act on; its text says what, where and what next."""

    exit_code = EXIT_FAILED


class KnowledgeError(ExtractError):
    """A data file holds an entry that cannot be used."""

    @classmethod
    def bad_entry(cls, file: str, entry: str, reason: str) -> KnowledgeError:
        """An entry of a data file breaks a rule of that file."""
        return cls(
            f"{file}: entry {entry!r} {reason}.\n"
            "Fix the entry; `extract doctor` repeats this check."
        )

    @classmethod
    def bad_line(cls, file: str, line: int, reason: str) -> KnowledgeError:
        """A line of a CSV data file breaks a rule of that file."""
        return cls(f"{file}, line {line}: {reason}.\nFix the line and run the command again.")


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


class SettingsError(ExtractError):
    """`extract.toml` cannot be used."""

    @classmethod
    def unreadable(cls, path: Path, reason: str) -> SettingsError:
        """The file is not TOML."""
        return cls(f"{path}: {reason}.\nMend the file, or delete it to run with the defaults.")

    @classmethod
    def bad_key(cls, path: Path, key: str, reason: str) -> SettingsError:
        """A key is unknown or its value has the wrong type."""
        return cls(f"{path}: {key}: {reason}.")


class InputError(ExtractError):
    """The input as a whole cannot be read; one bad document is never an `InputError`."""

    @classmethod
    def nothing(cls, path: Path) -> InputError:
        """There is no file to read under the path."""
        return cls(
            f"{path}: no documents found.\n"
            "Put .txt, .html, .jsonl or .csv files there, or name another folder."
        )

    @classmethod
    def bad_metadata(cls, path: Path, reason: str) -> InputError:
        """The `--metadata` file cannot be used."""
        return cls(
            f"{path}: {reason}.\n"
            "The file needs a header with path or doc_id and any of published, title, source, url."
        )


class GoldError(ExtractError):
    """An annotated release cannot be read."""

    @classmethod
    def bad_file(cls, name: str, reason: str) -> GoldError:
        """A file breaks the annotation format."""
        return cls(f"{name}: {reason}.\nThe format is described in data/gold/README.md.")

    @classmethod
    def nothing(cls, folder: Path) -> GoldError:
        """The folder holds no annotated release."""
        return cls(
            f"{folder}: no annotated releases (*.txt) found.\nName the folder that has them."
        )


class OutputError(ExtractError):
    """The output folder cannot be written or read."""

    @classmethod
    def other_input(cls, out_dir: Path, was: str, now: str) -> OutputError:
        """The folder holds tables of another input."""
        return cls(
            f"{out_dir} holds tables made from {was}, not from {now}.\n"
            "Choose another folder with --out, or replace them with --force."
        )

    @classmethod
    def inside_input(cls, out_dir: Path, in_dir: Path) -> OutputError:
        """The tables would be read as texts by the next run."""
        return cls(
            f"{out_dir} lies inside the input {in_dir}: the next run would read its own tables.\n"
            "Choose a folder beside it with --out."
        )

    @classmethod
    def foreign(cls, out_dir: Path, names: list[str]) -> OutputError:
        """The folder holds files that are not ours."""
        return cls(
            f"{out_dir} holds {', '.join(names)} but no manifest.json: these are not our tables.\n"
            "Choose another folder with --out, or replace them with --force."
        )

    @classmethod
    def no_tables(cls, path: Path, missing: str) -> OutputError:
        """A table is not where it should be."""
        return cls(
            f"{path}: no {missing} here.\n"
            "Run `extract run data/raw` first, or name the folder that holds the tables."
        )

    @classmethod
    def no_text(cls, doc_id: str) -> OutputError:
        """A document whose text should be shown is not there, or its text is not."""
        return cls(
            f"{doc_id}: no text of such a document in these tables.\n"
            "`tables.documents` lists them; load with text=True from the folder with the .parquet."
        )

    @classmethod
    def too_many_rows(cls, path: Path, table: str, most: int) -> OutputError:
        """A format cannot hold so many rows."""
        return cls(
            f"{path}: {table} has more than {most:,} rows, and a sheet holds no more.\n"
            "Nothing was written. Export to sqlite or jsonl instead."
        )

    @classmethod
    def no_format(cls, name: str, known: list[str]) -> OutputError:
        """Nobody writes this format."""
        return cls(f"{name!r} is no format of exports.\nChoose one of {', '.join(known)}.")

    @classmethod
    def unwritable(cls, path: Path, reason: str) -> OutputError:
        """The operating system refused to write."""
        return cls(f"{path}: {reason}.\nNothing was replaced; the tables there are as they were.")
