r"""Read a Markdown file as the text that a reader of it sees.

In:  "# Talks resume\n\nThe **minister** of [Norland](https://n.example) said ..."
Out: an Entry: text "Talks resume\n\nThe minister of Norland said ...", title "Talks resume"

Marks of headings, emphasis, links, quotes, code and tables go, their words stay; so do the lines.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extract.reading.encoding import decode
from extract.reading.entry import Entry
from extract.reading.formats.plain import entry_of
from extract.reading.raw import RawFile

#: Marks in the order they are taken off, each with what stays.
_MARKS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    # <!-- a comment -->
    (re.compile(r"<!--(?:(?!<!--).){0,10000}?-->", re.DOTALL), ""),
    # "```text", "~~~"
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n`]*$", re.MULTILINE), ""),
    # "![Map of the area](map.png)": a picture has no words of its own
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    # "[Norland](https://n.example)", "[Norland][1]"
    (re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,100}\])"), r"\1"),
    # "[1]: https://n.example", a definition of links
    (re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]+\S.*$", re.MULTILINE), ""),
    # "<https://n.example>", "<br>", "</div>"
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>"), ""),
    # "## Talks resume ##"
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),
    # "> quoted"
    (re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE), ""),
    # "=====" under a heading, "---", "* * *", "| --- | :-- |"
    (re.compile(r"^[ \t]{0,3}[=|:*_ \t-]{3,}$", re.MULTILINE), ""),
    # "| Norland | 12 |"
    (re.compile(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", re.MULTILINE), ""),
    # "**foreign minister**", "__x__"
    (re.compile(r"(?<!\\)(\*\*|__)(?=\S)([^\n*_]{1,500})(?<![\s\\])\1"), r"\2"),
    # "*x*", "_x_", but not "a_b_c"
    (re.compile(r"(?<![\\\w*])([*_])(?=\S)([^\n*_]{1,500})(?<![\s\\])\1(?![\w*])"), r"\2"),
    # "`code`"
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    # "1\. No list", "\*"
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
#: The first heading: "# Talks resume", or a line above "=====".
_TITLE = re.compile(r"^ {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$|^(\S.*)\n=+[ \t]*$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


def parse_markdown(raw: RawFile) -> list[Entry]:
    """Read one Markdown file.

    Raises:
        UnreadableError: The bytes are no text.
    """
    decoded = decode(raw.content, raw.charset)
    decoded = replace(decoded, text=decoded.text.replace("\r\n", "\n"))
    entry = entry_of(raw, decoded)
    heading = _TITLE.search(entry.text)
    title = None if heading is None else without_marks(heading[1] or heading[2]).strip()
    return [replace(entry, text=without_marks(entry.text), title=entry.title or title)]


def without_marks(text: str) -> str:
    """The words of a Markdown text, in their lines."""
    for mark, words in _MARKS:
        text = mark.sub(words, text)
    return _EMPTY_LINES.sub("\n\n", text).strip("\n")
