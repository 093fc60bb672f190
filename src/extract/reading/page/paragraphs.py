"""Write the main text of a page down, as paragraphs.

In:  the tree that trafilatura returns: <p>, <head>, <list><item>, <table><row><cell>, <lb/>
Out: text with an empty line between paragraphs, "- " before items of lists, a line for each cell

Its own text joins the cells of tables, in which old pages keep all of their text, into one line.
"""

from __future__ import annotations

import re
from typing import Any, Final

_PARAGRAPH: Final = "\n\n"
#: What stands before the text of an element, paragraph breaks after it as well; others (<hi>,
#: <ref>) stand inside a line.
_BREAKS: Final = {
    "p": _PARAGRAPH, "head": _PARAGRAPH, "quote": _PARAGRAPH, "list": _PARAGRAPH,
    "table": _PARAGRAPH, "row": _PARAGRAPH, "code": _PARAGRAPH, "div": _PARAGRAPH,
    "item": "\n", "cell": "\n", "lb": "\n",
}  # fmt: skip
#: White space of HTML, which is one blank wherever it stands; a no-break space is none of it.
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")


def body_text(body: Any) -> str:  # noqa: ANN401  # lxml has no types
    """The text of a tree.

    Args:
        body: Root element; its own tail is left out.
    """
    parts: list[str] = []
    waiting: list[Any] = [body]  # a stack of elements and of texts that follow them
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        breaks = _BREAKS.get(item.tag, "") if isinstance(item.tag, str) else ""
        if item is not body:
            waiting.append(_blanks_as_one(item.tail))
        if isinstance(item.tag, str):  # comments have none
            parts.append(
                f"{breaks}{'- ' if item.tag == 'item' else ''}{_blanks_as_one(item.text)}"
            )
            waiting.append(breaks if breaks == _PARAGRAPH else "")
            waiting.extend(reversed(item))
    text = _LINE_ENDS.sub("\n", "".join(parts))
    return _EMPTY_LINES.sub(_PARAGRAPH, text).strip()


def _blanks_as_one(text: str | None) -> str:
    return "" if text is None else _BLANKS.sub(" ", text)
