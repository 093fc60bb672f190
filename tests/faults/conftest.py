"""What the fault tests share: a small input, and poison in the processes that read it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from runs import release

#: Runs before anything else in every process of a command, workers too. The first word of a text
#: says what it does to its process.
POISON = """
import ctypes, os, signal, time
import extract.engine.walk as room
import extract.reading.formats.registry as registry

def hang():
    while True:
        time.sleep(0.01)

def hoard():
    held = []
    while True:
        held.append(bytearray(10_000_000))

DEEDS = {
    "HANG": hang,
    "HANG-IN-C": lambda: ctypes.PyDLL(None).sleep(600),  # holds the interpreter's lock
    "HOARD": hoard,
    "KILL": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "CRASH": lambda: ctypes.string_at(0),
    "LEAVE": lambda: os._exit(7),
}

def poisoned(real, text_of):
    def call(*args):
        word = text_of(args).split(" ", 1)[0]
        DEEDS.get(word, lambda: None)()
        return real(*args)
    return call

room.walk = poisoned(room.walk, lambda args: args[1].text)
plain = registry.READERS["plain"].parse
registry.READERS["plain"] = registry.Parsed(
    poisoned(plain, lambda args: args[0].content.decode().partition("READ-")[2])
)
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Twelve releases: six files and a file of six records."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(release(number), encoding="utf-8")
    lines = [f'{{"id": "r{n}", "text": "{release(n)}"}}' for n in range(6, 12)]
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def poisoned(tmp_path: Path) -> Mapping[str, str]:
    """Environment of processes that poisonous texts harm."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(dedent(POISON), encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])}
