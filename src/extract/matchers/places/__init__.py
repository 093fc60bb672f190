"""Find places by name lists and by the words around a name.

In:  a parsed text     "in the Dashkasan, Kalbajar, and Lachin directions, BAKU, 3 May --"
Out: proposals         Dashkasan | Kalbajar | Lachin (place-list), BAKU (dateline)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.matchers.base import propose
from extract.matchers.places.cues import Cue, Cues, shouts
from extract.matchers.places.marks import Marks
from extract.matchers.places.runs import ARTICLES, PARTICLES, Run, is_name, lead, runs
from extract.text.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from extract.records import Proposal

#: Tokens of the longest name that is looked up: "San José de las Lajas" has five.
LONGEST: Final = 5
#: A bare name is proposed only for a place of this size: smaller ones share their names with
#: people and things. Origin: cut-off of the index's middle level.
LARGE: Final = 15_000
#: A bare name of a unit or town this large is one, whatever body the model sees in it.
HUGE: Final = 400_000
#: A name with an article is proposed only for a place of this size: "The Hague", no "The Mission".
FAMOUS: Final = 100_000
#: Letters of an acronym, which is a place only by a cue of its own: "PAN", "MOCA".
_ACRONYM: Final = 5
#: Labels of the model that are wrong about towns most often.
_DOUBTFUL: Final = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "NORP", "WORK_OF_ART"})
#: Labels under which the model takes towns and provinces for bodies: "Edmonton needs to".
_BODIES: Final = frozenset({"ORG", "FAC", "PRODUCT", "NORP"})
#: Prepositions that hardly stand before anything but places; persons are "to" and "from" too.
_SURE: Final = frozenset({"in", "near", "outside", "throughout"})
#: Marks after which a sentence goes on.
_INNER: Final = frozenset({",", "-", "–", "/", "(", "'s", "’s"})
_LIST_JOINTS: Final = frozenset({",", "and", ", and", "or", ", or"})
#: Words of the longest name that a preposition alone makes a place.
_MOST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a text's names before those that stand bare are judged.

    Args:
        labels: The model's, by first token and the token after the last.
        surnames: Folded last words of persons with two names or more.
        places: Folded names that a cue made places.
    """

    labels: Mapping[tuple[int, int], str]
    surnames: frozenset[str]
    places: set[str]

    @classmethod
    def of(cls, doc: Doc) -> _Seen:
        """Read the model's entities."""
        persons = (e for e in doc.ents if e.label_ == "PERSON" and len(e) > 1)
        return cls(
            labels={(e.start, e.end): e.label_ for e in doc.ents},
            surnames=frozenset(fold(e[-1].text) for e in persons if e[-1].is_alpha),
            places=set(),
        )


