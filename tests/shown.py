"""Notebooks, run from top to bottom beside the tables they load.

In:  the name of a notebook, a folder of tables
Out: what each of its code cells shows: text of tables, pictures of plots
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Shown:
    """What a notebook shows: a text for each table or value, an SVG for each plot."""

    texts: Sequence[str]
    plots: Sequence[str]

    def text_with(self, words: str) -> str:
        """The one text that holds these words."""
        (text,) = (text for text in self.texts if words in text)
        return text

    def plot(self, title: str) -> str:
        """The one plot with this title."""
        (plot,) = (plot for plot in self.plots if title in plot)
        return plot


def run_notebook(name: str, tables: Path, project: Path) -> Shown:
    """Run a committed notebook in a project that has these tables.

    Args:
        name: Of the notebook.
        tables: What `extract run` wrote.
        project: An empty folder.
    """
    shutil.copytree(tables, project / "data" / "processed")
    (project / "notebooks").mkdir()
    path = ROOT / "notebooks" / f"{name}.ipynb"
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, resources={"metadata": {"path": project / "notebooks"}}).execute()
    outputs = [
        output["data"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output
    ]
    plots = [data["image/svg+xml"] for data in outputs if "image/svg+xml" in data]
    tables_shown = [data for data in outputs if "image/svg+xml" not in data]
    return Shown([data.get("text/html") or data["text/plain"] for data in tables_shown], plots)
