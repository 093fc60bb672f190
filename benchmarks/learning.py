"""Measure what corrections teach: scores before and after 5, 20 and 50 corrected documents.

    python benchmarks/learning.py [--sizes 5 20 50] [--orders 0 1 2] [--json FILE] [--page]

In:  data/learning, sixty releases of a region that nothing shipped has seen; data/gold's guard
Out: a line a training, and with --page the table and the curve of docs/learning.md

A hash deals each order of the releases. The last ten are held out; the first k are run, corrected
as `annotator.py` corrects, and learnt from as by `extract train`, in a project of their own. Every
k begins with the shipped model. The held-out ten are then read by the model the project uses.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from annotator import decisions_of
from curve import draw
from extract.api.run import run_folder
from extract.api.tables import load_tables, mentions_of
from extract.api.text import pipeline_for
from extract.api.train import train
from extract.correcting.log import append
from extract.evaluation.gold import GoldDocument, read_corpus
from extract.evaluation.report import Report, evaluate
from extract.records import Document
from extract.settings import Settings
from extract.tables.frames import records

ROOT = Path(__file__).parents[1]
RELEASES = ROOT / "data" / "learning" / "documents"
GOLD = ROOT / "data" / "gold" / "documents"
PAGE, PICTURE = ROOT / "docs" / "learning.md", ROOT / "docs" / "learning.svg"
SIZES = (5, 20, 50)
HELD_OUT = 10
KINDS: Final = ("actors", "places", "dates", "agreements")
NAMES: Final = "actors + places"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One measurement.

    Args:
        order: Which order of the releases.
        size: How many of them were corrected; 0 for the shipped model.
        decisions: Lines that the corrections wrote into the log.
        minutes: Wall clock that `extract train` took, the gate included.
        outcome: What the gate said.
        held_out: Exact F1 of the held-out releases, 0 to 100, by kind.
        guard: The same of the guard of data/gold.
    """

    order: int
    size: int
    decisions: int
    minutes: float
    outcome: str
    held_out: dict[str, float]
    guard: dict[str, float]


def main() -> None:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--orders", type=int, nargs="*", default=(0, 1, 2))
    parser.add_argument("--json", type=Path, help="keep the measurements here, and go on from it")
    parser.add_argument("--page", action="store_true", help="write the table and the curve")
    chosen = parser.parse_args()

    points = _kept(chosen.json)
    guard = read_corpus(GOLD, "guard")
    for order in chosen.orders:
        for size in (0, *chosen.sizes):
            if not any((one.order, one.size) == (order, size) for one in points):
                points.append(measure(order, size, guard))
                print(_line(points[-1]), flush=True)
                if chosen.json is not None:
                    chosen.json.write_text(json.dumps([asdict(one) for one in points], indent=1))
    print(table(points))
    if chosen.page:
        _write_page(points)


def _kept(file: Path | None) -> list[Point]:
    if file is None or not file.exists():
        return []
    return [Point(**one) for one in json.loads(file.read_text(encoding="utf-8"))]


def dealt(order: int) -> list[GoldDocument]:
    """The releases in one order."""

    def rank(one: GoldDocument) -> str:
        return hashlib.sha256(f"{order}:{one.document.doc_id}".encode()).hexdigest()

    return sorted(read_corpus(RELEASES), key=rank)


def measure(order: int, size: int, guard: Sequence[GoldDocument]) -> Point:
    """Correct so many releases of an order, train, and score the held-out ones and the guard."""
    releases = dealt(order)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(project=Path(folder))
        decisions = correct(settings, releases[:size]) if size else 0
        clock = time.monotonic()
        outcome = learn(settings) if size else "shipped"
        minutes = (time.monotonic() - clock) / 60
        return Point(
            order=order,
            size=size,
            decisions=decisions,
            minutes=round(minutes, 2),
            outcome=outcome,
            held_out=figures(score(settings, releases[-HELD_OUT:])),
            guard=figures(score(settings, guard)),
        )


def correct(settings: Settings, releases: Sequence[GoldDocument]) -> int:
    """Run releases in a project and write into its log what a person would correct.

    Returns:
        How many lines were written.
    """
    raw, out = settings.project / "data" / "raw", settings.project / "data" / "processed"
    raw.mkdir(parents=True)
    for one in releases:
        (raw / f"{one.document.doc_id}.txt").write_text(_as_file(one.document), encoding="utf-8")
    run_folder(raw, out, settings=settings)
    tables = load_tables(out, demonyms=True, vague=True)
    found = mentions_of(tables)
    documents = {Path(d.path).stem: d for d in records(Document, tables.documents)}
    written = 0
    for number, one in enumerate(releases):
        document = documents[one.document.doc_id]
        decisions = decisions_of(
            one,
            document,
            found[document.doc_id],
            author="annotator",
            time=f"2026-01-01T{number // 60:02d}:{number % 60:02d}:00Z",
        )
        append(settings.corrections_folder / "annotator.jsonl", decisions)
        written += len(decisions)
    return written


