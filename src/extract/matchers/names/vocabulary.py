"""All phrases the name matchers know, in one list, so that a text is walked once.

In:  knowledge of actors and countries
Out: Phrases with a Word each; of two meanings the one that `_meanings` has first counts
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries
from extract.knowledge.name_words import NameWords
from extract.matchers.names import page
from extract.matchers.names.page import Word
from extract.matchers.phrases import Phrases
from extract.text.names import fold


def build_phrases(actors: ActorKnowledge, countries: Countries) -> Phrases[Word]:
    """The list of everything known; of two meanings of a phrase the first comes first."""
    return Phrases(_meanings(actors, countries))


def _meanings(actors: ActorKnowledge, countries: Countries) -> Iterator[tuple[str, Word]]:
    yield from _of_countries(countries)
    for body in actors.organizations:
        for name in body.names:
            yield name, Word(page.BODY, body.org_id)
    for holder in actors.holders:
        for name in holder.names:
            own = name == holder.person and name.split()[0] in actors.words.honorifics
            if " " in name and (own or not _is_titled(name, actors.words)):
                yield name, Word(page.PERSON, holder.person)
    yield from _of_bodies(actors.words)
    yield from _of_events(actors.words)
    yield from _of_titles(actors.words)
    for country in countries:
        for capital in country.capitals:
            yield capital, Word(page.CAPITAL, country.code)


def _of_countries(countries: Countries) -> Iterator[tuple[str, Word]]:
    for country in countries:
        for name in country.names:
            yield name, Word(page.COUNTRY, country.code)
    for country in countries:
        for demonym in (*country.adjectives, *country.peoples):
            yield demonym, Word(page.DEMONYM, country.code)


def _of_bodies(words: NameWords) -> Iterator[tuple[str, Word]]:
    for noun, kind in words.after_owner.items():
        yield noun, Word(page.NOUN, kind)
    for head, kind in words.heads.items():
        yield head, Word(page.HEAD, kind)
    for head in sorted(words.mixed):
        yield head, Word(page.HEAD, "organization")


def _of_events(words: NameWords) -> Iterator[tuple[str, Word]]:
    for kind, phrases in (
        (page.EVENT, words.event_heads),
        (page.OPENER, words.event_openers),
        (page.PROCESS, words.processes),
        (page.ELECTION, words.elections),
        (page.COMMON, words.common),
        (page.INSTRUMENT, words.instruments),
    ):
        for phrase in sorted(phrases):
            yield phrase, Word(kind, phrase)


def _is_titled(name: str, words: NameWords) -> bool:
    """Whether a name begins with a title, which mentions leave out: "King Olaf"."""
    first = name.split(maxsplit=1)[0]
    return first in words.honorifics or fold(first) in words.offices


def _of_titles(words: NameWords) -> Iterator[tuple[str, Word]]:
    modifiers = sorted(words.modifiers)
    for title, office in words.titles.items():
        word = Word(page.TITLE, office)
        yield title, word
        yield from ((f"{modifier} {title}", word) for modifier in modifiers)
    for title in sorted(words.ranks):
        yield title, Word(page.TITLE, "rank")
    for title in sorted(words.honorifics):
        yield title, Word(page.HONORIFIC, title)
