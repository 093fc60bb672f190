"""Releases that two annotators marked: the same text, and the agreement that the README states."""

from __future__ import annotations

import re
from pathlib import Path

from extract.evaluation.counts import MEASURES
from extract.evaluation.gold import read_corpus
from extract.evaluation.report import evaluate

GOLD = Path(__file__).parents[2] / "data" / "gold"
FIELDS = {
    "actors": {"type": "actor_type", "country": "country_code"},
    "places": {"country": "country_code"},
    "dates": {"value": "value"},
    "agreements": {"type": "agreement_type", "date": "date", "parties": "parties"},
}


def test_the_agreement_of_annotators_is_as_the_readme_says() -> None:
    second = read_corpus(GOLD / "second")
    first = {one.document.doc_id: one for one in read_corpus(GOLD / "documents")}
    pairs = [(first[one.document.doc_id], one) for one in second]
    for one, again in pairs:
        assert one.document.text == again.document.text, one.document.doc_id
    report = evaluate([one.mentions for one, _ in pairs], [two.mentions for _, two in pairs])
    rows = []
    for line in report.lines:
        if not line.label:
            figures = " | ".join(f"{100 * line.scores[measure].f1:.1f}" for measure in MEASURES)
            fields = ", ".join(
                "{} {}/{}".format(name, *line.fields[field])
                for name, field in FIELDS[line.kind].items()
            )
            rows.append(f"| {line.kind} | {figures} | {fields} |")
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    stated = re.search(r"### Two annotators.*?(?=\n## )", readme, re.DOTALL)
    assert stated is not None
    assert [row for row in stated[0].splitlines() if row.startswith(("| a", "| p", "| d"))] == rows
