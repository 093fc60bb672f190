"""The commands of the tutorial run in their order, and print what it says they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from runs import command

PAGE = Path(__file__).parents[2] / "docs" / "tutorial-retrain.md"
#: A block of commands, and the block of what they print, if one follows with no other between.
BLOCKS = re.compile(
    r"^```sh\n(?P<commands>.*?)^```\n(?:(?:(?!^```).)*?^```text\n(?P<printed>.*?)^```\n)?",
    re.DOTALL | re.MULTILINE,
)
#: The name of a version is a hash of what made it.
VERSION = re.compile(r"v1-[0-9a-f]{10}")


class Block(NamedTuple):
    commands: str
    printed: tuple[str, ...]


def blocks() -> Iterator[Block]:
    for found in BLOCKS.finditer(PAGE.read_text(encoding="utf-8")):
        yield Block(found["commands"], tuple((found["printed"] or "").splitlines()))


def in_one_line(text: str) -> str:
    return " ".join(VERSION.sub("v1-...", text).split())


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """A PATH on which `extract` is this checkout's."""
    script = tmp_path / "bin" / "extract"
    script.parent.mkdir()
    words = " ".join(f'"{word}"' for word in command())
    script.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return {**os.environ, "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.skipif(sys.platform == "win32", reason="the tutorial is written for a Unix shell")
def test_the_tutorial(tmp_path: Path, environment: Mapping[str, str]) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for block in blocks():
        done = subprocess.run(
            ["/bin/sh", "-ec", block.commands],
            cwd=project, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told = in_one_line(done.stdout + done.stderr)
        for line in block.printed:
            assert in_one_line(line) in told, block.commands


def test_every_block_of_the_page_is_read() -> None:
    read = list(blocks())
    page = PAGE.read_text(encoding="utf-8")
    assert len(read) == page.count("```sh\n")
    assert sum(bool(block.printed) for block in read) == page.count("```text\n")
    called = [line for block in read for line in block.commands.splitlines()]
    assert [line.split()[1] for line in called if line.startswith("extract ")] == [
        "run", "show", "corrections", "train", "run", "diff",
        "models", "models", "models", "models", "run",
    ]  # fmt: skip
