"""What holds for every notebook before it is run."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_it_has_no_outputs_and_begins_with_load_tables(path: Path) -> None:
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)
    assert 'extract.load_tables("../data/processed")' in cells[0].source


def test_every_notebook_has_its_test() -> None:
    tests = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    assert {f"test_{path.stem.replace('-', '_')}" for path in NOTEBOOKS} <= tests
