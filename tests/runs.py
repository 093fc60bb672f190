"""Runs as commands, and invented releases for them.

In:  `run("run", folder, "--out", out, TZ="Asia/Tokyo")`
Out: the finished process; `contents(out)` tells whether two outputs are the same bytes
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

RELEASE = (
    "{head} The foreign ministers of Chad and Mali met in {city} on {day} March 2021 and signed a "
    "border agreement. They recalled Security Council resolution 2100 (2013)."
)
CITIES = ("Dakar", "Accra", "Lomé", "Niamey", "Bamako", "Tunis")


def release(number: int, head: str = "") -> str:
    """An invented release; no two of a corpus are equal."""
    return RELEASE.format(head=head, city=CITIES[number % len(CITIES)], day=1 + number % 28)


def contents(folder: Path) -> dict[str, str]:
    """Hash of each file of an output, what is kept between runs left out."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def command(*words: str | Path) -> list[str]:
    """`extract` with some words, as a command of this Python."""
    return [sys.executable, "-m", "extract", *map(str, words)]


def run(
    *words: str | Path, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        command(*words),
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        timeout=600,
        check=False,
    )


def children(pid: int) -> list[int]:
    """Processes that a process has begun, in any of its threads; none once it is gone."""
    found: list[int] = []
    for one in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has just ended
            found += map(int, one.read_text(encoding="ascii").split())
    return found
