"""Propose what the NER model sees, trimmed to the guidelines and split at "and".

In:  the model's "the Foreign Minister Ana Brisk's" PERSON, "Lorn and Kelbin" GPE
Out: Ana Brisk (actors/person) | Lorn (places/city) | Kelbin (places/city)

What known phrases explain in full is left to them: "OSCE Minsk Group Co-Chairs" is no ORG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.base import Entity, entities
from extract.matchers.names import page as kinds
from extract.matchers.names.acronyms import is_acronym
from extract.matchers.names.edges import (
    TITLES,
    outside_titles,
    parts,
    without_common_nouns,
    without_common_words,
    without_titles,
    without_trailing_titles,
)
from extract.matchers.names.extensions import extended
from extract.matchers.names.located import Locator
from extract.matchers.names.page import ARTICLES, LONGEST_NAME, Page, trim
from extract.matchers.names.persons import surnames_in
from extract.matchers.names.portfolios import is_portfolio
from extract.matchers.names.types import body_type
from extract.records import Proposal
from extract.text.names import fold

#: What the model said of an entity.
Cues: TypeAlias = Mapping[str, str]
#: Rule of the names that the model misreads and the words before them make places.
_LOCATED: Final = "located"
#: Table and label for each label of the model that is used.
_PLACES: Final = {"GPE": "city", "LOC": "region", "FAC": "building"}
_USED: Final = frozenset({"PERSON", "ORG", "NORP", *_PLACES})
#: What text damaged by scanning holds, and no name does.
_DAMAGE: Final = frozenset("|@#=<>_\\{}[]~^*+%$0123456789:;")
#: Words of a headline that names hardly hold in capitals.
_SMALL: Final = frozenset({"IN", "ON", "TO", "THE", "AT", "WITH", "BY", "FROM"})
#: Before "by" these lead to a person: "co-chaired by Ana Brisk".
_LED: Final = frozenset({"led", "chaired", "co-chaired", "headed", "moderated", "accompanied"})
#: The last word of venues whose other words may be those of bodies: "Government Palace".
_PALACE: Final = "Palace"
_DIGITS: Final = frozenset("0123456789")
#: Before the day of an event: "Norland conference of 1995".
_ON_DAY: Final = frozenset({"of", "on"})
_NAMES_OF_PLACES: Final = frozenset({kinds.COUNTRY, kinds.DEMONYM, kinds.CAPITAL})
_COMMON: Final = frozenset({kinds.COMMON, kinds.INSTRUMENT})
_OWNERS: Final = frozenset({kinds.COUNTRY, kinds.DEMONYM})
_EXPLAINED: Final = TITLES | _COMMON | {kinds.COUNTRY, kinds.DEMONYM, kinds.BODY, kinds.CAPITAL}


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of the model as proposals.

    Args:
        actors: Gives the types of heads: "Ministry" makes a government.
    """

    actors: ActorKnowledge

    def __call__(self, page: Page) -> Iterator[Proposal]:
        """Yield one proposal per name the model saw; misread places as places."""
        found = list(self._all(page))
        located = {p.text for p in found if p.rule == _LOCATED and " " not in p.text}
        located -= surnames_in(found)
        for proposal in found:
            if proposal.kind == "actors" and proposal.text in located:
                yield replace(proposal, kind="places", rule=_LOCATED, label="city")
            else:
                yield proposal

    def _all(self, page: Page) -> Iterator[Proposal]:
        for entity in entities(page.doc):
            if entity.label == "EVENT":
                yield from _event(page, entity)
            elif entity.label in _USED:
                cues = _score(page, entity)
                for start, end in parts(page, entity):
                    found = self._party if entity.label == "NORP" else self._read
                    yield from found(page, Entity(start, end, entity.label), cues)

    def _party(self, page: Page, part: Entity, cues: Cues) -> Iterator[Proposal]:
        """A political group that is a party: "Liberal" party, "Democrats of the Left"."""
        start, end = trim(page, part.start, part.end)
        extended = self._extended(page, start, end) if start < end else end
        if extended > end:
            yield page.propose(
                "actors", start, extended, rule="ner:ORG", label="organization", cues=cues
            )

    def _extended(self, page: Page, start: int, end: int) -> int:
        """The end of a party's name that goes on: "party" after it, or "of the Norlanders"."""
        if end < len(page.words) and page.words[end] in {"party", "Party"}:
            return end + 1 if page.kind_at(start) is None else end
        head = page.words[end - 1]
        if head not in self.actors.words.extended or end + 1 >= len(page.words):
            return end
        if page.words[end] != "of":
            return end
        at = end + 1 + (page.words[end + 1] in ARTICLES)
        last = at + LONGEST_NAME
        while at < last and page.is_capitalised(at) and page.kind_at(at) not in TITLES:
            find = page.beginning.get(at)
            end = at = at + 1 if find is None else find.end
            if find is not None:
                break
        return end

    def _read(self, page: Page, part: Entity, cues: Cues) -> Iterator[Proposal]:
        label = part.label
        start, end = outside_titles(page, part.start, part.end)
        if label == "ORG" and _is_ranked(page, start):
            label = "PERSON"
        if label == "PERSON":
            start, end = without_titles(page, start, end)
        else:
            start, end = without_common_words(page, start, end)
            end = without_trailing_titles(page, start, end)
            end = without_common_nouns(page, start, end)
        if label == "ORG" and start < end:
            end = self._extended(page, start, end)
        start, end = trim(page, start, end)
        if start >= end or _is_damaged(page, label, start, end):
            return
        body = label == "ORG"
        if _is_explained(page, start, end) and not (body and _is_national(page, start, end)):
            return
        if label != "PERSON" and self._is_common(page, start, end, body=body):
            return
        rule = f"ner:{label}"
        kind = "actors"
        if label in _PLACES:
            kind, type_ = "places", _PLACES[label]
        elif self._is_located(page, label, start, end):
            kind, rule, type_ = "places", _LOCATED, "city"
        elif label == "PERSON":
            type_ = "person"
        else:
            type_ = self._type(page, start, end)
            end = extended(page, end, self.actors.words)
        yield page.propose(kind, start, end, rule=rule, label=type_, cues=cues)

    def _is_field(self, page: Page, start: int, end: int) -> bool:
        """Whether a span is a minister's field, and no word of it says that it is a body."""
        if page.kind_at(start) == kinds.BODY or not is_portfolio(page, start):
            return False
        return body_type(_written(page, start, end), self.actors.words) is None

    def _is_located(self, page: Page, label: str, start: int, end: int) -> bool:
        """Whether the words before a name make it a place, and none of its own forbids it."""
        venue = page.words[end - 1] == _PALACE and page.kind_at(end - 1) is None
        if label == "ORG" and not venue and self._type(page, start, end) != "organization":
            return False
        return Locator(self.actors.words.located, self.actors.by_surname).is_place(
            page, label, start, end
        )

    def _is_common(self, page: Page, start: int, end: int, *, body: bool) -> bool:
        """Whether a span names an agreement or a field, or is a head alone: "the Office"."""
        first, last = page.beginning.get(start), page.ending.get(end)
        if last is not None and last.word.kind == kinds.INSTRUMENT:
            return True
        opens = first is not None and first.word.kind == kinds.INSTRUMENT
        if opens and page.words[start + 1 : end][:1] and page.words[start + 1].islower():
            return True  # "Treaty on", not "Agreement Monitoring" Committee
        if _is_shouted(page, start, end) or (body and self._is_field(page, start, end)):
            return True
        word, words = page.words[start], self.actors.words
        return end - start == 1 and (
            word in words.dependent or word in words.mixed or _is_sentence_word(page, start)
        )

    def _type(self, page: Page, start: int, end: int) -> str:
        """The type of actor that a name's own words tell."""
        known = page.beginning.get(start)
        if known is not None and known.word.kind == kinds.PERSON and known.end == end:
            return "person"
        if known is not None and known.word.kind == kinds.BODY:
            body = self.actors.by_id[known.word.value]
            if known.end == end or body.actor_type == "igo":  # "UN Truce Monitoring Team"
                return body.actor_type
        told = body_type(_written(page, start, end), self.actors.words)
        if told is None and self._is_person(page, start, end):
            return "person"
        return told or "organization"

    def _is_person(self, page: Page, start: int, end: int) -> bool:
        """Whether a name without a head is a person's: a known surname, an office after it."""
        if end - start == 1:
            word = page.words[start]
            return not is_acronym(word) and fold(word) in self.actors.by_surname
        if start > 1 and page.words[start - 1] == "by" and page.words[start - 2] in _LED:
            return True
        if end + 2 >= len(page.words) or page.words[end] != ",":
            return False
        at = page.after(end + 1)
        office = page.beginning.get(at + (at < len(page.words) and page.words[at] in ARTICLES))
        return office is not None and office.word.kind == kinds.TITLE


