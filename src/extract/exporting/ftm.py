"""The tables as FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and yente.

In:  the contents of a run
Out: an Article a document; a Person, PublicBody or Organization an actor, an Address a place, an
     Event an agreement; and a Mention a row, which joins its Article to what it names

Dates stand in no entity of their own: the model has none for a day that a text mentions.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from extract.exporting.contents import Cell, Contents, Row
from extract.records import ActorMention, AgreementMention, Document, PlaceMention

Entity = dict[str, Any]

_SCHEMAS: Final = {
    "person": "Person",
    "country": "PublicBody",
    "government": "PublicBody",
    "military": "PublicBody",
    "igo": "Organization",
    "organization": "Organization",
    "group": "Organization",
}
_LANGUAGES: Final = {"en": "eng"}


def write_ftm(contents: Contents, path: Path) -> None:
    """Write one entity a line, each identifier once: documents, what they name, mentions."""
    codes = _country_codes()
    seen: set[str] = set()
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for entity in _entities(contents, codes):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                lines.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")


def _entities(contents: Contents, codes: dict[str, str]) -> Iterator[Entity]:
    for row in contents.rows(Document):
        yield _article(row, codes)
    for row in contents.rows(ActorMention):
        actor = _actor(row, codes)
        yield actor
        yield _mention(row, actor, codes)
    for row in contents.rows(PlaceMention):
        place = _place(row, codes)
        yield place
        yield _mention(row, place, codes)
    for row in contents.rows(AgreementMention):
        event = _agreement(row, codes)
        yield event
        yield _mention(row, event, codes)


def _article(row: Row, codes: dict[str, str]) -> Entity:
    language = row["language"]
    return _entity(
        "Article",
        _key("document", row["doc_id"]),
        title=row["title"] or row["doc_id"],
        fileName=row["path"],
        publishedAt=row["published"],
        publisher=row["source"],
        sourceUrl=row["url"],
        country=codes.get(str(row["source_country"])),
        language=_LANGUAGES.get(str(language)),
        encoding=row["encoding"],
        bodyText=row.get("text") or None,
        processingStatus=row["status"],
        processingError=row["error"],
    )


def _actor(row: Row, codes: dict[str, str]) -> Entity:
    schema = _SCHEMAS[str(row["actor_type"])]
    return _entity(
        schema,
        _key("actor", row["actor_id"] or f"{row['actor_type']}:{row['name']}"),
        name=row["name"],
        country=codes.get(str(row["country_code"])),
        position=row["role"] if schema == "Person" else None,
        keywords=row["actor_type"],
    )


def _place(row: Row, codes: dict[str, str]) -> Entity:
    return _entity(
        "Address",
        _key("place", row["place_id"] or f"{row['country_code']}:{row['name']}"),
        name=row["name"],
        full=row["name"],
        country=codes.get(str(row["country_code"])),
        latitude=row["latitude"],
        longitude=row["longitude"],
        keywords=row["feature"],
    )


def _agreement(row: Row, codes: dict[str, str]) -> Entity:
    parties = row["parties"] if isinstance(row["parties"], list) else []
    return _entity(
        "Event",
        _key("agreement", row["agreement_id"] or row["mention_id"]),
        name=row["title"],
        recordId=row["agreement_id"],
        date=row["date"],
        location=row["venue"],
        country=[codes[party] for party in parties if party in codes],
        keywords=[str(row["agreement_type"]), *(party for party in parties if party not in codes)],
    )


def _mention(row: Row, named: Entity, codes: dict[str, str]) -> Entity:
    return _entity(
        "Mention",
        _key("mention", row["mention_id"]),
        document=_key("document", row["doc_id"]),
        resolved=named["id"],
        name=row["text"],
        detectedSchema=named["schema"],
        contextCountry=codes.get(str(row.get("country_code"))),
    )


def _entity(schema: str, key: str, **properties: Cell) -> Entity:
    """An entity as the model has it: every property a list of texts, empty ones left out."""
    kept = {}
    for name, cell in properties.items():
        values = cell if isinstance(cell, list) else [cell]
        texts = [str(value) for value in dict.fromkeys(values) if value not in {None, ""}]
        if texts:
            kept[name] = texts
    return {"id": key, "schema": schema, "properties": kept}


def _key(kind: str, name: Cell) -> str:
    """An identifier that depends on the row alone."""
    return f"press-{kind}-{hashlib.sha1(str(name).encode(), usedforsecurity=False).hexdigest()}"


def _country_codes() -> dict[str, str]:
    text = (files("extract.exporting") / "country_codes.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {row["code"]: row["ftm"] for row in csv.DictReader(lines)}
