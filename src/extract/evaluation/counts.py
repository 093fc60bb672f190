"""Count what gold and found mentions of one document have in common.

In:  gold and found mentions of one kind in one document
Out: Counts, which add up over documents
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.evaluation.align import pair
from extract.evaluation.values import (
    date_keys,
    found_key,
    instrument_type,
    instruments,
    is_same,
    name_keys,
    number_key,
    party_keys,
)
from extract.records import (
    ActorMention,
    AgreementMention,
    DateMention,
    Mention,
    PlaceMention,
)
from extract.text.offsets import Span

MEASURES: Final = ("exact", "overlap", "document")
#: What GUIDELINES leave unmarked: vague deictics and durations.
_VAGUE: Final = re.compile(r"_REF$|^PT?X")


@dataclass(slots=True)
class Counts:
    """What one document, or many, contributed.

    Args:
        gold, found: Mentions, by measure ("document" counts distinct values).
        right: Those that agree, by measure.
        fields: By field of matched mentions: how many right, how many compared.
    """

    gold: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, other: Counts) -> None:
        """Add the counts of another document."""
        for measure in MEASURES:
            self.gold[measure] += other.gold[measure]
            self.found[measure] += other.found[measure]
            self.right[measure] += other.right[measure]
        for name, (right, compared) in other.fields.items():
            mine, all_mine = self.fields.get(name, (0, 0))
            self.fields[name] = (mine + right, all_mine + compared)

    def compare(self, name: str, *, right: bool) -> None:
        """Count one comparison of a field."""
        mine, compared = self.fields.get(name, (0, 0))
        self.fields[name] = (mine + right, compared + 1)

    def f1(self, measure: str) -> float:
        """Harmonic mean of precision and recall; 0 where nothing is right, 1 where nothing is."""
        total = self.gold[measure] + self.found[measure]
        return 2 * self.right[measure] / total if total else 1.0


def count_document(kind: str, gold: Sequence[Mention], found: Sequence[Mention]) -> Counts:
    """Count one kind in one document."""
    counts = Counts()
    spans = [Span(m.start, m.end) for m in gold], [Span(m.start, m.end) for m in found]
    pairs = pair(*spans)
    for measure in ("exact", "overlap"):
        counts.gold[measure], counts.found[measure] = len(gold), len(found)
    counts.right["exact"] = len(set(spans[0]) & set(spans[1]))
    counts.right["overlap"] = len(pairs)
    for i, j in pairs:
        _FIELDS[kind](gold[i], found[j], counts)
    wanted, given, right = _VALUES[kind](gold, found)
    counts.gold["document"], counts.found["document"] = wanted, given
    counts.right["document"] = right
    return counts


def is_scored(mention: Mention) -> bool:
    """Whether GUIDELINES mark what a row stands for: not demonyms, not vague dates."""
    if isinstance(mention, PlaceMention):
        return mention.feature != "demonym"
    if isinstance(mention, DateMention):
        return mention.value is None or not _VAGUE.search(mention.value)
    return True


def label_of(mention: Mention) -> str:
    """The type of a mention within its kind."""
    if isinstance(mention, ActorMention):
        return mention.actor_type
    if isinstance(mention, PlaceMention):
        return "country" if mention.feature == "country" else "place"
    if isinstance(mention, DateMention):
        return mention.timex_type
    assert isinstance(mention, AgreementMention)
    return "named" if mention.named else "described"


def _actor_fields(gold: Mention, found: Mention, counts: Counts) -> None:
    assert isinstance(gold, ActorMention)
    assert isinstance(found, ActorMention)
    counts.compare("actor_type", right=gold.actor_type == found.actor_type)
    if gold.country_code:
        counts.compare("country_code", right=gold.country_code == found.country_code)


def _place_fields(gold: Mention, found: Mention, counts: Counts) -> None:
    assert isinstance(gold, PlaceMention)
    assert isinstance(found, PlaceMention)
    if gold.country_code:
        counts.compare("country_code", right=gold.country_code == found.country_code)
    if gold.geonames_id is not None:
        counts.compare("geonames_id", right=gold.geonames_id == found.geonames_id)


def _date_fields(gold: Mention, found: Mention, counts: Counts) -> None:
    assert isinstance(gold, DateMention)
    assert isinstance(found, DateMention)
    counts.compare("timex_type", right=gold.timex_type == found.timex_type)
    counts.compare("value", right=gold.value in date_keys(found))


def _agreement_fields(gold: Mention, found: Mention, counts: Counts) -> None:
    assert isinstance(gold, AgreementMention)
    assert isinstance(found, AgreementMention)
    counts.compare("agreement_type", right=instrument_type(gold) == instrument_type(found))
    if gold.date:
        counts.compare("date", right=gold.date == found.date)
    elif found.date:
        counts.compare("date_not_invented", right=False)
    else:
        counts.compare("date_not_invented", right=True)
    if gold.number:
        counts.compare("number", right=number_key(gold.number) == number_key(found.number))
    if gold.parties:
        counts.compare("parties", right=party_keys(gold.parties) == party_keys(found.parties))


def _name_values(gold: Sequence[Mention], found: Sequence[Mention]) -> tuple[int, int, int]:
    accepted = name_keys(m for m in gold if isinstance(m, ActorMention | PlaceMention))
    given = dict.fromkeys(
        found_key(m) for m in found if isinstance(m, ActorMention | PlaceMention)
    )
    left = list(accepted)
    right = 0
    for key in given:
        hit = next((keys for keys in left if key in keys), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return len(accepted), len(given), right


def _date_values(gold: Sequence[Mention], found: Sequence[Mention]) -> tuple[int, int, int]:
    wanted = {m.value for m in gold if isinstance(m, DateMention)}
    given: list[set[str]] = []
    for mention in found:
        assert isinstance(mention, DateMention)
        keys = date_keys(mention)
        if keys and not any(keys & others for others in given):
            given.append(keys)
    return len(wanted), len(given), sum(any(v in keys for keys in given) for v in wanted)


def _agreement_values(gold: Sequence[Mention], found: Sequence[Mention]) -> tuple[int, int, int]:
    wanted = instruments([m for m in gold if isinstance(m, AgreementMention)])
    given = instruments([m for m in found if isinstance(m, AgreementMention)])
    left = list(given)
    right = 0
    for one in wanted:
        hit = next((other for other in left if is_same(one, other)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return len(wanted), len(given), right


_FIELDS: Final[dict[str, Callable[[Mention, Mention, Counts], None]]] = {
    "actors": _actor_fields,
    "places": _place_fields,
    "dates": _date_fields,
    "agreements": _agreement_fields,
}
_VALUES: Final[
    dict[str, Callable[[Sequence[Mention], Sequence[Mention]], tuple[int, int, int]]]
] = {
    "actors": _name_values,
    "places": _name_values,
    "dates": _date_values,
    "agreements": _agreement_values,
}
