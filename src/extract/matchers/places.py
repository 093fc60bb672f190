"""Find places by name lists and by the words around a name.

In:  a parsed text     "in the Dashkasan, Kalbajar, and Lachin directions, BAKU, 3 May --"
Out: proposals         Dashkasan | Kalbajar | Lachin (place-list), BAKU (dateline)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.matchers.base import propose
from extract.text.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from extract.records import Proposal

#: Tokens of the longest name that is looked up: "San José de las Lajas" has five.
LONGEST: Final = 5
#: A bare name is proposed only for a place of this size: smaller ones share their names with
#: people and things. Origin: cut-off of the index's middle level.
LARGE: Final = 15_000
#: Marks after which a sentence goes on.
_INNER: Final = frozenset({",", "-", "–", "/", "(", "'s", "’s"})
#: A name with an article is proposed only for a place of this size.
FAMOUS: Final = 100_000
#: Words that may stand inside a name in lower case: "Rio de Janeiro", "Umm al-Qaywayn".
_PARTICLES: Final = frozenset(
    {"de", "del", "da", "do", "dos", "di", "la", "le", "les", "el", "al", "as", "ar", "es", "sur",
     "upon", "on", "of", "am", "an", "der", "den", "-", "’", "'", "al-", "el-"}
)  # fmt: skip
_ARTICLES: Final = frozenset({"the", "a", "an"})
#: Labels of the model that are wrong about towns most often.
_DOUBTFUL: Final = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "NORP", "WORK_OF_ART"})
_LIST_JOINTS: Final = frozenset({",", "and", ", and", "or", ", or"})
#: Words of the longest name that a preposition alone makes a place.
_MOST_WORDS: Final = 3
#: "BAKU, 14 September 2022", "GENEVA (Reuters) -", "Lorn, May 3 --"
_DATELINE: Final = re.compile(
    r"^(?P<place>[A-Z][\w.’'-]+(?:[ -][A-Z][\w.’'-]+){0,3})"
    r"(?:, (?P<container>[A-Z][\w.]+(?: [A-Z]\w+)?))?"
    r"(?:,? (?:\d{1,2}\b|[A-Z][a-z]{2,8}\.? \d{1,2}\b)[^\n]{0,24}?(?:--|–|—|:|-|\.|/)"
    r"| \([A-Z][\w ]{1,20}\) ?(?:--|–|—|-)| ?(?:--|–|—) )",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised tokens in a row, `start` to `end`."""

    start: int
    end: int


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
        """Yield proposals in text order, each with the cue that made it."""
        yield from self._datelines(doc)
        yield from self._locative(doc)
        for run in _runs(doc):
            yield from self._in_run(doc, run)

    def _in_run(self, doc: Doc, run: _Run) -> Iterator[Proposal]:
        at = run.start
        while at < run.end:
            span, entries = self._longest(doc, at, run.end)
            generic = self._generic(doc, at, run)
            if generic is not None and (span is None or generic.end > span.end):
                span = generic
                yield propose("places", span, rule="place-generic", label=self._feature(span))
            elif span is not None:
                yield from self._judge(doc, span, entries, run)
            at = at + 1 if span is None else span.end

    def _longest(self, doc: Doc, start: int, end: int) -> tuple[Span | None, Sequence[Entry]]:
        """The longest name from a token on that the index knows."""
        for stop in range(min(end, start + LONGEST), start, -1):
            span = doc[start:stop]
            if not span[0].is_alpha or (stop - start == 1 and not self._may_be_name(span[0])):
                continue
            if span[-1].text.lower() in _PARTICLES or self.countries.named(span.text) is not None:
                continue
            entries = self.places.find(span.text)
            if entries and (span[0].text.lower() not in _ARTICLES or _is_famous(entries[0])):
                return span, entries
        return None, ()

    def _may_be_name(self, token: Token) -> bool:
        return len(token.text) > 2 and fold(token.text) not in self.places.words.never  # noqa: PLR2004

    def _generic(self, doc: Doc, at: int, run: _Run) -> Span | None:
        """A name that says itself what it is: "Amber Sea", "Gulf of Lorn"."""
        words = self.places.words
        for stop in range(min(run.end, at + LONGEST), at + 1, -1):
            span = doc[at:stop]
            if not self._may_be_name(span[0]):
                continue
            if span[-1].text in words.generic_last:
                return span
            if span[-1].text in words.buildings and self._before(doc, span) is not None:
                return span
        opening = doc[at].text
        for first in words.generic_first:
            if not first.startswith(opening):
                continue
            count = len(first.split())
            if doc[at : at + count].text == first and at + count < run.end:
                return doc[at : run.end]
        return None

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
            and all(token.text[0].isupper() or token.text in _PARTICLES for token in words)
            and not any(fold(token.text) in self.places.words.never for token in words)
        )

    def _judge(
        self, doc: Doc, span: Span, entries: Sequence[Entry], run: _Run
    ) -> Iterator[Proposal]:
        """Propose a known name with the strongest cue around it."""
        label = entries[0].feature
        head = self._head_after(doc, span)
        if head is not None:
            feature, noun, rule = head
            yield propose("places", span, rule=rule, label=feature, cues={"head": noun})
            return
        before = self._before(doc, span)
        if before is not None and self._is_alone(doc, span, run) and not self._shouts(doc, span):
            known_feature, noun, rule = before
            label = known_feature or label
            yield propose("places", span, rule=rule, label=label, cues={"before": noun})
            return
        if self._container_follows(doc, span):
            yield propose("places", span, rule="place-container", label=label)
            return
        if _opens_sentence(doc, span):
            return
        if entries[0].slug or (
            self._is_alone(doc, span, run) and any(_is_known_by(entry) for entry in entries)
        ):
            rule = "gazetteer-curated" if entries[0].slug else "gazetteer"
            yield propose("places", span, rule=rule, label=label)

    def _is_alone(self, doc: Doc, span: Span, run: _Run) -> bool:
        """Whether no other capitalised word belongs to the name; nationalities do not."""
        after = span.end == run.end or self.countries.of_demonym(doc[span.end].text) is not None
        return span.start == run.start and after

    def _head_after(self, doc: Doc, span: Span) -> tuple[str, str, str] | None:
        """The noun that makes a name a place: at once, or at the end of a list of names."""
        heads = self.places.words.heads_after
        at, listed = span.end, False
        while at < len(doc):
            word = doc[at].text.lower()
            if word in heads:
                if doc[at].text[0].isupper() and listed:
                    return None
                return heads[word], word, "place-list" if listed else "place-head"
            if word in {",", "and", "or", "the", "&", "-"} or (listed and _is_name(doc[at])):
                listed = True
            elif not (listed and word in _PARTICLES):
                return None
            at += 1
            if at - span.end > 4 * LONGEST:
                return None
        return None

    def _shouts(self, doc: Doc, span: Span) -> bool:
        """Whether a name stands in a line of capitals, where any word looks like one."""
        around = doc[max(0, span.start - 2) : span.end + 2]
        return around.text.isupper() and len(around) > len(span)

    def _before(self, doc: Doc, span: Span) -> tuple[str | None, str, str] | None:
        """A noun ("city of") or preposition ("in") before a name, compass words passed over."""
        words = self.places.words
        at = span.start - 1
        while at >= 0 and doc[at].text.lower() in words.compass:
            at -= 1
        if at >= 0 and doc[at].text.lower() == "the":
            at -= 1
        if at < 0:
            return None
        two = f"{doc[at - 1].text} {doc[at].text}".lower() if at else ""
        one = doc[at].text.lower()
        for noun in (two, one):
            if noun in words.heads_before:
                return words.heads_before[noun], noun, "place-head"
        if one in words.prepositions and one not in words.weak_prepositions:
            return None, one, "gazetteer-preposition"
        return None

    def _container_follows(self, doc: Doc, span: Span) -> bool:
        """Whether a comma and a country follow: "Lorn, Norland"."""
        if span.end + 1 >= len(doc) or doc[span.end].text != ",":
            return False
        return any(
            self.countries.named(doc[span.end + 1 : span.end + 1 + size].text) is not None
            for size in (3, 2, 1)
            if span.end + 1 + size <= len(doc)
        )

    def _datelines(self, doc: Doc) -> Iterator[Proposal]:
        for mark in _DATELINE.finditer(doc.text):
            if (
                not self.places.find(mark["place"])
                and self.countries.of_capital(mark["place"]) is None
            ):
                continue
            span = doc.char_span(mark.start("place"), mark.end("place"))
            if span is not None:
                yield propose("places", span, rule="dateline", label="city")


