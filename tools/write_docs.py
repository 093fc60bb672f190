"""Write the pages that are generated from code, or check that they are up to date.

    python tools/write_docs.py [--check]

In:  the records, the settings, one sample release, the annotated releases
Out: docs/tables.md, docs/settings.md, docs/log.md, docs/accuracy.md, the example in README.md,
     the counts in data/gold/README.md
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from extract.api.gold import evaluate_gold
from extract.api.run import run_folder
from extract.api.tables import Tables, load_tables
from extract.api.text import pipeline_for
from extract.cli.journal import log_page
from extract.evaluation.gold import GoldDocument, read_corpus
from extract.evaluation.report import HEADER
from extract.reading.folder import read_folder
from extract.schema import documentation
from extract.settings import Settings
from extract.starting.settings_file import settings_page
from extract.training.calibrate import (
    Bin,
    by_proposers,
    calibration_error,
    equal_bins,
    verdicts,
)

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "raw" / "sample" / "igo-border-clashes-2022.txt"
#: Columns of the README's excerpts; the tables have more.
SHOWN = {
    "documents": ["doc_id", "published", "published_from", "language", "n_words", "status"],
    "actors": ["text", "name", "actor_type", "country_code", "method"],
    "places": ["text", "geonames_id", "latitude", "longitude", "country_code", "method"],
    "dates": ["text", "timex_type", "value", "start_date", "end_date"],
    "agreements": ["text", "agreement_type", "parties", "date", "venue", "agreement_id"],
}
#: Rows shown of the long tables: the first of each name.
MOST_ROWS = 7
#: Bins of a table of confidence, and rows a combination of proposers needs to be shown.
BINS, LEAST_ROWS = 5, 20
SPLITS = {
    "dev": "Looked at while rules were tuned, so somewhat flattering.",
    "guard": "Held back: no rule was tuned on it but those of dates, whose errors were read, and "
    "the names of places, which were looked at when its document F1 was seen to fall.",
}
ACCURACY_HEAD = """# How good it is

<!-- Generated from data/gold by `make docs`; do not edit. -->

Figures of the installed rules and model on our own annotated releases (data/gold), made by
`extract evaluate data/gold/documents --split dev` (and `guard`). F1 in per cent, 95 % bootstrap
intervals over documents in brackets; *exact*: same span; *overlap*: at least one common character,
one to one; *document*: distinct normalised values of each document. *fields*: right of compared,
among matched mentions. For single types both sides are cut to that type, so a right span under a
wrong type costs twice. The releases are harder than most press texts: two thirds were written to
make look-alikes fail."""
#: Rows of a bin of the table of sureness, at least.
BIN = 200
SURENESS_HEAD = """## How sure places are

`link_confidence` against the share of places whose GeoNames id is right, in bins of as many rows
each: data/gold, train and dev, places found with the span of the gold, where the gold has an id.
It states how often the choice lies within 161 km on local and world news, cross-validated by
document (`place_sureness.csv`); a city and its district are two ids, but one place to it.
"""
CONFIDENCE_HEAD = f"""## What `confidence` is worth

Rows of the dev split, sorted by `confidence` and cut into bins of equally many: the mean they
claim and the share that gold has with the same span in the same table. Below, the rows by the
rules that agreed on them (`method`, rules of one family as one), where there are at least
{LEAST_ROWS}."""
SPLIT_NAMES = ("train", "dev", "guard")
#: Rows of the table of counts: what is counted in one release.
CARD: dict[str, Callable[[GoldDocument], int]] = {
    "releases": lambda _: 1,
    "words": lambda one: one.document.n_words,
    "actors": lambda one: len(one.mentions.actors),
    "places": lambda one: len(one.mentions.places),
    "dates": lambda one: len(one.mentions.dates),
    "agreements, named or numbered": lambda one: sum(a.named for a in one.mentions.agreements),
    "agreements, described": lambda one: sum(not a.named for a in one.mentions.agreements),
    "releases that cite an agreement": lambda one: bool(one.mentions.agreements),
    "hard releases": lambda one: one.facets["hard"] != "False",
}
COUNTS_BEGIN, COUNTS_END = "<!-- counts: made by `make docs` -->", "<!-- end of counts -->"
BEGIN, END = "<!-- example: made by `make docs` -->", "<!-- end of example -->"


def readme() -> str:
    """README.md with the example as the rules give it now."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{example()}\n{END}{after}"


def example() -> str:
    """The sample release and what the tables hold of it."""
    (document,) = read_folder(SAMPLE)
    with TemporaryDirectory() as folder:
        run_folder(SAMPLE, Path(folder) / "out", workers=0)
        tables = load_tables(Path(folder) / "out", demonyms=True, vague=True)
    paragraphs = document.text.split("\n\n")[2:4]
    quoted = "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs)
    parts = [quoted, *(excerpt(tables, name) for name in SHOWN)]
    return "\n\n".join(parts)


def excerpt(tables: Tables, name: str) -> str:
    """A few rows and columns of one table as Markdown."""
    table: pd.DataFrame = getattr(tables, name)
    rows = table if name == "agreements" else table.drop_duplicates(SHOWN[name][0])
    total = f"{len(table)} row" + ("" if len(table) == 1 else "s")
    lines = [
        f"**{name}** ({total})\n",
        "| " + " | ".join(SHOWN[name]) + " |",
        "| " + " | ".join("---" for _ in SHOWN[name]) + " |",
    ]
    lines.extend(
        "| " + " | ".join(cell(value) for value in row) + " |"
        for row in rows[SHOWN[name]].head(MOST_ROWS).itertuples(index=False)
    )
    return "\n".join(lines)


