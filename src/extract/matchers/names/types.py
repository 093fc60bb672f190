"""Tell what kind of body a name is by its words alone.

In:  "Federal Assembly", "Trilateral Commission", "Lorn Liberation Front", "UNMIL"
Out: government, group, group, igo; None for "Lorn Initiative", whose words do not tell
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.knowledge.name_words import NameWords, TypeWords

#: Missions of the United Nations and the European Union: "UNMIL", "MINURCAT", "EUMM".
_MISSION: Final = re.compile(r"(?:UN|MINU|ONU|EUFOR|EUMM|EUNAV|EUPOL|EUCAP|EUTM)[A-Z]{2,}")
#: What a head goes on with: "Movement for Democracy".
_LINKS: Final = frozenset({"of", "for", "on", "in", "to", "against"})
#: Types that only a first or last word makes.
_LAST: Final = frozenset({"igo", "organization"})
#: Heads of parties too, where a name goes on: "National Congress for Reform".
_OF_PARTIES: Final = frozenset({"Congress", "Front"})
_DIVISION: Final = "Division"
_COUNCIL: Final = "Council"
_OPPOSITION: Final = "Opposition"
_MOVEMENT: Final = "Movement"
_NATIONAL: Final = "National"
#: A state's "National Commission for Energy", but a party's "National Council for Reform".
_APPOINTED: Final = frozenset({"Commission", "Authority"})
#: Names that say what they are by two words, wherever these stand: "Joint Task Force South".
_FORCES: Final = frozenset({"Task Force", "Border Guard", "Coast Guard", "General Staff"})
#: News services are bodies of their own, the "Press Service" of a ministry is not.
_PRESS: Final = "Press"
_PRESS_HEADS: Final = frozenset({"Service", "Agency"})


def body_type(parts: Sequence[str], words: NameWords) -> str | None:
    """The type of a body, None if its words do not tell.

    Args:
        parts: The words of its name, as written.
        words: Heads and the words that go with them.
    """
    named = [_usual(part) if part.isupper() and len(parts) > 1 else part for part in parts]
    if len(parts) == 1 and _MISSION.fullmatch(parts[0]) is not None:
        return "igo"
    at = _head_at(named, words)
    head, before = named[at], named[:at]
    kind = _kind(named, head, words)
    if _is_news(before, head, words):
        return "organization"
    return _of_several(before, head, words) or _of_modifiers(named, head, kind, words) or kind


def _usual(word: str) -> str:
    """A word of a name in capitals: "MINISTRY", "OF"."""
    return word.lower() if word.lower() in _LINKS else word.capitalize()


def _kind(named: Sequence[str], head: str, words: NameWords) -> str | None:
    """The type that a head makes; of an organ the body it is of: "Council of the League"."""
    kind, last, first = (words.type_of(word) for word in (head, named[-1], named[0]))
    if head not in {named[0], named[-1]} and (kind in _LAST or head in _OF_PARTIES):
        kind = None  # "Democratic Union of Norland" is a party
    if last == "igo" and kind in {None, "government"}:
        return last
    if last == "military" and kind == "group":  # "Operational Group of Norlandic Forces"
        return last
    told = (last or kind if head == named[0] else kind or last) or first
    if told is None and any(" ".join(two) in _FORCES for two in pairwise(named)):
        return "military"
    return told


def _head_at(named: Sequence[str], words: NameWords) -> int:
    """The word that heads a name: the last, or the one before "of"; the first if it is none."""
    links = [at for at, part in enumerate(named) if part in _LINKS and at]
    before = links[0] - 1 if links else len(named) - 1
    for at in (len(named) - 1, before, 0):
        if words.type_of(named[at]) is not None or named[at] in words.mixed:
            return at if not links or at <= links[0] else before
    return before


def _is_news(before: Sequence[str], head: str, words: NameWords) -> bool:
    """Whether a name is a news agency's: "Lorn News Service", "Lorn Press Agency"."""
    if head not in words.heads:
        return False
    found = words.news.intersection(before)
    if found == {_PRESS}:
        own = before[-1] == _PRESS and len(before) > 1 and before[0] not in words.types.official
        return own and head in _PRESS_HEADS
    return bool(found)


def _of_several(before: Sequence[str], head: str, words: NameWords) -> str | None:
    """A body that parties share: "Joint Monitoring Committee", "Trilateral Council"."""
    if head == _COUNCIL:
        return None if words.types.shared.isdisjoint(before) else "group"
    joint = head in words.parties and not words.joint.isdisjoint(before)
    return "group" if joint else None


def _is_states(named: Sequence[str], head: str, types: TypeWords) -> bool:
    """Whether a "National" body is the state's: "National Environment Commission"."""
    whole = head in _APPOINTED or _LINKS.isdisjoint(named)
    return whole and head in types.deciding and types.unofficial.isdisjoint(named)


def _of_modifiers(
    named: Sequence[str], head: str, kind: str | None, words: NameWords
) -> str | None:
    """What the words beside a head tell: "Federal" Council, Lorn "Liberation" Front."""
    types = words.types
    if head == _DIVISION:
        ranked = any(part[:1].isdigit() for part in named) or not types.units.isdisjoint(named)
        return kind if ranked or len(named) == 1 else "government"
    if head in types.deciding and not types.official.isdisjoint(named):
        return "government"
    if named[0] == _NATIONAL and _is_states(named, head, types):
        return "government"
    if head in types.worldly and not types.world.isdisjoint(named):
        return "igo"
    if head in types.lawful or kind == "government":
        return None
    fights = not types.armed.isdisjoint(named) and (kind is not None or head in _OF_PARTIES)
    opposes = head == _OPPOSITION and len(named) > 2  # noqa: PLR2004  # "United Lorn Opposition"
    forces = head == _MOVEMENT and "Forces" in named  # "Movement of Democratic Forces"
    return "group" if fights or opposes or forces else None
