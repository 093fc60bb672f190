"""What README and docs tell a reader to do is done in a project folder and gives what they say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from builders import pdf
from fences import RUN, Reader, fences, here, is_left_alone, project_of, shell

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
IDS: Final = {page.relative_to(ROOT).as_posix(): page for page in PAGES}
TALKS: Final = (
    (
        "Envoys meet in Accra",
        "",
        "ACCRA, 4 March 2031 -- The envoys of Ghana and Togo met in Accra on Tuesday and",
        "talked for three hours about the fishing grounds of both.",
    ),
    ("They will meet again in Kumasi on 2 April.",),
)
FOLLOWED: Final = {name: page for name, page in IDS.items() if project_of(page)}


@pytest.fixture(scope="module")
def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the sample releases and their tables."""
    from extract.api.run import run_folder  # noqa: PLC0415  # spaCy loads only where it is needed

    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "data" / "raw" / "sample", project / "data" / "raw" / "sample")
    run_folder(project / "data" / "raw", project / "data" / "processed", workers=0)
    return project


def begin(page: Path, sample: Path, folder: Path) -> Path:
    kind = project_of(page)
    if kind == "sample":
        shutil.copytree(sample, folder, dirs_exist_ok=True)
    elif kind == "pdf":
        raw = folder / "data" / "raw"
        raw.mkdir(parents=True)
        raw.joinpath("talks.pdf").write_bytes(pdf(TALKS, "Envoys meet in Accra"))
        raw.joinpath("scan.pdf").write_bytes(pdf([[]]))
    return folder


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_page_does_what_it_says(
    name: str, sample_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # workers have tests of their own, and start for three seconds; the bytes are the same
    monkeypatch.setattr("extract.engine.staff.cores", lambda: 0)
    Reader(begin(FOLLOWED[name], sample_project, tmp_path), here).follow(FOLLOWED[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLLOWED)
def test_a_page_does_what_it_says_in_a_shell(
    name: str, sample_project: Path, tmp_path: Path
) -> None:
    Reader(begin(FOLLOWED[name], sample_project, tmp_path), shell).follow(FOLLOWED[name])


@pytest.mark.parametrize("name", IDS)
def test_every_page_with_commands_is_run_or_says_why_not(name: str) -> None:
    commands = [fence.where for fence in fences(IDS[name]) if fence.is_run]
    hint = f"say `<!-- project: empty -->`, `sample`, or why not: {commands}"
    assert not commands or project_of(IDS[name]) or is_left_alone(IDS[name]), hint


def test_the_plot_of_the_tutorial_is_the_one_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.engine.staff.cores", lambda: 0)
    Reader(tmp_path, here).follow(FOLLOWED["docs/tutorial.md"])
    drawn = (tmp_path / "talks" / "places.svg").read_text(encoding="utf-8")
    shown = (ROOT / "docs" / "assets" / "tutorial-plot.svg").read_text(encoding="utf-8")
    assert bars(drawn) == bars(shown)
    assert ("Kidira", "3") in bars(shown)


def bars(picture: str) -> set[tuple[str, str]]:
    """Each bar of a plot as place and mentions, by what it tells screen readers."""
    labels = [one.get("aria-label", "") for one in ET.fromstring(picture).iter()]
    found = [re.search(r"mentions: (\d+); name: (\w+)", label) for label in labels]
    return {(one[2], one[1]) for one in found if one is not None}


# The machinery itself: a page that lies must be noticed.
LIES: Final = {
    "wrong output": "```sh\necho Lorn\n```\n\n<!-- prints -->\n```text\nSudria\n```\n",
    "a command that fails": "```sh\nextract show nobody\n```\n",
    "a shell that fails": "```sh\nfalse\n```\n",
    "Python that fails": "```python\nassert 1 > 2\n```\n",
    "an exit code that is not so": "<!-- exits 3 -->\n```sh\ntrue\n```\n",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_page_that_lies_is_noticed(lie: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"<!-- project: empty -->\n\n{LIES[lie]}", encoding="utf-8")
    with pytest.raises(AssertionError):
        Reader(tmp_path, here).follow(page)


def test_a_page_that_is_true_passes(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    told = (
        "<!-- file: a/one.txt -->\n```text\nLorn\n```\n\n```sh\ncd a\ncat one.txt\n```\n\n"
        "<!-- prints -->\n```text\nL...n\n```\n\n"
        "<!-- not run: it fails -->\n```sh\nfalse\n```\n\n"
        "```python\nx = 1\n```\n\n```python\nprint(x + 1)\n```\n\n"
        "<!-- prints -->\n```text\n2\n```\n"
    )
    page.write_text(f"<!-- project: empty -->\n\n{told}", encoding="utf-8")
    assert {fence.language for fence in fences(page)} == {*RUN, "text"}
    Reader(tmp_path, here).follow(page)
