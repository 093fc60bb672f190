"""Say who "the two countries", "the Presidents", "they" are.

In:  "... Norland and Sudria met in Lorn. ... a protocol signed by | the two countries"
Out: NOR, SUD: the nearest sentence that names as many states as the phrase counts
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from extract.linking.agreements.spans import Page
    from extract.records import ActorMention, Mention

    M = TypeVar("M", bound=Mention)

_NUMBERS: Final = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
#: "the two countries", "both sides", "their three governments", "the foreign ministers"
_PHRASE: Final = re.compile(
    r"\b(?:(?:the|their|these|our|all)\s+)?(?:(?P<count>both|two|three|four|five|six)\s+)?"
    r"(?:(?:respective|contracting|foreign|defence|prime|neighbouring)\s+)?"
    r"(?:countries|states|nations|governments|sides|parties|presidents|leaders|ministers|neighbours|"
    r"delegations|ministries|heads\s+of\s+(?:state|government))\b"
    r"|\bthe\s+(?P<alone>two)\b(?=\s+(?:on|in|at|have|had|signed|initiall?ed|agreed|concluded)\b|\W*$)|\b(?P<pronoun>they|we|both)\b",
    re.IGNORECASE,
)
#: No phrase looks further back than this many actors.
_MOST_ACTORS: Final = 80
#: What movements can be too, not only states.
_WIDE: Final = re.compile(r"part(?:y|ies)|sides|leaders|delegations|they|both|two$", re.IGNORECASE)
_LEAST: Final = 2
#: How far a text opens, and how many mentions are looked at there.
_OPENING: Final = 600
_MOST_OPENING: Final = 30
#: Who can be meant by "the countries".
_STATES: Final = frozenset({"country", "government", "person", "military"})
#: Who else can be meant by "the parties", "they": movements before companies and agencies.
_GROUPS: Final = (frozenset({"group"}), frozenset({"group", "organization"}))


def company(page: Page, start: int, end: int) -> tuple[str, ...]:
    """The states that a phrase of a stretch stands for.

    Args:
        page: The document.
        start: First code point of the stretch.
        end: One past its last.

    Returns:
        ISO codes in the order in which the text names them; empty if no phrase stands there or
        nothing says whom it means.
    """
    phrase = _PHRASE.search(page.flat, start, end)
    if phrase is None:
        return ()
    wide = _WIDE.search(phrase[0]) is not None
    counted = (phrase["count"] or phrase["alone"] or phrase["pronoun"] or "").lower()
    count = _NUMBERS.get(counted)
    if count is None and not (phrase["pronoun"] or phrase[0][:1].isupper() or "the" in phrase[0]):
        return ()
    first = count is None and (phrase[0][0].isupper() or phrase["pronoun"] == "we")
    sentences = _before(page, phrase.start(), wide=wide, first=first)
    if count is not None:
        sentences.insert(0, _beside(page, phrase.start()))
        sentences.append(_opening(page, count))
    for codes in sentences:
        if len(codes) == count or (count is None and len(codes) >= _LEAST):
            return codes
    return ()


def _beside(page: Page, at: int) -> tuple[str, ...]:
    """States that a sentence names before a place of it: "on Norland's border with Sudria"."""
    acting, placed = _near(page.actors, at), _near(page.places, at)
    countries = (place for place in placed if place.feature == "country")
    here = [
        (mention.start, mention.country_code)
        for mentions in ([a for a in acting if a.actor_type in _STATES], countries)
        for mention in mentions
        if mention.sentence_end >= at and mention.country_code is not None
    ]
    return tuple(dict.fromkeys(code for _, code in sorted(here)))


def _opening(page: Page, count: int) -> tuple[str, ...]:
    """The first states that a text names: "Norland, Sudria hold talks" is about these two."""
    acting = [a for a in page.actors[:_MOST_OPENING] if a.actor_type in _STATES]
    placed = [place for place in page.places[:_MOST_OPENING] if place.feature == "country"]
    named = sorted(
        (mention.start, mention.country_code)
        for mentions in (acting, placed)
        for mention in mentions
        if mention.country_code is not None and mention.end <= _OPENING
    )
    return tuple(dict.fromkeys(code for _, code in named))[:count]


def _near(mentions: Sequence[M], at: int) -> Sequence[M]:
    """The mentions right before a place, no more than are looked at."""
    end = bisect_left(mentions, at, key=lambda mention: mention.start)
    return mentions[max(0, end - _MOST_ACTORS) : end]


def _before(page: Page, at: int, *, wide: bool, first: bool) -> list[tuple[str, ...]]:
    """Whom each sentence before a place of the text names, the nearest first.

    With `first` from the beginning of the text: "the Parties" are those whom it presents there.
    """
    end = bisect_left(page.actors, at, key=lambda actor: actor.start)
    near = page.actors[: min(end, _MOST_ACTORS)] if first else _near(page.actors, at)
    sentences = [list(group) for _, group in groupby(near, key=lambda actor: actor.sentence_start)]
    kinds = _GROUPS if wide else (frozenset[str](),)
    return [
        _named(acting, page, kind)
        for acting in (sentences if first else reversed(sentences))
        for kind in kinds
    ]


def _named(acting: Sequence[ActorMention], page: Page, others: frozenset[str]) -> tuple[str, ...]:
    """States; those of other types too that the phrase can mean, unless states are enough."""
    states = [a.country_code for a in acting if a.actor_type in _STATES and a.country_code]
    if len(set(states)) >= _LEAST and not any(a.actor_type == "group" for a in acting):
        return tuple(dict.fromkeys(states))
    found = [
        actor.country_code
        if actor.actor_type in _STATES
        else page.acronyms.get(actor.actor_id or "", " ".join(actor.text.split()))
        for actor in acting
        if actor.actor_type in _STATES or actor.actor_type in others
    ]
    return tuple(dict.fromkeys(party for party in found if party is not None))
