"""Label Studio's JSON: a list of tasks, each with one annotation.

In:  pages
Out: [{"data": {"text": ..., "doc_id": ...}, "annotations": [{"result": [{"value": ...}]}]}]

The project needs <Labels name="label" toName="text"> with our labels and <Text name="text">.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.errors import CorrectionError
from extract.exchange.files import json_of, members, parsed, required, section, text_of
from extract.exchange.page import Labelled, Page, Refusal, RefusedError, labelled


def write_label_studio(pages: Iterable[Page], path: Path) -> None:
    """Write all pages as one list of tasks."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump([_task(page) for page in pages], stream, ensure_ascii=False, indent=1)
        stream.write("\n")


def read_label_studio(path: Path) -> Iterator[Page | Refusal]:
    """Read what Label Studio exports as JSON; of a task with several annotations, the last."""
    try:
        content = json_of(text_of(path))
    except ValueError as error:
        raise CorrectionError.unreadable(path, f"is no JSON ({error})") from error
    if not isinstance(content, list):
        raise CorrectionError.unreadable(path, "is no list of tasks")
    for number, task in enumerate(content, start=1):
        yield parsed(task, f"task {number}", _page)


def _task(page: Page) -> dict[str, object]:
    text = page.text or ""
    result = [
        {
            "id": f"{one.table}-{one.start}-{one.end}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": one.start,
                "end": one.end,
                "text": text[one.start : one.end],
                "labels": [one.label],
            },
        }
        for one in page.labels
    ]
    return {
        "data": {"text": text, "doc_id": page.doc_id},
        "annotations": [{"result": result}],
    }


def _page(content: Mapping[str, Any]) -> Page:
    task = section(content, "data")
    text = required(task, "text")
    annotations = [
        one for one in members(content, "annotations", dict) if not one.get("was_cancelled")
    ]
    if not annotations:
        raise RefusedError("nobody has annotated it")
    regions = members(annotations[-1], "result", dict)
    labels = tuple(_label(one, text) for one in regions if one.get("type") == "labels")
    return Page(required(task, "doc_id"), text, labels)


def _label(region: Mapping[str, Any], text: str) -> Labelled:
    value = section(region, "value")
    names = members(value, "labels", str)
    if len(names) != 1:
        raise RefusedError(f"a region has {len(names)} labels, not one")
    one = labelled(names[0], value.get("start"), value.get("end"))
    quote = value.get("text")
    if not isinstance(quote, str) or text[one.start : one.end] == quote:
        return one
    # a browser counts in UTF-16, where an emoji is two
    again = one._replace(start=_code_points(text, one.start), end=_code_points(text, one.end))
    if text[again.start : again.end] != quote:
        raise RefusedError(f"the text differs: at {one.start} does not stand {quote!r}")
    return again


def _code_points(text: str, units: int) -> int:
    """Code points in so many units of UTF-16 from the start of a text."""
    return len(
        text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")
    )