def _opens_sentence(doc: Doc, span: Span) -> bool:
    """Whether a single word begins a sentence or line, where any word is capitalised."""
    if len(span) > 1:
        return False
    before = doc[span.start - 1] if span.start else None
    return before is None or before.is_space or not (before.is_alpha or before.text in _INNER)


def _is_famous(entry: Entry) -> bool:
    """Whether a place keeps its article: "The Hague", but not "The Mission"."""
    return entry.primary and entry.population >= FAMOUS


def _is_name(token: Token) -> bool:
    """Whether a token looks like a word of a name: capitalised, with a letter."""
    return token.text[0].isupper() and token.is_alpha


def _is_known_by(entry: Entry) -> bool:
    """Whether a name without any cue may mean this place: a larger one, called just so.

    "Clay" is no district of that name, and "Grant" no county.
    """
    return entry.population >= LARGE and (entry.primary or entry.feature == "city")


def _runs(doc: Doc) -> Iterator[_Run]:
    """Stretches of capitalised words, particles and hyphens between them included."""
    start: int | None = None
    last = 0
    for token in doc:
        if _is_name(token):
            start = token.i if start is None else start
            last = token.i + 1
        elif start is not None and (
            token.text.lower() not in _PARTICLES or token.i - last > 1 or token.is_space
        ):
            yield _Run(start, last)
            start = None
    if start is not None:
        yield _Run(start, last)