def cell(value: object) -> str:
    """One value as it looks in the CSV."""
    if isinstance(value, list | tuple):
        return ", ".join(value)
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:.4g}" if isinstance(value, float) else " ".join(str(value).split())


def accuracy() -> str:
    """docs/accuracy.md: the figures on the dev and guard splits of data/gold."""
    parts = [ACCURACY_HEAD]
    for split, words in SPLITS.items():
        report, _ = evaluate_gold(ROOT / "data" / "gold" / "documents", split=split)
        lines = [
            f"## {split}: {report.documents} releases\n",
            f"{words} Mean of the twelve F1 figures: **{100 * report.mean:.1f}**.\n",
            "| | " + " | ".join(HEADER[1:]) + " |",
            "| --- | " + " | ".join("---:" for _ in HEADER[1:-1]) + " | --- |",
        ]
        for name, *cells in report.rows():
            shown = f"&emsp;{name.strip()}" if name.startswith(" ") else f"**{name}**"
            lines.append("| " + " | ".join([shown, *cells]) + " |")
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, sureness(), confidence()]) + "\n"


def sureness() -> str:
    """How often places are right by their `link_confidence`, in bins of as many rows each."""
    pipeline = pipeline_for(Settings())
    rows: list[tuple[float, bool]] = []
    for one in read_corpus(ROOT / "data" / "gold" / "documents"):
        if one.facets["split"] == "guard":
            continue
        gold = {(p.start, p.end): p.geonames_id for p in one.mentions.places if p.geonames_id}
        for place in pipeline(one.document).places:
            known = gold.get((place.start, place.end))
            if known is not None and place.link_confidence is not None:
                rows.append((place.link_confidence, place.geonames_id == known))
    rows.sort(key=lambda row: row[0])  # ties in text order
    size = len(rows) / (len(rows) // BIN)
    bins = [rows[int(n * size) : int((n + 1) * size)] for n in range(len(rows) // BIN)]
    lines = [
        SURENESS_HEAD,
        "| rows | stated | right |\n| ---: | ---: | ---: |",
        *(
            f"| {len(one)} | {sum(s for s, _ in one) / len(one):.2f} "
            f"| {sum(right for _, right in one) / len(one):.2f} |"
            for one in bins
        ),
    ]
    return "\n".join(lines)


def confidence() -> str:
    """How many rows of a confidence, and of a combination of proposers, are right on dev."""
    corpus = read_corpus(ROOT / "data" / "gold" / "documents", "dev")
    pipeline = pipeline_for(Settings())
    gold = [one.mentions for one in corpus]
    judged = list(verdicts(gold, [pipeline(one.document) for one in corpus]))
    head = ["| | rows | claimed | right |", "| --- | ---: | ---: | ---: |"]
    parts = [CONFIDENCE_HEAD]
    for table in sorted({verdict.table for verdict in judged}):
        bins = equal_bins((v for v in judged if v.table == table), BINS)
        parts.append(f"### {table}: {100 * calibration_error(bins):.1f} points apart on average")
        parts.append("\n".join([*head, *map(_line, bins)]))
    parts.append("### Who agreed")
    parts.append("\n".join([*head, *map(_line, by_proposers(judged, LEAST_ROWS))]))
    return "\n\n".join(parts)


def _line(one: Bin) -> str:
    return f"| {one.name} | {one.rows} | {one.claimed:.2f} | {one.right:.2f} |"


def data_card() -> str:
    """data/gold/README.md with the counts of the corpus as it is."""
    text = (ROOT / "data" / "gold" / "README.md").read_text(encoding="utf-8")
    before, rest = text.split(COUNTS_BEGIN)
    _, after = rest.split(COUNTS_END)
    corpus = read_corpus(ROOT / "data" / "gold" / "documents")
    lines = [
        "| | train | dev | guard | all |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, count in CARD.items():
        cells = [
            sum(count(one) for one in corpus if one.facets["split"] == s) for s in SPLIT_NAMES
        ]
        lines.append(f"| {name} | " + " | ".join(f"{n:,}" for n in (*cells, sum(cells))) + " |")
    facets = [
        f"* {facet.replace('_', ' ')}: {listed(Counter(one.facets[facet] for one in corpus))}"
        for facet in ("region", "issuer_kind", "topic", "hard")
    ]
    table = "\n".join([*lines, "", *facets])
    return f"{before}{COUNTS_BEGIN}\n{table}\n{COUNTS_END}{after}"


def listed(counts: Counter[str]) -> str:
    """Counts from the most to the least: "africa 34, europe 33"."""
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


PAGES: dict[str, Callable[[], str]] = {
    "docs/tables.md": documentation,
    "docs/settings.md": settings_page,
    "docs/log.md": log_page,
    "docs/accuracy.md": accuracy,
    "README.md": readme,
    "data/gold/README.md": data_card,
}


def main(*, check: bool) -> int:
    """Write every page, or name those that differ; returns the exit code."""
    stale = []
    for name, text in PAGES.items():
        path = ROOT / name
        wanted = text()
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != wanted):
            stale.append(name)
        elif not check:
            path.write_text(wanted, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name} is out of date: run `make docs` and commit it")
    return int(bool(stale))


if __name__ == "__main__":
    raise SystemExit(main(check="--check" in sys.argv[1:]))
