"""Which document is most worth a look.

In:  the tables of a run, how many decisions each document has
Out: its documents in order, each with the reasons: "3 unsure, 2 disputed, 1 new name"

Time goes into rows: a document comes early where a large share of its rows is likely wrong, not
where it has many. Where people have decided already there is less to find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.correcting.apply import HUMAN
from extract.records import MENTION_TABLES

if TYPE_CHECKING:
    import pandas as pd

#: A row below this confidence counts as unsure. Origin: 78 % of those below are right on train and
#: dev of data/gold, 94 % of those above 0.85; hardly any lie between.
UNSURE: Final = 0.75
#: A link below this confidence likewise.
UNSURE_LINK: Final = 0.5
#: What a new name, a disputed kind and an unsure link add to the doubt about a row, whose own is
#: one minus its confidence. Origin: reasoned; on train and dev no others found clearly more.
_NEW, _DISPUTED, _LINK = 0.15, 0.2, 0.25
#: What opening a document costs, in rows, and how many words cost as much. Origin: reasoned;
#: 0 to 10 and 25 words or more give the same order, nearly (tools/measure_queue.py).
_OPENING: Final = 5
_WORDS_A_ROW: Final = 50
#: Labels of the model that speak against a table.
_AGAINST: Final[Mapping[str, re.Pattern[str]]] = {
    "actors": re.compile(r"ner:(?:GPE|LOC|FAC)"),  # "ner:GPE+forces-phrase"
    "places": re.compile(r"ner:(?:PERSON|ORG|NORP)"),  # "ner:ORG+place-list"
}
#: Rules that see a country by design where the model sees a place: "country-name+ner:GPE".
_COUNTRIES: Final = r"country-name|country:"
#: Rules that took a name from a list, whoever else has it.
_KNOWN: Final = (
    r"known-|country-name|office-holder|acronym|short-form|gazetteer|capital-name|demonym|own:|"
    r"agreement:inventory|agreement:numbered"
)
_ID: Final = {"actors": "actor_id", "places": "place_id", "agreements": "agreement_id"}
_WANTED: Final = ("doc_id", "method", "confidence", "link_confidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A document that waits for a look.

    Args:
        doc_id: The document.
        title: Its headline; the doc_id where it has none.
        published: ISO day, or "".
        status: As in the table; only `ok` documents have rows.
        worth: The order: doubt about its rows for the time they take; 0 if there is none.
        reasons: Why, in words; "" if nothing is in doubt.
    """

    doc_id: str
    title: str
    published: str
    status: str
    worth: float
    reasons: str


#: Some columns of a whole table, those that it has.
Columns = Callable[[str, list[str]], "pd.DataFrame"]


def queue(read: Columns, decided: Mapping[str, int]) -> list[Waiting]:
    """Put the documents of a run in order.

    Args:
        read: Gives columns of a table by name.
        decided: Decisions that stand about each document.

    Returns:
        The document most worth a look first; equals in the order of the table.
    """
    names = ["doc_id", "title", "published", "status", "n_words"]
    documents = read("documents", names).reindex(columns=names)
    doubts = _doubts(read).reindex(documents["doc_id"]).fillna(0.0)
    found = [
        Waiting(
            doc_id=doc_id,
            title=title if isinstance(title, str) and title else doc_id,
            published=str(published)[:10] if published == published and published else "",  # noqa: PLR0124  # NaN
            status=status,
            worth=doubt / _cost(rows, n_words) / (1 + decided.get(doc_id, 0)),
            reasons=_reasons(int(unsure), int(disputed), int(new)),
        )
        for (doc_id, title, published, status, n_words), (
            rows,
            doubt,
            unsure,
            disputed,
            new,
        ) in zip(documents.itertuples(index=False), doubts.itertuples(index=False), strict=True)
    ]
    return sorted(found, key=lambda one: -one.worth)


def _cost(rows: int, words: int) -> float:
    """How long a look takes, in rows."""
    return rows + words / _WORDS_A_ROW + _OPENING


def _doubts(read: Columns) -> pd.DataFrame:
    """By document: rows, the sum of doubt, and how many are unsure, disputed and new."""
    import pandas as pd  # noqa: PLC0415  # `extract --help` must not wait for it

    rows = pd.concat([_judged(read, record.table) for record in MENTION_TABLES])
    return rows.groupby("doc_id", observed=True).sum()


def _judged(read: Columns, table: str) -> pd.DataFrame:
    """The doubt about each row of a table that nobody decided."""
    identity = _ID.get(table, "value")
    names = [*_WANTED, identity]
    rows = read(table, names).reindex(columns=names).astype({"method": "str"})
    rows = rows[rows["method"] != HUMAN]
    link = rows["link_confidence"].fillna(1.0).astype("float64")
    disputed = _is_disputed(rows["method"], table)
    new = _is_new(rows, identity) if table in _ID else disputed & False
    doubt = 1 - rows["confidence"] + _LINK * (1 - link) + _DISPUTED * disputed + _NEW * new
    unsure = (rows["confidence"] < UNSURE) | (link < UNSURE_LINK)
    return rows[["doc_id"]].assign(
        rows=1,
        doubt=doubt,
        unsure=unsure,
        disputed=disputed & ~unsure,
        new=new & ~unsure & ~disputed,
    )


def _is_disputed(methods: pd.Series, table: str) -> pd.Series:
    """Whether one of those who made a row saw another kind of thing."""
    against = _AGAINST.get(table)
    if against is None:
        return methods.str.len() < 0
    return methods.str.contains(against) & ~methods.str.contains(_COUNTRIES)


def _is_new(rows: pd.DataFrame, identity: str) -> pd.Series:
    """Whether a name is in no list, and no other document has it either."""
    ids = rows[identity]
    spread = rows.groupby(identity, dropna=True)["doc_id"].nunique()
    is_alone = ids.isna() | (ids.map(spread).fillna(0) <= 1)
    return is_alone & ~rows["method"].str.contains(_KNOWN)


def _reasons(unsure: int, disputed: int, new: int) -> str:
    counts = {"unsure": unsure, "disputed": disputed, f"new name{'s' * (new != 1)}": new}
    return ", ".join(f"{count} {words}" for words, count in counts.items() if count)
