"""Gather the proposals for one span into readings, and let them vote on what it is.

In:  proposals       Lachin: ner:PERSON -> actors/person | place-list -> places/district
Out: one reading     Lachin: places/district, because of place-list, 0.87 sure
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from extract.knowledge.trust import Trust
from extract.records import Proposal
from extract.text.offsets import Span

#: Kinds that compete for the same words: a span is a person, a place or an event, not two of them.
NAME_KINDS = ("actors", "places", "mask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read one span, with everyone who proposed it.

    Args:
        kind: Table it is for, or "mask".
        label: Type within the table, e.g. "city".
        span: Where it stands.
        rules: Who proposed it, in a fixed order without repetition.
        cues: What they saw, merged; the first word on a cue stays.
        support: That the reading is right, 0 to 1, if its rules err independently.
        strong: Whether any rule may overrule the NER model.
    """

    kind: str
    label: str
    span: Span
    rules: tuple[str, ...]
    cues: Mapping[str, str]
    support: float
    strong: bool


def gather(proposals: Iterable[Proposal], trust: Trust) -> list[Reading]:
    """Make one reading of all proposals that agree on span, kind and label.

    Returns:
        Readings sorted by span, kind and label.
    """
    groups: defaultdict[tuple[int, int, str, str], list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        groups[proposal.start, proposal.end, proposal.kind, proposal.label].append(proposal)
    return [_reading(groups[key], trust) for key in sorted(groups)]


def _reading(group: Sequence[Proposal], trust: Trust) -> Reading:
    first = group[0]
    if len(group) == 1:  # most names have one voice
        rules: tuple[str, ...] = (first.rule,)
        cues: Mapping[str, str] = first.cues
    else:
        rules, cues = tuple(sorted({proposal.rule for proposal in group})), _merged(group)
    return Reading(
        kind=first.kind,
        label=first.label,
        span=Span(first.start, first.end),
        rules=rules,
        cues=cues,
        support=combined(_shares(group, trust).values()),
        strong=any(trust.is_strong(rule) for rule in rules),
    )


def _shares(group: Iterable[Proposal], trust: Trust) -> dict[str, float]:
    """Each rule's share, at the model's surest word where it spoke more than once."""
    shares: dict[str, float] = {}
    for proposal in group:
        share = trust.of(proposal.rule, float(proposal.cues.get("score", 1.0)))
        shares[proposal.rule] = max(share, shares.get(proposal.rule, 0.0))
    return shares


def _merged(voices: Iterable[Proposal | Reading]) -> dict[str, str]:
    """The cues of several voices; the first word on a cue stays."""
    cues: dict[str, str] = {}
    for voice in voices:
        for cue, seen in voice.cues.items():
            cues.setdefault(cue, seen)
    return cues


def combined(shares: Iterable[float]) -> float:
    """Probability that not all of the voices are wrong: 0.8 and 0.5 give 0.9."""
    return 1.0 - prod(1.0 - share for share in shares)


def elect(readings: Iterable[Reading]) -> list[Reading]:
    """Keep one reading of each span among those of one kind family.

    The kind is elected first, by everyone who proposed it under any label, then the label; a
    strong rule's kind beats any number of weak ones. The winner carries all rules of its kind.
    """
    by_span: defaultdict[Span, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_span[reading.span].append(reading)
    return [_elected(by_span[span]) for span in sorted(by_span)]


def _elected(rivals: Sequence[Reading]) -> Reading:
    if len(rivals) == 1:
        return rivals[0]
    by_kind: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in rivals:
        by_kind[reading.kind].append(reading)
    winners = max(by_kind.values(), key=_weight)
    best = max(winners, key=lambda reading: (reading.strong, reading.support, reading.label))
    return Reading(
        kind=best.kind,
        label=best.label,
        span=best.span,
        rules=tuple(sorted({rule for reading in winners for rule in reading.rules})),
        cues=_merged([best, *winners]),
        support=combined(reading.support for reading in winners),
        strong=best.strong,
    )


def _weight(readings: Sequence[Reading]) -> tuple[bool, float, str]:
    strong = any(reading.strong for reading in readings)
    return strong, combined(reading.support for reading in readings), readings[0].kind
