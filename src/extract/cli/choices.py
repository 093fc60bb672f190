"""Words that must be one of a few: a shell completes them, another is told the nearest.

In:  extract export sqlit
Out: Invalid value for FORMAT: 'sqlit' is not known. Did you mean sqlite?
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

import typer

from extract.spelling import near


class Choice(TypedDict):
    """What `typer.Argument` and `typer.Option` take for a choice."""

    callback: Callable[[str | None], str | None]
    autocompletion: Callable[[str], list[str]]


def one_of(known: Sequence[str]) -> Choice:
    """Allow these words alone.

    Args:
        known: As users type them; None passes too, for options without a default.
    """

    def check(word: str | None) -> str | None:
        if word is None or word in known:
            return word
        raise typer.BadParameter(f"{word!r} is not known. {near(word, known)}".rstrip())

    def complete(incomplete: str) -> list[str]:
        return [word for word in known if word.startswith(incomplete)]

    return {"callback": check, "autocompletion": complete}
