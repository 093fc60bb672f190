"""Tables of the sample releases, made once for all tests that look at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SAMPLE = Path(__file__).parents[1] / "data" / "raw" / "sample"

#: How often a property is tried that names no number itself; `make check-long` takes the long one.
for profile, examples in (("short", 40), ("long", 1500)):
    settings.register_profile(
        profile,
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
settings.load_profile("short")


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the five tables of data/raw/sample."""
    from extract.api.run import run_folder  # noqa: PLC0415  # spaCy loads only where it is needed

    out = tmp_path_factory.mktemp("sample") / "processed"
    run_folder(SAMPLE, out)
    return out
