"""Mine stops and heads from corrected documents.

In:  samples     "Harvest Month" was rejected as a date; "understanding of 4 May" was added
Out: Stops       Harvest Month, dates;   LearnedHeads   understanding, memorandum
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.correcting.apply import HUMAN
from extract.correcting.decision import Decision
from extract.knowledge.countries import Countries
from extract.knowledge.learned import LearnedHead, Stop
from extract.knowledge.trust import Trust
from extract.records import AgreementMention, Mention
from extract.text.names import fold
from extract.text.offsets import overlaps, within
from extract.training.names import AGREE, MOST_SOURCES
from extract.training.samples import Sample, by_target, rows_of
from extract.training.sightings import source_of, spans_of

#: Rejections of a form that a list or a cue stands behind, and texts they must come from: what
#: one text means otherwise is no mistake of a list.
_LEAST_STRONG: Final = 2
#: Rejections for each row of the form that stands.
_MAJORITY: Final = 4
#: What opens the tail of a described agreement: "understanding | reached on 4 May".
_TAIL: Final = re.compile(
    r"\s(?:of|on|between|with|for|signed|reached|concluded|adopted|agreed|struck|that|which)\b"
)
_NOUN: Final = re.compile(r"[a-z]{4,}$")
#: Spans that must agree on a head, and their share of all that the noun has: a noun is met
#: without a citation too ("an understanding of their needs").
_LEAST_HEADS, _HEAD_SHARE = 2, 0.5


@dataclass(frozen=True, slots=True)
class StopMiner:
    """Mines forms that are no rows of a table.

    Args:
        countries: Whose names are never stopped.
        trust: Tells rules that stand on a list from the look of a word.
    """

    countries: Countries
    trust: Trust

    def __call__(self, samples: Sequence[Sample]) -> Iterator[Stop]:
        """Yield what a clear majority speaks against, in a fixed order."""
        rejected: defaultdict[tuple[str, str], list[tuple[Sample, Mention]]] = defaultdict(list)
        standing: Counter[tuple[str, str]] = Counter()
        for sample in samples:
            standing.update((row.table, fold(row.text)) for row in rows_of(sample.right))
            for row in _gone(sample):
                rejected[row.table, fold(row.text)].append((sample, row))
        for key, found in sorted(rejected.items(), key=lambda item: item[0]):
            form = " ".join(found[0][1].text.split())
            if self._is_clear(form, found, standing[key]):
                authors = {d.author for sample, row in found for d in _about(sample, row)}
                yield Stop(
                    form=form,
                    table=key[0],
                    seen=len(found),
                    against=standing[key],
                    authors=len(authors),
                    sources=tuple(source_of(*one) for one in found[:MOST_SOURCES]),
                )

    def _is_clear(self, form: str, found: Sequence[tuple[Sample, Mention]], stands: int) -> bool:
        known = (self.countries.named, self.countries.of_demonym, self.countries.of_capital)
        if any(look(form) is not None for look in known):
            return False
        if len(found) < _MAJORITY * stands:
            return False
        rules = {rule for _, row in found for rule in row.method.split("+")}
        if not any(self.trust.is_strong(rule) for rule in rules):
            return True
        texts = {sample.document.text_sha256 for sample, _ in found}
        return stands == 0 and min(len(found), len(texts)) >= _LEAST_STRONG


def _gone(sample: Sample) -> Iterator[Mention]:
    """Rows that people took away; one that they made longer says nothing against its form."""
    right = by_target(sample.right)
    for target, row in by_target(sample.found).items():
        span = (row.start, row.end)
        longer = any(
            other.table == row.table and within(span, (other.start, other.end)) for other in right
        )
        if target not in right and not longer:
            yield row


def _about(sample: Sample, row: Mention) -> Iterator[Decision]:
    """Decisions about the words of a row."""
    here = (row.start, row.end)
    return (d for target, d in sample.targets() if overlaps(here, (target.start, target.end)))


def mine_heads(samples: Sequence[Sample], known: frozenset[str]) -> Iterator[LearnedHead]:
    """Yield nouns of agreements that people added, in a fixed order.

    Args:
        samples: Corrected documents.
        known: Nouns that are listed already.
    """
    found: defaultdict[str, list[tuple[Sample, AgreementMention]]] = defaultdict(list)
    for sample in samples:
        for row in sample.right.agreements:
            noun = _noun(row.text)
            if row.method == HUMAN and not row.named and noun is not None and noun not in known:
                found[noun].append((sample, row))
    for noun, rows in sorted(found.items()):
        kinds = Counter(row.agreement_type for _, row in rows)
        kind, votes = min(kinds.items(), key=lambda item: (-item[1], item[0]))
        others = sum(_elsewhere(noun, sample) for sample in samples)
        is_sure = votes >= max(_LEAST_HEADS, AGREE * len(rows), _HEAD_SHARE * (votes + others))
        if is_sure:
            authors = {d.author for sample, row in rows for d in _about(sample, row)}
            sources = tuple(source_of(*one) for one in rows[:MOST_SOURCES])
            yield LearnedHead(
                noun=noun, kind=kind, seen=votes, against=others,
                authors=len(authors), sources=sources,
            )  # fmt: skip


def _noun(words: str) -> str | None:
    """The noun before the tail of a description: "border understanding of 4 May"."""
    found = _NOUN.search(_TAIL.split(" ".join(words.split()), maxsplit=1)[0])
    return found[0] if found else None


def _elsewhere(noun: str, sample: Sample) -> int:
    """How often a noun stands outside of agreements."""
    spans = [(row.start, row.end) for row in sample.right.agreements]
    return sum(
        not any(within(span, other) for other in spans)
        for span in spans_of(noun, sample.document.text)
    )
