"""Every test that docs/reliability.md names is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
#: "`test_kill.py::test_killed_a_few_times`"; in tests/faults unless a folder is named.
NAMED: Final = re.findall(r"`((?:tests/\S+/)?test_\w+\.py)(?:::(\w+))?", PAGE)


@pytest.mark.parametrize(("file", "function"), sorted(set(NAMED)))
def test_a_promise_names_its_test(file: str, function: str) -> None:
    text = (ROOT / (file if "/" in file else f"tests/faults/{file}")).read_text(encoding="utf-8")
    assert not function or f"def {function}(" in text
