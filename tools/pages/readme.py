"""The example in README.md: a sample release, and what the tables hold of it.

In:  data/raw/sample/igo-border-clashes-2022.txt
Out: README.md with the example as the rules give it now
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from extract.api.run import run_folder
from extract.api.tables import Tables, load_tables
from extract.reading.folder import read_folder

ROOT = Path(__file__).resolve().parents[2]
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
