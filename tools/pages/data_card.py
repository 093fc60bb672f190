"""data/gold/README.md: the counts of the annotated releases as they are.

In:  data/gold
Out: the data card with its table of counts renewed
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from extract.evaluation.gold import GoldDocument, read_corpus

ROOT = Path(__file__).resolve().parents[2]
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
