"""A worker does without pandas, and leaves it to those who want it."""

from __future__ import annotations

import subprocess
import sys

ARRAYS = """
import sys
from extract.engine.worker import make_first_array
make_first_array()
import pyarrow
pyarrow.table({"a": [["x"], []], "b": [1, None]}).to_pylist()
print("pandas" in sys.modules)
import pandas
print(pandas.Series([1]).sum())
"""


def test_arrays_import_no_pandas_and_others_may() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ARRAYS], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "1"]
