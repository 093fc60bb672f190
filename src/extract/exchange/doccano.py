"""doccano's JSONL for sequence labelling, overlapping spans allowed in the project's settings.

In:  pages
Out: {"text": ..., "label": [[0, 4, "places:country"]], "doc_id": "a.txt"}; doccano keeps doc_id
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from extract.exchange.files import members, read_lines, required, write_lines
from extract.exchange.page import Labelled, Page, Refusal, RefusedError, labelled

#: Members of a label: start, end, label.
_PARTS: Final = 3


def write_doccano(pages: Iterable[Page], path: Path) -> None:
    """Write one page a line."""
    write_lines(map(_example, pages), path)


def read_doccano(path: Path) -> Iterator[Page | Refusal]:
    """Read what doccano exports: labels as lists, or `entities` where it has relations too."""
    return read_lines(path, _page)


def _example(page: Page) -> dict[str, object]:
    labels = [[one.start, one.end, one.label] for one in page.labels]
    return {"text": page.text, "label": labels, "doc_id": page.doc_id}


def _page(content: Mapping[str, Any]) -> Page:
    if "entities" in content:
        labels = tuple(
            labelled(one.get("label"), one.get("start_offset"), one.get("end_offset"))
            for one in members(content, "entities", dict)
        )
    else:
        labels = tuple(map(_label, members(content, "label", list)))
    return Page(required(content, "doc_id"), required(content, "text"), labels)


def _label(parts: list[Any]) -> Labelled:
    if len(parts) != _PARTS:
        raise RefusedError("a label is no list of start, end and label")
    start, end, label = parts
    return labelled(label, start, end)
