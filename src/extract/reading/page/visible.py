r"""All text that markup shows, for mails, items of feeds and XML of any kind.

In:  "<p>The ministers met.<br>They <b>agreed</b>.</p><ul><li>first"
Out: "The ministers met.\nThey agreed.\n\n- first"

Nothing is judged: what a page shows stays, menus too. The main text of a page: main_text.py.
"""

from __future__ import annotations

import re
from typing import Any, Final

from extract.reading.page.written import INSIDE, OWN_PARAGRAPH, Breaks, written

#: Elements inside a line; every other one begins a paragraph.
INLINE: Final = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em"),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
        # NITF and NewsML inside paragraphs
        *("chron", "city", "classifier", "copyrite", "country", "event", "function", "location"),
        *("money", "num", "object.title", "org", "person", "postaddr", "pronounce", "region"),
        *("state", "virtloc", "inlineTag"),
    }
)
#: Elements that begin a line, with what stands before their text.
_LINES: Final = {
    **dict.fromkeys(("br", "td", "th", "dt", "dd"), Breaks("\n")),
    "li": Breaks("\n- "),
}
#: Elements of a page that show nothing in it.
HIDDEN: Final = frozenset(
    {"script", "style", "head", "title", "noscript", "template", "svg", "math"}
)

#: "&#xD83D;", "&#55357;": halves of characters, which lxml cannot hand on
_HALF = re.compile(
    r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*(?:5529[6-9]|55[3-9]\d\d|5[67]\d{3}));?", re.IGNORECASE
)


def visible_text(markup: str) -> str:
    """The text of HTML, whole or a fragment; empty if it shows none."""
    from lxml.etree import LxmlError  # noqa: PLC0415
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    whole = _HALF.sub("\ufffd", markup.replace("\x00", ""))
    clean = whole.encode("utf-8", "replace")
    if not clean.strip():
        return ""
    try:
        tree = document_fromstring(b"<div>" + clean + b"</div>", HTMLParser(encoding="utf-8"))
        return element_text(tree, hidden=HIDDEN)
    except (LxmlError, ValueError):  # no element at all
        return ""


def element_text(
    root: Any,  # noqa: ANN401
    inline: frozenset[str] = INLINE,
    hidden: frozenset[str] = frozenset(),
) -> str:
    """The text below an element; its own tail is left out.

    Args:
        root: An element of lxml, which has no types.
        inline: Names of elements that begin no paragraph.
        hidden: Names of elements that are left out.
    """

    def breaks_of(name: str) -> Breaks | None:
        if name in hidden:
            return None
        return INSIDE if name in inline else _LINES.get(name, OWN_PARAGRAPH)

    return written(root, breaks_of)
