"""Which linked place a text puts an unknown one beside: its container, and its fellows in a list.

In:  places in text order      "[Ulva] and [Kelbin] villages of [Vest] region", only Vest is linked
Out: Beside of Ulva            contained in Vest; Kelbin leads there
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from extract.linking.places.within import OWNS
from extract.records import PlaceMention

#: Words and marks between two members of one list: "Ulva, Kelbin and Vest", "Ulva as well as the
#: village of Kelbin".
_FELLOWS: Final = re.compile(
    r"(?: [a-z]+)?(?:, and|,| and| or|,? as well as|/|-|–| to| near) ?"
    r"(?:(?:the|in|at|of|near|from|to|villages?|towns?) )*"
)
#: What leads to a container: "Ulva village of Vest", "Ulva in the northern Vest", "Ulva (Vest)".
_INSIDE: Final = re.compile(r"(?:,? [a-z]+){0,3} (?:of|in) (?:the )?(?:[a-z-]+ ){0,2}| \(")
#: "Ulva, Norland": only a country after a comma contains; a town may be the next of a list.
_COMMA: Final = ", "
#: Characters of the longest words between two places that the text puts beside each other.
_MOST: Final = 60
#: Names of the longest list that is looked through on each side.
_LONGEST: Final = 20
_BLANKS: Final = re.compile(r"\s+")


class Beside(NamedTuple):
    """Countries that the text itself puts an unknown place into.

    Args:
        container: Of what contains it, or a list it belongs to.
        after: Of the first linked place further on in its list.
        before: Of the last linked place before it in its list.
    """

    container: str | None
    after: str | None
    before: str | None


def beside(places: Sequence[PlaceMention], at: int, text: str) -> Beside:
    """What the text puts the place at a position beside.

    Args:
        places: Of a document, in text order, nationalities left out.
        at: Position of the unknown one.
        text: Their text.
    """
    container, after = _onward(places, at, text)
    owner, before = _backward(places, at, text)
    return Beside(container or owner, after, before)


def _onward(places: Sequence[PlaceMention], at: int, text: str) -> tuple[str | None, str | None]:
    """Countries of the container and of the next linked fellow; one of them at most."""
    inside = False
    for one, other in zip(
        places[at : at + _LONGEST], places[at + 1 : at + _LONGEST], strict=False
    ):
        gap = _gap(one, other, text)
        contains = _contains(other, gap)
        if not (contains or _FELLOWS.fullmatch(gap)):
            break
        inside = inside or contains
        if _tells(other, places[at]) and (other.feature != "country" or contains):
            return (other.country_code, None) if inside else (None, other.country_code)
    return None, None


def _backward(places: Sequence[PlaceMention], at: int, text: str) -> tuple[str | None, str | None]:
    """Countries of the owner and of the last linked fellow; one of them at most."""
    for one, other in _pairs_before(places, at):
        gap = _gap(other, one, text)
        if OWNS.fullmatch(gap):
            return other.country_code, None
        if not _FELLOWS.fullmatch(gap):
            break
        if _tells(other, places[at]):
            return None, None if other.feature == "country" else other.country_code
    return None, None


def _pairs_before(
    places: Sequence[PlaceMention], at: int
) -> Iterator[tuple[PlaceMention, PlaceMention]]:
    for position in range(at, max(0, at - _LONGEST), -1):
        yield places[position], places[position - 1]


def _contains(other: PlaceMention, gap: str) -> bool:
    if gap == _COMMA:
        return other.feature == "country"
    return _INSIDE.fullmatch(gap) is not None


def _tells(other: PlaceMention, unknown: PlaceMention) -> bool:
    """Whether a place is linked, and another than the unknown one."""
    return other.country_code is not None and other.text != unknown.text


def _gap(one: PlaceMention, other: PlaceMention, text: str) -> str:
    """The words between two places, blanks squeezed; a mark that nothing matches if too far."""
    between = text[one.end : other.start]
    if len(between) > _MOST or "\n\n" in between:
        return "¶"
    return _BLANKS.sub(" ", between)
