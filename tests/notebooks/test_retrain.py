"""The notebook of a training runs from top to bottom on a small project, and its plots hold data."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from extract.api.run import run_folder
from extract.api.train import train
from extract.correcting.decision import decide
from extract.correcting.log import append
from extract.reading.text import document_of_text
from extract.settings import Settings

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "retrain.ipynb"
TEXTS = {
    "ferry.txt": "Men of the Orl Banner stopped a ferry at Sennok Weir on 5 May 2031.",
    "patrol.txt": "A patrol saw the Orl Banner leave Sennok Weir by boat on 19 May 2031.",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[list[dict]]:  # type: ignore[type-arg]
    """What the cells print in a project whose first release was corrected and learned from."""
    project = tmp_path_factory.mktemp("project")
    raw, out = project / "data" / "raw", project / "data" / "processed"
    raw.mkdir(parents=True)
    for name, text in TEXTS.items():
        (raw / name).write_text(text, encoding="utf-8")
    settings = Settings(project=project)
    run_folder(raw, out, settings=settings, workers=0)
    document = document_of_text(TEXTS["ferry.txt"], doc_id="ferry.txt")
    who = {"author": "Ann", "time": "2031-05-21T09:00:00Z"}
    group, town = {"actor_type": "group"}, {"feature": "city"}
    append(
        settings.corrections_folder / "ann.jsonl",
        [
            decide("add", document, "actors", (11, 21), fields=group, **who),
            decide("add", document, "places", (41, 52), fields=town, **who),
        ],
    )
    assert train(out, settings=settings).candidate.verdict.promoted
    run_folder(raw, out, settings=settings, workers=0)
    (project / "notebooks").mkdir()
    notebook = _notebook()
    resources = {"metadata": {"path": project / "notebooks"}}
    NotebookClient(notebook, resources=resources).execute()
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def _notebook() -> nbformat.NotebookNode:
    return nbformat.reads(  # type: ignore[no-untyped-call,no-any-return]
        NOTEBOOK.read_text(encoding="utf-8"), as_version=4
    )


def test_the_committed_notebook_has_no_outputs() -> None:
    assert all(not cell.get("outputs") for cell in _notebook().cells)


def test_decisions_versions_and_rows_are_shown(outputs: list[list[dict]]) -> None:  # type: ignore[type-arg]
    shown = ["".join(o["data"].get("text/html", "") for o in cell) for cell in outputs[1:]]
    log, human, versions, _, _, learned = shown
    assert "<td>1</td>" in log
    assert log.count("add") == 2
    assert "Orl Banner" in human
    assert "ferry.txt" in human
    assert "on the corrected documents themselves" in versions
    assert "patrol.txt" in learned
    assert "ferry.txt" not in learned


def test_plots_hold_marks(outputs: list[list[dict]]) -> None:  # type: ignore[type-arg]
    drawn = [
        output["data"]["image/svg+xml"]
        for cell in outputs
        for output in cell
        if "image/svg+xml" in output.get("data", {})
    ]
    titles = ("Exact F1 before and after training", "Rows that differ from the run before")
    for title, picture in zip(titles, drawn, strict=True):
        assert title in picture
        assert picture.count('role="graphics-symbol"') > 1
