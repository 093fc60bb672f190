"""Let the mentions of one instrument share what the text says of it.

In:  "Lorn Accord between Norland and Sudria", "Lorn Accord of 4 May 2019", "the Accord"
Out: all three with both parties, the day and one id
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.records import AgreementMention


def share(
    mentions: Sequence[AgreementMention], first: Sequence[int]
) -> Iterator[AgreementMention]:
    """Give mentions that repeat another one its identity, parties and date.

    Args:
        mentions: All mentions, each identified by itself.
        first: For each the position of the one it repeats, or its own.
    """
    full: dict[int, AgreementMention] = {}
    for mention, at in zip(mentions, first, strict=True):
        best = full.get(at, mentions[at])
        if _alike(best, mention):
            wider = set(best.parties) <= set(mention.parties)
            fuller = mention.parties if wider else best.parties
            full[at] = replace(best, parties=fuller, date=_finer(best.date, mention.date))
    for position, (mention, at) in enumerate(zip(mentions, first, strict=True)):
        source = full.get(at, mentions[at])
        if mention.number is not None or not _alike(source, mention):
            yield mention
        elif position == at:
            yield _told(mention, source)
        else:
            yield replace(
                _told(mention, source),
                agreement_id=source.agreement_id,
                identity=source.identity,
                title=source.title,
                issuer=mention.issuer or source.issuer,
                known_date=source.known_date,
                known_parties=source.known_parties,
                link_confidence=source.link_confidence,
            )


def _told(mention: AgreementMention, source: AgreementMention) -> AgreementMention:
    """A mention with the parties, date and year that any mention of its instrument gives."""
    day = _finer(mention.date, source.date)
    year = mention.year or (int(day[:4]) if day is not None else None)
    return replace(mention, parties=source.parties or mention.parties, date=day, year=year)


def _finer(mine: str | None, other: str | None) -> str | None:
    """The fuller of two dates that agree: "2019-05-04" of "2019" and "2019-05-04"."""
    if mine is None or (other is not None and other.startswith(mine)):
        return other
    return mine


def _alike(source: AgreementMention, mention: AgreementMention) -> bool:
    """Whether two mentions may lend each other fields: a resolution and a treaty never do."""
    return (source.agreement_type == "resolution") == (mention.agreement_type == "resolution")
