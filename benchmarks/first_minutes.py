"""Time the first ten minutes of a new user: every command of docs/start.md, in a fresh clone.

    python benchmarks/first_minutes.py [PYTHON]

In:  docs/start.md; its `sh` blocks are run, its `python` block is saved as plot.py
Out: a line a command with its seconds, and their sum; exit code 1 if a command fails

What is committed is cloned, and HOME is an empty folder: nothing of this checkout or its
environment helps.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "start.md"
#: What the page says is made, to be looked for at the end: in the clone, and in the project.
MADE = ("data/processed/agreements.csv", "data/exports/report.html", "places.svg")
#: Variables that an environment of ours would hand on.
OURS = {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PYTEST_CURRENT_TEST", "MAKEFLAGS"}


def main(python: str) -> int:
    """Clone, run the page, print the times; returns the exit code."""
    with TemporaryDirectory() as folder:
        clone, home = Path(folder) / "press-extract", Path(folder) / "home"
        home.mkdir()
        begun = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S607
        cloned = time.perf_counter() - begun
        commands, plot = read_page()
        (clone / "plot.py").write_text(plot, encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        done = subprocess.run(
            ["bash", "-e", "-c", script(commands)],  # noqa: S607
            cwd=clone,
            env={**environment, "HOME": str(home), "PYTHON": python},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        missing = [name for name in MADE if not (clone / name).is_file()]
        report = home / "talks" / "data" / "exports" / "report.html"
        missing += [] if report.is_file() else [str(report.relative_to(home))]
    times = [(cloned, "git clone")]
    for line in done.stdout.splitlines():
        seconds, command = line.split("\t")
        times.append((float(seconds), command))
    for spent, command in times:
        print(f"| `{command}` | {spent:.1f} |")
    print(f"| together | {sum(spent for spent, _ in times):.1f} |")
    for name in missing:
        print(f"missing: {name}")
    return int(bool(done.returncode or missing))


def read_page() -> tuple[list[str], str]:
    """The commands of the page in order, and the program it has the reader save."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    commands = [line for kind, block in blocks if kind == "sh" for line in block.splitlines()]
    (plot,) = (block for kind, block in blocks if kind == "python")
    return commands, plot


def script(commands: list[str]) -> str:
    """One shell that runs the commands and, after each, prints the seconds it took."""
    timed = [  # what commands print goes to stderr, the times to stdout
        f"begun=$EPOCHREALTIME\n{command} >&2\n"
        'spent=$(echo "$begun $EPOCHREALTIME" | awk \'{ printf "%.3f", $2 - $1 }\')\n'
        f"printf '%s\\t%s\\n' \"$spent\" {shlex.quote(command)}"
        for command in commands
    ]
    return "\n".join(timed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else sys.executable))
