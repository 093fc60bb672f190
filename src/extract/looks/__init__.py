"""What the pages that we make share: colours, first rules, elements out of texts, outlines.

In:  a name        "base.css"
Out: the text of the file; the report has it inside, the review page is sent it
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

#: The files, in the order in which scripts and styles build on each other.
SHARED: Final = ("colours.css", "base.css", "elements.js", "arcs.js", "outlines.json")


def look(name: str) -> str:
    """The text of one of SHARED."""
    return (files("extract.looks") / name).read_text(encoding="utf-8")
