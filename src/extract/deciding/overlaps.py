"""Settle which of several overlapping spans stay, over all kinds.

In:  readings         "Dashkasan, Kalbajar" ORG | "Dashkasan" place | "Kalbajar" place
Out: those that stay  "Dashkasan" place | "Kalbajar" place

The rules are those of the annotation guidelines: the longest of actors and places wins; nothing
stays inside a named or numbered agreement or inside the name of an event; a described agreement
keeps what it contains.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from extract.deciding.votes import NAME_KINDS, Reading, elect
from extract.text.offsets import Span, overlaps, within

#: What joins the members of a list: "Dashkasan, Kalbajar and Lachin", "Armenia-Azerbaijan".
_JOINTS = re.compile(r"(?:\s|,|;|/|-|–|\band\b|\bor\b|\bthe\b|&)*")
_CITED_FORMS = ("named", "numbered")
#: A reading below this makes no row. Origin: data/gold train; a row that is right less often than
#: half the F1 costs more than it brings.
LEAST_SUPPORT = 0.38


def is_cited(reading: Reading) -> bool:
    """Whether a reading is an agreement cited by title or number: nothing stays inside it."""
    return reading.kind == "agreements" and reading.cues.get("form") in _CITED_FORMS


def settle(readings: Iterable[Reading], text: str) -> list[Reading]:
    """Choose the readings that stay.

    Args:
        readings: One or more a span, of any kind, as `votes.gather` makes them.
        text: The document's text.

    Returns:
        The readings that stay, in text order.
    """
    return [kept for cluster in clusters(readings) for kept in _settle(cluster, text)]


def clusters(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Cut readings into groups that share no character, so that each is settled by itself."""
    group: list[Reading] = []
    end = 0
    for reading in sorted(readings, key=lambda r: (r.span, r.kind, r.label)):
        if group and reading.span.start >= end:
            yield group
            group = []
        end = max(end, reading.span.end)
        group.append(reading)
    if group:
        yield group


def _settle(pool: Sequence[Reading], text: str) -> list[Reading]:
    if len(pool) == 1:  # most names stand alone
        return [reading for reading in pool if _makes_row(reading)]
    names = _longest(
        _without_lists(elect(r for r in pool if r.kind in NAME_KINDS), text), _outranks
    )
    dates = _longest(elect(r for r in pool if r.kind == "dates"), _is_surer)
    agreements = _longest(elect(r for r in pool if r.kind == "agreements"), _is_surer)

    names = [name for name in names if not _is_taken_by_date(name, dates)]
    agreements = [a for a in agreements if not any(_swallows(name, a) for name in names)]
    closed = [a.span for a in agreements if is_cited(a)]
    names = [name for name in names if not any(overlaps(name.span, span) for span in closed)]
    closed += [name.span for name in names]
    dates = [date for date in dates if not any(overlaps(date.span, span) for span in closed)]
    kept = [reading for reading in (*names, *dates, *agreements) if _makes_row(reading)]
    return sorted(kept, key=lambda reading: (reading.span, reading.kind))


def _makes_row(reading: Reading) -> bool:
    return reading.kind != "mask" and reading.support >= LEAST_SUPPORT


def _longest(
    readings: Sequence[Reading], outranks: Callable[[Reading, Reading], bool]
) -> list[Reading]:
    """Keep the longest of overlapping readings, unless a shorter one outranks it."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (r.span.start - r.span.end, r.span)):
        rivals = [rival for rival in kept if overlaps(rival.span, reading.span)]
        if all(outranks(reading, rival) for rival in rivals):
            kept = [rival for rival in kept if rival not in rivals]
            kept.append(reading)
    return kept


def _is_surer(shorter: Reading, longer: Reading) -> bool:
    """Whether a shorter reading that crosses a longer one is better supported."""
    return not within(shorter.span, longer.span) and shorter.support > longer.support


def _outranks(shorter: Reading, longer: Reading) -> bool:
    """Whether a shorter name wins against a longer one that overlaps it.

    Inside: only a cued place inside what the model alone calls a place ("Kalbajar district"), but
    no nationality ("Norlandic Empire").
    Crossing: the one with a rule behind it, then the better supported.
    """
    if within(shorter.span, longer.span):
        both = shorter.kind == longer.kind == "places" and shorter.label != "demonym"
        return both and shorter.strong and not longer.strong
    return (shorter.strong, shorter.support) > (longer.strong, longer.support)


def _without_lists(names: Sequence[Reading], text: str) -> list[Reading]:
    """Leave out spans of the model alone that are whole lists of names with rules behind them."""
    strong = [name for name in names if name.strong and name.kind != "mask"]
    return [name for name in names if name.strong or not _is_list(name, strong, text)]


def _is_list(name: Reading, strong: Sequence[Reading], text: str) -> bool:
    members = [m for m in strong if m.span != name.span and within(m.span, name.span)]
    members = [m for m in members if not any(_inside(m, other) for other in members)]
    if len(members) < 2 or _is_national(members, text):  # noqa: PLR2004  # a list has two members
        return False
    at = name.span.start
    for member in members:
        if not _JOINTS.fullmatch(text, at, member.span.start):
            return False
        at = member.span.end
    return _JOINTS.fullmatch(text, at, name.span.end) is not None


def _is_national(members: Sequence[Reading], text: str) -> bool:
    """Whether two names are one body of a country: "Norlandic Labour Party", no acronym."""
    first, last = members[0], members[-1]
    words = text[last.span.start : last.span.end]
    owned = first.label in {"demonym", "country"} and last.kind == "actors"
    apart = text[first.span.end : last.span.start]
    return len(members) == 2 and owned and apart == " " and " " in words  # noqa: PLR2004


def _inside(inner: Reading, outer: Reading) -> bool:
    return inner.span != outer.span and within(inner.span, outer.span)


def _is_taken_by_date(name: Reading, dates: Sequence[Reading]) -> bool:
    """Whether a date claims the words: "Sunday" is no person; "11 September Brigade" no date."""
    return any(
        overlaps(name.span, date.span) and not _inside(date, name)
        for date in dates
        if date.span != name.span or not name.strong
    )


def _swallows(name: Reading, agreement: Reading) -> bool:
    """Whether a longer name holds an agreement and goes on after it: a body, not an instrument.

    "Collective Security Treaty Organization" is an actor; "Charter of the OIC" is a charter. The
    model alone does not make a body of a title that stands on a list.
    """
    goes_on = _inside(agreement, name) and name.span.end > agreement.span.end
    return goes_on and (name.strong or not is_cited(agreement))


def enclosing(span: Span, agreements: Sequence[Reading]) -> Reading | None:
    """The described agreement around a span, if there is one.

    Args:
        span: Of a date.
        agreements: Those that stay, in text order; none overlaps another.
    """
    behind = bisect_right(agreements, span.start, key=lambda agreement: agreement.span.start)
    last = agreements[behind - 1] if behind else None
    return last if last and not is_cited(last) and within(span, last.span) else None