def _written(page: Page, start: int, end: int) -> list[str]:
    """The words of a name as written: "Bi-National" is one."""
    return page.read.stretch(start, end).replace(",", "").split()


def _event(page: Page, entity: Entity) -> Iterator[Proposal]:
    """A mask over an event, its day left to the dates: 2031 "Norland election" of 5 May."""
    start, end = trim(page, entity.start, entity.end)
    while start < end and page.words[start].isdigit():
        start += 1
    of = next((at for at in range(end - 1, start, -1) if page.words[at] in _ON_DAY), end)
    if any(not _DIGITS.isdisjoint(word) for word in page.words[of:end]):
        end = of
    if start < end:
        yield page.propose("mask", start, end, rule="ner:EVENT", label="event")


def _score(page: Page, entity: Entity) -> dict[str, str]:
    """How sure the model was of an entity, where our own pass over its weights says so."""
    scores = page.doc.user_data.get("entity_scores", {})
    return {"score": f"{scores[entity.start]:.4f}"} if entity.start in scores else {}


def _is_ranked(page: Page, start: int) -> bool:
    """Whether an honorific or a rank opens what the model calls a body: "Corporal Olt"."""
    find = page.cover.get(start)
    return find is not None and (find.word.kind == kinds.HONORIFIC or find.word.value == "rank")


