"""Instruments that texts cite, and the words that make a citation.

In:  data/agreements.csv      one instrument a line: id, title, aliases, type, date, venue, parties
     data/agreements.toml     heads, modifiers, tails, stops, bodies, blockers, with examples
Out: Agreements               instruments by id and by name, and `AgreementWords`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from extract.errors import KnowledgeError
from extract.knowledge.anaphora import AnaphoraWords, anaphora_words
from extract.knowledge.learned import LearnedHead
from extract.knowledge.load import members, rows, tables
from extract.records import AGREEMENT_TYPES
from extract.text.names import fold

FILE: Final = "agreements.csv"
WORDS: Final = "agreements.toml"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, resolution, statement or ceasefire with an identity of its own.

    Args:
        instrument_id: Our identifier, e.g. "bishkek-1994".
        title: Usual English title.
        aliases: Other names; several instruments may share one.
        agreement_type: One of `records.AGREEMENT_TYPES`.
        date: Signed or adopted, ISO 8601, may be partial; None if unknown.
        venue: Where; empty if unknown.
        parties: ISO alpha-3 codes or short names.
        number: Number of a resolution, e.g. "822", "46/182"; None for others.
    """

    instrument_id: str
    title: str
    aliases: tuple[str, ...]
    agreement_type: str
    date: str | None
    venue: str
    parties: tuple[str, ...]
    number: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The title and all aliases."""
        return (self.title, *self.aliases)


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """The vocabulary of citations; what each list means is said in `agreements.toml`.

    Args:
        heads: Type by head noun, lower case, e.g. "truce" -> "ceasefire".
        weak: Heads that need strong words around them.
        untitled: Heads that capitals alone make no title.
        by_compound: Weak heads that a compound identifies: "peace deal".
        by_purpose: Weak heads that "the ... on ..." identifies.
        short_forms: Heads that, capitalised, stand for an instrument already cited.
        concepts: Heads that no verb makes an instrument: "framework".
        unilateral: Heads of what one speaker issues.
        ceasefire: Words that make any head a ceasefire.
        manner: "joint", "trilateral".
        standing: "draft", "interim".
        topic: "peace", "border".
        settling: Topics of one settlement: "ceasefire", "hostages".
        counted: Pattern of "12-point".
        brokered: Pattern of "Russian-brokered".
        skipped: "new", "relevant": before the span, never in it.
        deictic: "today's".
        continued: Nouns that may follow a head inside the span.
        participles: "signed", "adopted".
        adverbs: "jointly".
        parties: "between".
        purpose: "on", "regarding".
        place: "in", "at".
        stops: Words that end a noun phrase.
        bodies: Short name of a body by each of its names, the longest first.
        sides: Words for those who sign: "leaders".
        directions: Lower-case words before a place: "eastern".
        regions: Lower-case nouns behind a place that belong to it: "province".
        rest: What opens the rest of a title after its head: "on".
        joints: What may stand between its words: "of".
        particles: Small words inside names of places: "de".
        before_of: Title nouns that reach over "of" to their head.
        joined: Title nouns joined by "and" before a head.
        followers: Nouns that make another thing of a head.
        openers: Capitalised words that no title begins with.
        foreign: Capitalised words that make no title: "Honda".
        need_context: Names that count only where the text spells them out.
        blockers: Word lists by name: indefinite, definite, pointing, hopes, facts, one_sided,
            resolved, itself.
        signing: Verbs by which an instrument comes about: "signed".
        pledging: Verbs of those whom it binds: "undertook".
        deciding: Verbs of bodies that decide by a resolution: "demanded".
        events: Nouns whose date is their own: "floods of 2002".
        helping: Words after which those stand who only helped: "brokered by".
        combining: Country code by first half of a compound: "Anglo" -> "GBR".
        anaphora: Words of bare references.
    """

    heads: Mapping[str, str]
    weak: frozenset[str]
    untitled: frozenset[str]
    by_compound: frozenset[str]
    by_purpose: frozenset[str]
    short_forms: frozenset[str]
    concepts: frozenset[str]
    unilateral: frozenset[str]
    ceasefire: frozenset[str]
    manner: frozenset[str]
    standing: frozenset[str]
    topic: frozenset[str]
    settling: frozenset[str]
    counted: str
    brokered: str
    skipped: frozenset[str]
    deictic: frozenset[str]
    continued: frozenset[str]
    participles: frozenset[str]
    adverbs: frozenset[str]
    parties: frozenset[str]
    purpose: frozenset[str]
    place: frozenset[str]
    stops: frozenset[str]
    bodies: Mapping[str, str]
    sides: frozenset[str]
    directions: frozenset[str]
    regions: frozenset[str]
    rest: frozenset[str]
    joints: frozenset[str]
    particles: frozenset[str]
    before_of: frozenset[str]
    joined: frozenset[str]
    followers: frozenset[str]
    openers: frozenset[str]
    foreign: frozenset[str]
    need_context: frozenset[str]
    blockers: Mapping[str, frozenset[str]]
    signing: frozenset[str]
    pledging: frozenset[str]
    deciding: frozenset[str]
    events: frozenset[str]
    helping: frozenset[str]
    combining: Mapping[str, str]
    anaphora: AnaphoraWords


class Agreements:
    """All known instruments and the words around them.

    Args:
        instruments: In the order of the file.
        words: The vocabulary.
    """

    def __init__(self, instruments: Iterable[Instrument], words: AgreementWords) -> None:
        self.instruments = tuple(instruments)
        self.words = words
        self.by_id: Mapping[str, Instrument] = {i.instrument_id: i for i in self.instruments}
        self._by_name: defaultdict[str, list[Instrument]] = defaultdict(list)
        self._by_number: defaultdict[str, list[Instrument]] = defaultdict(list)
        for instrument in self.instruments:
            for name in instrument.names:
                if instrument not in self._by_name[fold(name)]:
                    self._by_name[fold(name)].append(instrument)
            if instrument.number is not None:
                self._by_number[_bare(instrument.number)].append(instrument)

    def named(self, name: str) -> tuple[Instrument, ...]:
        """All instruments of this title or alias, however spelt."""
        return tuple(self._by_name.get(fold(name), ()))

    def numbered(self, issuer: str | None, number: str) -> Instrument | None:
        """The resolution of this body and number; any body if it is None and only one fits."""
        found = [
            i
            for i in self._by_number.get(_bare(number), ())
            if i.agreement_type == "resolution" and (issuer is None or issuer in i.parties)
        ]
        return found[0] if len(found) == 1 else None


def with_heads(agreements: Agreements, heads: Iterable[LearnedHead]) -> Agreements:
    """The same, with more nouns that cite one where strong words stand around them."""
    known = agreements.words.heads
    learned = {head.noun: head.kind for head in heads if head.noun not in known}
    if not learned:
        return agreements
    words = replace(
        agreements.words,
        heads={**known, **learned},
        weak=agreements.words.weak | learned.keys(),
    )
    return Agreements(agreements.instruments, words)


@lru_cache(maxsize=1)
def load_agreements() -> Agreements:
    """The packaged inventory and vocabulary.

    Raises:
        KnowledgeError: A line lacks an id or title, has an unknown type, or an id stands twice.
    """
    read: dict[str, Instrument] = {}
    for row in rows(FILE):
        instrument = _instrument(row)
        if instrument.instrument_id in read:
            raise KnowledgeError.bad_entry(FILE, instrument.instrument_id, "stands twice")
        read[instrument.instrument_id] = instrument
    return Agreements(read.values(), _words(tables(WORDS)))


def _bare(number: str) -> str:
    """A number without its session: "181 (II)" is cited as "181" too."""
    return number.partition(" (")[0]


def _instrument(row: Mapping[str, str]) -> Instrument:
    if not row["agreement_id"] or not row["title"]:
        raise KnowledgeError.bad_entry(
            FILE, row["agreement_id"] or row["title"], "lacks an id or a title"
        )
    if row["agreement_type"] not in AGREEMENT_TYPES:
        raise KnowledgeError.bad_entry(
            FILE, row["agreement_id"], f"has the unknown type {row['agreement_type']!r}"
        )
    return Instrument(
        instrument_id=row["agreement_id"],
        title=row["title"],
        aliases=members(row["aliases"]),
        agreement_type=row["agreement_type"],
        date=row["date"] or None,
        venue=row["venue"],
        parties=members(row["parties"]),
        number=row["number"] or None,
    )


def _words(content: Mapping[str, Any]) -> AgreementWords:
    strength, modifiers = content["strength"], content["modifiers"]
    tails, titles = content["tails"], content["titles"]
    return AgreementWords(
        heads={head: kind for kind, heads in content["heads"].items() for head in heads},
        weak=frozenset(strength["weak"]),
        untitled=frozenset(strength["not_titles"]),
        by_compound=frozenset(strength["by_compound"]),
        by_purpose=frozenset(strength["by_purpose"]),
        short_forms=frozenset(strength["short_forms"]),
        concepts=frozenset(strength["concepts"]),
        unilateral=frozenset(strength["unilateral"]),
        ceasefire=frozenset(strength["ceasefire"]),
        manner=frozenset(modifiers["manner"]),
        standing=frozenset(modifiers["standing"]),
        topic=frozenset(modifiers["topic"]),
        settling=frozenset(modifiers["settling"]),
        counted=modifiers["counted"],
        brokered=modifiers["brokered"],
        skipped=frozenset(modifiers["skipped"]),
        deictic=frozenset(modifiers["deictic"]),
        continued=frozenset(modifiers["continued"]),
        participles=frozenset(tails["participles"]),
        adverbs=frozenset(tails["adverbs"]),
        parties=frozenset(tails["parties"]),
        purpose=frozenset(tails["purpose"]),
        place=frozenset(tails["place"]),
        stops=frozenset(content["stops"]["words"]),
        bodies=_bodies(content["bodies"]),
        sides=frozenset(content["names"]["sides"]),
        directions=frozenset(content["names"]["directions"]),
        regions=frozenset(content["names"]["regions"]),
        rest=frozenset(titles["rest"]),
        joints=frozenset(titles["joints"]),
        particles=frozenset(titles["particles"]),
        before_of=frozenset(titles["before_of"]),
        joined=frozenset(titles["joined"]),
        followers=frozenset(titles["followers"]),
        openers=frozenset(titles["openers"]),
        foreign=frozenset(titles["foreign"]),
        need_context=frozenset(titles["need_context"]),
        blockers={name: frozenset(words) for name, words in content["blockers"].items()},
        signing=frozenset(content["signing"]["verbs"]),
        pledging=frozenset(content["signing"]["pledging"]),
        deciding=frozenset(content["signing"]["deciding"]),
        events=frozenset(content["signing"]["events"]),
        helping=frozenset(content["signing"]["helping"]),
        combining=content["parties"]["combining"],
        anaphora=anaphora_words(content["anaphora"]),
    )


def _bodies(listed: Mapping[str, list[str]]) -> dict[str, str]:
    """Short names by full name, the longest first, so that patterns try them in that order."""
    pairs = [(name, short) for short, names in listed.items() for name in names]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
