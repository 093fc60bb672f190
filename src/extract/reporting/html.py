"""The report as one HTML file that asks nobody for anything.

In:  the payload
Out: a page with style, script, outlines and tables inside, and a policy that allows just those
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from html import escape
from importlib.resources import files
from string import Template
from typing import Any, Final

from extract.looks import SHARED, look

#: The script, in the order its parts build on each other; first what all pages share.
SCRIPTS: Final = (
    "elements.js",
    "arcs.js",
    "dom.js",
    "tables.js",
    "quotes.js",
    "overview.js",
    "documents.js",
    "reader.js",
    "outlines.js",
    "map.js",
    "timeline.js",
    "together.js",
    "agreements.js",
    "main.js",
)
#: The style, in the order its parts override each other.
STYLES: Final = ("colours.css", "base.css", "page.css", "reader.css", "views.css", "media.css")
#: Inside a script element: what could end it, and what old scripts take for a line's end.
_UNSAFE: Final = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def page(payload: dict[str, Any], title: str) -> str:
    """Text of the HTML file.

    Args:
        payload: What `payload.payload` gathered.
        title: Shown at the top and in the window's title.
    """
    style = "".join(map(_asset, STYLES))
    script = "".join(["(() => {\n'use strict';\n", *map(_asset, SCRIPTS), "})();\n"])
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Template(_asset("report.html")).substitute(
        policy=policy,
        title=escape(title),
        style=style,
        script=script,
        outlines=json_in_html(json.loads(_asset("outlines.json"))),
        tables=json_in_html(payload),
    )


def json_in_html(value: object) -> str:
    """JSON that stays inside its script element whatever texts it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _UNSAFE.items():
        text = text.replace(character, escaped)
    return text


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"sha256-{b64encode(digest).decode()}"


def _asset(name: str) -> str:
    if name in SHARED:
        return look(name)
    return (files("extract.reporting") / "page" / name).read_text(encoding="utf-8")
