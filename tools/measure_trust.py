"""Count how often each rule is right on annotated releases: the origin of data/trust.toml.

    python tools/measure_trust.py data/gold/documents

In:  annotated releases (train and dev, of the model's own rules dev alone, since it learnt from
     train; the guard is never looked at)
Out: a line a rule: its proposals, and the share of them that gold has with the same span and kind
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extract.api.text import pipeline_for
from extract.evaluation.gold import GoldDocument, read_corpus
from extract.records import MENTION_TABLES, Mention
from extract.settings import Settings


def main(folder: Path) -> None:
    """Run every matcher over the corpus and print the counts."""
    pipeline = pipeline_for(Settings())
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for gold in read_corpus(folder):
        if gold.facets["split"] == "guard":
            continue
        true = set(spans(gold))
        names = {(start, end) for start, end, kind in true if kind in {"actors", "places"}}
        for proposal in pipeline.matchers(pipeline.parse(gold.document.text)):
            if gold.facets["split"] == "train" and proposal.rule.startswith("ner:"):
                continue
            made[proposal.rule] += 1
            is_country = proposal.label == "country"  # actor or place is decided later
            span = (proposal.start, proposal.end)
            right[proposal.rule] += span in names if is_country else (*span, proposal.kind) in true
    for rule, count in sorted(made.items()):
        print(f"{rule:32} {count:6} {right[rule] / count:6.2f}")


def spans(gold: GoldDocument) -> Iterator[tuple[int, int, str]]:
    """Every gold span with its kind."""
    for record in MENTION_TABLES:
        rows: tuple[Mention, ...] = getattr(gold.mentions, record.table)
        yield from ((row.start, row.end, record.table) for row in rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
