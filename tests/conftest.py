"""Tables of the sample releases, made once for all tests that look at them."""

from __future__ import annotations

from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "data" / "raw" / "sample"


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the five tables of data/raw/sample."""
    from extract.api.run import run_folder  # noqa: PLC0415  # spaCy loads only where it is needed

    out = tmp_path_factory.mktemp("sample") / "processed"
    run_folder(SAMPLE, out)
    return out
