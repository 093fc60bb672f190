"""Write the main text of a page down, as paragraphs.

In:  the tree that trafilatura returns: <p>, <head>, <list><item>, <table><row><cell>, <lb/>
Out: text with an empty line between paragraphs, "- " before items of lists, a line for each cell

Its own text joins the cells of tables, in which old pages keep all of their text, into one line.
"""

from __future__ import annotations

from typing import Any, Final

from extract.reading.page.written import INSIDE, OWN_PARAGRAPH, Breaks, written

#: Others (<hi>, <ref>) stand inside a line.
_BREAKS: Final = {
    **dict.fromkeys(("p", "head", "quote", "list", "table", "row", "code", "div"), OWN_PARAGRAPH),
    "item": Breaks("\n- "),
    "cell": Breaks("\n"),
    "lb": Breaks("\n"),
}


def body_text(body: Any) -> str:  # noqa: ANN401  # lxml has no types
    """The text of a tree.

    Args:
        body: Root element; its own tail is left out.
    """
    return written(body, lambda name: _BREAKS.get(name, INSIDE))
