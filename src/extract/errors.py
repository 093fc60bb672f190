"""Every error a user can meet: what happened, where, what to do next, and the exit code it means.

In:  the facts of a failure      a path, a line number, a reason
Out: an exception whose text is a complete message for a person

Bugs are not `ExtractError`; they keep their traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Exit codes of the command line (DESIGN: 0 all done, 2 wrong usage comes from typer itself).
EXIT_FAILED = 1
EXIT_SOME_DOCUMENTS_FAILED = 3
#: What a shell gives for a command that Ctrl-C ended.
EXIT_INTERRUPTED = 130


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
        return cls(f"no version {name!r} under models/.\n{_listed('There are', known)}")

    @classmethod
    def model_named(cls, model: Path) -> VersionError:
        """The settings name a model, which goes before any version."""
        return cls(
            f"the settings name the model {model}: a version under models/ would not be used.\n"
            "Take `model` out of extract.toml (or leave out --model), then train."
        )

    @classmethod
    def bad_name(cls, name: str) -> VersionError:
        """A name that could lead out of the folder."""
        return cls(
            f"{name!r} is no name of a version: letters, digits, points and hyphens make one.\n"
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
            "Put texts there (docs/formats.md lists what is read), or name another folder."
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


class CorrectionError(ExtractError):
    """A human decision cannot be read or written down."""

    @classmethod
    def bad_line(cls, file: str, line: int, reason: str) -> CorrectionError:
        """A line of a log or of an imported file is no decision."""
        return cls(f"{file}, line {line}: {reason}.\nThe line is left out; mend it or delete it.")

    @classmethod
    def unreadable(cls, path: Path, reason: str) -> CorrectionError:
        """A file of an annotation tool cannot be read at all."""
        return cls(f"{path}: {reason}.\nExport it again from the tool, in the format you named.")

    @classmethod
    def no_format(cls, name: str, known: Sequence[str]) -> CorrectionError:
        """There is no such format to exchange rows in."""
        return cls(f"{name!r} is no format to exchange rows in.\n{_listed('Name one of', known)}")

    @classmethod
    def no_last_run(cls, out_dir: Path) -> CorrectionError:
        """What the last run was told cannot be read any more."""
        return cls(
            f"{out_dir}: the notes of its last run (.shards) are gone or of another version.\n"
            "Repeat `extract run` as it was; it applies the corrections too."
        )


class ShowError(ExtractError):
    """What is to be shown is not in the tables."""

    @classmethod
    def no_document(cls, doc: str, near: Sequence[str]) -> ShowError:
        """No document has this id, nor this in its id."""
        hint = _listed("Did you mean", near) or "The table documents.csv names them all."
        return cls(f"no document {doc!r} in these tables.\n{hint}")

    @classmethod
    def several(cls, doc: str, some: Sequence[str], count: int) -> ShowError:
        """A part of an id fits more than one document."""
        return cls(f"{doc!r} is in the ids of {count} documents.\n{_listed('Name one of', some)}")

    @classmethod
    def no_mention(cls, mention_id: str, near: Sequence[str]) -> ShowError:
        """No row has this id."""
        hint = _listed("Near it stand", near) or "Mention ids look like DOC:places:12-20."
        return cls(f"no row {mention_id!r} in these tables.\n{hint}")


def _listed(words: str, names: Sequence[str]) -> str:
    """Names below one another after a few words; "" if there are none."""
    return "".join([f"{words}\n", *(f"  {name}\n" for name in names)]).rstrip() if names else ""


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
        return cls(f"{name!r} is no format of exports.\nChoose one of {', '.join(known)}.")

    @classmethod
    def unwritable(cls, path: Path, reason: str) -> OutputError:
        """The operating system refused to write."""
        return cls(f"{path}: {reason}.\nNothing was replaced; the tables there are as they were.")

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


class EngineError(ExtractError):
    """The work could not be carried out, whatever the documents are."""

    @classmethod
    def worker(cls, reason: str) -> EngineError:
        """Worker processes die outside of any document."""
        return cls(
            f"a worker process ended twice without reading a document ({reason}).\n"
            "`extract doctor` tests the installation; with --workers 1 less memory is needed."
        )

    @classmethod
    def no_ray(cls) -> EngineError:
        """The extra is not installed."""
        return cls("Ray is not installed.\nRun `pip install 'press-extract[ray]'`.")

    @classmethod
    def no_cluster(cls, address: str | None, reason: str) -> EngineError:
        """Ray cannot be reached."""
        return cls(
            f"no Ray at {address or 'this machine'}: {reason}.\n"
            "Check the address (`ray status` on the head node), or leave out --address."
        )

    @classmethod
    def unknown(cls, name: str, known: Sequence[str]) -> EngineError:
        """There is no engine of this name."""
        return cls(f"there is no engine {name!r}.\nKnown are {', '.join(known)}.")


class Interrupted(ExtractError):  # noqa: N818  # no error: the user asked for it
    """The user stopped a run."""

    exit_code = EXIT_INTERRUPTED

    @classmethod
    def training(cls) -> Interrupted:
        """Ctrl-C while training."""
        return cls(
            "stopped; no version was written, the current one stays.\n"
            "Run the same command to begin again."
        )

    @classmethod
    def run(cls, done: int, total: int) -> Interrupted:
        """Ctrl-C; what is done is kept."""
        kept = f"{done:,} of {total:,} documents are kept" if total else "what was read is kept"
        return cls(
            f"stopped; {kept}, the tables are as they were.\nRun the same command to go on."
        )
