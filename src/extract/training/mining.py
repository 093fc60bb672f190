"""Mine learned data from corrected documents, beside what the version before had learned.

In:  samples, merges, the data of the version before
Out: Learned; the same samples give the same data, in the same order
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from extract.correcting.decision import Decision
from extract.knowledge.learned import Learned, LearnedHead, LearnedHolder, LearnedName, Stop
from extract.knowledge.trust import load_trust
from extract.knowledge.whole import Knowledge
from extract.text.names import fold
from extract.training.holders import mine_holders
from extract.training.names import NameMiner
from extract.training.rejected import StopMiner, mine_heads
from extract.training.samples import Sample
from extract.training.sightings import spans_of

K = TypeVar("K", str, tuple[str, str])
E = TypeVar("E", LearnedName, Stop, LearnedHead, LearnedHolder)


def mine(
    samples: Sequence[Sample],
    knowledge: Knowledge,
    merges: Mapping[str, str],
    before: Learned,
) -> Learned:
    """Mine data, and keep of the earlier data what nothing speaks against.

    Args:
        samples: Corrected documents, their rows found without learned data.
        knowledge: Packaged knowledge and the project's own.
        merges: New identity by old one.
        before: What the version before had learned.
    """
    names = {_key(n): n for n in NameMiner(knowledge.countries, merges)(samples)}
    stops = {_key(s): s for s in StopMiner(knowledge.countries, load_trust())(samples)}
    stops = {key: stop for key, stop in stops.items() if key not in names}
    heads = {h.noun: h for h in mine_heads(samples, frozenset(knowledge.agreements.words.heads))}
    holders = {_term(h): h for h in mine_holders(samples, knowledge.actors)}
    unmet = _Unmet(samples)
    kept_names = {_key(n): n for n in before.names if unmet(n.form)}
    kept_stops = {_key(s): s for s in before.stops if unmet(s.form)}
    kept_heads = {h.noun: h for h in before.heads if unmet(h.noun)}
    kept_holders = {_term(h): h for h in before.holders if unmet(h.person)}
    return Learned(
        names=_sorted({**kept_names, **names}),
        stops=_sorted({**kept_stops, **stops}),
        heads=_sorted({**kept_heads, **heads}),
        holders=_sorted({**kept_holders, **holders}),
        confidence=before.confidence,
    )


def agreed_merges(
    decisions: Iterable[Decision], known: frozenset[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Merges that can be learnt from, and those that contradict one another or what is known.

    Args:
        decisions: Of the log.
        known: Identities of packaged things, which are not one another.

    Returns:
        New identity by old one; the old identities of contradictory merges.
    """
    into: defaultdict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.action == "merge":
            into[str(decision.fields["from"])].add(str(decision.fields["into"]))
    agreed: dict[str, str] = {}
    against: list[str] = []
    for old, new in sorted(into.items()):
        target = min(new)
        is_circle = any(old in _reached(other, into) for other in new)
        if len(new) > 1 or is_circle or (old in known and target in known):
            against.append(old)
        else:
            agreed[old] = target
    return agreed, tuple(against)


def _reached(start: str, into: Mapping[str, set[str]]) -> set[str]:
    """All identities that merges lead to from one."""
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(into.get(name, ()))
    return reached


class _Unmet:
    """Tells which forms corrected texts say nothing about."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._texts = [sample.document.text for sample in samples]

    def __call__(self, form: str) -> bool:
        return not any(next(spans_of(form, text), None) for text in self._texts)


def _term(holder: LearnedHolder) -> tuple[str, str]:
    return fold(holder.person), holder.office


def _key(entry: LearnedName | Stop) -> tuple[str, str]:
    return entry.table, fold(entry.form)


def _sorted(entries: Mapping[K, E]) -> tuple[E, ...]:
    """Entries by their keys, whatever order they were found in."""
    return tuple(entries[key] for key in sorted(entries))
