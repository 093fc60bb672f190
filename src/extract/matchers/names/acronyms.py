"""Propose acronyms that a text explains in brackets, there and wherever they stand alone.

In:  "the Norland Peace Mission (NPM) ... NPM said"
Out: NPM | NPM, each with the type of the Norland Peace Mission

An acronym after an agreement is masked: "Treaty on Armed Forces in Lorn (AFL)" makes no actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.matchers.base import entities
from extract.matchers.names import page as kinds
from extract.matchers.names.page import LONGEST_NAME, Page, is_break
from extract.records import NO_CUES, Proposal

#: "NPM", "BiH", "FAMa", "M23".
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z0-9&-]{0,8}[A-Za-z0-9]")
_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "des", "du"})
#: Letters that a spelt-out acronym needs, so that initials do not meet by chance.
_SPELT_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Introduced:
    """What a name is, as its full form told."""

    kind: str
    label: str
    cues: Mapping[str, str]


def acronyms(page: Page, found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Acronyms in brackets after a name, and wherever they stand alone."""
    named = _longest_by_end(found)
    parties = {entity.end for entity in entities(page.doc) if entity.label == "NORP"}
    known: dict[str, Introduced] = {}
    for at in _bracketed(page):
        what = _meaning(page, at, named, parties)
        if what is not None:
            known[page.words[at]] = what
            continue
        start = _spelt_out(page, page.before(at - 1), page.words[at])
        if start is not None:
            known[page.words[at]] = Introduced("actors", "organization", NO_CUES)
            end = page.before(at - 1) + 1
            yield page.propose("actors", start, end, rule="acronym", label="organization")
    if known:
        for at, word in enumerate(page.words):
            if word in known:
                what = known[word]
                yield page.propose(
                    what.kind, at, at + 1, rule="acronym", label=what.label, cues=what.cues
                )


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: two capitals, or a capital and a digit."""
    marks = sum(letter.isupper() or letter.isdigit() for letter in word)
    return _ACRONYM.fullmatch(word) is not None and marks > 1


def _longest_by_end(found: Sequence[Proposal]) -> dict[int, Proposal]:
    """The longest actor or place that ends at a character."""
    named: dict[int, Proposal] = {}
    for proposal in found:
        if proposal.kind in {"actors", "places"}:
            longest = named.setdefault(proposal.end, proposal)
            if proposal.start < longest.start:
                named[proposal.end] = proposal
    return named


def _bracketed(page: Page) -> Iterator[int]:
    """Tokens of acronyms in brackets that are no known word but perhaps a known body."""
    for at in range(2, len(page.words) - 1):
        if page.words[at - 1] != "(" or page.words[at + 1] != ")":
            continue
        if is_acronym(page.words[at]) and page.kind_at(at) in {None, kinds.BODY}:
            yield at


def _meaning(
    page: Page, at: int, named: Mapping[int, Proposal], parties: set[int]
) -> Introduced | None:
    """What the name before a bracket says about the acronym in it."""
    acronym, last = page.words[at], page.before(at - 1)
    token = page.doc[last]
    full = named.get(token.idx + len(token))
    if _is_instrument(page, at - 1, acronym):
        return Introduced("mask", "instrument", NO_CUES)
    if full is not None and full.label != "person" and _fits(acronym, full.text):
        if full.rule == "known-organization" and page.kind_at(at) == kinds.BODY:
            return None  # both are of our list already
        return Introduced(full.kind, full.label, full.cues)
    if full is None and last + 1 in parties:
        return Introduced("actors", "organization", NO_CUES)
    return None


def _fits(acronym: str, name: str) -> bool:
    """Whether an acronym can be made of a name: its first letter begins a word of it."""
    initials = {word[0].upper() for word in re.findall(r"\w+", name)}
    return len(name) > len(acronym) and acronym[0] in initials


def _is_instrument(page: Page, bracket: int, acronym: str) -> bool:
    """Whether brackets follow an agreement: "Treaty on Armed Forces in Lorn (AFL)"."""
    at = bracket - 1
    while at >= 0 and bracket - at < LONGEST_NAME:
        if page.kind_at(at) == kinds.INSTRUMENT and _opens(page, at, bracket):
            if at == bracket - 1:  # "Lorn Peace Agreement (LPA)"
                return True
            initials = [w[0].upper() for w in page.words[at:bracket] if w[:1].isupper()]
            return acronym[0].upper() in initials
        word = page.words[at]
        if not (page.is_capitalised(at) or word in _SMALL or is_break(word)):
            return False
        at -= 1
    return False


def _opens(page: Page, at: int, bracket: int) -> bool:
    """Whether "Treaty" heads the name: last of it, or before "on"; not "Treaty Organization"."""
    return at == bracket - 1 or page.words[at + 1] in _SMALL


def _spelt_out(page: Page, last: int, acronym: str) -> int | None:
    """First token of the words before a bracket whose initials are the acronym's letters."""
    letters = [letter for letter in acronym.upper() if letter.isalpha()]
    if len(letters) < _SPELT_LETTERS:
        return None
    at = last
    while letters and at >= 0 and last - at < LONGEST_NAME:
        word = page.words[at]
        if word[:1].upper() == letters[-1] and word[:1].isupper():
            letters.pop()
        elif not (word in _SMALL or is_break(word)) or at == last:
            return None
        at -= 1
    return None if letters else at + 1
