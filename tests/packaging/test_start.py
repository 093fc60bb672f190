"""docs/start.md: its commands in a fresh clone, its plot on the tables of the sample."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_plot_of_the_page_is_drawn(sample_tables: Path, tmp_path: Path) -> None:
    (plot,) = (block for kind, block in BLOCKS if kind == "python")
    shutil.copytree(sample_tables, tmp_path / "data" / "processed")
    subprocess.run([sys.executable, "-c", plot], cwd=tmp_path, check=True)
    picture = (tmp_path / "places.svg").read_text(encoding="utf-8")
    assert "Releases that name a place" in picture
    assert "releases: 8; name: Yerevan" in picture


def test_the_page_times_its_own_commands() -> None:
    commands = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
    timed = re.findall(r"^\| `(.*)` \| [\d.]+ \|$", PAGE, re.MULTILINE)
    assert timed == ["git clone", *(c for c in commands if not c.startswith((". ", "cd ")))]


@pytest.mark.slow
def test_nothing_to_a_table_and_a_plot_takes_less_than_five_minutes() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "first_minutes.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (seconds,) = re.findall(r"^\| together \| ([\d.]+) \|$", done.stdout, re.MULTILINE)
    assert float(seconds) < 300
