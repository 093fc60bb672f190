"""Let the mentions of one instrument share what the text says of it.

In:  "Lorn Accord between Norland and Sudria", "Lorn Accord of 4 May 2019", "the Accord"
Out: all three with both parties, the day and one id
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.records import AgreementMention


@dataclass(slots=True)
class _Told:
    """What the mentions of one instrument say of it together."""

    parties: tuple[str, ...]
    date: str | None

    def add(self, mention: AgreementMention) -> None:
        """Hear one more mention."""
        if set(self.parties) <= set(mention.parties):
            self.parties = mention.parties
        self.date = _finer(self.date, mention.date)


def share(
    mentions: Sequence[AgreementMention], first: Sequence[int]
) -> Iterator[AgreementMention]:
    """Give mentions that repeat another one its identity, parties and date.

    Args:
        mentions: All mentions, each identified by itself.
        first: For each the position of the one it repeats, or its own.
    """
    told: dict[int, _Told] = {}
    for mention, at in zip(mentions, first, strict=True):
        source = mentions[at]
        full = told.setdefault(at, _Told(source.parties, source.date))
        if _alike(source, mention):
            full.add(mention)
    for position, (mention, at) in enumerate(zip(mentions, first, strict=True)):
        if mention.number is not None or not _alike(mentions[at], mention):
            yield mention
        else:
            yield _shared(mention, mentions[at], told[at], repeats=position != at)


def _shared(
    mention: AgreementMention, source: AgreementMention, told: _Told, *, repeats: bool
) -> AgreementMention:
    """A mention with the parties, date and year that any mention of its instrument gives."""
    day = _finer(mention.date, told.date)
    year = mention.year or (int(day[:4]) if day is not None else None)
    parties = told.parties or mention.parties
    if (parties, day, year) != (mention.parties, mention.date, mention.year):
        mention = replace(mention, parties=parties, date=day, year=year)
    if not repeats or _is_identified(mention, source):
        return mention
    return replace(
        mention,
        agreement_id=source.agreement_id,
        identity=source.identity,
        title=source.title,
        issuer=mention.issuer or source.issuer,
        known_date=source.known_date,
        known_parties=source.known_parties,
        link_confidence=source.link_confidence,
    )


def _is_identified(mention: AgreementMention, source: AgreementMention) -> bool:
    """Whether a mention by itself says all that the one it repeats says of their identity."""
    return (
        mention.agreement_id == source.agreement_id
        and mention.title == source.title
        and (mention.issuer or source.issuer) == mention.issuer
        and (mention.known_date, mention.known_parties)
        == (source.known_date, source.known_parties)
        and mention.link_confidence == source.link_confidence
    )


def _finer(mine: str | None, other: str | None) -> str | None:
    """The fuller of two dates that agree: "2019-05-04" of "2019" and "2019-05-04"."""
    if mine is None or (other is not None and other.startswith(mine)):
        return other
    return mine


def _alike(source: AgreementMention, mention: AgreementMention) -> bool:
    """Whether two mentions may lend each other fields: a resolution and a treaty never do."""
    return (source.agreement_type == "resolution") == (mention.agreement_type == "resolution")
