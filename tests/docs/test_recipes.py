"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the source tree."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

import pytest

from fences import Reader, shell

ROOT: Final = Path(__file__).parents[2]
#: Files of the package that are read only, and large.
_LARGE: Final = "*.sqlite"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source tree, with the commands of this Python as its `.venv`."""
    unwanted = shutil.ignore_patterns("__pycache__", _LARGE)
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=unwanted)
    for large in (ROOT / "src").rglob(_LARGE):
        (tmp_path / large.relative_to(ROOT)).symlink_to(large)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("models", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    return tmp_path


@pytest.mark.slow
def test_the_recipes_work_as_they_stand(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(copy / "src"))  # goes before what is installed
    Reader(copy, shell).follow(ROOT / "CONTRIBUTING.md")
    assert "numbered-post" in (copy / "src/extract/knowledge/data/rules.toml").read_text("utf-8")
