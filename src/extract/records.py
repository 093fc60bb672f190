"""The shapes that walk through the rooms: `Proposal`, and one frozen record per table.

In:  nothing; this file is the contract
Out: Document, ActorMention, PlaceMention, DateMention, AgreementMention: each field is one column,
     with its meaning, unit and source beside it. Only here is a column named: dtypes, Parquet
     schema, validation and docs/tables.md are derived from these classes (`schema.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar, Final

NO_CUES: Final[Mapping[str, str]] = MappingProxyType({})


def _no_cues() -> Mapping[str, str]:
    return NO_CUES


STATUSES = ("ok", "empty", "not_english", "unsupported", "failed", "quarantined")
PUBLISHED_FROM = ("metadata", "field", "front-matter", "meta", "dateline", "filename")
ACTOR_TYPES = ("person", "country", "government", "military", "igo", "organization", "group")
FEATURES = (
    "country",
    "region",
    "district",
    "city",
    "water",
    "corridor",
    "building",
    "terrain",
    "demonym",
    "other",
)
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
GRANULARITIES = (
    "minute",
    "part-of-day",
    "day",
    "week",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
    "vague",
)
MODS = ("START", "MID", "END", "APPROX", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN")
AGREEMENT_TYPES = (
    "statement",
    "agreement",
    "resolution",
    "treaty",
    "convention",
    "ceasefire",
    "protocol",
    "declaration",
    "charter",
    "memorandum",
    "communique",
    "plan",
    "roadmap",
)
IDENTITIES = ("inventory", "number", "date", "title", "vague")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means.

    Args:
        meaning: One sentence for the table documentation.
        unit: Unit or notation of the value, if it has one.
        source: Who defines the value, if not we.
        choices: The only values allowed; empty when any value is.
        parquet_only: Left out of the CSV file (long texts).
    """

    meaning: str
    unit: str = ""
    source: str = ""
    choices: tuple[str, ...] = ()
    parquet_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A matcher's word that something may stand here, and why; `deciding` settles it.

    Args:
        kind: Name of the table it is for: actors, places, dates or agreements.
        start: First code point of the span in the document's text.
        end: One past the last code point.
        text: The characters themselves.
        rule: Identifier of the rule or model label that made it, e.g. "place-list", "ner:GPE".
        label: The type the proposer sees: an `actor_type`, `feature`, `timex_type` or
            `agreement_type`.
        cues: What the rule saw, by name, e.g. {"head": "directions"}.
    """

    kind: str
    start: int
    end: int
    text: str
    rule: str
    label: str
    cues: Mapping[str, str] = field(default_factory=_no_cues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One row per input, whatever happened to it."""

    table: ClassVar[str] = "documents"

    doc_id: Annotated[
        str,
        Column("Unique identifier: the record's own id, else its `path`."),
    ]
    path: Annotated[
        str,
        Column(
            "File it came from, relative to the input folder, with forward slashes; `path!entry` "
            "inside archives and e-mails."
        ),
    ]
    title: Annotated[str | None, Column("Headline, as given.")] = None
    source: Annotated[str | None, Column("Issuer or publisher, as given.")] = None
    source_country: Annotated[
        str | None, Column("Country of the issuer.", source="ISO 3166-1 alpha-3, XKX for Kosovo")
    ] = None
    url: Annotated[str | None, Column("Address it was published at, as given.")] = None
    published: Annotated[
        date | None, Column("Day of publication in the issuer's own time zone.")
    ] = None
    published_from: Annotated[
        str | None, Column("Where the day of publication was read.", choices=PUBLISHED_FROM)
    ] = None
    language: Annotated[
        str | None, Column("Language the text is written in.", source="ISO 639-1")
    ] = None
    encoding: Annotated[str | None, Column("Character encoding the file was read with.")] = None
    n_chars: Annotated[int, Column("Length of the text.", unit="code points")] = 0
    n_words: Annotated[int, Column("Words in the text.", unit="runs of letters or digits")] = 0
    file_sha256: Annotated[str | None, Column("Hash of the bytes of the file or entry.")] = None
    text_sha256: Annotated[str | None, Column("Hash of the text in UTF-8.")] = None
    status: Annotated[
        str,
        Column("What became of it; only `ok` documents have mentions.", choices=STATUSES),
    ] = "ok"
    error: Annotated[
        str | None, Column("What went wrong and what to do, where the status is not ok.")
    ] = None
    warnings: Annotated[
        tuple[str, ...],
        Column(
            "What was doubtful: repeated ids, guessed encodings, bad dates, corrections that fit "
            "nowhere any more."
        ),
    ] = ()
    boilerplate: Annotated[
        tuple[str, ...],
        Column(
            "Parts of the text that give no rows: page furniture, addresses, telephone numbers.",
            unit="start-end, code points",
        ),
    ] = ()
    near_duplicate_of: Annotated[
        str | None, Column("`doc_id` of the original this text nearly repeats.")
    ] = None
    text: Annotated[
        str,
        Column("The text that all offsets refer to.", parquet_only=True),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What the rows of all four mention tables share."""

    table: ClassVar[str]

    mention_id: Annotated[str, Column("`{doc_id}:{table}:{start}-{end}`.")]
    doc_id: Annotated[str, Column("The document it stands in; joins to `documents`.")]
    text: Annotated[str, Column("The characters of the span, exactly as in the document.")]
    start: Annotated[int, Column("First character of the span.", unit="code points")]
    end: Annotated[int, Column("One past the last character.", unit="code points")]
    sentence: Annotated[str, Column("The sentence around it, line breaks as spaces.")]
    sentence_start: Annotated[
        int, Column("First character of the sentence; joins mentions.", unit="code points")
    ]
    sentence_end: Annotated[int, Column("One past its last character.", unit="code points")]
    method: Annotated[
        str, Column("Rules and models that made the row, joined by +; `human` if corrected.")
    ]
    confidence: Annotated[float, Column("That span and kind are right.", unit="0 to 1")]
    link_confidence: Annotated[
        float | None,
        Column("That the identifier or value is right; null if there is none.", unit="0 to 1"),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention(Mention):
    """Who acts: a person, country, government, force or organisation that the text names."""

    table: ClassVar[str] = "actors"

    actor_id: Annotated[
        str | None, Column("Our identifier; the same for all mentions of one actor.")
    ] = None
    name: Annotated[str, Column("Fullest usual name; never null.")]
    actor_type: Annotated[str, Column("What kind of actor.", choices=ACTOR_TYPES)]
    country_code: Annotated[
        str | None,
        Column("Country it is or belongs to.", source="ISO 3166-1 alpha-3, as GeoNames has it"),
    ] = None
    role: Annotated[str | None, Column("Office of a person, as the text gives it.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Mention):
    """A named place on the ground: town, district, region, country as a location, sea."""

    table: ClassVar[str] = "places"

    place_id: Annotated[
        str | None, Column("Our identifier: `gn:` and the GeoNames id, or a curated one.")
    ] = None
    name: Annotated[str, Column("Usual English name; the text's own where unknown; never null.")]
    geonames_id: Annotated[int | None, Column("GeoNames identifier.", source="GeoNames")] = None
    latitude: Annotated[
        float | None,
        Column(
            "WGS 84; that of a town where `method` ends in `-point`.",
            unit="degrees north",
            source="GeoNames",
        ),
    ] = None
    longitude: Annotated[
        float | None, Column("WGS 84.", unit="degrees east", source="GeoNames")
    ] = None
    country_code: Annotated[
        str | None,
        Column("Country it lies in.", source="ISO 3166-1 alpha-3, as GeoNames has it"),
    ] = None
    feature: Annotated[str, Column("What kind of place.", choices=FEATURES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Mention):
    """A temporal expression, resolved against the day of publication."""

    table: ClassVar[str] = "dates"

    timex_type: Annotated[
        str, Column("Point, time of day, duration or set.", source="TIMEX3", choices=TIMEX_TYPES)
    ]
    value: Annotated[
        str | None,
        Column("What it means; `a/b` for ranges, X for unknown digits.", source="TIMEX3"),
    ] = None
    start_date: Annotated[date | None, Column("First day it covers.")] = None
    end_date: Annotated[date | None, Column("Last day it covers, inclusive.")] = None
    granularity: Annotated[
        str | None, Column("Size of the unit it names.", choices=GRANULARITIES)
    ] = None
    mod: Annotated[str | None, Column("Part or approximation.", source="TIMEX3", choices=MODS)] = (
        None
    )
    anchor: Annotated[
        str | None,
        Column("What it was resolved against: `published`, or the value of another mention."),
    ] = None
    in_agreement: Annotated[
        str | None, Column("`mention_id` of the described agreement around it.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementMention(Mention):
    """A treaty, resolution, statement or ceasefire that the text cites."""

    table: ClassVar[str] = "agreements"

    agreement_id: Annotated[
        str | None, Column("Our identifier; depends on the document and the inventory alone.")
    ] = None
    identity: Annotated[
        str | None, Column("What the identifier rests on.", choices=IDENTITIES)
    ] = None
    title: Annotated[str, Column("Title or description in a normal form; never null.")]
    agreement_type: Annotated[str, Column("What kind of instrument.", choices=AGREEMENT_TYPES)]
    parties: Annotated[
        tuple[str, ...],
        Column("Who signed or adopted it, as the text says.", unit="ISO alpha-3 or short names"),
    ] = ()
    date: Annotated[
        str | None, Column("Signed or adopted, as the text says.", unit="ISO 8601, may be partial")
    ] = None
    year: Annotated[int | None, Column("Year, from the date or the number.")] = None
    number: Annotated[str | None, Column("Number, e.g. of a resolution.")] = None
    issuer: Annotated[str | None, Column("Body that adopted it, e.g. UNSC.")] = None
    venue: Annotated[str | None, Column("Where it was signed or adopted.")] = None
    named: Annotated[
        bool,
        Column(
            "True if cited by title or number, false if described. Nothing inside a title or "
            "number is a row; a day or party in words behind a title is."
        ),
    ]
    known_date: Annotated[
        str | None, Column("Date that only our inventory knows.", unit="ISO 8601")
    ] = None
    known_parties: Annotated[
        tuple[str, ...], Column("Parties that only our inventory knows.")
    ] = ()
    anaphora: Annotated[
        int,
        Column(
            'Bare references that point back to it ("the said treaty", "ratified it"); stated on '
            "its first full citation, 0 on the others.",
            unit="references",
        ),
    ] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All mentions of one document, each table in text order."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    agreements: tuple[AgreementMention, ...] = ()


#: The tables of mentions.
MENTION_TABLES: Final = (ActorMention, PlaceMention, DateMention, AgreementMention)
#: The five tables, in the order they are written and documented.
TABLES: Final = (Document, *MENTION_TABLES)
#: The column of each table that says what kind of thing a row is.
TYPE_COLUMN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "actors": "actor_type",
        "places": "feature",
        "dates": "timex_type",
        "agreements": "agreement_type",
    }
)
