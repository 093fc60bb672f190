"""Mark the mentions in a text: colours on a terminal, brackets elsewhere.

In:  "in Lachin on 3 May", the place 3-9, the date 13-18
Out: Text with styles, or "in [Lachin] on <3 May>"
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

    from extract.records import Mention

#: Style, opening and closing mark of each table. Agreements are underlined, so that dates and
#: names inside them keep their colour.
MARKS: Final = {
    "actors": ("bold cyan", "{", "}"),
    "places": ("bold green", "[", "]"),
    "dates": ("yellow", "<", ">"),
    "agreements": ("underline magenta", "((", "))"),
}


def has_colours(console: Console) -> bool:
    """Whether colours will be seen: a terminal that was not asked for none."""
    return console.is_terminal and not console.no_color and console.color_system is not None


def marked(text: str, mentions: Iterable[Mention], console: Console, *, first: int = 0) -> Text:
    """A text with its mentions marked.

    Args:
        text: A stretch of a document.
        mentions: Of any table; those not wholly inside are left out.
        console: Where it will be printed.
        first: Offset of the stretch in its document.
    """
    last = first + len(text)
    inside = [m for m in mentions if first <= m.start and m.end <= last]
    if has_colours(console):
        page = Text(text)
        for mention in sorted(inside, key=lambda m: m.start - m.end):  # longer ones first
            style, _, _ = MARKS[mention.table]
            page.stylize(style, mention.start - first, mention.end - first)
        return page
    return Text(_bracketed(text, inside, first))


def _bracketed(text: str, mentions: Sequence[Mention], first: int) -> str:
    """Put the marks of every mention around its span; an inner one closes before its outer."""
    opening: dict[int, list[Mention]] = {}
    closing: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        opening.setdefault(mention.start - first, []).append(mention)
        closing.setdefault(mention.end - first, []).insert(0, mention)
    parts, at = [], 0
    for place in sorted({*opening, *closing}):
        parts.append(text[at:place])
        parts.extend(MARKS[mention.table][2] for mention in closing.get(place, ()))
        parts.extend(MARKS[mention.table][1] for mention in opening.get(place, ()))
        at = place
    return "".join([*parts, text[at:]])


def legend(console: Console) -> Text:
    """What the marks mean."""
    page = Text()
    for table, (style, opens, closes) in MARKS.items():
        if has_colours(console):
            page.append(table, style).append("  ")
        else:
            page.append(f"{opens}{table}{closes}  ")
    page.rstrip()
    return page
