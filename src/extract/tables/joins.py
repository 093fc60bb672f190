"""What notebooks ask first: mentions beside their documents, with each other, and along time.

In:  frames as `load_tables` returns them
Out: new frames; the ones that came in are as they were
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

#: The column that says what a mention names, by table.
NAMES: Final = {
    "actors": "name",
    "places": "name",
    "dates": "value",
    "agreements": "agreement_id",
}
_SENTENCE: Final = ["doc_id", "sentence_start"]
_TIMELINE: Final = [
    "start_date", "end_date", "granularity", "value", "text", "sentence", "mention_id", "doc_id",
    "doc_published", "doc_title", "doc_source",
]  # fmt: skip


def with_documents(mentions: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Put the columns of the document beside each mention, as `doc_...`; rows keep order."""
    beside = documents.drop(columns="text", errors="ignore").rename(
        columns=lambda name: name if name == "doc_id" else f"doc_{name}"
    )
    return mentions.merge(beside, on="doc_id", how="left", validate="many_to_one")


def co_mentions(first: pd.DataFrame, second: pd.DataFrame, names: tuple[str, str]) -> pd.DataFrame:
    """Pair what stands in one sentence.

    Args:
        first: Mentions of one table.
        second: Mentions of another one, or of the same.
        names: The columns that name what is mentioned, in `first` and in `second`.

    Returns:
        One row a sentence and pair of names: `first`, `second`, `doc_id`, `sentence_start`,
        `sentence`. Nothing is paired with itself; pairs of one table stand in alphabetical order.
    """
    left = first.rename(columns={names[0]: "first"})[[*_SENTENCE, "first", "sentence"]]
    right = second.rename(columns={names[1]: "second"})[[*_SENTENCE, "second"]]
    left, right = left.dropna(subset="first"), right.dropna(subset="second")
    pairs = left.drop_duplicates([*_SENTENCE, "first"]).merge(
        right.drop_duplicates(), on=_SENTENCE, how="inner"
    )
    is_pair = pairs["first"] < pairs["second"] if first is second else _differ(pairs)
    columns = ["first", "second", *_SENTENCE, "sentence"]
    return pairs.loc[is_pair, columns].reset_index(drop=True)


def _differ(pairs: pd.DataFrame) -> pd.Series:
    return pairs["first"] != pairs["second"]


def timeline(dates: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The mentions of dates whose days are known, in the order of those days."""
    known = with_documents(dates[dates["start_date"].notna()], documents)
    ordered = known.sort_values(["start_date", "end_date", "mention_id"], kind="stable")
    return ordered[_TIMELINE].reset_index(drop=True)
