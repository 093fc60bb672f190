"""Propose what the NER model sees, trimmed to the guidelines and split at "and".

In:  the model's "the Foreign Minister Ana Brisk's" PERSON, "Lorn and Kelbin" GPE
Out: Ana Brisk (actors/person) | Lorn (places/city) | Kelbin (places/city)

What known phrases explain in full is left to them: "OSCE Minsk Group Co-Chairs" is no ORG.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.names import page as kinds
from extract.matchers.names.acronyms import is_acronym
from extract.matchers.names.extensions import extended
from extract.matchers.names.located import Locator
from extract.matchers.names.page import ARTICLES, HYPHENS, LONGEST_NAME, Page, trim
from extract.matchers.names.persons import PARTICLES
from extract.matchers.names.types import body_type
from extract.records import Proposal
from extract.text.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Span

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
_DIGITS: Final = frozenset("0123456789")
_TITLES: Final = frozenset({kinds.TITLE, kinds.HONORIFIC})
_NAMES_OF_PLACES: Final = frozenset({kinds.COUNTRY, kinds.DEMONYM, kinds.CAPITAL})
_COMMON: Final = frozenset({kinds.COMMON, kinds.INSTRUMENT})
_OWNERS: Final = frozenset({kinds.COUNTRY, kinds.DEMONYM})
_EXPLAINED: Final = _TITLES | _COMMON | {kinds.COUNTRY, kinds.DEMONYM, kinds.BODY, kinds.CAPITAL}


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
        persons = {word for p in found if p.label == "person" for word in p.text.split()[1:]}
        for proposal in found:
            if proposal.kind == "actors" and proposal.text in located - persons:
                yield replace(proposal, kind="places", rule=_LOCATED, label="city")
            else:
                yield proposal

    def _all(self, page: Page) -> Iterator[Proposal]:
        for entity in page.doc.ents:
            if entity.label_ == "EVENT":
                yield from _event(page, entity)
            elif entity.label_ in _USED:
                cues = _score(page, entity)
                for start, end in _parts(page, entity):
                    if entity.label_ == "NORP":
                        found = self._party(page, start, end)
                    else:
                        found = self._read(page, entity.label_, start, end)
                    yield from (replace(one, cues={**one.cues, **cues}) for one in found)

    def _party(self, page: Page, start: int, end: int) -> Iterator[Proposal]:
        """A political group that is a party: "Liberal" party, "Democrats of the Left"."""
        start, end = trim(page, start, end)
        extended = self._extended(page, start, end) if start < end else end
        if extended > end:
            yield page.propose("actors", start, extended, rule="ner:ORG", label="organization")

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
        while at < last and page.is_capitalised(at) and page.kind_at(at) not in _TITLES:
            find = page.beginning.get(at)
            end = at = at + 1 if find is None else find.end
            if find is not None:
                break
        return end

    def _read(self, page: Page, label: str, start: int, end: int) -> Iterator[Proposal]:
        start, end = _outside_titles(page, start, end)
        if label == "ORG" and _is_ranked(page, start):
            label = "PERSON"
        if label == "PERSON":
            start, end = _without_titles(page, start, end)
        else:
            start, end = _without_common_words(page, start, end)
            end = _without_trailing_titles(page, start, end)
            end = _without_common_nouns(page, start, end)
        if label == "ORG" and start < end:
            end = self._extended(page, start, end)
        start, end = trim(page, start, end)
        if start >= end or _is_damaged(page, label, start, end):
            return
        if _is_explained(page, start, end) and not (
            label == "ORG" and _is_national(page, start, end)
        ):
            return
        if label != "PERSON" and self._is_common(page, start, end):
            return
        rule = f"ner:{label}"
        if label not in _PLACES and self._is_located(page, label, start, end):
            yield page.propose("places", start, end, rule=_LOCATED, label="city")
        elif label == "PERSON":
            yield page.propose("actors", start, end, rule=rule, label="person")
        elif label == "ORG":
            whole = extended(page, end, self.actors.words)
            yield page.propose(
                "actors", start, whole, rule=rule, label=self._type(page, start, end)
            )
        else:
            yield page.propose("places", start, end, rule=rule, label=_PLACES[label])

    def _is_located(self, page: Page, label: str, start: int, end: int) -> bool:
        """Whether the words before a name make it a place, and none of its own forbids it."""
        if label == "ORG" and self._type(page, start, end) != "organization":
            return False
        return Locator(self.actors.words.located, self.actors.by_surname).is_place(
            page, label, start, end
        )

    def _is_common(self, page: Page, start: int, end: int) -> bool:
        """Whether a span names an agreement, or is a head that needs company: "the Office"."""
        first, last = page.beginning.get(start), page.ending.get(end)
        if last is not None and last.word.kind == kinds.INSTRUMENT:
            return True
        opens = first is not None and first.word.kind == kinds.INSTRUMENT
        if opens and page.words[start + 1 : end][:1] and page.words[start + 1].islower():
            return True  # "Treaty on", not "Agreement Monitoring" Committee
        if _is_shouted(page, start, end):
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
        told = body_type(page.words[start:end], self.actors.words)
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


def _event(page: Page, entity: Span) -> Iterator[Proposal]:
    """A mask over an event, its year left to the dates: 2031 "Norland general election"."""
    start, end = trim(page, entity.start, entity.end)
    while start < end and page.words[start].isdigit():
        start += 1
    if start < end:
        yield page.propose("mask", start, end, rule="ner:EVENT", label="event")


def _score(page: Page, entity: Span) -> dict[str, str]:
    """How sure the model was of an entity, where our own pass over its weights says so."""
    scores = page.doc.user_data.get("entity_scores", {})
    return {"score": f"{scores[entity.start]:.4f}"} if entity.start in scores else {}


def _parts(page: Page, entity: Span) -> Iterator[tuple[int, int]]:
    """An entity cut at empty lines and, unless an organisation, at "and" and commas."""
    start = entity.start
    cuts = {",", "and", "/", "&"} if entity.label_ != "ORG" else frozenset[str]()
    for at in range(entity.start, entity.end):
        word = page.words[at]
        if word in HYPHENS and page.doc[at].whitespace_ and page.doc[at - 1].whitespace_:
            word = ","  # "Ana Brisk - Chair" is two things
            cuts = cuts | {","}
        if word in cuts or (word.isspace() and word.count("\n") != 1):
            yield start, at
            start = at + 1
    yield start, entity.end


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


def _outside_titles(page: Page, start: int, end: int) -> tuple[int, int]:
    """A span without the part of a title that it cuts: the "State" of "Secretary of State"."""
    first, last = page.cover.get(start), page.cover.get(end - 1)
    if first is not None and first.word.kind in _TITLES and first.start < start:
        start = first.end
    if last is not None and last.word.kind in _TITLES and last.end > end:
        end = last.start
    return start, max(start, end)


def _without_titles(page: Page, start: int, end: int) -> tuple[int, int]:
    """A person's name without what stands before it: "Norlandic President Ana Brisk"."""
    for at in range(start, end):
        find = page.beginning.get(at)
        if find is not None and find.word.kind in _TITLES and find.end < end:
            start = find.end
    return start, _without_trailing_titles(page, start, end)


