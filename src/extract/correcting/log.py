"""The log of decisions: files of JSON lines that only ever grow.

In:  data/corrections/*.jsonl         one line a decision, the oldest first
Out: decisions that stand, in order, and the lines that are none, each with its reason
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from extract.correcting.decision import Decision
from extract.correcting.line import parse_line
from extract.errors import CorrectionError


@dataclass(frozen=True, slots=True)
class Log:
    """What a folder of decisions holds.

    Args:
        decisions: Those that nobody took back, in order of their time, then of file and line:
            later ones win.
        refused: Why each line that is no decision was left out.
    """

    decisions: tuple[Decision, ...] = ()
    refused: tuple[str, ...] = ()


class Line(NamedTuple):
    """A decision, and where it stands."""

    decision: Decision
    file: str
    number: int


def read_log(folder: Path) -> Log:
    """Read every `.jsonl` file of a folder; a folder that is not there is an empty log.

    A line that a killed process left half written is refused like any other broken one, a file
    that cannot be read as a whole.
    """
    lines, refused = read_lines(folder)
    kept, homeless = standing([line.decision for line in lines])
    for at in homeless:
        refused.append(str(CorrectionError.takes_nothing_back(lines[at].file, lines[at].number)))
    return Log(tuple(kept), tuple(refused))


def read_lines(folder: Path) -> tuple[list[Line], list[str]]:
    """Every decision of a log, those taken back too, in order; and why lines were refused."""
    lines: list[Line] = []
    refused: list[str] = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            content = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            reason = error.strerror or str(error)
            refused.append(str(CorrectionError.unread(path.name, reason)))
            continue
        for number, line in enumerate(content.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                lines.append(Line(parse_line(line, path.name, number), path.name, number))
            except CorrectionError as error:
                refused.append(str(error))
    lines.sort(key=lambda line: moment(line.decision))
    return lines, refused


def standing(decisions: Sequence[Decision]) -> tuple[list[Decision], list[int]]:
    """Drop what was taken back, and the retractions themselves.

    Args:
        decisions: All lines of a log, the oldest first.

    Returns:
        The decisions that stand, and the places of retractions before which there is no such
        decision. One that was itself taken back does nothing.
    """
    kept: list[Decision] = []
    waiting: dict[str, int] = {}
    for at in range(len(decisions) - 1, -1, -1):
        decision = decisions[at]
        if waiting and waiting.pop(decision.digest(), None) is not None:
            continue
        if decision.action == "retract":
            waiting[str(decision.fields["decision"])] = at
        else:
            kept.append(decision)
    return kept[::-1], sorted(waiting.values())


def moment(decision: Decision) -> datetime:
    """When it was decided; a time without a zone is in UTC."""
    read = datetime.fromisoformat(decision.time)
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to a file of the log and have the system write them to disk.

    Args:
        path: The file; made, with its folder, if it is not there.
        decisions: One line each; after a half-written line they begin on a new one.
    """
    lines = "".join(decision.as_line() + "\n" for decision in decisions)
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        if file.tell() > 0:
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else "\n" + lines
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())
