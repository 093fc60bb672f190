"""Score the installed rules and model against annotated releases.

In:  a folder of annotated releases              evaluate_gold("data/gold/documents", split="dev")
Out: a Report, and the rows gained and lost since an earlier run
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from extract.api.run import quiet
from extract.api.tables import load_tables, mentions_of
from extract.api.text import own_files, pipeline_for
from extract.engine.batch import Progress
from extract.errors import GoldError
from extract.evaluation.compare import Change, changes
from extract.evaluation.gold import read_corpus
from extract.evaluation.report import Report, evaluate
from extract.knowledge.whole import load_knowledge
from extract.records import Mentions
from extract.settings import Settings
from extract.writing.into_place import write_file


def evaluate_gold(
    folder: Path,
    *,
    split: str | None = None,
    settings: Settings | None = None,
    before: Path | None = None,
    on_progress: Callable[[Progress], None] = quiet,
) -> tuple[Report, list[Change]]:
    """Extract annotated releases and score the result.

    Args:
        folder: Releases in the format of data/gold.
        split: Only those of this split: train, dev or guard.
        settings: Model and limits; the packaged ones by default.
        before: Tables of an earlier run over the same releases, to see what moved since.
        on_progress: Told how many releases are done.

    Returns:
        The figures, and the rows gained and lost since `before` (empty without it).

    Raises:
        GoldError: A release breaks the format, or there is none, or none of this split.
        OutputError: `before` holds no tables.
    """
    settings = settings or Settings()
    corpus = read_corpus(folder, split, load_knowledge(own_files(settings)).issuers)
    if split is not None and not corpus:
        known = sorted({one.facets["split"] for one in read_corpus(folder)})
        raise GoldError.no_split(folder, split, known)
    pipeline = pipeline_for(settings)
    gold = [one.mentions for one in corpus]
    found = []
    for at, one in enumerate(corpus, start=1):
        found.append(pipeline(one.document))
        on_progress(Progress("scoring", at, len(corpus)))
    moved: list[Change] = []
    if before is not None:
        earlier = mentions_of(load_tables(before, demonyms=True, vague=True))
        old = [earlier.get(one.document.doc_id, Mentions()) for one in corpus]
        moved = list(changes(gold, old, found))
    return evaluate(gold, found), moved


def write_scores(report: Report, path: Path) -> None:
    """Write the figures of a report as JSON.

    Raises:
        OutputError: The system refused.
    """
    text = json.dumps(report.as_json(), indent=1) + "\n"
    write_file(path, lambda beside: beside.write_text(text, encoding="utf-8", newline="\n"))
