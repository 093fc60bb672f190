"""Explain a row: who proposed it, who else spoke, what was weighed, where each field is from.

In:  the id of a mention of a run
Out: an Explanation; what the tables do not hold is worked out again from `documents.text`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extract.api.meanings import Meaning, meanings_of
from extract.api.origins import Origin, origins
from extract.api.show import OUT_DIR, DocumentView, find_mention
from extract.api.text import decided, pipeline_for
from extract.knowledge.rules import RuleWords, explain_rule
from extract.knowledge.trust import load_trust
from extract.records import (
    AgreementMention,
    DateMention,
    Mention,
    Mentions,
    PlaceMention,
    Proposal,
)
from extract.settings import Settings
from extract.text.offsets import overlaps

if TYPE_CHECKING:
    pass

_IDENTIFIERS: Final = ("agreement_id", "actor_id", "place_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of `method`, explained.

    Args:
        words: What it says and where it lives.
        share: How many of its rows are right, 0 to 1; None if it decides kinds or ids, not spans.
        cues: What it saw here, by name.
    """

    words: RuleWords
    share: float | None
    cues: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Another row that this one goes with.

    Args:
        what: How: "stands in", "holds", "is the same as".
        mention: The other row.
    """

    what: str
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a row is as it is.

    Args:
        mention: The row.
        view: Its document.
        rules: The rules of its `method`.
        rivals: Other proposals for characters of the span, which did not stay.
        meanings: For places, what was weighed, the likeliest first.
        origins: For agreements and dates, where fields come from.
        relations: Rows it goes with.
        differs: Columns that today's rules, model and files would fill otherwise, or "no row".
    """

    mention: Mention
    view: DocumentView
    rules: tuple[Rule, ...]
    rivals: tuple[Proposal, ...]
    meanings: tuple[Meaning, ...]
    origins: tuple[Origin, ...]
    relations: tuple[Relation, ...]
    differs: tuple[str, ...]


def explain(
    mention_id: str, folder: Path | str = OUT_DIR, *, settings: Settings | None = None
) -> Explanation:
    """Explain a row of a run.

    Args:
        mention_id: Its id; the part before the table may be any part of a doc_id.
        folder: What `extract run` wrote.
        settings: Model and knowledge that the document is read with again.

    Raises:
        OutputError: The folder holds no tables.
        ShowError: There is no such row.
    """
    mention, view = find_mention(mention_id, folder)
    document = view.document
    proposals: Sequence[Proposal] = ()
    meanings: tuple[Meaning, ...] = ()
    differs: tuple[str, ...] = ()
    if document.text:
        pipeline = pipeline_for(settings or Settings())
        seen = pipeline.see(document)
        found = pipeline.propose(seen)
        settled = pipeline.settle(seen, found)
        proposals = tuple(seen.restored_proposals(found))
        if isinstance(mention, PlaceMention):
            meanings = tuple(meanings_of(pipeline, seen, settled, mention))
        decisions = decided(settings or Settings()).of(document.doc_id, document.text_sha256)
        today = pipeline.complete(seen, settled, document, decisions)
        differs = _differs(mention, today.mentions)
    return Explanation(
        mention=mention,
        view=view,
        rules=tuple(_rules(mention, proposals)),
        rivals=tuple(_rivals(mention, view, proposals)),
        meanings=meanings,
        origins=tuple(origins(mention, view)),
        relations=tuple(_relations(mention, view)),
        differs=differs,
    )


def _rules(mention: Mention, proposals: Sequence[Proposal]) -> Iterator[Rule]:
    trust = load_trust()
    for rule in mention.method.split("+"):
        spoken = [p for p in proposals if p.rule == rule and _is_here(p, mention)]
        cues = dict(pair for p in reversed(spoken) for pair in p.cues.items() if pair[1])
        shares = (trust.of(rule, float(p.cues.get("score", 1.0))) for p in spoken)
        told = tuple((key, value) for key, value in cues.items() if key != "instrument")
        yield Rule(words=explain_rule(rule), share=max(shares, default=None), cues=told)


def _is_here(proposal: Proposal, mention: Mention) -> bool:
    return (proposal.start, proposal.end) == (mention.start, mention.end)


def _rivals(
    mention: Mention, view: DocumentView, proposals: Sequence[Proposal]
) -> Iterator[Proposal]:
    """Proposals that share a character with the row and made no row themselves."""
    rows = {row.mention_id for row in view.all}
    span = (mention.start, mention.end)
    seen: set[tuple[int, int, str, str]] = set()
    for p in sorted(proposals, key=lambda p: (p.start, -p.end, p.kind, p.rule)):
        is_row = f"{mention.doc_id}:{p.kind}:{p.start}-{p.end}" in rows
        key = (p.start, p.end, p.kind, p.rule)
        if overlaps((p.start, p.end), span) and not is_row and key not in seen:
            seen.add(key)
            yield p


def _differs(mention: Mention, today: Mentions) -> tuple[str, ...]:
    """Columns in which the row would be another today."""
    rows: Sequence[Mention] = getattr(today, mention.table)
    again = next((row for row in rows if row.mention_id == mention.mention_id), None)
    if again is None:
        return ("no row",)
    names = [field.name for field in fields(mention)]
    return tuple(name for name in names if getattr(again, name) != getattr(mention, name))


def _relations(mention: Mention, view: DocumentView) -> Iterator[Relation]:
    """Rows inside and around, and others with the same identifier."""
    if isinstance(mention, DateMention):
        for agreement in view.mentions.agreements:
            if agreement.mention_id == mention.in_agreement:
                yield Relation(what="in_agreement", mention=agreement)
    if isinstance(mention, AgreementMention):
        yield from _inside(mention, view)
    name = next((name for name in _IDENTIFIERS if hasattr(mention, name)), "")
    value = getattr(mention, name, None)
    for other in getattr(view.mentions, mention.table):
        is_same = value is not None and getattr(other, name) == value
        if is_same and other.mention_id != mention.mention_id:
            yield Relation(what=f"same {name}", mention=other)


def _inside(mention: AgreementMention, view: DocumentView) -> Iterator[Relation]:
    """The dates that are part of an agreement, and the names in it."""
    for date in view.mentions.dates:
        if date.in_agreement == mention.mention_id:
            yield Relation(what="holds", mention=date)
    for row in (*view.mentions.actors, *view.mentions.places):
        if mention.start <= row.start and row.end <= mention.end:
            yield Relation(what="holds", mention=row)
