"""Propose what a text has introduced elsewhere: acronyms, surnames, short forms, repeated names.

In:  "the Norland Peace Mission (NPM) ... NPM said ... the Mission left"
Out: NPM | NPM | Mission, each with the type of the Norland Peace Mission
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.names import page as kinds
from extract.matchers.names.page import LONGEST_NAME, Page, is_break
from extract.records import Proposal

#: "NPM", "BiH", "UNHCR", "M23"; not "MoU", whose brackets follow an agreement.
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z0-9&-]{0,8}[A-Z0-9]")
_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "des", "du"})
_FULL_NAME: Final = 2
#: A surface form is read alike everywhere if this share of its mentions agrees.
_MAJORITY: Final = 0.66
_NAMED_KINDS: Final = frozenset({"actors", "places"})
_BODY_LABELS: Final = frozenset({"government", "military", "igo", "group", "organization"})


@dataclass(frozen=True, slots=True)
class Introduced:
    """What a name is, as its full form told."""

    kind: str
    label: str
    cues: Mapping[str, str]


def acronyms(page: Page, found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Acronyms in brackets after a name, and wherever they stand alone later."""
    named = {proposal.end: proposal for proposal in found if proposal.kind in _NAMED_KINDS}
    parties = {entity.end for entity in page.doc.ents if entity.label_ == "NORP"}
    known: dict[str, Introduced] = {}
    for at in range(2, len(page.words) - 1):
        if page.words[at - 1] != "(" or page.words[at + 1] != ")":
            continue
        acronym = page.words[at]
        if _ACRONYM.fullmatch(acronym) is None or page.kind_at(at) is not None:
            continue
        last = page.before(at - 1)
        token = page.doc[last]
        full = named.get(token.idx + len(token))
        if full is not None and full.label != "person" and _fits(acronym, full.text):
            known[acronym] = Introduced(full.kind, full.label, full.cues)
        elif _is_instrument(page, at - 1, acronym):
            known[acronym] = Introduced("mask", "instrument", {})
        elif full is None and last + 1 in parties:
            known[acronym] = Introduced("actors", "organization", {})
        elif full is None:
            start = _spelt_out(page, last, acronym)
            if start is not None:
                known[acronym] = Introduced("actors", "organization", {})
                yield page.propose("actors", start, last + 1, rule="acronym", label="organization")
    if known:
        yield from _occurrences(page, known, rule="acronym")


def _is_instrument(page: Page, bracket: int, acronym: str) -> bool:
    """Whether brackets follow an agreement: "Treaty on Armed Forces in Lorn (AFL)"."""
    at = bracket - 1
    while at >= 0 and bracket - at < LONGEST_NAME:
        if page.kind_at(at) == kinds.INSTRUMENT:
            initials = [w[0].upper() for w in page.words[at:bracket] if w[:1].isupper()]
            return acronym[0].upper() in initials
        if not (page.is_capitalised(at) or page.words[at] in _SMALL or is_break(page.words[at])):
            return False
        at -= 1
    return False


def _fits(acronym: str, name: str) -> bool:
    """Whether an acronym can be made of a name: its first letter begins a word of it."""
    initials = {word[0].upper() for word in re.findall(r"\w+", name)}
    return len(name) > len(acronym) and acronym[0] in initials


def _occurrences(page: Page, known: Mapping[str, Introduced], rule: str) -> Iterator[Proposal]:
    for at, word in enumerate(page.words):
        what = known.get(word)
        if what is not None:
            yield page.propose(what.kind, at, at + 1, rule=rule, label=what.label, cues=what.cues)


def _spelt_out(page: Page, last: int, acronym: str) -> int | None:
    """First token of the words before a bracket whose initials are the acronym's letters."""
    letters = [letter for letter in acronym.upper() if letter.isalpha()]
    at = last
    while letters and at >= 0:
        word = page.words[at]
        if word[:1].upper() == letters[-1] and word[:1].isupper():
            letters.pop()
        elif word not in _SMALL or at == last:
            return None
        at -= 1
    return None if letters or len(acronym) <= _FULL_NAME else at + 1


def surnames(page: Page, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Last words of full names, wherever they stand alone."""
    last_words = {
        proposal.text.split()[-1]
        for proposal in found
        if proposal.label == "person" and len(proposal.text.split()) >= _FULL_NAME
    }
    if not last_words:
        return
    lower = {word for word in page.words if word.islower()}
    for at, word in enumerate(page.words):
        if word not in last_words or page.kind_at(at) is not None:
            continue
        if not (word.lower() in lower and _begins_sentence(page, at)):
            yield page.propose("actors", at, at + 1, rule="surname", label="person")


def _begins_sentence(page: Page, at: int) -> bool:
    before = page.before(at)
    return before < 0 or page.words[before] in {".", "!", "?", "“", '"', ":"}


@dataclass(frozen=True, slots=True)
class ShortForms:
    """Capitalised nouns that stand for a body named before: "the Council", "the Alliance"."""

    actors: ActorKnowledge

    def __call__(self, page: Page, found: Iterable[Proposal]) -> Iterator[Proposal]:
        """Yield one proposal per short form that follows its body."""
        shorts: dict[str, tuple[int, Introduced]] = {}
        for proposal in sorted(found, key=lambda p: p.start):
            if proposal.kind == "actors" and proposal.label in _BODY_LABELS:
                what = Introduced(proposal.kind, proposal.label, proposal.cues)
                for short in self._shorts(proposal):
                    shorts.setdefault(short, (proposal.end, what))
        if not shorts:
            return
        for at, word in enumerate(page.words):
            if word in shorts and self._stands_alone(page, at):
                end, what = shorts[word]
                if page.doc[at].idx > end:
                    yield page.propose(
                        what.kind,
                        at,
                        at + 1,
                        rule="short-form",
                        label=what.label,
                        cues=what.cues,
                    )

    def _shorts(self, proposal: Proposal) -> Iterator[str]:
        body = self.actors.by_id.get(proposal.cues.get("organization", ""))
        if body is not None:
            yield from body.shorts
            return
        words, heads = proposal.text.split(), self.actors.words
        if len(words) >= _FULL_NAME:
            for word in words:
                if word in heads.heads or word in heads.mixed:
                    yield word

    @staticmethod
    def _stands_alone(page: Page, at: int) -> bool:
        """Whether "the" stands before and no name goes on after: not "the Council of Europe"."""
        return (
            at > 0
            and page.words[at - 1].lower() == "the"
            and not page.is_capitalised(at + 1)
            and not (at + 1 < len(page.words) and page.words[at + 1] in {"of", "for", "-"})
            and (page.kind_at(at) in {None, kinds.HEAD, kinds.NOUN})
        )


def consistent(found: Iterable[Proposal]) -> Iterator[Proposal]:
    """The majority's reading of a form, for its mentions that the model reads otherwise.

    "Olt" as a person four times and as a place once is a person five times.
    """
    forms: defaultdict[str, list[Proposal]] = defaultdict(list)
    for proposal in found:
        if proposal.rule.startswith("ner:"):
            forms[proposal.text].append(proposal)
    for mentions in forms.values():
        counted = Counter((p.kind, p.label) for p in mentions)
        (kind, label), most = counted.most_common(1)[0]
        if len(counted) > 1 and most > len(mentions) * _MAJORITY:
            for proposal in mentions:
                if (proposal.kind, proposal.label) != (kind, label):
                    yield Proposal(
                        kind=kind,
                        start=proposal.start,
                        end=proposal.end,
                        text=proposal.text,
                        rule="consistency",
                        label=label,
                    )
