"""Gather the figures of a whole corpus, as numbers and as rows to print.

In:  gold and found Mentions of the same documents
Out: Report; its JSON is what `extract evaluate --json` writes and docs/accuracy.md is made from
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from extract.evaluation.counts import MEASURES
from extract.evaluation.scores import KINDS, Score, score_kind
from extract.records import Mentions

#: The types scored one by one, by kind; what stands in no list is scored under its kind only.
LABELS: Final = {
    "actors": ("person", "country", "government", "military", "igo", "organization", "group"),
    "places": ("country", "place"),
    "dates": ("DATE", "TIME", "DURATION"),
    "agreements": ("named", "described"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Figures of one kind, or of one type of it.

    Args:
        kind: Table.
        label: Type within it; empty for the whole kind.
        scores: By measure.
        fields: By field: (right, compared) among matched mentions.
    """

    kind: str
    label: str
    scores: Mapping[str, Score]
    fields: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures of a corpus: a line a kind, followed by one for each of its types.

    Args:
        documents: How many were scored.
        lines: In the order they are printed.
    """

    documents: int
    lines: Sequence[Line]

    @property
    def mean(self) -> float:
        """Mean of the twelve F1 figures: four kinds by three measures."""
        figures = [line.scores[m].f1 for line in self.lines if not line.label for m in MEASURES]
        return sum(figures) / len(figures)

    def as_json(self) -> dict[str, Any]:
        """Everything, with figures rounded to four digits."""
        return {
            "documents": self.documents,
            "mean": round(self.mean, 4),
            "lines": [
                {
                    "kind": line.kind,
                    "label": line.label,
                    "scores": {m: _rounded(score) for m, score in line.scores.items()},
                    "fields": {
                        name: {"right": right, "compared": compared}
                        for name, (right, compared) in sorted(line.fields.items())
                    },
                }
                for line in self.lines
            ],
        }

    def rows(self) -> list[tuple[str, ...]]:
        """Cells to print: name, gold, found, then F1 with its interval by measure."""
        return [_cells(line) for line in self.lines]


HEADER: Final = ("", "gold", "found", *(f"{measure} F1" for measure in MEASURES), "fields")


def evaluate(gold: Sequence[Mentions], found: Sequence[Mentions]) -> Report:
    """Score every kind and type.

    Args:
        gold: Of each document.
        found: Of the same documents in the same order.
    """
    lines = []
    for kind in KINDS:
        for label in (None, *LABELS[kind]):
            scores, fields = score_kind(kind, gold, found, label)
            if label is None or scores["exact"].gold or scores["exact"].found:
                lines.append(Line(kind=kind, label=label or "", scores=scores, fields=fields))
    return Report(documents=len(gold), lines=lines)


def _rounded(score: Score) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(score).items()}


def _cells(line: Line) -> tuple[str, ...]:
    exact = line.scores["exact"]
    figures = [
        f"{100 * s.f1:.1f} ({100 * s.low:.0f}-{100 * s.high:.0f})" for s in line.scores.values()
    ]
    fields = ", ".join(
        f"{name} {right}/{compared}" for name, (right, compared) in sorted(line.fields.items())
    )
    name = f"  {line.label}" if line.label else line.kind
    return name, str(exact.gold), str(exact.found), *figures, fields
