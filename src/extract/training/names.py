"""Mine names from corrected documents: what a form is wherever it stands.

In:  samples        "Lorn Front" is a group in two texts, and stands nowhere else as anything else
Out: LearnedNames   Lorn Front, actors, group; seen 5, against 0, by 1 person

A form is learnt if somebody said so of it once, and nearly all spans of it in the corrected texts
agree. Countries, nationalities and capitals are not: the words around them decide what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from extract.correcting.apply import HUMAN
from extract.knowledge.countries import Countries
from extract.knowledge.learned import LearnedName
from extract.records import TYPE_COLUMN, AgreementMention, Mention
from extract.text.names import fold, is_title
from extract.training.samples import Sample
from extract.training.sightings import COLUMNS, IDENTIFIERS, Page, Sighting

#: Share of the spans of a form that must agree. Origin: reasoned; one slip in five is forgiven.
AGREE: Final = 0.8
#: Spans that an entry names as its evidence.
MOST_SOURCES: Final = 5
#: Types whose rows depend on the words around them, or on the text before.
_BY_CONTEXT: Final = frozenset({"country", "demonym"})
#: Letters of the shortest form.
_LEAST: Final = 3


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
        pages = [Page(sample) for sample in samples]
        told: dict[tuple[str, str], str] = {}
        for page in pages:
            for row in self._told(page):
                told.setdefault((row.table, fold(row.text)), " ".join(row.text.split()))
        for (table, _), form in sorted(told.items()):
            entry = self._entry(table, form, pages) if self.is_learnable(form) else None
            if entry is not None:
                yield entry

    def is_learnable(self, form: str) -> bool:
        """Whether a form can mean one thing: capitals, no country's name, no loose ends."""
        plain = sum(letter.isalnum() for letter in form) >= _LEAST
        ends = (form[0].isupper() or form[0].isdigit()) and (form[-1].isalnum() or form[-1] == ".")
        known = (self.countries.named, self.countries.of_demonym, self.countries.of_capital)
        return plain and ends and all(look(form) is None for look in known)

    def _told(self, page: Page) -> Iterator[Mention]:
        """Rows whose form may be learnt: what people made, and what they merged."""
        for row in page.rows.values():
            identifier = IDENTIFIERS.get(row.table)
            if identifier is None or getattr(row, TYPE_COLUMN[row.table]) in _BY_CONTEXT:
                continue
            if isinstance(row, AgreementMention) and not (row.named or is_title(row.text)):
                continue
            is_bare = getattr(row, "actor_type", "") == "person" and len(row.text.split()) == 1
            if is_bare:  # a surname is whom the text has named before
                continue
            is_told = row.method == HUMAN or getattr(row, identifier) in self.merged.values()
            if is_told and not page.is_echo(row):
                yield row

    def _entry(self, table: str, form: str, pages: Sequence[Page]) -> LearnedName | None:
        merged = frozenset(self.merged.values())
        sightings = [s for page in pages for s in page.sightings(table, form, merged)]
        seen = [sighting for sighting in sightings if sighting is not None]
        if not seen:  # its span cuts a word
            return None
        kinds = Counter(sighting.kind for sighting in seen)
        kind, votes = min(kinds.items(), key=lambda item: (-item[1], item[0]))
        authors = {author for sighting in seen for author in sighting.authors}
        if not authors or votes < AGREE * len(sightings):
            return None
        agreed = [sighting for sighting in seen if sighting.kind == kind]
        return LearnedName(
            form=form,
            table=table,
            kind=kind,
            name=_most(tuple(s.name for s in agreed if s.authors and s.name)) or form,
            seen=votes,
            against=len(sightings) - votes,
            authors=len(authors),
            sources=tuple(s.source for s in agreed[:MOST_SOURCES]),
            **_identity(agreed),
        )


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
    return dict(zip(COLUMNS, identity, strict=True))
