"""Any write, flush to disk or rename that the system refuses: all old, or all new."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extract.api import task
from extract.api.run import run_folder
from extract.errors import OutputError
from extract.writing import csv
from extract.writing.fingerprint import take_fingerprint
from runs import command, contents, release

#: All that a run does to the disk, as (owner, name).
STEPS: tuple[tuple[Any, str], ...] = (
    (os, "fsync"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "mkdir"),
    (Path, "write_text"),
    (pq, "write_table"),
    (pq.ParquetWriter, "write_table"),
    (pq.ParquetWriter, "close"),
    (csv, "_writer"),
)


class Killed(BaseException):
    """Stands for kill -9: nothing may catch it."""


@contextmanager
def failing_at(step: int, error: BaseException) -> Iterator[list[str]]:
    """Let one step fail; gives the list of steps that were made."""
    made: list[str] = []

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:  # noqa: ANN401
            made.append(name)
            if len(made) == step:
                raise error
            return real(*args, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, counted(name, getattr(owner, name)))
        yield made


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One release; the installation is hashed once for all runs."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text(release(1), encoding="utf-8")
    taken = take_fingerprint("{}", "")
    monkeypatch.setattr(task, "take_fingerprint", lambda *_: taken)
    monkeypatch.setattr(task, "verify", lambda _: "")
    return folder


def every_step(small: Path, tmp_path: Path, error: BaseException, stride: int) -> None:
    """Fail every `stride`-th step of a run that replaces tables, each in a run of its own."""
    before, new = tmp_path / "before", tmp_path / "new"
    run_folder(small, before, workers=0)
    old = contents(before)
    (small / "b.txt").write_text(release(2), encoding="utf-8")
    with failing_at(0, error) as made:
        run_folder(small, new, workers=0)
    fresh = contents(new)
    out = tmp_path / "out"
    for step in range(1, len(made) + 3, stride):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(before, out)
        with failing_at(step, error), suppress(Killed, OutputError):
            run_folder(small, out, workers=0)
        assert set(contents(out)) <= set(old), step
        shown = contents(out)
        run_folder(small, out, workers=0)
        assert contents(out) == fresh, step
        if not isinstance(error, Killed):  # a refusal leaves whole tables at once
            assert shown in (old, fresh), step


def test_no_room_at_every_step(small: Path, tmp_path: Path) -> None:
    every_step(small, tmp_path, OSError(errno.ENOSPC, "No space left on device"), 1)


@pytest.mark.slow
def test_killed_at_every_step(small: Path, tmp_path: Path) -> None:
    every_step(small, tmp_path, Killed(), 1)


def test_the_message_says_what_happened(small: Path, tmp_path: Path) -> None:
    error = OSError(errno.ENOSPC, "No space left on device")
    with failing_at(12, error), pytest.raises(OutputError, match="No space left on device"):
        run_folder(small, tmp_path / "out", workers=0)


def test_a_disk_that_fills_up_for_real(raw: Path, tmp_path: Path) -> None:
    """Files may not grow beyond a limit: the system itself refuses, in workers too."""
    out = tmp_path / "out"
    run_folder(raw, out, workers=0)
    old = contents(out)
    (raw / "more.txt").write_text(release(50) * 60, encoding="utf-8")

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (25_000, 25_000))

    done = subprocess.run(
        command("run", raw, "--out", out, "--workers", "1"),
        capture_output=True,
        text=True,
        preexec_fn=no_room,
        check=False,
    )
    assert done.returncode == 1, done.stdout
    assert "what stood there is as it was" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(out) == old
    run_folder(raw, out, workers=0)
    assert contents(out) != old
