"""Check all that is known: packaged files against their examples, a project's own against a text.

In:  Settings of a project
Out: a Checked for each file, packaged ones first
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from extract.api.own import check_own
from extract.api.text import own_files
from extract.deciding.countries import CountrySettler
from extract.errors import KnowledgeError
from extract.knowledge import agreements as agreement_files
from extract.knowledge import countries as country_files
from extract.knowledge import gazetteer, offices, organizations, places, rules, trust
from extract.knowledge import issuers as issuer_files
from extract.knowledge.actors import load_actors
from extract.knowledge.agreements import load_agreements
from extract.knowledge.boilerplate import BoilerplateRule, load_boilerplate
from extract.knowledge.check.actors import (
    check_actor_words,
    check_offices,
    check_organizations,
    check_titles,
)
from extract.knowledge.check.agreements import check_agreement_words, check_instruments
from extract.knowledge.check.base import Checked, checked, rows_of
from extract.knowledge.check.boilerplate import check_boilerplate
from extract.knowledge.check.countries import check_countries, check_country_rules
from extract.knowledge.check.dates import check_date_words, check_dates
from extract.knowledge.check.places import (
    check_index,
    check_kinds,
    check_place_words,
    check_places,
    check_spellings,
)
from extract.knowledge.check.rules import check_rules
from extract.knowledge.check.words import (
    SOURCES,
    check_issuers,
    check_lists,
    check_sources,
    check_sureness,
    check_trust,
    check_weights,
)
from extract.knowledge.countries import load_countries
from extract.knowledge.country_rules import load_country_rules
from extract.knowledge.dates import load_dates
from extract.knowledge.load import tables
from extract.knowledge.places import load_places
from extract.knowledge.problems import Problem
from extract.linking.dates import FORMS
from extract.reading.boilerplate import find_boilerplate
from extract.settings import Settings

if TYPE_CHECKING:
    from extract.matchers.agreements import CitedAgreements, DescribedAgreements

#: Files that are nothing but lists of words.
LISTS: Final = ("abbreviations.toml", "datelines.toml")
_MARK: Final = re.compile(r"\[([^\]]+)\]")


def check_knowledge(settings: Settings | None = None) -> Iterator[Checked]:
    """Check every data file, packaged and the project's own.

    Args:
        settings: Of the project; the folder the command runs in by default.

    Raises:
        KnowledgeError: The project's folder or one of its files cannot be read.
    """
    settings = settings or Settings()
    yield from check_packaged()
    yield from check_own(own_files(settings), settings)


def check_packaged() -> Iterator[Checked]:
    """Check every packaged file; one that cannot be read at all is a problem of its own."""
    for name, check in _CHECKS:
        try:
            yield from check()
        except KnowledgeError as error:
            problem = Problem(name, 0, "file", str(error).replace("\n", " "), "")
            yield checked(name, 0, 0, [problem])


def reasons(settler: CountrySettler) -> Callable[[str, str], list[str]]:
    """A function that says why each bracketed name of a sentence is what it is."""

    def why(family: str, marked: str) -> list[str]:
        settle = settler.settle_country if family == "country" else settler.settle_capital
        text = _MARK.sub(r"\1", marked)
        found, gone = [], 0
        for mark in _MARK.finditer(marked):
            start = mark.start() - gone
            found.append(settle(text, start, start + len(mark[1])).reason)
            gone += 2
        return found

    return why


def finds() -> Callable[[str], list[str]]:
    """A function that says which agreements a sentence cites by the packaged words."""
    import spacy  # noqa: PLC0415  # a second to import

    from extract.matchers.agreements import (  # noqa: PLC0415  # needs spaCy
        CitedAgreements,
        DescribedAgreements,
    )

    blank, known = spacy.blank("en"), load_agreements()
    cited: CitedAgreements = CitedAgreements(known)
    described: DescribedAgreements = DescribedAgreements(known, load_countries())

    def find(text: str) -> list[str]:
        doc = blank(text)
        named = list(cited(doc))
        others = [p for p in described(doc, named) if p.kind == "agreements"]
        return sorted({proposal.text for proposal in (*named, *others)})

    return find


def boilerplate_parts(text: str, rule: BoilerplateRule) -> list[str]:
    """What a rule for boilerplate finds in a text."""
    return [text[start:end] for start, end in find_boilerplate(text, (rule,))]


def _countries() -> Iterable[Checked]:
    yield check_countries(rows_of(country_files.FILE), load_countries())
    known = load_country_rules()
    yield check_country_rules(known, reasons(CountrySettler(known, load_countries())))


def _actors() -> Iterable[Checked]:
    actors, countries = load_actors(), load_countries()
    yield check_organizations(rows_of(organizations.FILE), countries)
    yield check_offices(rows_of(offices.FILE), actors, countries)
    yield check_titles()
    yield check_actor_words(actors)


def _places() -> Iterable[Checked]:
    known, countries = load_places(), load_countries()
    yield check_places(rows_of(places.CSV), known, countries)
    yield check_spellings(rows_of(places.SPELLINGS), known)
    yield check_weights(places.WEIGHTS, rows_of(places.WEIGHTS))
    yield check_sureness(places.SURENESS, rows_of(places.SURENESS))
    yield check_place_words(known, countries)
    yield check_index(known, countries)
    yield check_kinds(rows_of(gazetteer.KINDS))


def _agreements() -> Iterable[Checked]:
    known, content = load_agreements(), tables(agreement_files.WORDS)
    yield check_instruments(
        rows_of(agreement_files.FILE), known, load_countries(), content["parties"]["others"]
    )
    yield check_agreement_words(content, known, finds())


def _dates() -> Iterable[Checked]:
    grammar = load_dates()
    yield check_date_words(grammar.vocabulary)
    yield from check_dates(grammar, FORMS)


def _words() -> Iterable[Checked]:
    yield check_issuers(rows_of(issuer_files.FILE), load_countries())
    yield check_trust(tables(trust.FILE))
    yield check_rules(tables(rules.FILE)["rule"])
    for file in LISTS:
        yield check_lists(file)
    yield check_boilerplate(load_boilerplate(), boilerplate_parts)
    yield check_sources(tables(SOURCES))


#: Checks with the file that a failure to read is put down to.
_CHECKS: Final[Sequence[tuple[str, Callable[[], Iterable[Checked]]]]] = (
    (country_files.FILE, _countries),
    (organizations.FILE, _actors),
    (places.CSV, _places),
    ("dates.toml", _dates),
    (agreement_files.FILE, _agreements),
    (issuer_files.FILE, _words),
)