def _without_trailing_titles(page: Page, start: int, end: int) -> int:
    """The end of a name without titles after it: "Foreign Ministry Spokesperson"."""
    while end > start:
        find = page.ending.get(end)
        if find is None or find.word.kind not in _TITLES or find.start <= start:
            return end
        end = find.start
        while end > start and page.words[end - 1] in {",", "'s", "’s", "-"}:
            end -= 1
    return end


def _without_common_words(page: Page, start: int, end: int) -> tuple[int, int]:
    """A name without lower-case words at its edges: "northern Lorn district", "exclave Lorn"."""
    while start < end and page.words[start][:1].islower() and page.words[start] not in PARTICLES:
        start += 1
    while end > start and page.words[end - 1][:1].islower():
        end -= 1
    return start, end


def _without_common_nouns(page: Page, start: int, end: int) -> int:
    """The end of a name without diplomacy's nouns after it: "NATO Allies"."""
    while end > start:
        find = page.ending.get(end)
        if find is None or find.word.kind != kinds.COMMON or find.start <= start:
            return end
        end = find.start
    return end


def _is_damaged(page: Page, label: str, start: int, end: int) -> bool:
    """Whether a span is no name: marks of scanning, no capital, digits in a person."""
    text = page.doc[start:end].text
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
    return len(known) > 1 or any(page.kind_at(at) in _TITLES | _COMMON for at in range(start, end))
