"""Make rows by hand: the columns that follow from a span are filled in.

In:  a_mention(PlaceMention, "in Lachin", 3, 9, name="Lachin", feature="city")
Out: a PlaceMention of the document "d" whose only sentence is the text
"""

from __future__ import annotations

from typing import TypeVar

from extract.records import Mention

M = TypeVar("M", bound=Mention)


def a_mention(
    record: type[M], text: str, start: int, end: int, *, doc_id: str = "d", **columns: object
) -> M:
    """A row at `text[start:end]`; any column can be given, confidence is 0.9 and method "test"."""
    common: dict[str, object] = {
        "mention_id": f"{doc_id}:{record.table}:{start}-{end}",
        "doc_id": doc_id,
        "text": text[start:end],
        "start": start,
        "end": end,
        "sentence": text,
        "sentence_start": 0,
        "sentence_end": len(text),
        "method": "test",
        "confidence": 0.9,
    }
    return record(**{**common, **columns})  # type: ignore[arg-type]
