"""A project's own instruments.

In:  a row          Sorn Accord,,agreement,2031-04-12,Sorn,Norland|Sudria,,
Out: an Instrument  found and linked before any packaged one of that name or number
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from extract.knowledge.agreement_words import AgreementWords
from extract.knowledge.agreements import Agreements, Instrument
from extract.knowledge.countries import Countries
from extract.knowledge.own.countries import code_of
from extract.knowledge.own.files import File
from extract.knowledge.own.sheet import Columns, Read, Row, rows_of, sound_rows
from extract.knowledge.problems import Problem
from extract.records import AGREEMENT_TYPES
from extract.spelling import near
from extract.text.dates import is_partial_date
from extract.text.names import fold, slug

COLUMNS: Final = Columns(
    ("title", "agreement_type"),
    ("aliases", "date", "venue", "parties", "number", "agreement_id"),
)
_CODE: Final = re.compile(r"[A-Z]{3}")


def read_agreements(
    files: Iterable[File], countries: Countries, packaged: Agreements
) -> Read[Instrument]:
    """Read the rows of the files; an instrument that we list under its title takes our id.

    Args:
        files: At most one.
        countries: To read parties.
        packaged: What we list, and the bodies that are parties of resolutions.
    """
    found: dict[str, Instrument] = {}
    problems: list[Problem] = []

    def wrong(row: Row) -> Iterator[Problem]:
        instrument = _instrument(row, countries, packaged)
        return _problems(row, instrument, countries, packaged.words, found)

    for row in sound_rows(rows_of(files, COLUMNS, problems), wrong, problems):
        instrument = _instrument(row, countries, packaged)
        found[instrument.instrument_id] = instrument
    return Read(tuple(found.values()), tuple(problems))


def with_own_agreements(packaged: Agreements, own: tuple[Instrument, ...]) -> Agreements:
    """All instruments; those of a project take their names, numbers and identifiers.

    An instrument of a project that we list too keeps our other names and facts.
    """
    if not own:
        return packaged
    owner = {fold(name): one.instrument_id for one in own for name in one.names}
    numbered = {key: one.instrument_id for one in own for key in _numbers(one)}
    ours = {one.instrument_id: one for one in own}
    kept: list[Instrument] = []
    for known in packaged.instruments:
        free = tuple(name for name in known.names if fold(name) not in owner)
        by_number = (numbered[key] for key in _numbers(known) if key in numbered)
        heir = next(by_number, owner.get(fold(known.title), known.instrument_id))
        if heir in ours:
            ours[heir] = _extended(ours[heir], known, free)
        else:
            kept.append(replace(known, aliases=free[1:]))
    return Agreements((*ours.values(), *kept), packaged.words)


def _extended(one: Instrument, known: Instrument, free: tuple[str, ...]) -> Instrument:
    """A project's instrument with what it leaves open from the one we list."""
    return replace(
        one,
        aliases=tuple(dict.fromkeys((*one.aliases, *free))),
        date=one.date or known.date,
        venue=one.venue or known.venue,
        parties=one.parties or known.parties,
        number=one.number or known.number,
    )


def _problems(
    row: Row,
    instrument: Instrument,
    countries: Countries,
    words: AgreementWords,
    found: Mapping[str, Instrument],
) -> Iterator[Problem]:
    title, kind = row["title"], row["agreement_type"]
    yield from row.missing(title, "title", "agreement_type")
    if kind and kind not in AGREEMENT_TYPES:
        fix = near(kind, AGREEMENT_TYPES) or f"Known are {', '.join(AGREEMENT_TYPES)}."
        yield row.problem(title, f"agreement_type {kind!r} is unknown", fix)
    if row["date"] and not is_partial_date(row["date"]):
        fix = "Write 2031-05-04, 2031-05 or 2031."
        yield row.problem(title, f"date {row['date']!r} is no date", fix)
    for party in instrument.parties:
        if _CODE.fullmatch(party) and not _is_known(party, countries, words):
            fix = "Write a country's name or ISO alpha-3 code, or a body's usual short name."
            yield row.problem(title, f"party {party!r} is no code of a country", fix)
    if kind == "resolution" and not (row["number"] and row["parties"]):
        fix = "Fill in number and parties: the body that adopted it, e.g. UNSC."
        yield row.problem(title, "is a resolution without number or body", fix)
    if instrument.instrument_id in found:
        fix = "Put it on one line, or give each a different `agreement_id`."
        yield row.problem(title, f"id {instrument.instrument_id!r} stands twice", fix)


def _is_known(party: str, countries: Countries, words: AgreementWords) -> bool:
    return party in countries.by_code or party in words.bodies.values()


def _instrument(row: Row, countries: Countries, packaged: Agreements) -> Instrument:
    title, words = row["title"], packaged.words
    known = (i.instrument_id for i in packaged.named(title) if fold(i.title) == fold(title))
    identifier = next(known, f"{slug(title)}-{row['date'][:4]}".rstrip("-"))
    return Instrument(
        instrument_id=row["agreement_id"] or identifier,
        title=title,
        aliases=row.members("aliases"),
        agreement_type=row["agreement_type"],
        date=row["date"] or None,
        venue=row["venue"],
        parties=tuple(_party(party, countries, words) for party in row.members("parties")),
        number=row["number"] or None,
    )


def _party(cell: str, countries: Countries, words: AgreementWords) -> str:
    """A country's code, a body's short name, else the name as written."""
    return code_of(cell, countries) or words.bodies.get(cell, cell)


def _numbers(instrument: Instrument) -> set[tuple[str, str]]:
    """Number and body of a resolution."""
    if instrument.agreement_type != "resolution" or instrument.number is None:
        return set()
    return {(instrument.number, party) for party in instrument.parties}
