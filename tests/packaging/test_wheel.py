"""The wheel alone, in a clean environment, without the source tree, on each Python at hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from extract.knowledge.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]
PYTHONS = ("3.11", "3.12", "3.13")


#: Pip and whatever it runs have no index, and nobody to ask.
OFFLINE = {**os.environ, "PIP_NO_INDEX": "1", "HTTPS_PROXY": "http://127.0.0.1:9"}
#: What a new user types, from nothing to tables, a page and a database.
FIRST_COMMANDS = (
    "extract doctor",
    "extract init talks at sea",
    "extract run data/raw",
    "extract show example",
    "extract show example:places:0-5",
    "extract report",
    "extract export sqlite",
    "extract knowledge check",
    "extract run data/raw --dry-run",
)
COMPONENT = (
    "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('press_extract'); "
    "doc = nlp('They met in Accra.'); print(doc.spans['press_places'][0].kb_id_)"
)


def build_wheel(source: Path, out: Path) -> Path:
    """A wheel of a source tree or an sdist, built without a network."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(out), str(source)], check=True, env=OFFLINE)
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source tree."""
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_an_sdist_builds_the_same_wheel_offline(wheel: Path, tmp_path: Path) -> None:
    hatch = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(hatch, cwd=ROOT, check=True, env=OFFLINE)
    (sdist,) = tmp_path.glob("*.tar.gz")
    again = build_wheel(sdist, tmp_path / "wheel")
    assert checksums(again) == checksums(wheel)
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    for name in ("NOTICE", "CITATION.cff", "CHANGELOG.md", "requirements/run.txt"):
        assert name in names


def checksums(wheel: Path) -> dict[str, int]:
    """Checksum of each file of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}


@pytest.mark.slow
def test_the_readme_states_the_size(wheel: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    stated = re.search(r"The wheel has (\d+) MB", text)
    assert stated is not None
    assert int(stated[1]) == pytest.approx(wheel.stat().st_size / 1e6, rel=0.05)


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
    tools = environment / "bin"
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    project = tmp_path / "talks at sea"
    for command in FIRST_COMMANDS:
        program, verb, *words = command.split(" ")
        arguments = [" ".join(words)] if verb == "init" else words
        done = subprocess.run(
            [str(tools / program), verb, *arguments],
            cwd=project if project.exists() else tmp_path,
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, command + done.stdout + done.stderr
    for name in ("processed/agreements.parquet", "exports/report.html", "exports/press.sqlite"):
        assert (project / "data" / name).exists()
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "raw")
    for arguments in (
        [str(tools / "extract"), "run", "raw", "--out", "tables"],
        [str(tools / "python"), "-c", COMPONENT],
    ):
        done = subprocess.run(
            arguments, cwd=tmp_path, env=clean, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "gn:2306104\n"


def find_python(version: str) -> str | None:
    """A Python of this version: this one, one on the path, or one of pyenv's."""
    if sys.version_info[:2] == tuple(int(part) for part in version.split(".")):
        return sys.executable
    shims = Path.home() / ".pyenv" / "versions"
    found = sorted(shims.glob(f"{version}.*/bin/python{version}"))
    if found:
        return str(found[-1])
    return shutil.which(f"python{version}")