@dataclass(frozen=True, slots=True)
class PlaceMatcher:
    """Proposes places that the index or the context knows.

    Args:
        places: The index, curated places, vocabulary.
        countries: Countries are left to the matcher of names.
    """

    places: PlaceKnowledge
    countries: Countries

    def __call__(self, doc: Doc) -> Iterator[Proposal]:
        """Yield proposals, each with the cue that made it."""
        yield from Marks(self.places, self.countries)(doc.text)
        yield from self._locative(doc)
        seen = _Seen.of(doc)
        bare: list[Span] = []
        for run in runs(doc, self.places.words):
            for proposal, span in self._in_run(doc, run):
                if proposal is None:
                    bare.append(span)
                    continue
                if proposal.rule != "gazetteer-preposition" or proposal.cues["word"] in _SURE:
                    seen.places.add(fold(span.text))
                yield proposal
        for span in bare:
            yield from self._bare(doc, span, seen)

    def _in_run(self, doc: Doc, run: Run) -> Iterator[tuple[Proposal | None, Span]]:
        """Names in a run: proposed by a cue, or without a proposal if they stand bare."""
        at = run.start
        while at < run.end:
            span, entries = self._longest(doc, at, run.end)
            if at == run.start and span is not None:
                span, entries = self._with_article(doc, span, entries)
            generic = self._generic(doc, at, run)
            if generic is not None and (span is None or generic.end > span.end):
                span = generic
                label = self._feature(span)
                yield propose("places", span, rule="place-generic", label=label), span
            elif span is not None:
                cue = self._cue(doc, span, entries, run)
                if cue is not None:
                    label = cue.feature or entries[0].feature
                    seen = {"word": cue.word}
                    yield propose("places", span, rule=cue.rule, label=label, cues=seen), span
                elif self._is_alone(doc, span, run):
                    yield None, span
            at = at + 1 if span is None else span.end

    def _cue(self, doc: Doc, span: Span, entries: Sequence[Entry], run: Run) -> Cue | None:
        """The strongest cue around a known name."""
        cues = Cues(self.places, self.countries)
        if span[-1].text.lower() in self.places.words.unit_ends and len(span) > 1:
            return Cue("place-head:unit", span[-1].text, None)
        after = cues.after(doc, span)
        if after is not None:
            return after
        alone = self._is_alone(doc, span, run)
        if alone and not shouts(doc, span):
            before = cues.before(doc, span)
            if before is not None and not (self._is_acronym(span) and before.feature is None):
                return before
        if cues.contained(doc, span):
            return Cue("place-container", "", None)
        if entries[0].slug and (alone or len(span) > 1):
            return Cue("gazetteer-curated", "", None)
        return None

    def _bare(self, doc: Doc, span: Span, seen: _Seen) -> Iterator[Proposal]:
        """Propose a name that stands alone: known from a cue elsewhere, or large enough."""
        if shouts(doc, span) or fold(span[-1].text) in seen.surnames:
            return
        entries = self.places.find(span.text)
        label, model = entries[0].feature, seen.labels.get((span.start, span.end), "")
        if fold(span.text) in seen.places and model != "PERSON":
            yield propose("places", span, rule="gazetteer-preposition:echo", label=label)
        elif self._is_acronym(span) or (not model and _begins(doc, span)):
            return
        elif model in _BODIES and any(_is_known_by(entry, HUGE) for entry in entries):
            yield propose("places", span, rule="gazetteer-curated:large", label=label)
        elif any(_is_known_by(entry, LARGE) for entry in entries):
            yield propose("places", span, rule="gazetteer", label=label)

    def _is_acronym(self, span: Span) -> bool:
        return span.text.isupper() and len(span.text) <= _ACRONYM

    def _longest(self, doc: Doc, start: int, end: int) -> tuple[Span | None, Sequence[Entry]]:
        """The longest name from a token on that the index knows."""
        for stop in range(min(end, start + LONGEST), start, -1):
            span = doc[start:stop]
            if stop - start == 1 and not self._may_be_name(span[0]):
                continue
            if (
                not is_name(span[0])
                or span[0].text.lower() in ARTICLES
                or span[-1].text.lower() in PARTICLES
            ):
                continue
            if self.countries.named(span.text) is not None:
                continue
            entries = self.places.find(span.text)
            if entries:
                return span, entries
        return None, ()

    def _with_article(
        self, doc: Doc, span: Span, entries: Sequence[Entry]
    ) -> tuple[Span, Sequence[Entry]]:
        """A name with the article that belongs to it: "The Hague"."""
        if span.start and doc[span.start - 1].text == "The":
            longer = doc[span.start - 1 : span.end]
            known = self.places.find(longer.text)
            if known and known[0].primary and known[0].population >= FAMOUS:
                return longer, known
        return span, entries

    def _may_be_name(self, token: Token) -> bool:
        words = self.places.words
        return (
            len(token.text) > 2  # noqa: PLR2004  # "Of" is a town, but not in a text
            and fold(token.text) not in words.never
            and token.text.lower() not in words.compass
        )

    def _generic(self, doc: Doc, at: int, run: Run) -> Span | None:
        """A name that says itself what it is: "Amber Sea", "Gulf of Lorn"."""
        words = self.places.words
        for stop in range(min(run.end, at + LONGEST), at + 1, -1):
            span = doc[at:stop]
            if not self._may_be_name(span[0]):
                continue
            if span[-1].text in words.generic_last:
                return span
            if span[-1].text in words.buildings and self._is_venue(doc, span):
                return span
        opening = doc[at].text
        for first in words.generic_first:
            if not first.startswith(opening):
                continue
            count = len(first.split())
            if doc[at : at + count].text == first and at + count < run.end:
                return doc[at : run.end]
        return None

    def _is_venue(self, doc: Doc, span: Span) -> bool:
        return Cues(self.places, self.countries).before(doc, span) is not None

    def _feature(self, span: Span) -> str:
        """What kind of place a generic part makes."""
        words = self.places.words
        if span[-1].text in words.buildings:
            return "building"
        is_water = span[-1].text in words.waters or span[0].text in words.waters
        return "water" if is_water else "terrain"

    def _locative(self, doc: Doc) -> Iterator[Proposal]:
        """Persons and bodies of the model where a place should stand: "near Lorn and Vest"."""
        listed = -1
        for entity in doc.ents:
            if entity.label_ not in _DOUBTFUL or not self._could_be_place(entity):
                continue
            before = entity.start - 1
            while before >= 0 and doc[before].text.lower() in {*self.places.words.compass, "the"}:
                before -= 1
            word = doc[before].text.lower() if before >= 0 else ""
            follows = listed >= 0 and doc[listed : entity.start].text in _LIST_JOINTS
            if word in self.places.words.locative or follows:
                listed = entity.end
                cues = {"preposition": word}
                yield propose("places", entity, rule="locative", label="city", cues=cues)

    def _could_be_place(self, entity: Span) -> bool:
        """Whether words look like a town: one to three capitalised ones, none of them generic."""
        words = [token for token in entity if token.is_alpha]
        return (
            0 < len(words) <= _MOST_WORDS
            and not entity.text.isupper()
            and all(token.text[0].isupper() or token.text in PARTICLES for token in words)
            and not any(fold(token.text) in self.places.words.never for token in words)
        )

    def _is_alone(self, doc: Doc, span: Span, run: Run) -> bool:
        """Whether no other capitalised word belongs to the name; nationalities do not."""
        after = span.end == run.end or self.countries.of_demonym(doc[span.end].text) is not None
        return lead(doc, span.start, self.places.words) <= run.start and after


def _begins(doc: Doc, span: Span) -> bool:
    """Whether a name is one word at the head of a sentence, where any word is capitalised."""
    if len(span) > 1:
        return False
    before = doc[span.start - 1] if span.start else None
    return before is None or before.is_space or not (before.is_alpha or before.text in _INNER)


def _is_known_by(entry: Entry, size: int) -> bool:
    """Whether a name without any cue may mean this place: a larger one, called just so.

    "Clay" is no district of that name, and "Grant" no county.
    """
    is_town = entry.feature == "city" or (entry.feature == "region" and entry.primary)
    return entry.population >= size and (is_town if size < HUGE else is_town and entry.primary)
