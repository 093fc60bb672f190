"""The files of the page, as they are sent.

In:  a name                 "review.js"
Out: bytes                  the script as one, without what is only for those who read the source;
     the style likewise
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from extract.looks import SHARED, look

#: The script, in the order its parts build on each other; it is sent as one.
SCRIPTS: Final = (
    "elements.js", "arcs.js", "keys.js", "dom.js", "wire.js", "text.js", "span.js", "map.js",
    "dialogs.js", "panel.js", "documents.js", "mentions.js", "acts.js", "main.js",
)  # fmt: skip
#: The style, in the order its parts override each other; it is sent as one.
STYLES: Final = ("colours.css", "base.css", "review.css")
#: Files of the page; nothing else of the disk is ever sent.
PAGE: Final = ("review.html", "icon.svg", "review.css", "review.js")
#: The outlines of the map: data, fetched when it is needed.
MAP: Final = "outlines.json"
#: Indents and comments ("let mode = null; // a SpanMode"): they are for those who read the source.
_UNSENT: Final = re.compile(rb"^(?:[ \t]*//.*\n|[ \t]+)|[ \t]+// .*$", re.MULTILINE)


def asset(name: str) -> bytes:
    """Content of a file of the page."""
    if name == "review.js":
        parts = b"".join(map(_read, SCRIPTS))
        return b"(() => {\n'use strict';\n" + _UNSENT.sub(b"", parts) + b"})();\n"
    content = b"".join(map(_read, STYLES)) if name == "review.css" else _read(name)
    return content if name == MAP else _UNSENT.sub(b"", content)


def _read(name: str) -> bytes:
    if name in SHARED:
        return look(name).encode()
    return (files("extract.review") / "page" / name).read_bytes()
