"""Read the code blocks of a page, and do in a project folder what the page tells its reader.

In:  docs/tutorial.md: fenced blocks, and comments before them that no reader sees
Out: files written, commands and Python run, and what they print compared with the page

A page says how it begins, once: `<!-- project: empty -->` (a new folder), `sample` (data/raw with
the sample releases, data/processed with their tables) or `pdf` (data/raw with two PDFs). From
there on each block of `sh` is run line by line and each block of `python` in one process, in the
order of the page; a `diff` changes a file. A comment right before a block says otherwise:

    <!-- file: data/raw/one.txt -->   its content is written to that file
    <!-- prints -->                   what the block before must have printed; `...` is anything
    <!-- exits 3 -->                  every command of the block must end so
    <!-- not run: why -->             it is left alone; at the head: the whole page
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from typer.testing import CliRunner

from extract.cli.app import app

#: Languages whose blocks are run.
RUN: Final = ("sh", "python")
_FENCE: Final = re.compile(
    r"(?:^<!-- *(?P<mark>[^\n]*?) *-->\n)?^```(?P<language>\w*)[^\n]*\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_PROJECT: Final = re.compile(r"^<!-- project: (empty|sample|pdf) -->$", re.MULTILINE)
_NOT_RUN: Final = re.compile(r"^<!-- not run: .+ -->$(?!\n```)", re.MULTILINE)
_ALIKE: Final = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
#: A run says how far it is; on a terminal that is a bar, which goes.
_PROGRESS: Final = re.compile(r"^\d+ of \d+ documents\n", re.MULTILINE)
#: Width of the terminal that pages show.
_COLUMNS: Final = "88"


@dataclass(frozen=True, slots=True)
class Fence:
    """One code block of a page.

    Args:
        where: Page and line, for messages.
        language: After the three marks; "" if none.
        body: What stands inside.
        mark: Words of the comment right before it; "" if none.
    """

    where: str
    language: str
    body: str
    mark: str

    @property
    def is_run(self) -> bool:
        """Whether its lines are commands or Python to be run."""
        return self.language in RUN and not self.mark.startswith(("not run", "file"))


def fences(page: Path) -> list[Fence]:
    """The code blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Fence(
            where=f"{page.name}:{text.count(chr(10), 0, found.start('language')) + 1}",
            language=found["language"],
            body=found["body"],
            mark=found["mark"] or "",
        )
        for found in _FENCE.finditer(text)
    ]


def project_of(page: Path) -> str | None:
    """How the page begins: "empty", "sample" or "pdf"; None if none of its blocks is run."""
    found = _PROJECT.search(page.read_text(encoding="utf-8"))
    return None if found is None else found[1]


def is_left_alone(page: Path) -> bool:
    """Whether the page says that none of its blocks is to be run, and why."""
    return _NOT_RUN.search(page.read_text(encoding="utf-8")) is not None


@dataclass
class Reader:
    """Somebody who does what a page says, in a folder.

    Args:
        folder: Where the page begins; `cd` moves on from there.
        command: How `extract ...` is run: words to what it printed and its exit code.
    """

    folder: Path
    command: Callable[[list[str]], tuple[str, int]]
    printed: str = ""
    names: dict[str, object] = field(default_factory=dict)

    def follow(self, page: Path) -> None:
        """Do all that the page tells."""
        for fence in fences(page):
            with _inside(self.folder):
                self._do(fence)

    def _do(self, fence: Fence) -> None:
        kind, _, words = fence.mark.partition(" ")
        if kind == "file:":
            path = self.folder / words
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.body, encoding="utf-8")
        elif kind == "prints":
            checker = doctest.OutputChecker()
            example = doctest.Example("", fence.body)
            assert checker.check_output(fence.body, self.printed, _ALIKE), (
                f"{fence.where}\n{checker.output_difference(example, self.printed, _ALIKE)}"
            )
        elif fence.language == "diff":
            self._edit(fence)
        elif fence.is_run and fence.language == "python":
            self.printed = self._python(fence)
        elif fence.is_run:
            code = int(words) if kind == "exits" else 0
            lines = fence.body.replace("\\\n", " ").splitlines()
            self.printed = "".join(self._line(line, code, fence.where) for line in lines if line)

    def _edit(self, fence: Fence) -> None:
        """Change a file as a diff says; `@@` parts the changes, each old part is there once."""
        head, *changes = re.split(r"^@@.*\n", fence.body, flags=re.MULTILINE)
        path = self.folder / head.splitlines()[-1].removeprefix("+++ b/")
        text = path.read_text(encoding="utf-8")
        for change in changes:
            lines = change.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if line[0] != "+")
            new = "".join(line[1:] for line in lines if line[0] != "-")
            assert text.count(old) == 1, f"{fence.where}: {path.name} has not once\n{old}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def _line(self, line: str, code: int, where: str) -> str:
        words = shlex.split(line, comments=True)
        if words[:1] == ["cd"]:
            self.folder = (self.folder / words[1]).resolve()
            os.chdir(self.folder)
            return ""
        printed, ended = self.command(words) if words[:1] == ["extract"] else shell(line)
        assert ended == code, f"{where}: {line!r} ended with {ended}\n{printed}"
        return printed

    def _python(self, fence: Fence) -> str:
        """Run a block as one more cell of a notebook: a last bare expression is not shown."""
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(fence.body, fence.where, "exec"), self.names)  # our own page
        return out.getvalue()


def here(words: list[str]) -> tuple[str, int]:
    """Run a command in this process, where the model is loaded already."""
    result = CliRunner(env={"COLUMNS": _COLUMNS}).invoke(app, words[1:])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return _PROGRESS.sub("", result.output), result.exit_code


def shell(line: str | list[str]) -> tuple[str, int]:
    """Run a line as a person would: in a shell, with the commands of this Python."""
    commands = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        line if isinstance(line, str) else shlex.join(line),
        shell=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PATH": commands, "COLUMNS": _COLUMNS, "PYTHONUNBUFFERED": "1"},
        timeout=120,
        check=False,
    )
    return _PROGRESS.sub("", done.stdout), done.returncode


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
