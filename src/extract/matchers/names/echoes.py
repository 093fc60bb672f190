"""Propose what a text has introduced elsewhere: surnames, short forms, repeated names.

In:  "Ana Brisk of the Norland Peace Mission ... Brisk said ... the Mission left"
Out: Brisk (person) | Mission, with the type of the Norland Peace Mission
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.names import page as kinds
from extract.matchers.names.acronyms import Introduced
from extract.matchers.names.page import Page
from extract.records import NO_CUES, Proposal

_FULL_NAME: Final = 2
#: A surface form is read alike everywhere if this share of its mentions agrees.
_MAJORITY: Final = 0.66
_BODY_LABELS: Final = frozenset({"government", "military", "igo", "group", "organization"})
#: The one short form that needs nothing before it: whoever speaks has one.
_BEFORE: Final = frozenset({"the", "our", "this"})
_GOVERNMENT: Final = "Government"


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
        shorts.setdefault(_GOVERNMENT, (-1, Introduced("actors", "government", NO_CUES)))
        for at, word in enumerate(page.words):
            if word in shorts and self._stands_alone(page, at) and not _is_thanked(page, at):
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
        before = page.before(at)
        return (
            before >= 0
            and page.words[before].lower() in _BEFORE
            and not page.is_capitalised(at + 1)
            and not (at + 1 < len(page.words) and page.words[at + 1] in {"of", "for", "-"})
            and (page.kind_at(at) in {None, kinds.HEAD, kinds.NOUN})
        )


def _is_thanked(page: Page, at: int) -> bool:
    """Whether the words are polite only: "the Government and people of Norland"."""
    following = [word for word in page.words[at + 1 : at + 5] if word != "the"]
    return following[:3] == ["and", "people", "of"]


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
