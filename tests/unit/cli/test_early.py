"""A first run begins the process that will fork its workers; one with little to do does not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from runs import release, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
#: Notes each process that is there to fork workers.
NOTING = """
import sys
if "extract.engine.forkserver" in sys.orig_argv:
    with open({path!r}, "a") as stream:
        stream.write("begun\\n")
"""


def begun(folder: Path, *words: str) -> int:
    """How many processes a run begins."""
    notes = folder / "notes"
    notes.unlink(missing_ok=True)
    (folder / "sitecustomize.py").write_text(NOTING.format(path=str(notes)), encoding="utf-8")
    command = ("run", "in", "--out", "out", *words)
    done = run(*command, cwd=folder, environment={"PYTHONPATH": str(folder)})
    assert done.returncode == 0, done.stderr
    return len(notes.read_text(encoding="utf-8").splitlines()) if notes.exists() else 0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(release(1), encoding="utf-8")
    return tmp_path


def test_a_first_run_begins_one_and_a_second_none(project: Path) -> None:
    assert begun(project, "--workers", "2") == 1
    rows = (project / "out" / "places.csv").read_text(encoding="utf-8")
    assert "Accra" in rows
    assert begun(project, "--workers", "2") == 0
    assert (project / "out" / "places.csv").read_text(encoding="utf-8") == rows


def test_reading_and_extracting_share_it(project: Path) -> None:
    """Little to read, by one worker; more documents than one worker should extract."""
    lines = [json.dumps({"text": release(number)}) for number in range(60)]
    (project / "in" / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert begun(project, "--workers", "2") == 1


def test_one_worker_is_a_command_of_its_own(project: Path) -> None:
    assert begun(project, "--workers", "1") == 0
    assert "Accra" in (project / "out" / "places.csv").read_text(encoding="utf-8")
