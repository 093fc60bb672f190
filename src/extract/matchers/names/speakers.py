"""Propose who speaks in a transcript: names in capitals before a colon, more than once.

In:  lines "BRISK: We met." and "BRISK (Foreign Ministry): Not yet."
Out: BRISK | BRISK, each a person; no "QUESTION:", which no name is
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from extract.matchers.base import propose_slice
from extract.matchers.names.page import Page
from extract.records import Proposal

#: A line that begins "BRISK:", "MS. BRISK:" or "BRISK (Foreign Ministry):".
_TURN: Final = re.compile(
    r"^(?:(?:MR|MRS|MS|DR|AMBASSADOR|MINISTER|SECRETARY)\.? )?"
    r"([A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]{2,})?)(?: \([^()\n]{2,60}\))?: ",
    re.MULTILINE,
)
#: Who speaks without a name, and headings of notes.
_NOBODY: Final = frozenset(
    {"QUESTION", "QUESTIONS", "ANSWER", "ANSWERS", "MODERATOR", "OPERATOR", "SPOKESPERSON"}
    | {"SPOKESMAN", "SPOKESWOMAN", "REPORTER", "JOURNALIST", "INTERPRETER", "CHAIR", "NOTE"}
    | {"CONTACT", "EMBARGO", "SOURCE", "SUBJECT", "DATE", "PLACE", "TEL", "FAX", "EMAIL"}
    | {"READ", "ALSO", "MORE", "PHOTO", "PHOTOS", "VIDEO", "WATCH", "SEE", "LISTEN", "TOPICS"}
    | {"BACKGROUND", "UPDATE", "CORRECTION", "ANNEX", "MINISTER", "PRESIDENT", "SECRETARY"}
)
#: One line may be a heading, two are a conversation.
_LEAST: Final = 2


def speakers(page: Page) -> Iterator[Proposal]:
    """Yield the speakers of a transcript, wherever a line of theirs begins."""
    text = page.read.text
    turns = [match for match in _TURN.finditer(text) if match[1] not in _NOBODY]
    often = {name for name, count in Counter(t[1] for t in turns).items() if count >= _LEAST}
    for turn in turns:
        if often and not _is_known(page, turn.start(1)):
            yield propose_slice("actors", text, *turn.span(1), rule="speaker", label="person")


def _is_known(page: Page, start: int) -> bool:
    """Whether something known stands there: "NORLAND: four years on" is a heading."""
    return any(page.read.starts[find.start] == start for find in page.finds)
