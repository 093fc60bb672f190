"""Read offices and countries that stand before a comma or a colon and a name.

In:  "the Ambassador of the Kingdom of Norland, [Ana Brisk]", "For Norland: [Ana Brisk]"
Out: Introduction("Ambassador", "NOR"), Introduction("", "NOR")

Of "the Ministers of Norland, Ana Brisk, and of Sudria, Bo Olt", the second has the country alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

#: Where the words begin that introduce a name.
_CLAUSE: Final = re.compile(r"[.;:?!”\"–—]\s|\(|, (?:and )?(?=the )| and (?=the )")
#: Before the polity at the end: "... of the Republic of Norland", "... and Sudria".
_LINK: Final = re.compile(r"(?:^|[ ,])(?:of|and|in) (?:the )?(?=[A-Z])")
#: "For Norland:", "for the Government of the Republic of Norland,"
_SIGNS: Final = re.compile(
    r"\b[Ff]or (?:the )?(?:Government of )?(?:the )?([A-Z][^:,;]{1,60})[:,]?$"
)
#: What a title can go on with before its comma: "Adviser on foreign affairs".
_GOES_ON: Final = frozenset({"of", "for", "on", "to", "in", "at", "and", "from"})
_INSIDE: Final = frozenset({"of", "for", "and", "the"})
#: A clause between title and name: "the minister of Norland said on Monday,".
_VERB: Final = re.compile(r"\b(?:\w+ed|said|says|told|who|which|will|has|had|was|were|is|are)\b")
_OPENERS: Final = frozenset(
    {"the", "by", "with", "and", "to", "of", "a", "an", "its", "his", "her"}
)
#: Words of the longest title with what it is of, and before the comma at all.
_TITLE, _LONGEST = 4, 16
#: Words before a title that may hold its polity.
_OWNER: Final = 3


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the words before a comma say of the person named behind it.

    Args:
        title: The words of the office; empty if only the polity is told.
        polity: Country (ISO alpha-3) or organisation (id), None if unsaid.
    """

    title: str
    polity: str | None


@dataclass(frozen=True, slots=True)
class IntroductionReader:
    """Reads introductions.

    Args:
        is_office: Whether words name an office.
        polity: Country code or organisation id of a name or nationality, None if it is neither.
    """

    is_office: Callable[[str], bool]
    polity: Callable[[str], str | None]

    def __call__(self, ahead: str) -> Introduction | None:
        """What the words right before a name say, honorifics left out; None if nothing."""
        if not ahead.endswith((",", ":")):
            return self._right_before(ahead)
        signed = _SIGNS.search(ahead)
        if signed is not None and ahead.endswith(":"):
            polity = self.polity(signed[1])
            return None if polity is None else Introduction("", polity)
        if ahead.endswith(":"):
            return None
        return self._before_comma(ahead[:-1])

    def _before_comma(self, ahead: str) -> Introduction | None:
        head, polity = self._owner(ahead)
        title = self._title(_CLAUSE.split(head)[-1].split(" "))
        if title is not None:
            found, owner = title
            return Introduction(found, polity or owner)
        return Introduction("", polity) if polity is not None and self._is_shared(head) else None

    def _owner(self, ahead: str) -> tuple[str, str | None]:
        """The words before the polity at the end, and the polity; all of them if there is none."""
        for link in _LINK.finditer(ahead):
            polity = self.polity(ahead[link.end() :])
            if polity is not None:
                return ahead[: link.start()], polity
        return ahead, None

    def _right_before(self, ahead: str) -> Introduction | None:
        """A long title without a comma: "Minister of Labour and Youth" Olt."""
        parts = _CLAUSE.split(ahead)[-1].split(" ")[-_LONGEST:]
        for at in range(len(parts) - 1, -1, -1):
            inside = parts[at] in _INSIDE and at + 1 < len(parts)
            if parts[at].endswith(",") or not (parts[at][:1].isupper() or inside):
                break
            title = self._title(parts[at:])
            if title is not None and parts[at][:1].isupper():
                return Introduction(title[0], title[1] or self._first(parts[:at]))
        return None

    def _first(self, parts: list[str]) -> str | None:
        """The polity among the last words before a title: "Norlandic army" spokesman."""
        found = (self.polity(part) for part in parts[-_OWNER:])
        return next((polity for polity in found if polity is not None), None)

    def _title(self, parts: list[str]) -> tuple[str, str | None] | None:
        """The title in the words of a clause, with the polity before it."""
        if len(parts) > _LONGEST:
            return None
        for first in range(len(parts)):
            for count in range(min(_TITLE, len(parts) - first), 0, -1):
                title = " ".join(parts[first : first + count])
                rest = parts[first + count :]
                if not self.is_office(title) or (rest and rest[0] not in _GOES_ON):
                    continue
                polity = self._first(parts[:first])
                before = parts[first - 1].lower() if first else ""
                opens = before in _OPENERS or not before or polity is not None
                if opens and _VERB.search(" ".join(rest)) is None:
                    return title, polity
        return None

    def _is_shared(self, ahead: str) -> bool:
        """Whether a title before is for several: "the Presidents of Norland, Olt, and of"."""
        return any(word.endswith("s") and self.is_office(word) for word in ahead.split(" "))
