"""What commands say to a program: the whole contract of `--log-json`.

In:  nothing
Out: the events, their levels and keys; docs/log.md, written from them
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
        {
            "command": "as typed, e.g. `run`, `gazetteer build`",
            "input": "what is read",
            "output": "where the result goes; null if it goes nowhere but here",
            "version": "of press-extract",
        },
    ),
    "progress": (
        "info",
        {
            "stage": "what is done now: `reading` (files), `extracting` (documents), ...",
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
    "trained": (
        "info",
        {
            "version": "the version that was kept; null if none was",
            "parent": "the version that was in use before",
            "promoted": "whether it passed the gate",
            "reasons": "why, or why not",
            "decisions": "decisions of the log",
            "documents": "corrected documents",
            "learned": "entries that were learned, by kind",
            "weights": "whether the model's weights are new",
            "guard": "what must not get worse, in words",
            "exit_code": "0",
        },
    ),
    "evaluated": (
        "info",
        {
            "documents": "releases that were scored",
            "mean": "of the twelve F1, 0 to 1",
            "gained": "rows that are right now and were not in `--against`",
            "lost": "rows that were right there and are not now",
            "output": "file of all figures (`--json`); null without",
            "exit_code": "0",
        },
    ),
    "built": (
        "info",
        {
            "output": "the place index",
            "sha256": "of the file",
            "size": "in bytes",
            "places": "how many it holds",
            "names": "how many names they have",
            "exit_code": "0",
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


def log_page() -> str:
    """docs/log.md."""
    lines = [_PAGE, "| key | of every line |\n| --- | --- |"]
    lines.extend(f"| `{key}` | {meaning} |" for key, meaning in COMMON.items())
    for event, (level, keys) in EVENTS.items():
        lines.append(f"\n## {event}\n\nLevel `{level}`.\n\n| key | |\n| --- | --- |")
        lines.extend(f"| `{key}` | {meaning} |" for key, meaning in keys.items())
    return "\n".join(lines) + "\n"


_PAGE: Final = """# Messages for programs

<!-- Generated from src/extract/cli/events.py by `make docs`; do not edit. -->

With `--log-json` the long commands (`run`, `corrections apply`, `train`, `evaluate`, `gazetteer
build`) say everything as lines of JSON on standard error, one message a line; standard output
stays empty, and the exit code is the same as without it. A reader should pass over events and keys
that it does not know: later versions may add some. Wrong usage (exit code 2) is told in words,
before anything begins.

    extract run data/raw --log-json 2> run.jsonl

A command says `started`, then `progress` and warnings, and ends with a line of its own: `finished`
(`run`, `corrections apply`), `planned` (`run --dry-run`), `trained`, `evaluated` or `built`; else
with `error` or `crashed`.
"""
