"""Let the common noun beside a name say what the name is.

In:  what the model saw, and    "the militias Red Dawn and Ash", "firms such as Olt, Brisk Ltd"
Out: proposals                  Red Dawn, Ash (group) | Olt, Brisk Ltd (organization)

The model takes names it never read for persons or places. A name told once is told in the whole
text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.knowledge.name_words import ToldWords
from extract.matchers.base import Entity, entities
from extract.matchers.names import page as kinds
from extract.matchers.names.page import ARTICLES, Page, trim
from extract.matchers.names.persons import surnames_in
from extract.records import Proposal

RULE: Final = "told"
#: Most words of a told name that the model did not see.
_LONGEST: Final = 4
#: Labels of the model that say nothing certain of names it does not know.
_UNSURE: Final = frozenset({"person", "organization", "military", "igo", "city", "region"})
_MODELS: Final = frozenset({"ner:PERSON", "ner:ORG", "ner:NORP", "ner:GPE", "ner:LOC"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
#: What leads from a noun to examples of it: "firms such as Olt", "firms, among them Olt".
_EXAMPLES: Final = (("such", "as"), (",", "among", "them"), (",", "including"), ("including",))
_QUOTES: Final = frozenset({'"', "“", "'", "‘"})
_JOINTS: Final = frozenset({"and", "or", ","})


@dataclass(frozen=True, slots=True)
class ToldNames:
    """Names whose kind stands beside them.

    Args:
        nouns: The nouns that tell.
        outside: Lower-case words that belong to no name.
    """

    nouns: ToldWords
    outside: frozenset[str]

    def __call__(self, page: Page, found: Sequence[Proposal]) -> Iterator[Proposal]:
        """Yield one proposal per told name, and per mention of it that the model saw.

        Args:
            page: A text.
            found: What the other readers propose.
        """
        seen = {entity.start: entity for entity in entities(page.doc)}
        told = [*self._before(page, seen), *self._after(page, seen)]
        if not told:
            return
        labels = {proposal.text: proposal.label for proposal in told}
        spans = {proposal.start for proposal in told}
        persons = surnames_in(found)
        yield from (proposal for proposal in told if proposal.text not in persons)
        for other in found:
            label = labels.get(other.text)
            known = other.rule not in _MODELS or other.label not in _UNSURE
            if label is None or known or other.start in spans or other.text in persons:
                continue
            yield Proposal(
                kind="actors",
                start=other.start,
                end=other.end,
                text=other.text,
                rule=RULE,
                label=label,
            )

    def _before(self, page: Page, seen: Mapping[int, Entity]) -> Iterator[Proposal]:
        """Names behind their noun: "the rebel group" Red Dawn, "the companies" Olt and Brisk."""
        telling = self.nouns.before.keys() | self.nouns.bodies
        if telling.isdisjoint(page.words):
            return
        for at, word in enumerate(page.words):
            label = self._label(page, at, word) if word in telling else None
            if label is None:
                continue
            begin = at + 1
            if word == "wing" and page.word(begin) == ",":  # "its armed wing, Red Dawn,"
                begin += 1
            elif word.endswith("s"):
                begin = _behind_examples(page, begin)
            end = self._end(page, begin, seen)
            while end is not None:
                start, end = trim(page, begin, end)
                if start >= end:
                    break
                yield page.propose("actors", start, end, rule=RULE, label=label)
                if not word.endswith("s") or page.word(end) not in _JOINTS:
                    break
                begin = end + 1 + (page.word(end + 1) in _JOINTS)
                begin += page.word(begin) in ARTICLES
                end = self._end(page, begin, seen)

    def _after(self, page: Page, seen: Mapping[int, Entity]) -> Iterator[Proposal]:
        """Names before their noun: Red Dawn "rebels", the Olt "party"; only seen ones."""
        nouns = self.nouns
        if nouns.legal.isdisjoint(page.words) and nouns.after.keys().isdisjoint(page.words):
            return
        for entity in seen.values():
            start, end = trim(page, entity.start, entity.end)
            label = self._label_behind(page, entity, end)
            if label is None or start >= end:
                continue
            if any(page.kind_at(at) is not None for at in range(start, end)):
                continue
            end += page.words[end] in nouns.legal  # it belongs to the name
            yield page.propose("actors", start, end, rule=RULE, label=label)

    def _label_behind(self, page: Page, entity: Entity, end: int) -> str | None:
        """What the word behind a name makes of it; fighters of a place leave it a place."""
        if page.word(end) in self.nouns.legal:
            return "organization"
        return None if entity.label in _PLACES else self.nouns.after.get(page.word(end))

    def _label(self, page: Page, at: int, word: str) -> str | None:
        """What a noun makes the name behind it, None if it tells nothing."""
        label = self.nouns.before.get(word)
        if label is None and word in self.nouns.bodies and page.word(at - 1) in self.nouns.armed:
            return "group"
        return label

    def _end(self, page: Page, begin: int, seen: Mapping[int, Entity]) -> int | None:
        """The end of the name at a token, None if none begins there."""
        begin += page.word(begin) in _QUOTES
        end = begin
        while end < begin + _LONGEST and self._is_own(page, end, first=end == begin):
            end += 1
        if end == begin:
            return None
        entity = seen.get(begin)
        return end if entity is None else max(end, entity.end)

    def _is_own(self, page: Page, at: int, *, first: bool) -> bool:
        """Whether a token is a capitalised word that nothing explains: "Red", then "Army"."""
        kind = page.kind_at(at)
        own = kind is None or (not first and kind in {kinds.HEAD, kinds.NOUN})
        return own and page.is_capitalised(at) and page.word(at).lower() not in self.outside


def _behind_examples(page: Page, at: int) -> int:
    """The token behind "such as" or the like that begins at a token; the token itself without."""
    for words in _EXAMPLES:
        if tuple(page.words[at : at + len(words)]) == words:
            return at + len(words)
    return at
