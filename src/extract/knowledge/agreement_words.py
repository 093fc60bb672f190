"""The words that make a citation of an instrument: `data/agreements.toml`, typed.

In:  the tables of the file, and the names of organisations
Out: `AgreementWords`: heads, modifiers, tails, verbs of signing, bodies and their short names
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extract.knowledge.anaphora import AnaphoraWords, anaphora_words
from extract.knowledge.organizations import Organization, read_organizations

#: "KEDO", "SPLM-N"
_ACRONYM: Final = re.compile(r"[A-Z][A-Z/-]{1,9}")


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
        promised: Heads that only a day or a clause of signing makes one: "commitments".
        unilateral: Heads of what one speaker issues.
        ceasefire: Words that make any head a ceasefire.
        manner: "joint", "trilateral".
        standing: "draft", "interim".
        tabled: Those of a text that is on the table: "draft".
        topic: "peace", "border".
        settling: Topics of one settlement: "ceasefire", "hostages".
        counted: Pattern of "12-point".
        brokered: Pattern of "Russian-brokered".
        skipped: "new", "relevant": before the span, never in it.
        deictic: "today's".
        continued: Nouns that may follow a head inside the span.
        participles: "signed", "adopted".
        adverbs: "jointly".
        binding: Words before the day since which it binds: "in force".
        became: What it did on that day: "took effect".
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
        blockers: Word lists by name: indefinite, definite, pointing, hopes, facts, granted,
            one_sided, resolved, itself.
        signing: Verbs by which an instrument comes about: "signed".
        pledging: Verbs of those whom it binds: "undertook".
        deciding: Verbs of bodies that decide by a resolution: "demanded".
        events: Nouns whose date is their own: "floods of 2002".
        helping: Words after which those stand who only helped: "brokered by".
        combining: Country code by first half of a compound: "Anglo" -> "GBR".
        acronyms: Short name of an organisation by its usual name: "KEDO".
        anaphora: Words of bare references.
    """

    heads: Mapping[str, str]
    weak: frozenset[str]
    untitled: frozenset[str]
    by_compound: frozenset[str]
    by_purpose: frozenset[str]
    short_forms: frozenset[str]
    concepts: frozenset[str]
    promised: frozenset[str]
    unilateral: frozenset[str]
    ceasefire: frozenset[str]
    manner: frozenset[str]
    standing: frozenset[str]
    tabled: frozenset[str]
    topic: frozenset[str]
    settling: frozenset[str]
    counted: str
    brokered: str
    skipped: frozenset[str]
    deictic: frozenset[str]
    continued: frozenset[str]
    participles: frozenset[str]
    adverbs: frozenset[str]
    binding: frozenset[str]
    became: frozenset[str]
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
    acronyms: Mapping[str, str]
    anaphora: AnaphoraWords


def agreement_words(content: Mapping[str, Any]) -> AgreementWords:
    """The vocabulary from the tables of its file."""
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
        promised=frozenset(strength["promised"]),
        unilateral=frozenset(strength["unilateral"]),
        ceasefire=frozenset(strength["ceasefire"]),
        manner=frozenset(modifiers["manner"]),
        standing=frozenset(modifiers["standing"]),
        tabled=frozenset(modifiers["tabled"]),
        topic=frozenset(modifiers["topic"]),
        settling=frozenset(modifiers["settling"]),
        counted=modifiers["counted"],
        brokered=modifiers["brokered"],
        skipped=frozenset(modifiers["skipped"]),
        deictic=frozenset(modifiers["deictic"]),
        continued=frozenset(modifiers["continued"]),
        participles=frozenset(tails["participles"]),
        adverbs=frozenset(tails["adverbs"]),
        binding=frozenset(tails["binding"]),
        became=frozenset(tails["became"]),
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
        acronyms=dict(_acronyms(read_organizations())),
        anaphora=anaphora_words(content["anaphora"]),
    )


def _bodies(listed: Mapping[str, list[str]]) -> dict[str, str]:
    """Short names by full name, the longest first, so that patterns try them in that order."""
    pairs = [(name, short) for short, names in listed.items() for name in names]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def _acronyms(organizations: Iterable[Organization]) -> Iterator[tuple[str, str]]:
    """The usual name of each organisation that has an acronym, with the first one.

    Not its other names: more than one movement is a "National Liberation Army".
    """
    for body in organizations:
        acronym = next((name for name in body.aliases if _ACRONYM.fullmatch(name)), None)
        if acronym is not None and " " in body.name:
            yield body.name, acronym
