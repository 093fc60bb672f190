"""What a command says to a program: every message as one line of JSON on standard error.

In:  how far it is, a RunSummary, an error
Out: {"event": "failed", "level": "warning", "time": "...", "doc_id": "a.txt", "error": "..."}

Standard output stays empty. `events.py` is the whole contract.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, TextIO

import typer

from extract.cli.events import EVENTS, STEP
from extract.cli.strays import is_stderr, strays
from extract.errors import EXIT_FAILED, EXIT_SOME_DOCUMENTS_FAILED, ExtractError

if TYPE_CHECKING:
    from extract.api.preview import Preview
    from extract.api.run import RunSummary
    from extract.engine.batch import Progress


class Journal:
    """Messages for a program, errors and the words of others included."""

    def __init__(self) -> None:
        self._out: TextIO = sys.stderr
        self._turn = Lock()  # the words of others come from another thread

    @contextmanager
    def begin(
        self, command: str, source: str | None, target: str | None
    ) -> Iterator[Callable[[Progress], None]]:
        """Write that a command starts, and its error if it ends with one.

        Args:
            command: As typed.
            source: What it reads.
            target: Where its result goes.
        """
        from importlib.metadata import version

        of = version("press-extract")
        self.tell("started", command=command, input=source, output=target, version=of)
        with self.errors(), self._own_way(), strays(self._stray), warnings.catch_warnings():
            warnings.showwarning = self._warn
            yield self._step

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Write the error that ends the block, and leave with its exit code."""
        try:
            yield
        except ExtractError as error:
            self.tell("error", message=str(error), exit_code=error.exit_code)
            raise typer.Exit(error.exit_code) from error
        except Exception as error:
            where = traceback.format_exc()
            self.tell("crashed", message=repr(error), traceback=where, exit_code=EXIT_FAILED)
            raise typer.Exit(EXIT_FAILED) from error

    def planned(self, preview: Preview, _out_dir: str) -> None:
        """Write what a run would do."""
        self.tell("planned", **asdict(preview))

    def finished(self, summary: RunSummary, out_dir: str) -> None:
        """Write what failed, what did not fit, and the counts."""
        for doc_id, error in summary.failures:
            self.tell("failed", doc_id=doc_id, error=error)
        for name in summary.unmatched:
            self.tell("warning", message=f"metadata for {name!r}: no such document")
        for words in summary.decided.unplaced:
            self.tell("warning", message=f"correction fits nowhere any more: {words}")
        for reason in summary.decided.refused:
            self.tell("warning", message=f"correction refused: {reason}")
        self.tell(
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

    def applied(self, summary: RunSummary) -> None:
        """Write the same of a run that let its tables follow corrections."""
        self.finished(summary, str(summary.out_dir))

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
            self.tell("progress", stage=now.stage, done=now.done, total=now.total)

    def _warn(self, message: Warning | str, *_where: object, **_more: object) -> None:
        self.tell("warning", message=str(message))

    def _stray(self, line: str) -> None:
        self.tell("warning", message=line)

    def tell(self, event: str, **keys: object) -> None:
        """Write one event of EVENTS with its keys."""
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"event": event, "level": EVENTS[event][0], "time": time, **keys}
        with self._turn:
            self._out.write(json.dumps(line) + "\n")
            self._out.flush()
