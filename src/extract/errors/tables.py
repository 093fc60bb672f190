"""Tables: written, read, shown, corrected, reviewed.

In:  a path, an id, a reason
Out: OutputError, ShowError, CorrectionError, ReviewError
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors.base import ExtractError, listed
from extract.spelling import near

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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
    def no_table(cls, name: str, known: Sequence[str]) -> OutputError:
        """No table of mentions is called so."""
        return cls(f"{name!r} is no table of mentions. {near(name, known)}")

    @classmethod
    def bad_table(cls, path: Path, reason: str) -> OutputError:
        """A file of the tables is there, but is no table."""
        reason = reason.rstrip(".")
        return cls(f"{path} cannot be read: {reason}.\nMake it anew with `extract run --force`.")

    @classmethod
    def homeless(cls, folder: Path, table: str, doc_id: str) -> OutputError:
        """A row is of a document that the tables do not hold."""
        return cls(
            f"{folder}: {table} has a row of {doc_id!r}, which is not in documents.\n"
            "Make the tables anew with `extract run --force`, or edit all five alike."
        )

    @classmethod
    def no_previous(cls, out_dir: Path) -> OutputError:
        """A run is to be compared with the one before, which is not kept."""
        return cls(
            f"{out_dir}: no earlier tables here (.previous).\n"
            "They are kept from the second run on that changes a table; or name two folders."
        )

    @classmethod
    def other_schema(cls, path: Path, found: object, wanted: int) -> OutputError:
        """The tables were written by a later press-extract, or one that is too old."""
        return cls(
            f"{path}: tables of schema version {found}; this press-extract reads {wanted}.\n"
            "Repeat `extract run` with this version, or load them with the one that wrote them."
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
        return cls(f"{name!r} is no format of exports. {near(name, known)}")

    @classmethod
    def unwritable(cls, path: Path, reason: str) -> OutputError:
        """The operating system refused to write."""
        return cls(f"{path}: {reason}.\nNothing was replaced; what stood there is as it was.")

    @classmethod
    def half_way(cls, path: Path, reason: str) -> OutputError:
        """The new tables are written, but the system refused to move them."""
        return cls(
            f"{path}: {reason}.\n"
            "The new tables are whole in .ready; the next run or `load_tables` moves them."
        )

    @classmethod
    def busy(cls, out_dir: Path) -> OutputError:
        """Another run has the folder."""
        return cls(
            f"{out_dir} is being written by another run.\n"
            "Wait until it is done, or choose another folder with --out."
        )

    @classmethod
    def damaged(cls, path: Path, reason: str) -> OutputError:
        """A kept intermediate file cannot be read."""
        return cls(
            f"{path}: {reason}.\n"
            "Delete this folder and run the same command again; it keeps what was done, no more."
        )


class ShowError(ExtractError):
    """What is to be shown is not in the tables."""

    @classmethod
    def no_document(cls, doc: str, near: Sequence[str]) -> ShowError:
        """No document has this id, nor this in its id."""
        hint = listed("Did you mean", near) or "The table documents.csv names them all."
        return cls(f"no document {doc!r} in these tables.\n{hint}")

    @classmethod
    def several(cls, doc: str, some: Sequence[str], count: int) -> ShowError:
        """A part of an id fits more than one document."""
        return cls(f"{doc!r} is in the ids of {count} documents.\n{listed('Name one of', some)}")

    @classmethod
    def no_mention(cls, mention_id: str, near: Sequence[str]) -> ShowError:
        """No row has this id."""
        hint = listed("Near it stand", near) or "Mention ids look like DOC:places:12-20."
        return cls(f"no row {mention_id!r} in these tables.\n{hint}")


class CorrectionError(ExtractError):
    """A human decision cannot be read or written down."""

    @classmethod
    def bad_line(cls, file: str, line: int, reason: str) -> CorrectionError:
        """A line of a log or of an imported file is no decision."""
        return cls(f"{file}, line {line}: {reason}.\nThe line is left out; mend it or delete it.")

    @classmethod
    def unread(cls, file: str, reason: str) -> CorrectionError:
        """The system does not let us read a file of a log."""
        return cls(f"{file}: {reason}.\nIts decisions are left out; see to the file.")

    @classmethod
    def unwritable(cls, path: Path, reason: str) -> CorrectionError:
        """The operating system refused to write to the log."""
        return cls(f"{path}: {reason}.\nNo decision was written.")

    @classmethod
    def takes_nothing_back(cls, file: str, line: int) -> CorrectionError:
        """A retraction names a decision that does not stand before it."""
        return cls(
            f"{file}, line {line}: takes back a decision that does not stand before it in the log."
            "\nIt changes nothing; delete the line, or put the decision back."
        )

    @classmethod
    def unreadable(cls, path: Path, reason: str) -> CorrectionError:
        """A file of an annotation tool cannot be read at all."""
        return cls(f"{path}: {reason}.\nExport it again from the tool, in the format you named.")

    @classmethod
    def no_format(cls, name: str, known: Sequence[str]) -> CorrectionError:
        """There is no such format to exchange rows in."""
        return cls(f"{name!r} is no format to exchange rows in. {near(name, known)}")

    @classmethod
    def no_last_run(cls, out_dir: Path) -> CorrectionError:
        """What the last run was told cannot be read any more."""
        return cls(
            f"{out_dir}: the notes of its last run (.shards) are gone or of another version.\n"
            "Repeat `extract run` as it was; it applies the corrections too."
        )


class ReviewError(ExtractError):
    """The review page cannot be opened, or cannot do what it was asked."""

    @classmethod
    def port_taken(cls, port: int, reason: str) -> ReviewError:
        """Another program listens there."""
        return cls(
            f"port {port} of 127.0.0.1 cannot be used: {reason}.\n"
            "Name another with --port, or leave it out for a free one."
        )

    @classmethod
    def no_such_document(cls, doc_id: str) -> ReviewError:
        """The tables hold no document of this id."""
        return cls(f"document {doc_id!r} is not in the tables.\nReload the page.")

    @classmethod
    def impossible(cls, what: str, reason: str) -> ReviewError:
        """A decision that cannot be made."""
        return cls(f"{what}: {reason}.\nNothing was written to the log.")

    @classmethod
    def nothing_to_undo(cls, author: str) -> ReviewError:
        """No decision of this author stands in the log."""
        return cls(f"no decision by {author} stands in the log.\nThere is nothing to take back.")
