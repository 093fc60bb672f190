"""What a corrected text says of a form: each span of it, as what, by whom, linked to what.

In:  a Sample, "Tavrin Shield" and the table actors
Out: Sightings: a group at 4-17, said by Ann; None for a span that is no such row
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from extract.knowledge.learned import IDENTITY
from extract.records import TYPE_COLUMN, Mention
from extract.text.names import fold
from extract.text.offsets import within
from extract.training.samples import Sample, Target, by_target

#: The column that holds the identity of a row, and the one that names it.
IDENTIFIERS: Final = {"actors": "actor_id", "places": "place_id", "agreements": "agreement_id"}
_NAMED_BY: Final = {"actors": "name", "places": "name", "agreements": "title"}
#: Columns of an identity, in the order of `Sighting.identity`.
COLUMNS: Final = ("identifier", *IDENTITY[1:])
#: Digits of the hash of a text that evidence names.
_DIGITS: Final = 16
#: Who says what merges say.
_MERGE: Final = "merge"


class Sighting(NamedTuple):
    """A span that speaks for a form.

    Args:
        source: Where it stands, as evidence names it.
        kind: Type of its row.
        authors: Who decided about it; none if it merely stands.
        identity: What they linked it to, by COLUMNS; None if they did not.
        name: What they called it; "" if they did not.
    """

    source: str
    kind: str
    authors: frozenset[str]
    identity: tuple[object, ...] | None
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A corrected text, indexed once for all forms.

    Args:
        sample: The document.
    """

    sample: Sample
    text: str = field(init=False, repr=False)
    rows: Mapping[Target, Mention] = field(init=False, repr=False)
    _spans: frozenset[tuple[int, int]] = field(init=False, repr=False)
    _given: Mapping[Target, dict[str, object]] = field(init=False, repr=False)
    _authors: Mapping[Target, frozenset[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index rows and decisions by their span."""
        given: defaultdict[Target, dict[str, object]] = defaultdict(dict)
        authors: defaultdict[Target, frozenset[str]] = defaultdict(frozenset)
        for target, decision in self.sample.targets():
            authors[target] |= {decision.author}
            if decision.action != "edges":
                given[target].update(decision.fields)
        rows = by_target(self.sample.right)
        put = object.__setattr__  # the class is frozen for everybody else
        put(self, "text", self.sample.document.text)
        put(self, "rows", rows)
        put(self, "_spans", frozenset(target.span for target in rows))
        put(self, "_given", dict(given))
        put(self, "_authors", dict(authors))

    def sightings(
        self, table: str, form: str, merged: frozenset[str]
    ) -> Iterator[Sighting | None]:
        """Each span of a form: what it is there, or None where it is no row of the table.

        Args:
            table: Where its rows should stand.
            form: As texts write it.
            merged: Identities that people merged others into.
        """
        for span in spans_of(form, self.text):
            here = Target(table, *span)
            row = self.rows.get(here)
            if row is not None:
                yield self._sighting(here, row, merged)
            elif self._speaks_against(form, span):
                yield None

    def is_echo(self, row: Mention) -> bool:
        """Whether the text says more of a name elsewhere: "the Court" after "Court of Orn"."""
        words = set(fold(row.text).split())
        others = (other for other in self.rows.values() if other.table == row.table)
        return any(words < set(fold(other.text).split()) for other in others)

    def source(self, row: Mention) -> str:
        """A span as evidence: digits of the text's hash, and offsets."""
        return source_of(self.sample, row)

    def _speaks_against(self, form: str, span: tuple[int, int]) -> bool:
        """Whether a span that is no row of the table is something else, or a mere word.

        "Lorn" in "Lorn Front" says nothing of Lorn. "Lorn Front" without a row was overlooked,
        while "Lorn" may be a word.
        """
        if span in self._spans:
            return True
        return " " not in form and not any(within(span, other) for other in self._spans)

    def _sighting(self, here: Target, row: Mention, merged: frozenset[str]) -> Sighting:
        given, authors = self._given.get(here, {}), self._authors.get(here, frozenset())
        identifier = IDENTIFIERS[row.table]
        linked = {name: given.get(name) for name in COLUMNS[1:]}
        linked["identifier"] = given.get(identifier)
        if getattr(row, identifier) in merged:
            linked["identifier"] = getattr(row, identifier)
            authors = authors or frozenset({_MERGE})
        identity = tuple(linked[name] for name in COLUMNS)
        return Sighting(
            source=self.source(row),
            kind=str(getattr(row, TYPE_COLUMN[row.table])),
            authors=authors,
            identity=identity if any(value is not None for value in identity) else None,
            name=str(given.get(_NAMED_BY[row.table], "")),
        )


def source_of(sample: Sample, row: Mention) -> str:
    """A span as evidence: digits of the text's hash, and offsets."""
    return f"{(sample.document.text_sha256 or '')[:_DIGITS]}@{row.start}-{row.end}"


def spans_of(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a form stands in a text as whole words, however its blanks are written."""
    first, *others = form.split()
    if first not in text:  # most forms stand in few texts
        return
    words = r"\s+".join(map(re.escape, (first, *others)))
    for found in re.finditer(rf"(?<!\w){words}(?!\w)", text):
        yield found.span()
