"""Mine names from corrected documents: what a form is wherever it stands.

In:  samples        "Lorn Front" is a group in two texts, and stands nowhere else as anything else
Out: LearnedNames   Lorn Front, actors, group; seen 5, against 0, by 1 person

A form is learnt if somebody said so of it once, and nearly all spans of it in the corrected texts
agree. Countries, nationalities and capitals are not: the words around them decide what they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from extract.correcting.apply import HUMAN
from extract.knowledge.countries import Countries
from extract.knowledge.learned import IDENTITY, LearnedName
from extract.records import TYPE_COLUMN, AgreementMention, Mention
from extract.text.names import fold
from extract.text.offsets import within
from extract.training.samples import Sample, Target, by_target, rows_of

#: Share of the spans of a form that must agree. Origin: reasoned; one slip in five is forgiven.
AGREE: Final = 0.8
#: Spans that an entry names as its evidence.
MOST_SOURCES: Final = 5
_TABLES: Final = frozenset({"actors", "places", "agreements"})
_IDENTIFIERS: Final = {"actors": "actor_id", "places": "place_id", "agreements": "agreement_id"}
_NAMED_BY: Final = {"actors": "name", "places": "name", "agreements": "title"}
#: Types whose rows depend on the words around them, or on the text before.
_BY_CONTEXT: Final = frozenset({"country", "demonym"})
#: Letters of the shortest form.
_LEAST: Final = 3


class Sighting(NamedTuple):
    """A span that speaks for a form."""

    source: str
    kind: str
    authors: frozenset[str]
    identity: tuple[object, ...] | None
    name: str


@dataclass(frozen=True, slots=True)
class NameMiner:
    """Mines names.

    Args:
        countries: Whose names are left alone.
        merged: New identity by old one, where merges agree.
    """

    countries: Countries
    merged: Mapping[str, str]

    def __call__(self, samples: Sequence[Sample]) -> Iterator[LearnedName]:
        """Yield what was agreed on, in a fixed order."""
        told: dict[tuple[str, str], str] = {}
        for sample in samples:
            for row in self._told(sample):
                told.setdefault((row.table, fold(row.text)), _form(row))
        for (table, _), form in sorted(told.items()):
            if not self.is_learnable(form):
                continue
            entry = self._entry(table, form, samples)
            if entry is not None:
                yield entry

    def is_learnable(self, form: str) -> bool:
        """Whether a form can mean one thing: capitals, no country's name, no loose ends."""
        plain = sum(letter.isalnum() for letter in form) >= _LEAST
        ends = (form[0].isupper() or form[0].isdigit()) and (form[-1].isalnum() or form[-1] == ".")
        known = (self.countries.named, self.countries.of_demonym, self.countries.of_capital)
        return plain and ends and all(look(form) is None for look in known)

    def _told(self, sample: Sample) -> Iterator[Mention]:
        """Rows whose form may be learnt: what people made, and what they merged."""
        for row in rows_of(sample.right):
            if row.table not in _TABLES or getattr(row, TYPE_COLUMN[row.table]) in _BY_CONTEXT:
                continue
            if isinstance(row, AgreementMention) and not row.named:
                continue
            is_bare = getattr(row, "actor_type", "") == "person" and " " not in row.text.strip()
            if is_bare:  # a surname is whom the text has named before
                continue
            identity = getattr(row, _IDENTIFIERS[row.table])
            if (row.method == HUMAN or identity in self.merged.values()) and not _is_echo(
                row, sample
            ):
                yield row

    def _entry(self, table: str, form: str, samples: Sequence[Sample]) -> LearnedName | None:
        seen: list[Sighting] = []
        against = 0
        for sample in samples:
            for sighting in self._sightings(table, form, sample):
                if sighting is None:
                    against += 1
                else:
                    seen.append(sighting)
        if not seen:  # its span cuts a word
            return None
        kinds = Counter(sighting.kind for sighting in seen)
        kind, votes = min(kinds.items(), key=lambda item: (-item[1], item[0]))
        authors = {author for sighting in seen for author in sighting.authors}
        if not authors or votes < AGREE * (len(seen) + against):
            return None
        agreed = [sighting for sighting in seen if sighting.kind == kind]
        return LearnedName(
            form=form,
            table=table,
            kind=kind,
            name=_most(tuple(s.name for s in agreed if s.authors and s.name)) or form,
            seen=votes,
            against=len(seen) + against - votes,
            authors=len(authors),
            sources=tuple(s.source for s in agreed[:MOST_SOURCES]),
            **_identity(agreed),
        )

    def _sightings(self, table: str, form: str, sample: Sample) -> Iterator[Sighting | None]:
        """Each span of a form in a text: what it is there, or None where it is no such row."""
        rows = by_target(sample.right)
        spans = list(rows)
        given = _given(sample)
        for start, end in spans_of(form, sample.document.text):
            here = Target(table, start, end)
            row = rows.get(here)
            if row is None:
                others = [(other.start, other.end) for other in spans]
                if any(here.span == other for other in others) or (
                    # "Lorn" in "Lorn Front" says nothing of Lorn; "Lorn Front" without a row was
                    # overlooked, while "Lorn" may be a word
                    " " not in form and not any(within(here.span, other) for other in others)
                ):
                    yield None
                continue
            yield self._sighting(sample, row, given.get(here, {}), _authors(sample, here))

    def _sighting(
        self, sample: Sample, row: Mention, given: Mapping[str, object], authors: frozenset[str]
    ) -> Sighting:
        identifier = _IDENTIFIERS[row.table]
        old = getattr(row, identifier)
        linked = {name: value for name, value in given.items() if name in (*IDENTITY, identifier)}
        if old in self.merged.values():
            linked[identifier] = old
            authors = authors or frozenset({"merge"})
        columns = ("identifier", *IDENTITY[1:])
        linked["identifier"] = linked.pop(identifier, None)
        identity = tuple(linked.get(name) for name in columns)
        named = given.get(_NAMED_BY[row.table], "")
        return Sighting(
            source=source_of(sample, row),
            kind=str(getattr(row, TYPE_COLUMN[row.table])),
            authors=authors,
            identity=identity if any(value is not None for value in identity) else None,
            name=str(named),
        )


