"""Read annotated press releases, one file each, marks inside the text and entities below it.

In:  ---
     title: Two states sign
     published: 2031-05-05
     ...
     ---
     ⟦Norland¦a.nor⟧ signed an ⟦accord with ⟦Sudria¦a.sud⟧ on ⟦4 May¦d 2031-05-04⟧¦g.accord⟧.
     =====
     a.nor: [country, Norland, NOR]
     a.sud: [country, Sudria, SUD]
     g.accord: {type: agreement, named: false, parties: [NOR, SUD], date: 2031-05-04}
Out: the document without marks, and its mentions with offsets and normalised fields

data/gold/README.md describes the format for annotators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from extract.errors import GoldError
from extract.evaluation.marks import Mark, unmark
from extract.knowledge.countries import load_countries
from extract.knowledge.issuers import Issuers, load_issuers
from extract.reading.boilerplate import find_boilerplate
from extract.records import (
    ACTOR_TYPES,
    AGREEMENT_TYPES,
    FEATURES,
    TIMEX_TYPES,
    ActorMention,
    AgreementMention,
    DateMention,
    Document,
    Mentions,
    PlaceMention,
)

#: front matter, text, entities
_FILE: Final = re.compile(r"\A---\n(.*?\n)---\n(.*?)\n=====\n(.*)\Z", re.DOTALL)
_COUNTRY: Final = re.compile(r"[A-Z]{3}")
#: "2020-11-10", "2020-11", "2020", "2020-W05", "2020-SU", "XXXX-05", "2020-11-10TNI", "...T14:30"
_POINT: Final = re.compile(
    r"(?:\d{4}|XXXX|\d{3}|\d{2})"
    r"(?:-(?:\d\d(?:-\d\d)?|W\d\d(?:-\d)?|Q[1-4]|H[12]|SP|SU|FA|WI|XX(?:-\d\d)?))?"
    r"(?:T(?:\d\d:\d\d|MO|MI|AF|EV|NI))?"
)
#: "P3D", "P2W", "PT72H", "P1Y6M"
_DURATION: Final = re.compile(r"P(?=[\dT])(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?")
SPLITS: Final = ("train", "dev", "guard")
_FACETS: Final = ("issuer", "issuer_kind", "region", "topic", "hard", "split")
_SURE: Final = {"method": "gold", "confidence": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One annotated release.

    Args:
        document: The text without marks; offsets refer to it.
        mentions: What is annotated, each table in text order.
        facets: What the corpus is balanced by: issuer, issuer_kind, region, topic, hard, split.
    """

    document: Document
    mentions: Mentions
    facets: Mapping[str, str]


def read_corpus(
    folder: Path, split: str | None = None, issuers: Issuers | None = None
) -> list[GoldDocument]:
    """Read every release of a folder, in the order of the file names.

    Args:
        folder: Holds `*.txt` in the format above.
        split: Only documents of this split; None for all.
        issuers: Give `source_country`, as in a run; the packaged list by default.

    Raises:
        GoldError: A file breaks the format, or there is none.
    """
    documents = [read_gold(path, issuers) for path in sorted(folder.glob("*.txt"))]
    if not documents:
        raise GoldError.nothing(folder)
    return [one for one in documents if split in (None, one.facets["split"])]


