"""kill -9 at any moment, then the same command again: the bytes of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract.api.run import run_folder
from runs import children, command, contents, release, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


def add(raw: Path, files: int) -> None:
    for number in range(100, 100 + files):
        (raw / f"{number}.txt").write_text(release(number), encoding="utf-8")


def killed(raw: Path, out: Path, after: float, *, alone: bool) -> bool:
    """Start a run and kill it; whether it was still at work."""
    process = subprocess.Popen(
        command("run", raw, "--out", out, "--workers", "2"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        if alone:  # its workers live on for a moment
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def survive(raw: Path, tmp_path: Path, kills: int, longest: float) -> None:
    """Kill runs at random moments; old tables stay whole, and new ones come out the same."""
    out = tmp_path / "out"
    run_folder(raw, out)
    old = contents(out)
    add(raw, 30)
    run_folder(raw, tmp_path / "undisturbed")
    new = contents(tmp_path / "undisturbed")
    random.seed(kills)
    for number in range(kills):
        killed(raw, out, random.uniform(0.2, longest), alone=number % 2 == 0)
        assert set(contents(out)) == set(old)
    for _ in range(50):  # a worker that outlived its parent gives up by itself
        done = run("run", raw, "--out", out)
        if done.returncode == 0:
            break
        time.sleep(0.1)
    assert done.returncode == 0, done.stderr
    assert contents(out) == new
    assert contents(out / ".previous") == old


def test_killed_a_few_times(raw: Path, tmp_path: Path) -> None:
    survive(raw, tmp_path, kills=3, longest=4.0)


@pytest.mark.slow
def test_killed_many_times(raw: Path, tmp_path: Path) -> None:
    survive(raw, tmp_path, kills=40, longest=6.0)


@pytest.mark.slow
def test_killed_workers_are_replaced(raw: Path, tmp_path: Path) -> None:
    """A worker that the system ends once is no document's fault."""
    add(raw, 6_000)
    run_folder(raw, tmp_path / "undisturbed")
    process = subprocess.Popen(
        command("run", raw, "--out", tmp_path / "out", "--workers", "2"), stderr=subprocess.PIPE
    )
    random.seed(1)
    kills: list[int] = []
    while process.poll() is None and len(kills) < 4:
        time.sleep(random.uniform(0.8, 1.4))
        servers = children(process.pid)
        workers = [pid for server in servers for pid in children(server)]
        for pid in (servers if len(kills) == 2 else workers)[:1]:  # a server takes all with it
            os.kill(pid, signal.SIGKILL)
            kills.append(pid)
    assert len(set(kills)) == 4
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_ctrl_c_says_how_to_go_on(raw: Path, tmp_path: Path) -> None:
    add(raw, 1_500)
    process = subprocess.Popen(
        command("run", raw, "--out", tmp_path / "out", "--workers", "1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    notes = tmp_path / "out" / ".shards" / "shards"
    while process.poll() is None and not list(notes.glob("*/*")):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Run the same command to go on." in errors
    assert "Traceback" not in errors
    done = run("run", raw, "--out", tmp_path / "out")
    assert done.returncode == 0
    assert "unchanged" in done.stdout
