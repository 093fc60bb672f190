"""Mine office-holders from corrected documents.

In:  samples            "Foreign Minister Ilka Tarvin", accepted, country TCD, of 3 May 2031
Out: LearnedHolders     Ilka Tarvin, foreign-minister, TCD, from 2031-05-03 on

A holder is known by full name; texts from that day on may then say the surname alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from extract.correcting.apply import HUMAN
from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.learned import LearnedHolder
from extract.records import ActorMention
from extract.text.names import fold
from extract.training.names import AGREE, MOST_SOURCES
from extract.training.samples import Sample, Target
from extract.training.sightings import source_of

_PERSON: Final = "person"


def mine_holders(samples: Sequence[Sample], actors: ActorKnowledge) -> Iterator[LearnedHolder]:
    """Yield whom the texts agree on, in a fixed order; those that are known already not.

    Args:
        samples: Corrected documents; those without a day of publication tell no office.
        actors: Offices by their titles, and who is known.
    """
    told: defaultdict[str, list[tuple[Sample, ActorMention]]] = defaultdict(list)
    for sample in samples:
        if sample.document.published is not None:
            for row in filter(_is_told, sample.right.actors):
                told[fold(row.text)].append((sample, row))
    for person, rows in sorted(told.items()):
        if person in actors.by_person:
            continue
        holder = _holder(rows, actors)
        if holder is not None:
            yield holder


def _is_told(row: ActorMention) -> bool:
    """Whether people confirmed a person by full name, with an office of a country."""
    is_full = row.actor_type == _PERSON and len(row.text.split()) > 1
    return is_full and row.method == HUMAN and bool(row.role and row.country_code)


def _holder(
    rows: Sequence[tuple[Sample, ActorMention]], actors: ActorKnowledge
) -> LearnedHolder | None:
    """The office that nearly all rows of a person name; None if they disagree or it is unknown."""
    terms = Counter((actors.words.office_of(row.role or ""), row.country_code) for _, row in rows)
    (office, polity), votes = max(terms.items(), key=lambda item: (item[1], str(item[0])))
    if office is None or polity is None or votes < AGREE * len(rows):
        return None
    days = sorted(str(sample.document.published) for sample, _ in rows)
    authors = {author for sample, row in rows for author in _authors(sample, row)}
    return LearnedHolder(
        person=" ".join(rows[0][1].text.split()),
        office=office,
        polity=polity,
        start=days[0],
        seen=votes,
        against=len(rows) - votes,
        authors=len(authors),
        sources=tuple(source_of(*one) for one in rows[:MOST_SOURCES]),
    )


def _authors(sample: Sample, row: ActorMention) -> Iterator[str]:
    here = Target(row.table, row.start, row.end)
    return (decision.author for target, decision in sample.targets() if target == here)