def read_gold(path: Path, issuers: Issuers | None = None) -> GoldDocument:
    """Read one annotated release; `issuers` as in `read_corpus`.

    Raises:
        GoldError: Naming the file and the mark or field that breaks the format.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise GoldError.bad_file(path.name, "is not in UTF-8") from error
    return parse_gold(content, path.stem, path.name, issuers)


def parse_gold(
    content: str, doc_id: str, name: str, issuers: Issuers | None = None
) -> GoldDocument:
    """Read the content of one annotated release; `name` stands in error messages."""
    parts = _FILE.match(content)
    if parts is None:
        raise GoldError.bad_file(name, "needs front matter, a text, a line =====, and entities")
    head, entities = _yaml(name, parts[1]), _yaml(name, parts[3])
    text, marks = unmark(parts[2], name)
    reader = _Reader(name, doc_id, text, entities)
    mentions = Mentions(
        actors=tuple(reader.actor(mark) for mark in marks if mark.reference.startswith("a.")),
        places=tuple(reader.place(mark) for mark in marks if mark.reference.startswith("p.")),
        dates=tuple(reader.date(mark) for mark in marks if mark.reference.startswith("d ")),
        agreements=tuple(
            reader.agreement(mark) for mark in marks if mark.reference.startswith("g.")
        ),
    )
    unused = set(entities) - {mark.reference for mark in marks}
    if unused:
        raise GoldError.bad_file(name, f"no mark refers to {min(unused)}")
    published = head.get("published")
    if published is not None and not isinstance(published, date):
        raise GoldError.bad_file(name, f"published is {published!r}, no date")
    source = head.get("source")
    return GoldDocument(
        document=Document(
            doc_id=doc_id,
            path=name,
            text=text,
            title=head.get("title"),
            source=source,
            source_country=(issuers or load_issuers()).country(source, None),
            published=published,
            published_from=None if published is None else "front-matter",
            n_chars=len(text),
            n_words=len(re.findall(r"\w+", text)),
            boilerplate=tuple(f"{start}-{end}" for start, end in find_boilerplate(text)),
        ),
        mentions=mentions,
        facets=_facets(name, head),
    )


def _yaml(name: str, content: str) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(content) or {}
    except yaml.YAMLError as error:
        raise GoldError.bad_file(name, f"is not YAML: {error}") from error
    if not isinstance(loaded, dict):
        raise GoldError.bad_file(name, "front matter and entities are lines `key: value`")
    return loaded


def _facets(name: str, head: Mapping[str, Any]) -> dict[str, str]:
    missing = [facet for facet in _FACETS if facet not in head]
    if missing:
        raise GoldError.bad_file(name, f"front matter lacks {missing[0]}")
    if head["split"] not in SPLITS:
        raise GoldError.bad_file(name, f"split is {head['split']!r}, none of {SPLITS}")
    return {facet: str(head[facet]) for facet in _FACETS}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the marks of one document into mentions."""

    name: str
    doc_id: str
    text: str
    entities: Mapping[str, Any]

    def actor(self, mark: Mark) -> ActorMention:
        kind, name, country, role = self._list(mark, 4)
        self._choice(mark, kind, ACTOR_TYPES)
        self._code(mark, country)
        if kind == "country" and country is None:
            raise self._error(mark, "is a country without a code")
        return ActorMention(
            **self._common("actors", mark),
            actor_id=mark.reference,
            name=name or mark.reference,
            actor_type=kind or "",
            country_code=country,
            role=role,
        )

    def place(self, mark: Mark) -> PlaceMention:
        name, country, geonames, feature = self._list(mark, 4)
        self._code(mark, country)
        feature = feature or _usual_feature(name, country)
        self._choice(mark, feature, FEATURES)
        return PlaceMention(
            **self._common("places", mark),
            place_id=mark.reference,
            name=name or mark.reference,
            country_code=country,
            geonames_id=None if geonames is None else int(geonames),
            feature=feature,
        )

    def date(self, mark: Mark) -> DateMention:
        words = mark.reference.split()[1:]
        kind = words[0] if words[0] in TIMEX_TYPES else _timex_type(words[0])
        value = words[-1]
        pattern = _DURATION if value.startswith("P") else _POINT
        if len(words) > 2 or not all(pattern.fullmatch(part) for part in value.split("/")):  # noqa: PLR2004
            raise self._error(mark, "is no TIMEX3 value")
        return DateMention(**self._common("dates", mark), timex_type=kind, value=value)

    def agreement(self, mark: Mark) -> AgreementMention:
        fields = self._entity(mark)
        if not isinstance(fields, dict):
            raise self._error(mark, "is not {type: ..., ...}")
        known = {"type", "named", "title", "parties", "date", "number", "venue"}
        if set(fields) - known or "type" not in fields:
            raise self._error(mark, f"has fields other than {sorted(known)}, or no type")
        self._choice(mark, fields["type"], AGREEMENT_TYPES)
        signed = fields.get("date")
        if signed is not None and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(signed)):
            raise self._error(mark, f"has the date {signed!r}")
        return AgreementMention(
            **self._common("agreements", mark),
            agreement_id=mark.reference,
            title=str(fields.get("title") or self.text[mark.start : mark.end]),
            agreement_type=fields["type"],
            parties=tuple(str(party) for party in fields.get("parties") or ()),
            date=None if signed is None else str(signed),
            number=None if fields.get("number") is None else str(fields["number"]),
            venue=fields.get("venue"),
            named=bool(fields.get("named")),
        )

    def _common(self, table: str, mark: Mark) -> dict[str, Any]:
        start, end = mark.start, mark.end
        words = self.text[start:end]
        if not words or words != words.strip():
            raise self._error(mark, "is empty or has white space at its edge")
        return {
            **_SURE,
            "mention_id": f"{self.doc_id}:{table}:{start}-{end}",
            "doc_id": self.doc_id,
            "text": words,
            "start": start,
            "end": end,
            "sentence": words,
            "sentence_start": start,
            "sentence_end": end,
        }

    def _entity(self, mark: Mark) -> object:
        if mark.reference not in self.entities:
            raise self._error(mark, "stands nowhere below =====")
        return self.entities[mark.reference]

    def _list(self, mark: Mark, length: int) -> Iterator[str | None]:
        entity = self._entity(mark)
        if not isinstance(entity, Sequence) or isinstance(entity, str) or len(entity) > length:
            raise self._error(mark, f"is no list of up to {length}")
        padded = [*entity, *[None] * (length - len(entity))]
        return (None if value is None else str(value) for value in padded)

    def _choice(self, mark: Mark, value: str | None, choices: tuple[str, ...]) -> None:
        if value not in choices:
            raise self._error(mark, f"has {value!r}, none of {choices}")

    def _code(self, mark: Mark, code: str | None) -> None:
        if code is not None and not _COUNTRY.fullmatch(code):
            raise self._error(mark, f"has {code!r}, no ISO alpha-3 code")

    def _error(self, mark: Mark, reason: str) -> GoldError:
        words = self.text[mark.start : mark.end]
        return GoldError.bad_file(self.name, f"{words!r} ({mark.reference}) {reason}")


def _usual_feature(name: str | None, country: str | None) -> str:
    """What a place is of which the annotator does not say it: "[Norland, NOR]" is a country."""
    known = load_countries().named(name or "")
    return "country" if known is not None and known.code == country else "other"


def _timex_type(value: str) -> str:
    if value.startswith("P"):
        return "DURATION"
    return "TIME" if "T" in value else "DATE"
