"""The files of the page, as they are sent.

In:  a name                 "review.js"
Out: bytes                  the script as one, without what is only for those who read the source
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

#: The script, in the order its parts build on each other; it is sent as one.
SCRIPTS: Final = (
    "keys.js", "dom.js", "wire.js", "text.js", "span.js", "map.js", "dialogs.js", "panel.js",
    "documents.js", "mentions.js", "acts.js", "main.js",
)  # fmt: skip
#: Files of the page; nothing else of the disk is ever sent.
PAGE: Final = ("review.html", "icon.svg", "colours.css", "review.css", "review.js")
#: Files of the report that the page shares; the map is data and fetched when it is needed.
SHARED: Final = ("colours.css", "outlines.json")
#: Indents and comments ("let mode = null; // a SpanMode"): they are for those who read the source.
_UNSENT: Final = re.compile(rb"^(?:[ \t]*//.*\n|[ \t]+)|[ \t]+// .*$", re.MULTILINE)


def asset(name: str) -> bytes:
    """Content of a file of the page."""
    if name == "review.js":
        parts = b"".join(_read("extract.review", part) for part in SCRIPTS)
        return b"(() => {\n'use strict';\n" + _UNSENT.sub(b"", parts) + b"})();\n"
    content = _read("extract.reporting" if name in SHARED else "extract.review", name)
    return content if name == "outlines.json" else _UNSENT.sub(b"", content)


def _read(room: str, name: str) -> bytes:
    return (files(room) / "page" / name).read_bytes()
