r"""Write words as a part of a regular expression.

In:  {"sign", "signed", "co-signed"}
Out: r"co\-signed|signed|sign"
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Any of some words, a longer one before its own beginning; "" if there are none."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
