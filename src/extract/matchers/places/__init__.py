"""Find places by name lists and by the words around a name.

In:  a parsed text     "in the Dashkasan, Kalbajar, and Lachin directions, BAKU, 3 May --"
Out: proposals         Dashkasan | Kalbajar | Lachin (place-list), BAKU (dateline)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.matchers.places.cues import Cue, Cues, shouts
from extract.matchers.places.known import KnownNames
from extract.matchers.places.located import located
from extract.matchers.places.marks import LARGE, Marks
from extract.matchers.places.page import Page, Words
from extract.matchers.places.pairs import Pairs
from extract.matchers.places.runs import lead, runs
from extract.matchers.places.venues import venues
from extract.text.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.records import Proposal

#: A bare name of a unit or town this large is one, whatever body the model sees in it.
HUGE: Final = 400_000
#: Letters of an acronym, which is a place only by a cue of its own: "PAN", "MOCA".
_ACRONYM: Final = 5
#: Labels under which the model takes towns and provinces for bodies: "Edmonton needs to".
_BODIES: Final = frozenset({"ORG", "FAC", "PRODUCT", "NORP"})
#: Prepositions that hardly stand before anything but places; persons are "to" and "from" too.
_SURE: Final = frozenset({"in", "near", "outside", "throughout"})
#: Marks after which a sentence goes on.
_INNER: Final = frozenset({",", "-", "–", "/", "(", "'s", "’s"})


@dataclass(frozen=True, slots=True)
class PlaceMatcher:
    """Proposes places that the index or the context knows.

    Args:
        places: The index, curated places, vocabulary.
        countries: Countries are left to the matcher of names.
    """

    places: PlaceKnowledge
    countries: Countries
    _names: KnownNames = field(init=False, repr=False, compare=False)
    _cues: Cues = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build what looks names and cues up, once for all runs of words."""
        object.__setattr__(self, "_names", KnownNames(self.places, self.countries))
        object.__setattr__(self, "_cues", Cues(self.places, self.countries))

    def __call__(self, doc: Doc) -> Iterator[Proposal]:
        """Yield proposals, each with the cue that made it."""
        page = Page.of(doc)
        yield from Marks(self.places, self.countries)(page.text)
        yield from Pairs(self.places, self.countries)(page.text)
        yield from venues(page.text)
        found = located(page, self.places.words)
        yield from (one for one in found if self.countries.of_demonym(one.text) is None)
        sure: set[str] = set()
        bare: list[Words] = []
        for run in runs(page, self.places.words):
            yield from self._demonyms(page, run)
            for name, proposal in self._in_run(page, run):
                if proposal is None:
                    bare.append(name)
                    continue
                if proposal.rule != "gazetteer-preposition" or proposal.cues["word"] in _SURE:
                    sure.add(fold(proposal.text))
                yield proposal
        for name in bare:
            yield from self._bare(page, name, sure)

    def _demonyms(self, page: Page, run: Words) -> Iterator[Proposal]:
        """Adjectives and peoples of regions: "Texan", "South Asian"."""
        at = run.start
        while at < run.end:
            if fold(page.words[at]) not in self.places.demonym_starts:
                at += 1
                continue
            names = (Words(at, at + size) for size in (3, 2, 1) if at + size <= run.end)
            known = (n for n in names if fold(page.written(n)) in self.places.demonyms)
            found = next(known, None)
            if found is not None:
                yield page.propose(found, rule="demonym:region", label="demonym")
            at = at + 1 if found is None else found.end

    def _in_run(self, page: Page, run: Words) -> Iterator[tuple[Words, Proposal | None]]:
        """Names in a run: proposed by a cue, or without a proposal if they stand bare."""
        names, at = self._names, run.start
        while at < run.end:
            name, entries = names.longest(page, at, run.end)
            generic = names.generic(page, at, run.end)
            if generic is not None and (name is None or generic.end > name.end):
                name, label = generic, names.feature(page, generic)
                yield name, page.propose(name, rule="place-generic", label=label)
            elif name is not None:
                longer = names.with_article(page, name) if at == run.start else None
                tailed = names.with_tail(page, name)
                if tailed is not None:
                    yield tailed, page.propose(tailed, rule="gazetteer-curated:tail", label="city")
                yield from self._judge(page, longer or name, entries, run)
            at = at + 1 if name is None else name.end

    def _judge(
        self, page: Page, name: Words, entries: Sequence[Entry], run: Words
    ) -> Iterator[tuple[Words, Proposal | None]]:
        """A known name with its strongest cue, or none."""
        cue = self._cue(page, name, entries, run)
        if cue is not None:
            label, seen = cue.feature or entries[0].feature, {"word": cue.word}
            yield name, page.propose(name, rule=cue.rule, label=label, cues=seen)
        elif self._is_alone(page, name, run):
            yield name, None

    def _cue(self, page: Page, name: Words, entries: Sequence[Entry], run: Words) -> Cue | None:
        """The strongest cue around a known name."""
        cues, is_long = self._cues, name.end - name.start > 1
        last = page.words[name.end - 1]
        if is_long and last.lower() in self.places.words.unit_ends:
            return Cue("place-head:unit", last, None)
        after = cues.after(page, name)
        if after is not None:
            return after
        alone = self._is_alone(page, name, run)
        around = self._around(page, name) if alone else None
        if around is not None:
            return around
        if cues.contained(page, name):
            return Cue("place-container", "", None)
        if entries[0].slug:
            return Cue("gazetteer-curated", "", None) if alone or is_long else None
        longer = is_long and self._ends_in_country(page, name, entries[0])
        return Cue("gazetteer-curated:longer", "", None) if longer else None

    def _around(self, page: Page, name: Words) -> Cue | None:
        """What stands before a name that is alone, or before the list it belongs to."""
        before = None if shouts(page, name) else self._cues.before(page, name)
        if before is not None and not (before.feature is None and _is_acronym(page, name)):
            return before
        return self._cues.listed_before(page, name)

    def _ends_in_country(self, page: Page, name: Words, entry: Entry) -> bool:
        """Whether a large place bears a longer name than a country: "New Jersey"."""
        is_country = self.countries.named(page.words[name.end - 1]) is not None
        return is_country and _is_known_by(entry, LARGE)

    def _bare(self, page: Page, name: Words, sure: set[str]) -> Iterator[Proposal]:
        """Propose a name that stands alone: known from a cue elsewhere, or large enough."""
        if shouts(page, name) or fold(page.words[name.end - 1]) in page.surnames:
            return
        written = page.written(name)
        entries, model = self.places.find(written), page.labels.get(name, "")
        label = entries[0].feature
        if fold(written) in sure and model != "PERSON":
            yield page.propose(name, rule="gazetteer-preposition:echo", label=label)
        elif _is_acronym(page, name) or (not model and _begins(page, name)):
            return
        elif model in _BODIES and any(_is_known_by(entry, HUGE) for entry in entries):
            yield page.propose(name, rule="gazetteer-curated:large", label=label)
        elif any(_is_known_by(entry, LARGE) for entry in entries):
            yield page.propose(name, rule="gazetteer", label=label)

    def _is_alone(self, page: Page, name: Words, run: Words) -> bool:
        """Whether no other capitalised word belongs to the name; nationalities do not."""
        if lead(page, name.start, self.places.words) > run.start:
            return False
        return name.end == run.end or self.countries.of_demonym(page.words[name.end]) is not None


def _is_acronym(page: Page, name: Words) -> bool:
    written = page.written(name)
    return written.isupper() and len(written) <= _ACRONYM


def _begins(page: Page, name: Words) -> bool:
    """Whether a name is one word at the head of a sentence, where any word is capitalised."""
    if name.end - name.start > 1:
        return False
    before = page.words[name.start - 1] if name.start else "."
    return not (before.isalpha() or before in _INNER)


def _is_known_by(entry: Entry, size: int) -> bool:
    """Whether a name without any cue may mean this place: a larger one, called just so.

    "Clay" is no district of that name, and "Grant" no county.
    """
    if entry.population < size or entry.feature not in {"city", "region"}:
        return False
    return entry.primary or (entry.feature == "city" and size < HUGE)