def _is_shouted(page: Page, start: int, end: int) -> bool:
    """Whether a span is part of a headline in capitals: "REBELS SEAL PACT IN THE NORTH"."""
    words = page.words[start:end]
    return len(words) > 2 and all(w.isupper() for w in words) and bool(_SMALL & {*words})  # noqa: PLR2004


def _is_sentence_word(page: Page, at: int) -> bool:
    """Whether a common word is only capitalised because a sentence begins: "Ships sail"."""
    word, before = page.words[at], page.before(at)
    opens = before < 0 or page.words[before] in {".", "!", "?", ":"} or at - before > 1
    return opens and not is_acronym(word) and word.lower() in page.words


def _is_damaged(page: Page, label: str, start: int, end: int) -> bool:
    """Whether a span is no name: marks of scanning, no capital, digits in a person."""
    text = page.read.stretch(start, end)
    marks = _DAMAGE if label == "PERSON" else _DAMAGE - _DIGITS
    return not marks.isdisjoint(text) or not any(letter.isupper() for letter in text)


def _is_national(page: Page, start: int, end: int) -> bool:
    """Whether a span is a known body of a country: "Norlandic Labour Party", "Party of Norland".

    Acronyms are left out: "Norlandic NATO" is two things.
    """
    first, last = page.beginning.get(start), page.ending.get(end)
    if first is None or last is None or first is last:
        return False
    if last.word.kind == kinds.BODY:
        owned = first.word.kind in _OWNERS and first.end == last.start
        return owned and last.end - last.start > 1
    if first.word.kind != kinds.BODY or last.word.kind not in _OWNERS:
        return False
    links = [word for word in page.words[first.end : last.start] if word not in ARTICLES]
    return links == ["of"] and first.end - first.start > 1


def _is_explained(page: Page, start: int, end: int) -> bool:
    """Whether a country, or several known phrases with joints, make up the whole span."""
    whole = page.beginning.get(start)
    if whole is not None and whole.end == end and whole.word.kind in _NAMES_OF_PLACES:
        return True
    known = set()
    for at in range(start, end):
        find = page.cover.get(at)
        if find is None:
            if page.words[at][:1].isalpha() and page.words[at] not in {"of", "the", "and", "to"}:
                return False
        elif find.word.kind not in _EXPLAINED or find.start < start or find.end > end:
            return False
        else:
            known.add(find.start)
    return len(known) > 1 or any(page.kind_at(at) in TITLES | _COMMON for at in range(start, end))
