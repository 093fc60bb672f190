"""What a run says to a program: every message as one line of JSON on standard error.

In:  how far the run is, its RunSummary, an error
Out: {"event": "failed", "level": "warning", "time": "...", "doc_id": "a.txt", "error": "..."}

Standard output stays empty. EVENTS is the whole contract: docs/log.md is written from it.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Final, TextIO

import typer

from extract.cli.strays import is_stderr, strays
from extract.errors import EXIT_FAILED, EXIT_SOME_DOCUMENTS_FAILED, ExtractError

if TYPE_CHECKING:
    from extract.api.preview import Preview
    from extract.api.run import RunSummary
    from extract.engine.batch import Progress

#: A line is written after every so many files or documents, and after the last.
STEP: Final = 100
#: Keys that every line has.
COMMON: Final[Mapping[str, str]] = {
    "event": "one of those below",
    "level": "`info`, `warning` or `error`",
    "time": "when, in UTC, ISO 8601",
}
#: Level of each event, and what its further keys hold.
EVENTS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "started": (
        "info",
        {"input": "what is read", "output": "where the tables go", "version": "of press-extract"},
    ),
    "progress": (
        "info",
        {
            "stage": "`reading` (files) or `extracting` (documents)",
            "done": f"how many are done; a line after every {STEP} and after the last",
            "total": "how many there are",
        },
    ),
    "planned": (
        "info",
        {
            "files": "`--dry-run`: files of the input",
            "new_files": "files that would be read",
            "unchanged": "documents of the others that are done",
            "to_extract": "documents of the others that would be extracted",
        },
    ),
    "failed": (
        "warning",
        {"doc_id": "a document without rows; one line each", "error": "why, and what to do"},
    ),
    "warning": (
        "warning",
        {"message": "what did not fit: metadata, a correction; words of a library"},
    ),
    "finished": (
        "info",
        {
            "documents": "rows of the table `documents`",
            "statuses": "documents by status",
            "changes": "documents `unchanged`, `new`, `changed`, `deleted`",
            "rows": "rows by table",
            "duplicates": "documents that nearly repeat another",
            "ignored": "hidden and temporary files",
            "corrections": "decisions of people that apply",
            "words": "words that were extracted in this run",
            "seconds": "how long it took",
            "output": "where the tables are",
            "replaced": "false if the tables were as they had to be",
            "exit_code": "0, or 3 if documents failed",
        },
    ),
    "error": (
        "error",
        {"message": "what, where, what next; the run ended", "exit_code": "of the command"},
    ),
    "crashed": (
        "error",
        {"message": "a bug: please report it", "traceback": "where", "exit_code": "1"},
    ),
}


class Journal:
    """Messages for a program, errors and the words of others included."""

    def __init__(self) -> None:
        self._out: TextIO = sys.stderr
        self._turn = Lock()  # the words of others come from another thread

    @contextmanager
    def begin(self, in_dir: str, out_dir: str) -> Iterator[Callable[[Progress], None]]:
        """Write that a run starts, and its error if it ends with one."""
        from importlib.metadata import version

        self._write("started", input=in_dir, output=out_dir, version=version("press-extract"))
        try:
            with self._own_way(), strays(self._stray), warnings.catch_warnings():
                warnings.showwarning = self._warn
                yield self._step
        except ExtractError as error:
            self._write("error", message=str(error), exit_code=error.exit_code)
            raise typer.Exit(error.exit_code) from error
        except Exception as error:
            where = traceback.format_exc()
            self._write("crashed", message=repr(error), traceback=where, exit_code=EXIT_FAILED)
            raise typer.Exit(EXIT_FAILED) from error

    def planned(self, preview: Preview, _out_dir: str) -> None:
        """Write what a run would do."""
        self._write("planned", **asdict(preview))

    def finished(self, summary: RunSummary, out_dir: str) -> None:
        """Write what failed, what did not fit, and the counts."""
        for doc_id, error in summary.failures:
            self._write("failed", doc_id=doc_id, error=error)
        for name in summary.unmatched:
            self._write("warning", message=f"metadata for {name!r}: no such document")
        for words in summary.decided.unplaced:
            self._write("warning", message=f"correction fits nowhere any more: {words}")
        for reason in summary.decided.refused:
            self._write("warning", message=f"correction refused: {reason}")
        self._write(
            "finished",
            documents=summary.documents,
            statuses=dict(summary.statuses),
            changes=asdict(summary.changes),
            rows=dict(summary.rows),
            duplicates=summary.duplicates,
            ignored=summary.ignored,
            corrections=summary.decided.applied,
            words=summary.new_words,
            seconds=round(summary.seconds, 3),
            output=out_dir,
            replaced=summary.is_replaced,
            exit_code=EXIT_SOME_DOCUMENTS_FAILED if summary.failures else 0,
        )

    @contextmanager
    def _own_way(self) -> Iterator[None]:
        """Write to where standard error leads now, whatever becomes of its descriptor."""
        usual = self._out
        if not is_stderr(usual):  # somebody has put another stream there
            yield
            return
        with os.fdopen(os.dup(usual.fileno()), "w", encoding="utf-8") as own:
            self._out = own
            try:
                yield
            finally:
                self._out = usual

    def _step(self, now: Progress) -> None:
        if now.done % STEP == 0 or now.done == now.total:
            self._write("progress", stage=now.stage, done=now.done, total=now.total)

    def _warn(self, message: Warning | str, *_where: object, **_more: object) -> None:
        self._write("warning", message=str(message))

    def _stray(self, line: str) -> None:
        self._write("warning", message=line)

    def _write(self, event: str, **keys: object) -> None:
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"event": event, "level": EVENTS[event][0], "time": time, **keys}
        with self._turn:
            self._out.write(json.dumps(line) + "\n")
            self._out.flush()


def log_page() -> str:
    """docs/log.md."""
    lines = [_PAGE, "| key | of every line |\n| --- | --- |"]
    lines.extend(f"| `{key}` | {meaning} |" for key, meaning in COMMON.items())
    for event, (level, keys) in EVENTS.items():
        lines.append(f"\n## {event}\n\nLevel `{level}`.\n\n| key | |\n| --- | --- |")
        lines.extend(f"| `{key}` | {meaning} |" for key, meaning in keys.items())
    return "\n".join(lines) + "\n"


_PAGE: Final = """# Messages for programs

<!-- Generated from src/extract/cli/journal.py by `make docs`; do not edit. -->

`extract run data/raw --log-json` says everything as lines of JSON on standard error, one message a
line; standard output stays empty, and the exit code is the same as without it. A reader should
pass over events and keys that it does not know: later versions may add some. Wrong usage (exit
code 2) is told in words, before a run begins.

    extract run data/raw --log-json 2> run.jsonl
"""
