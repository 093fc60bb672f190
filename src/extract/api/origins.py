"""Where the fields of a row come from: its own words, its sentence, elsewhere, our inventory.

In:  the agreement "statement signed by Azerbaijan, Armenia and Russia on 10 November 2020"
Out: parties: the span, "Azerbaijan"; date: the span, "10 November 2020"; known_date: inventory
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.api.show import DocumentView
from extract.knowledge.agreements import FILE
from extract.knowledge.load import line_of, shown
from extract.records import ActorMention, AgreementMention, DateMention, Mention, PlaceMention

SPAN: Final = "its own words"
SENTENCE: Final = "its sentence"
ELSEWHERE: Final = "elsewhere in the text"
EARLIER: Final = "another citation of it"
INVENTORY: Final = "the inventory"
PUBLISHED: Final = "the day of publication"
IMPLIED: Final = "implied by its words"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value is from.

    Args:
        column: The field.
        value: The value, or one member of it.
        source: One of the constants above.
        words: The words of the text, or the place in a file, that have it; "" if none do.
    """

    column: str
    value: str
    source: str
    words: str


def origins(mention: Mention, view: DocumentView) -> Iterator[Origin]:
    """Where the fields of an agreement or a date come from, in the order of the columns."""
    if isinstance(mention, AgreementMention):
        yield from _of_agreement(mention, view)
    elif isinstance(mention, DateMention):
        yield from _of_date(mention, view)


def _of_agreement(mention: AgreementMention, view: DocumentView) -> Iterator[Origin]:
    if mention.identity == "inventory":
        identifier = mention.agreement_id or ""
        yield Origin("title", identifier, INVENTORY, _in_inventory(mention))
    for party in mention.parties:
        yield _party(party, mention, view)
    if mention.date is not None:
        yield _day(mention.date, mention, view)
    if mention.year is not None and mention.date is None:
        yield Origin("year", str(mention.year), *_quoted(str(mention.year), mention))
    if mention.number is not None:
        yield Origin("number", mention.number, *_quoted(mention.number, mention))
    if mention.issuer is not None:
        yield Origin("issuer", mention.issuer, *_quoted(mention.issuer, mention))
    if mention.venue is not None:
        yield Origin("venue", mention.venue, *_quoted(mention.venue, mention))
    yield from _known(mention)
    if mention.anaphora:
        yield Origin("anaphora", str(mention.anaphora), ELSEWHERE, "")


def _known(mention: AgreementMention) -> Iterator[Origin]:
    """What the inventory adds."""
    if mention.known_date is not None:
        yield Origin("known_date", mention.known_date, INVENTORY, _in_inventory(mention))
    if mention.known_parties:
        known = ", ".join(mention.known_parties)
        yield Origin("known_parties", known, INVENTORY, _in_inventory(mention))


def _in_inventory(mention: AgreementMention) -> str:
    """Where the instrument is listed, ours or the project's."""
    identifier = mention.agreement_id or ""
    if "own:agreements" in mention.method.split("+"):
        return f"{identifier} in the project's agreements.csv"
    return f"{shown(FILE)}:{line_of(FILE, f'{identifier},')}"


def _party(party: str, mention: AgreementMention, view: DocumentView) -> Origin:
    rows: tuple[ActorMention | PlaceMention, ...]
    rows = (*view.mentions.actors, *view.mentions.places)
    named = [row for row in rows if party in {row.country_code, row.name}]
    found = _witness(named, mention)
    if found is None:
        found = _quoted(party, mention)
        if found == (IMPLIED, ""):
            found = _other_citation("parties", party, mention, view) or found
    return Origin("parties", party, *found)


def _day(day: str, mention: AgreementMention, view: DocumentView) -> Origin:
    dates = [
        row
        for row in view.mentions.dates
        if row.value is not None and (row.value.startswith(day) or day.startswith(row.value))
    ]
    found = _witness(dates, mention)
    if found is None and day[:4] in mention.text:
        found = (SPAN, " ".join(mention.text.split()))
    if found is None:
        found = _other_citation("date", day, mention, view)
    if found is None and str(view.document.published) == day:
        found = (PUBLISHED, day)
    return Origin("date", day, *(found or (IMPLIED, "")))


def _witness(rows: Sequence[Mention], mention: Mention) -> tuple[str, str] | None:
    """The nearest of rows that say a thing: inside the span, in its sentence, elsewhere."""
    spheres = (
        (SPAN, mention.start, mention.end),
        (SENTENCE, mention.sentence_start, mention.sentence_end),
    )
    for sphere, start, end in spheres:
        for row in rows:
            if start <= row.start and row.end <= end:
                return sphere, " ".join(row.text.split())
    return None


def _quoted(words: str, mention: Mention) -> tuple[str, str]:
    """Where words stand as they are."""
    for sphere, text in ((SPAN, mention.text), (SENTENCE, mention.sentence)):
        if words.casefold() in " ".join(text.split()).casefold():
            return sphere, words
    return IMPLIED, ""


def _other_citation(
    column: str, value: str, mention: AgreementMention, view: DocumentView
) -> tuple[str, str] | None:
    """Another mention of the same agreement whose own words say it."""
    for other in view.mentions.agreements:
        said = getattr(other, column)
        says_so = value in said if isinstance(said, tuple) else value == said
        is_same = other.agreement_id == mention.agreement_id
        if is_same and says_so and other.mention_id != mention.mention_id:
            return EARLIER, " ".join(other.text.split())
    return None


def _of_date(mention: DateMention, view: DocumentView) -> Iterator[Origin]:
    """The words, and what they were resolved against."""
    if mention.value is None:
        return
    words = " ".join(mention.text.split())
    yield Origin("value", mention.value, SPAN, words)
    if mention.anchor == "published":
        yield Origin("anchor", str(view.document.published), PUBLISHED, "")
    elif mention.anchor is not None:
        others = [row for row in view.mentions.dates if row.value == mention.anchor]
        before = [row for row in others if row.start < mention.start] or others
        said = " ".join(before[-1].text.split()) if before else ""
        yield Origin("anchor", mention.anchor, ELSEWHERE, said)