def _as_file(document: Document) -> str:
    """A release as a user's file: what is known of it in front matter, then its text."""
    head = json.dumps(document.title), json.dumps(document.source)
    return (
        f"---\ntitle: {head[0]}\npublished: {document.published}\nsource: {head[1]}\n---\n"
        f"{document.text}"
    )


def learn(settings: Settings) -> str:
    """Learn from the log of a project as `extract train` does; what the gate said."""
    trained = train(settings.project / "data" / "processed", settings=settings)
    word = "promoted" if trained.candidate.verdict.promoted else "kept back"
    weights = "weights" if trained.candidate.weights else "mined data"
    return f"{word} ({weights}): {'; '.join(trained.candidate.verdict.reasons)}"


def score(settings: Settings, releases: Sequence[GoldDocument]) -> Report:
    """Scores of releases, read by the model that a project uses."""
    pipeline = pipeline_for(settings)
    found = [pipeline(one.document) for one in releases]
    return evaluate([one.mentions for one in releases], found)


def figures(report: Report) -> dict[str, float]:
    """Exact F1 by kind, of actors and places together, and the mean of all twelve figures."""
    whole = {line.kind: line.scores["exact"] for line in report.lines if not line.label}
    by_kind = {kind: 100 * whole[kind].f1 for kind in KINDS}
    names = [whole["actors"], whole["places"]]
    right = sum(one.right for one in names)
    by_kind[NAMES] = 200 * right / sum(one.gold + one.found for one in names)
    by_kind["mean"] = 100 * report.mean
    return {kind: round(value, 2) for kind, value in by_kind.items()}


def _line(point: Point) -> str:
    return (
        f"order {point.order}, {point.size:2d} documents, {point.decisions:5d} decisions, "
        f"{point.minutes:.1f} minutes: {NAMES} {point.held_out[NAMES]:.1f}, guard "
        f"{point.guard[NAMES]:.1f}, mean {point.guard['mean']:.1f}; {point.outcome}"
    )


def table(points: Sequence[Point]) -> str:
    """The measurements as Markdown: means over orders, least and most in brackets."""
    by_size: defaultdict[int, list[Point]] = defaultdict(list)
    for point in points:
        by_size[point.size].append(point)
    before = {point.order: point for point in points if not point.size}
    shown = (NAMES, *KINDS)
    names = ("corrected", "orders", "decisions", "minutes", *shown, "largest loss on the guard")
    lines = [f"| {' | '.join(names)} |", f"|{' ---: |' * len(names)}"]
    for size, each in sorted(by_size.items()):
        cells = [
            str(size),
            str(len(each)),
            f"{statistics.mean(one.decisions for one in each):.0f}",
            _spread([one.minutes for one in each]),
            *(_spread([one.held_out[kind] for one in each]) for kind in shown),
            f"{max(_loss(before[one.order], one) for one in each):.1f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _loss(before: Point, after: Point) -> float:
    """What the kind that lost most lost on the guard; 0 if none did."""
    return max(0.0, *(before.guard[kind] - after.guard[kind] for kind in KINDS))


def _spread(values: Sequence[float]) -> str:
    mean = f"{statistics.mean(values):.1f}"
    low, high = f"{min(values):.1f}", f"{max(values):.1f}"
    return mean if low == high else f"{mean} ({low}-{high})"


def _write_page(points: Sequence[Point]) -> None:
    lines: dict[str, dict[int, list[float]]] = {
        kind: defaultdict(list) for kind in (NAMES, "dates", "agreements")
    }
    for kind, by_size in lines.items():
        for point in points:
            by_size[point.size].append(point.held_out[kind])
    PICTURE.write_text(draw(lines, "What corrections teach"), encoding="utf-8")
    mark = re.compile(r"(<!-- curve: .*? -->\n).*?(<!-- end of curve -->)", re.DOTALL)
    page = PAGE.read_text(encoding="utf-8")
    written = mark.sub(lambda found: f"{found[1]}{table(points)}\n{found[2]}", page)
    PAGE.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
