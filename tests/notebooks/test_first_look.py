"""The notebook runs from top to bottom on the tables of the sample, and its plots hold data."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]


def read_notebook() -> nbformat.NotebookNode:
    """The notebook as it is committed."""
    path = ROOT / "notebooks" / "first-look.ipynb"
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call,no-any-return]


@pytest.fixture(scope="module")
def outputs(sample_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[dict]]:  # type: ignore[type-arg]
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(sample_tables, project / "data" / "processed")
    (project / "notebooks").mkdir()
    notebook = read_notebook()
    client = NotebookClient(notebook, resources={"metadata": {"path": project / "notebooks"}})
    client.execute()
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def test_the_committed_notebook_has_no_outputs() -> None:
    notebook = read_notebook()
    assert all(not cell.get("outputs") for cell in notebook.cells)


def test_tables_are_shown(outputs: list[list[dict]]) -> None:  # type: ignore[type-arg]
    shown = "".join(str(output["data"]["text/html"]) for cell in outputs[1:4] for output in cell)
    for word in ("published_from", "actor_type", "agreement_id"):
        assert word in shown


def test_plots_hold_marks(outputs: list[list[dict]]) -> None:  # type: ignore[type-arg]
    drawn = [
        output["data"]["image/svg+xml"]
        for cell in outputs
        for output in cell
        if "image/svg+xml" in output.get("data", {})
    ]
    titles = ("Places named most often", "Places and dates in one sentence, by month")
    for title, picture in zip(titles, drawn, strict=True):
        assert title in picture
        assert picture.count('role="graphics-symbol"') > 1
