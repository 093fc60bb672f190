"""When do two normalised values mean the same? The rules of GUIDELINES, section 6.

In:  mentions of one document
Out: keys that are equal when the things are: "cc:ARM", "osce", "2020-11-10"; same instruments
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.records import ActorMention, AgreementMention, DateMention, PlaceMention
from extract.text.names import fold

_NO_LETTERS: Final = re.compile(r"[^\w]+")
_ARTICLE: Final = re.compile(r"^(?:the|a|an) ")
_CODE: Final = re.compile(r"[A-Z]{3}")
#: Kinds of instrument that readers do not tell apart.
_SAME_TYPE: Final = {"communique": "statement", "convention": "treaty"}
#: Two titles mean one instrument if they share at least this part of their words.
_TITLE_SHARE: Final = 0.5


def name_key(name: str) -> str:
    """A name without case, diacritics, punctuation and leading article."""
    return _ARTICLE.sub("", _NO_LETTERS.sub(" ", fold(name)).strip())


def name_keys(mentions: Iterable[ActorMention | PlaceMention]) -> list[set[str]]:
    """The accepted keys of each distinct value of a gold document."""
    by_value: dict[str, set[str]] = {}
    for mention in mentions:
        value = found_key(mention)
        keys = by_value.setdefault(value, {value, name_key(mention.name)})
        keys.add(name_key(mention.text))
    return list(by_value.values())


def found_key(mention: ActorMention | PlaceMention) -> str:
    """The key of a found mention: countries that act by their code, all else by name."""
    if isinstance(mention, ActorMention) and mention.actor_type == "country":
        return f"cc:{mention.country_code}"
    return name_key(mention.name)


def date_keys(mention: DateMention) -> set[str]:
    """The values a date may be written as: its TIMEX3 value, a range of days also as such."""
    keys = set() if mention.value is None else {mention.value}
    first, last = mention.start_date, mention.end_date
    if first is not None and last is not None and first != last and "/" in (mention.value or ""):
        keys.add(f"{first}/{last}")
    return keys


@dataclass(frozen=True, slots=True)
class Instrument:
    """What all mentions of one agreement in a document say together."""

    kind: str
    number: str | None
    date: str | None
    parties: frozenset[str]
    titles: frozenset[str]


def instrument_type(mention: AgreementMention) -> str:
    """The type, with those that readers do not tell apart under one name."""
    return _SAME_TYPE.get(mention.agreement_type, mention.agreement_type)


def number_key(number: str | None) -> str | None:
    """A number without the year behind it: "822 (1993)" is "822"."""
    return None if number is None else re.sub(r"\s*\(\d{4}\)$", "", number)


def party_keys(parties: Iterable[str]) -> frozenset[str]:
    """Keys of parties: states by code, all else by name."""
    return frozenset(f"cc:{p}" if _CODE.fullmatch(p) else name_key(p) for p in parties)


def instruments(mentions: Sequence[AgreementMention]) -> list[Instrument]:
    """The distinct agreements of a document, by `agreement_id`."""
    groups: dict[str, list[AgreementMention]] = {}
    for mention in mentions:
        groups.setdefault(mention.agreement_id or mention.mention_id, []).append(mention)
    return [_instrument(group) for group in groups.values()]


def _instrument(group: Sequence[AgreementMention]) -> Instrument:
    titles = {name_key(m.title) for m in group} | {name_key(m.text) for m in group}
    return Instrument(
        kind=instrument_type(group[0]),
        number=next((number_key(m.number) for m in group if m.number), None),
        date=next((m.date for m in group if m.date), None),
        parties=frozenset().union(*(party_keys(m.parties) for m in group)),
        titles=frozenset(titles),
    )


def is_same(gold: Instrument, found: Instrument) -> bool:
    """Whether two instruments are one: type and number, else date, else parties, else title."""
    if gold.kind != found.kind:
        return False
    if gold.number and found.number:
        return gold.number == found.number
    if gold.date is not None and gold.date == found.date:
        return True
    if gold.parties and gold.parties == found.parties and not (gold.date and found.date):
        return True
    if gold.number or gold.date:
        return False
    return any(_alike(one, other) for one in gold.titles for other in found.titles)


def _alike(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return bool(words | others) and len(words & others) / len(words | others) >= _TITLE_SHARE