def source_of(sample: Sample, row: Mention) -> str:
    """A span as evidence: sixteen digits of the text's hash, and offsets."""
    return f"{(sample.document.text_sha256 or '')[:16]}@{row.start}-{row.end}"


def spans_of(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a form stands in a text as whole words, however its blanks are written."""
    words = r"\s+".join(re.escape(word) for word in form.split())
    for found in re.finditer(rf"(?<!\w){words}(?!\w)", text):
        yield found.span()


def _is_echo(row: Mention, sample: Sample) -> bool:
    """Whether a text says more of a name elsewhere: "the Court" after "Court of Orn"."""
    words = set(fold(row.text).split())
    longer = (set(fold(other.text).split()) for other in rows_of(sample.right)
              if other.table == row.table)  # fmt: skip
    return any(words < others for others in longer)


def _form(row: Mention) -> str:
    return " ".join(row.text.split())


def _given(sample: Sample) -> dict[Target, dict[str, object]]:
    """What decisions set, by the row they lead to."""
    given: defaultdict[Target, dict[str, object]] = defaultdict(dict)
    for target, decision in sample.targets():
        if decision.action != "edges":
            given[target].update(decision.fields)
    return dict(given)


def _authors(sample: Sample, target: Target) -> frozenset[str]:
    return frozenset(d.author for at, d in sample.targets() if at == target)


def _most(values: Sequence[str]) -> str:
    """The commonest value, the first of equals by name; "" if there is none."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else ""


def _identity(agreed: Sequence[Sighting]) -> dict[str, Any]:
    """The identity that nearly all who linked the form gave it; nothing if they disagree."""
    linked = Counter(s.identity for s in agreed if s.identity is not None)
    if not linked:
        return {}
    identity, votes = max(linked.items(), key=lambda item: (item[1], repr(item[0])))
    if votes < AGREE * linked.total():
        return {}
    return dict(zip(("identifier", *IDENTITY[1:]), identity, strict=True))
