"""Read the parties of an instrument from its words.

In:  "memorandum between the Government of Norland, Sudria and the UNHCR on fisheries"
Out: NOR, SUD, UNHCR        (ISO alpha-3 for states, short names for others)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.spans import between

if TYPE_CHECKING:
    from extract.knowledge.agreements import AgreementWords
    from extract.knowledge.countries import Countries
    from extract.linking.agreements.spans import Page
    from extract.records import ActorMention, AgreementMention

#: "between", "concluded with", "signed ... by": those who follow are parties
_ZONE: Final = re.compile(
    r"\b(?:between|among|amongst|with(?!\s+(?:regards?|respect)\b)"
    r"|(?:signed|agreed|concluded|adopted|issued|reached|initialled|initialed|made)\b[^;]{0,80}?\bby)\s+",
    re.IGNORECASE,
)
#: what ends their list: " on fisheries", " in Lorn", ", signed"
_END: Final = re.compile(
    r"\s+(?:on|regarding|concerning|relating|to|in|at|dated|signed|concluded|following|under|over|which|that|during|within|establishing)\b"
    r"|,\s+(?:signed|concluded|adopted|which|dated|on|in)\b|;"
    r"|,?\s+of\s+(?=(?:[A-Z][a-z]+\s+)?\d)",
)
_JOINTS: Final = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s*&\s*")
#: "(UNHCR)"
_ACRONYM: Final = re.compile(r"\(\s*([A-Z][A-Za-z/-]{1,11})\s*\)")
_EXPLAINED: Final = re.compile(rf"\s{{0,3}}{_ACRONYM.pattern}")
#: An acronym is explained at one of the first uses of a name, or never.
_MOST_LOOKS: Final = 5
#: "the Governments of", "the leaders of", "President of the"
_OFFICE: Final = re.compile(r"^(?:[\w-]+\s+){0,9}?(?:of|from)\s+(?:the\s+)?(?=[A-Z])")
_ARTICLE: Final = re.compile(r"^(?:the|both|a|an|all|its|their)\s+", re.IGNORECASE)
_HYPHENED: Final = re.compile(r"[A-Z][\w.]+(?:[-–/][A-Z][\w.]+)+")
_HYPHEN: Final = re.compile(r"[-–/]")
#: titles of those who sign: "President Bo of Norland"
_LOWER_LEAD: Final = re.compile(r"^(?:[a-z][\w-]*\s+)+")
_LONGEST: Final = 8
#: "signed a", "concluded the second", "adopted on Monday the": what governs a span right before it
_SIGNING: Final = re.compile(
    r"\b(?:signed|concluded|initialled|adopted|agreed|reached|issued)\b(?:\s+[\w-]+){0,5}"
    r"\s+(?:an?|the|their|on an?)\s+(?:[\w-]+\s+){0,2}$"
)
#: ", which A and B signed", "signed by A and B", "was concluded by the leaders of A and B"
_SIGNED_BEHIND: Final = re.compile(
    r"(?:\s*\([^)]{0,30}\))?,?\s+(?:(?:which|that)\s+[^.;,\n]{0,90}?\b(?:signed|concluded|reached|adopted)\b"
    r"|(?:(?:which\s+)?(?:was|were)\s+)?(?:signed|concluded|initialled|reached)\b[^.;\n]{0,60}?\b(?:by|between)\b[^.;\n]{0,110})"
)
#: "that Haiti and Kenya concluded": a clause of the span with its signers
_SIGN_WITHIN: Final = re.compile(
    r"\b(?:that|which)\s+([^;]{3,120}?)\s+(?:have\s+|had\s+)?"
    r"(?:signed|concluded|reached|adopted|agreed|initialled)\b"
)
#: "'s and President ", "’s ": what joins owners to each other and to what they own
_OWNED: Final = re.compile(
    r"['’]s?\s+(?:and\s+)?(?:[A-Z]\w+\s+){0,3}|\s+and\s+(?:[A-Z]\w+\s+){0,3}"
)
_SIGNERS: Final = frozenset({"country", "government", "igo", "group"})
_REACH: Final = 160
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Reads who an instrument binds.

    Args:
        countries: For names, demonyms, capitals.
        words: For the bodies.
    """

    countries: Countries
    words: AgreementWords
    _joined: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the names that hold an "and": "Bosnia and Herzegovina" is one party."""
        names = [name for country in self.countries for name in country.names if " and " in name]
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        object.__setattr__(self, "_joined", re.compile(pattern or r"(?!)"))

    def __call__(self, mention: AgreementMention, page: Page) -> tuple[str, ...]:
        """Parties that the text names, in the span or in the clause around it.

        Args:
            mention: An agreement mention.
            page: The document, which may explain acronyms, and its linked actors.
        """
        inside = between(page.actors, mention.start, mention.end)
        told = self._of_span(mention, inside, page.document.text)
        told = told or _of_clause(mention, page.actors, page.document.text)
        return told or _of_owners(mention, page.actors, page.document.text)

    def _of_span(
        self, mention: AgreementMention, actors: Sequence[ActorMention], document: str
    ) -> tuple[str, ...]:
        text, start = mention.text, mention.start
        zone = _ZONE.search(text)
        found: list[str] = []
        if zone is not None:
            end = _END.search(text, zone.end())
            stop = end.start() if end is not None else len(text)
            inside = [a for a in actors if zone.end() <= a.start - start < stop]
            found = list(self._listed(text[zone.end() : stop], inside))
        found = found or self._hyphened(text) or list(_signers_within(mention, actors))
        return tuple(dict.fromkeys(_shortened(party, document) for party in found))

    def _listed(self, text: str, actors: Sequence[ActorMention]) -> Iterator[str]:
        """Each member of a list of names as a party."""
        plain = " ".join(text.split())
        held = self._joined.sub(lambda name: name[0].replace(" and ", " \0 "), plain)
        for part in _JOINTS.split(held):
            party = self._party(part.replace("\0", "and").strip(), actors)
            if party is not None:
                yield party

    def _party(self, text: str, actors: Sequence[ActorMention]) -> str | None:
        """One party: a country, a body, or the capitalised rest of the words."""
        acronym = _ACRONYM.search(text)
        name = _ACRONYM.sub("", text).strip(" .,()'\"“”")
        for cut in (name, _ARTICLE.sub("", name), _OFFICE.sub("", _ARTICLE.sub("", name))):
            country = self._country(cut)
            if country is not None:
                return country
        bare = _OFFICE.sub("", _ARTICLE.sub("", name))
        body = self.words.bodies.get(bare) or (acronym[1] if acronym is not None else None)
        body = body or _of_actors(text, actors)
        if body is not None:
            return body
        bare = _ARTICLE.sub("", _LOWER_LEAD.sub("", bare))
        if self._country(bare) is not None:
            return self._country(bare)
        if any(actor.actor_type == "person" and actor.text in text for actor in actors):
            return None
        known = bool(bare) and bare[0].isupper() and len(bare.split()) <= _LONGEST
        return bare if known and bare.lower() not in self.words.sides else None

    def _country(self, name: str) -> str | None:
        first = name.split(" ", maxsplit=1)[0]
        found = (
            self.countries.named(name)
            or self.countries.of_demonym(first)
            or self.countries.of_capital(name)
        )
        return found.code if found is not None else None

    def _hyphened(self, text: str) -> list[str]:
        """Two names in one word: "Norland-Sudria treaty", "Norlandic-Sudrian", "KDP-PUK"."""
        for word in _HYPHENED.findall(text):
            parts = _HYPHEN.split(word)
            codes = [self._code(part) for part in parts]
            if all(codes):
                return [code for code in codes if code]
        return []

    def _code(self, part: str) -> str | None:
        country = self.countries.named(part) or self.countries.of_demonym(part)
        if country is not None:
            return country.code
        return part if part.isupper() and len(part) > 2 else None  # noqa: PLR2004  # "PUK"


def _signers_within(mention: AgreementMention, actors: Sequence[ActorMention]) -> Iterator[str]:
    """States that sign in a clause of the span: "memorandum that Norland and Sudria concluded"."""
    clause = _SIGN_WITHIN.search(mention.text)
    if clause is not None:
        first, last = (mention.start + at for at in clause.span(1))
        for actor in actors:
            if actor.country_code and first <= actor.start < last:
                yield actor.country_code


def _of_actors(text: str, actors: Sequence[ActorMention]) -> str | None:
    """The party that a linked actor inside some words is."""
    for actor in actors:
        if actor.text not in text:
            continue
        if actor.actor_type not in {"person", "country", "government"}:
            return " ".join(actor.text.split())
        if actor.country_code is not None:
            return actor.country_code
    return None


def _shortened(party: str, document: str) -> str:
    """The acronym that a text gives a party: "Norland Peace Mission (NPM)" is NPM."""
    name = _ARTICLE.sub("", party)
    if " " not in name:
        return name
    at = document.find(name)
    for _ in range(_MOST_LOOKS):
        if at < 0:
            break
        found = _EXPLAINED.match(document, at + len(name))
        if found is not None:
            return found[1]
        at = document.find(name, at + len(name))
    return name


def _of_clause(
    mention: AgreementMention, actors: Sequence[ActorMention], document: str
) -> tuple[str, ...]:
    """Those who sign it: "A and B signed an accord", "which A and B signed"."""
    before = _SIGNING.search(
        document[max(mention.sentence_start, mention.start - _REACH) : mention.start]
    )
    found: list[str] = []
    if before is not None:
        verb = max(mention.sentence_start, mention.start - _REACH) + before.start()
        found = _states(actors, max(mention.sentence_start, verb - _REACH), verb)
    behind = _SIGNED_BEHIND.match(document, mention.end)
    if len(found) < _LEAST and behind is not None:
        found = _states(actors, mention.end, behind.end())
    return tuple(found) if len(found) >= _LEAST else ()


def _of_owners(
    mention: AgreementMention, actors: Sequence[ActorMention], document: str
) -> tuple[str, ...]:
    """Those whose it is: "President Bo's and President Dia's | agreement to spare harbours"."""
    codes: list[str] = []
    at = mention.start
    for actor in reversed(between(actors, mention.start - _REACH, mention.start)):
        if _OWNED.fullmatch(document, actor.end, at) is None or actor.country_code is None:
            break
        codes.append(actor.country_code)
        at = actor.start
    return tuple(dict.fromkeys(reversed(codes))) if len(set(codes)) >= _LEAST else ()


def _states(actors: Sequence[ActorMention], start: int, end: int) -> list[str]:
    """Countries and bodies between two places of the text, each once."""
    named = [
        actor.country_code if actor.country_code is not None else actor.text
        for actor in between(actors, start, end)
        if actor.actor_type in _SIGNERS
    ]
    return list(dict.fromkeys(named))
