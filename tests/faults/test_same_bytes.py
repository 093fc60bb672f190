"""The same bytes whoever does the work, in which order, where and when."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from extract.api.run import run_folder
from runs import command, contents, release, run


def test_workers_seeds_zones_and_locales(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_folder(raw, out, workers=0)
    expected = contents(out)
    turned = tmp_path / "turned" / "raw"  # the same files, made in another order
    turned.mkdir(parents=True)
    for path in sorted(raw.iterdir(), reverse=True):
        shutil.copy(path, turned)
    one = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    two = {"PYTHONHASHSEED": "2", "TZ": "America/Caracas", "LC_ALL": "tr_TR.UTF-8"}
    run("run", turned, "--out", tmp_path / "turned" / "out", "--workers", "1", environment=one)
    assert contents(tmp_path / "turned" / "out") == expected
    run("run", turned, "--out", tmp_path / "turned" / "two", "--workers", "2", environment=two)
    assert contents(tmp_path / "turned" / "two") == expected


def test_a_run_that_goes_on_equals_a_fresh_one(raw: Path, tmp_path: Path) -> None:
    """Documents added, changed, renamed and deleted, one run after another."""
    for number in range(20, 90):
        (raw / f"{number}.txt").write_text(release(number), encoding="utf-8")
    out = tmp_path / "out"
    summary = run_folder(raw, out)
    assert (summary.changes.new, summary.documents) == (82, 82)
    (raw / "33.txt").unlink()
    (raw / "45.txt").write_text(release(200), encoding="utf-8")
    (raw / "50.txt").rename(raw / "a50.txt")
    (raw / "new.txt").write_text(release(201), encoding="utf-8")
    summary = run_folder(raw, out)
    changes = summary.changes
    assert (changes.unchanged, changes.new, changes.changed, changes.deleted) == (79, 2, 1, 2)
    run_folder(raw, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    again = run_folder(raw, out)
    assert (again.is_replaced, again.changes.unchanged) == (False, 82)


def test_an_id_that_becomes_free_or_taken(raw: Path, tmp_path: Path) -> None:
    """Who is called what depends on all files: a file more may rename records of others."""
    out = tmp_path / "out"
    run_folder(raw, out)
    (raw / "earlier.jsonl").write_text(f'{{"id": "r7", "text": "{release(7)} Twice."}}')
    run_folder(raw, out)
    run_folder(raw, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    (raw / "earlier.jsonl").unlink()
    run_folder(raw, out)
    run_folder(raw, tmp_path / "as-before")
    assert contents(out) == contents(tmp_path / "as-before")


def test_two_runs_at_once(raw: Path, tmp_path: Path) -> None:
    for number in range(100, 400):
        (raw / f"{number}.txt").write_text(release(number), encoding="utf-8")
    out = tmp_path / "out"
    words = command("run", raw, "--out", out, "--workers", "1")
    first = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while first.poll() is None and not (out / ".shards" / "plan.sqlite").exists():
        pass
    second = run("run", raw, "--out", out)
    assert second.returncode == 1
    assert "is being written by another run" in second.stderr
    assert first.wait() == 0


def test_without_a_network(raw: Path, tmp_path: Path) -> None:
    """The whole job in a network namespace that has no interface but a dead loopback."""
    apart = ["unshare", "--user", "--map-root-user", "--net"]
    try:
        subprocess.run([*apart, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("network namespaces are not permitted here")
    words = command("run", raw, "--out", tmp_path / "out", "--workers", "1")
    done = subprocess.run([*apart, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    run_folder(raw, tmp_path / "with")
    assert contents(tmp_path / "out") == contents(tmp_path / "with")
