"""The wheel alone, in a clean environment, without the source tree, on each Python at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extract.knowledge.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]
PYTHONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source tree."""
    out = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(out), str(ROOT)], check=True)
    (path,) = out.glob("*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_carries_model_index_and_licences(wheel: Path, tmp_path: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "extract/packaged/press-en-md/manifest.json",
        "extract/packaged/press-en-md/LICENSE",
        "extract/knowledge/data/gazetteer.sqlite",
        "extract/knowledge/data/SOURCES.toml",
        "extract/py.typed",
    ):
        assert name in names
    (notice,) = (name for name in names if name.endswith("licenses/NOTICE"))
    with zipfile.ZipFile(wheel) as archive:
        assert "GeoNames" in archive.read(notice).decode()
        index = archive.extract("extract/knowledge/data/gazetteer.sqlite", tmp_path)
    origin = Gazetteer.open(Path(index)).origin()
    assert origin.attribution == "GeoNames (https://www.geonames.org), CC BY 4.0"


@pytest.mark.slow
@pytest.mark.parametrize("version", PYTHONS)
def test_a_clean_environment_does_the_main_job(wheel: Path, version: str, tmp_path: Path) -> None:
    python = find_python(version)
    if python is None:
        pytest.skip(f"no Python {version} on this machine")
    environment = tmp_path / "venv"
    subprocess.run([python, "-m", "venv", str(environment)], check=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    lock = ROOT / "requirements" / "run.txt"
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    project = tmp_path / "project"
    shutil.copytree(ROOT / "data" / "raw", project / "data" / "raw")
    extract = str(environment / "bin" / "extract")
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for command in ("doctor", "run data/raw"):
        done = subprocess.run(
            [extract, *command.split()],
            cwd=project,
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "data" / "processed" / "agreements.parquet").exists()


def find_python(version: str) -> str | None:
    """A Python of this version: this one, one on the path, or one of pyenv's."""
    if sys.version_info[:2] == tuple(int(part) for part in version.split(".")):
        return sys.executable
    shims = Path.home() / ".pyenv" / "versions"
    found = sorted(shims.glob(f"{version}.*/bin/python{version}"))
    if found:
        return str(found[-1])
    return shutil.which(f"python{version}")
