from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.api.knowledge import check_knowledge
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.errors import ProjectError
from extract.knowledge.own import actors, agreements, countries, issuers, places
from extract.knowledge.own.files import NAMES
from extract.settings import Settings
from extract.starting.project import contents, start

COLUMNS = {
    "places.csv": places.COLUMNS,
    "organizations.csv": actors.ORGANIZATION_COLUMNS,
    "offices.csv": actors.OFFICE_COLUMNS,
    "agreements.csv": agreements.COLUMNS,
    "countries.csv": countries.COLUMNS,
    "issuers.csv": issuers.COLUMNS,
}


def paths(folder: Path) -> set[str]:
    """All files and empty folders below a folder."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


def test_the_layout(tmp_path: Path) -> None:
    start(tmp_path / "a" / "b")
    assert paths(tmp_path / "a" / "b") == {
        *("data/processed", "data/corrections", "models"),
        *("data/raw/example.txt", "extract.toml", "README.md", ".gitignore"),
        *(f"knowledge/{name}" for name in NAMES),
    }


@pytest.mark.parametrize("name", NAMES)
def test_heads_of_own_knowledge_are_its_columns(name: str) -> None:
    head = contents()[f"knowledge/{name}"].splitlines()[0]
    assert sorted(head.split(",")) == sorted(COLUMNS[name].all)


def test_the_lines_behind_the_marks_are_right_as_they_stand(tmp_path: Path) -> None:
    start(tmp_path)
    for sheet in (tmp_path / "knowledge").iterdir():
        head, _, line = sheet.read_text().splitlines()
        sheet.write_text(f"{head}\n{line.removeprefix('# ')}\n")
    settings = Settings(project=tmp_path)
    checked = [one for one in check_knowledge(settings) if str(tmp_path) in one.file]
    assert {Path(one.file).name: one.entries for one in checked} == dict.fromkeys(NAMES, 1)
    assert [str(problem) for one in checked for problem in one.problems] == []


def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").symlink_to(tmp_path / "nowhere")
    started = start(tmp_path)
    assert started.kept == (".gitignore", "README.md")
    assert (tmp_path / "README.md").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()
    assert "extract.toml" in started.written


def test_a_project_is_not_started_twice(tmp_path: Path) -> None:
    start(tmp_path)
    (tmp_path / "README.md").unlink()
    with pytest.raises(ProjectError, match=r"project already: it has extract.toml.\nNothing was"):
        start(tmp_path)
    assert not (tmp_path / "README.md").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    for place in (tmp_path / "notes", tmp_path / "notes" / "project"):
        result = CliRunner().invoke(app, ["init", str(place)])
        assert result.exit_code == 1
        assert "error: " in result.output
    assert (tmp_path / "notes").read_text() == "mine"


def test_a_write_that_fails_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    too_much = {"README.md": "kept whole", "extract.toml": "\ud800"}  # no UTF-8 can be made of it
    monkeypatch.setattr("extract.starting.project.contents", lambda: too_much)
    with pytest.raises(UnicodeEncodeError):
        start(tmp_path)
    assert (tmp_path / "README.md").read_text() == "kept whole"
    assert not (tmp_path / "extract.toml").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell to copy commands into")
def test_the_next_steps_work_when_copied(tmp_path: Path) -> None:
    (tmp_path / "extract").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m extract "$@"\n')
    (tmp_path / "extract").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    result = CliRunner().invoke(app, ["init", str(tmp_path / "talks at sea")])
    _, _, steps = result.output.partition("next:\n")
    done = subprocess.run(
        ["bash", "-e", "-c", steps],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    project = tmp_path / "talks at sea"
    assert "1 document (1 ok)" in done.stdout
    assert "((agreement on salmon that {Norway} and {Finland} signed" in done.stdout
    tables = load_tables(project / "data" / "processed")
    assert {"VADSØ", "Kirkenes", "Ivalo"} <= set(tables.places["text"])
    assert {"NOR", "FIN"} <= set(tables.actors["country_code"])
    assert {"2024-05-07", "2016-09-30"} <= set(tables.dates["value"])
    assert set(tables.agreements["agreement_id"]) >= {"unclos-1982", "unga-es-11-1"}
    assert (project / "data" / "exports" / "report.html").exists()
