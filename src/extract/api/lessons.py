"""Gather what training learns from and what it is measured on.

In:  the project's log, the tables of its last run, annotated releases
Out: Lessons: corrected documents, merges, a guard set, texts to replay
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extract.api.tables import load_tables
from extract.correcting.decision import Decision
from extract.correcting.log import read_log
from extract.correcting.standing import Standing, digest_of
from extract.engine.walk import corrected
from extract.errors import TrainingError
from extract.evaluation.gold import read_corpus
from extract.knowledge.issuers import Issuers
from extract.knowledge.whole import Knowledge
from extract.nlp.model import packaged_model
from extract.records import Document, Mentions
from extract.settings import Settings
from extract.spelling import counted
from extract.tables.frames import records
from extract.training.corpus import MarkedText, marked_text, releases
from extract.training.mining import agreed_merges
from extract.training.samples import Sample, sample_of

if TYPE_CHECKING:
    from extract.pipeline import Pipeline

#: Texts of the project that are replayed where data/gold is not there.
_REPLAYED: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What must not get worse.

    Args:
        words: What it is, for people.
        documents: Texts.
        gold: Their rows as they are right.
    """

    words: str
    documents: Sequence[Document]
    gold: Sequence[Mentions]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """All that training needs besides the model.

    Args:
        decisions: How many the log holds.
        digest: Hash of the log.
        samples: Corrected documents.
        merges: New identity by old one, as far as merges agree.
        contradictory: Old identities of merges that do not.
        merged: How many merges the log holds.
        guard: What must not get worse.
        others: Documents of the tables that nobody corrected.
    """

    decisions: int
    digest: str
    samples: Sequence[Sample]
    merges: Mapping[str, str]
    contradictory: Sequence[str]
    merged: int
    guard: Guard
    others: Sequence[Document]


def gather(
    pipeline: Pipeline,
    knowledge: Knowledge,
    tables: Path,
    settings: Settings,
    guard: Path | None,
) -> Lessons:
    """Read the log, find its texts in the tables, and let the pipeline read them.

    Args:
        pipeline: The model in use, without learned data.
        knowledge: Packaged knowledge and the project's own.
        tables: What `extract run` wrote.
        settings: The project.
        guard: Annotated releases; None for those of data/gold, where they are.

    Raises:
        TrainingError: The log is empty, or none of its texts is in the tables.
        GoldError: The guard holds no release, or a broken one.
    """
    decisions = decisions_of(settings)
    standing = Standing(decisions)
    chosen: list[Sample] = []
    others: list[Document] = []
    for document in _documents(tables):
        own = standing.of(document.doc_id, document.text_sha256)
        given = corrected(document, own, knowledge.issuers)
        if given.status != "ok":
            continue
        if any(decision.action not in {"merge", "document"} for decision in own):
            chosen.append(sample_of(pipeline, given, own))
        else:
            others.append(given)
    samples, kept = _guard(chosen, guard, knowledge.issuers)
    merges, contradictory = agreed_merges(decisions, _identities(knowledge))
    if merges or contradictory:
        samples = [*samples, *_merged(pipeline, others, decisions)]
    if not samples:
        raise TrainingError.no_texts(tables)
    return Lessons(
        decisions=len(decisions),
        digest=digest_of(decisions),
        samples=samples,
        merges=merges,
        contradictory=contradictory,
        merged=sum(decision.action == "merge" for decision in decisions),
        guard=kept,
        others=others,
    )


def decisions_of(settings: Settings) -> tuple[Decision, ...]:
    """All decisions of the log.

    Raises:
        TrainingError: There are none.
    """
    decisions = read_log(settings.corrections_folder).decisions
    if not decisions:
        raise TrainingError.no_decisions(settings.corrections_folder)
    return decisions


def gold_folder() -> Path | None:
    """Our annotated releases, in a source checkout; None in an installed wheel."""
    folder = packaged_model().parents[1] / "data" / "gold" / "documents"
    return folder if folder.is_dir() else None


def replayed(lessons: Lessons, pipeline: Pipeline) -> list[MarkedText]:
    """Texts that are to be read as before: gold where it is, else the project's own."""
    gold = gold_folder()
    if gold is not None:
        return releases(gold)
    return [marked_text(one.text, pipeline(one)) for one in lessons.others[:_REPLAYED]]


def _documents(tables: Path) -> Iterator[Document]:
    """Each text of the tables once."""
    seen: set[str] = set()
    for document in records(Document, load_tables(tables).documents):
        digest = document.text_sha256 or document.doc_id
        if document.text and digest not in seen:
            seen.add(digest)
            yield document


def _guard(
    chosen: Sequence[Sample], folder: Path | None, issuers: Issuers
) -> tuple[list[Sample], Guard]:
    """What is learnt from, and the guard: gold, else documents in which all rows were accepted."""
    gold, split = (gold_folder(), "guard") if folder is None else (folder, None)
    if gold is not None:
        corpus = read_corpus(gold, split, issuers)
        words = counted(len(corpus), "annotated release")
        documents = [one.document for one in corpus]
        right = [one.mentions for one in corpus]
        return list(chosen), Guard(words=words, documents=documents, gold=right)
    accepted = [one for one in chosen if all(d.action == "accept" for d in one.decisions)]
    guard = Guard(
        words=f"{counted(len(accepted), 'document')} of the project in which every decision "
        "accepts",
        documents=[one.document for one in accepted],
        gold=[one.right for one in accepted],
    )
    return [one for one in chosen if one not in accepted], guard


def _merged(
    pipeline: Pipeline,
    others: Sequence[Document],
    decisions: Sequence[Decision],
) -> Iterator[Sample]:
    """Other documents that name what merges merge."""
    only = [decision for decision in decisions if decision.action == "merge"]
    for document in others:
        sample = sample_of(pipeline, document, only)
        if sample.found != sample.right:
            yield sample


def _identities(knowledge: Knowledge) -> frozenset[str]:
    """Identities of things that the package knows apart."""
    bodies = (f"org:{body.org_id}" for body in knowledge.actors.organizations)
    countries = (f"country:{code}" for code in knowledge.countries.by_code)
    instruments = knowledge.agreements.by_id
    return frozenset([*bodies, *countries, *instruments])
