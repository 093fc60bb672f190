"""Prodigy's JSONL, for `spans.manual`: spans may overlap.

In:  pages
Out: {"text": ..., "tokens": ..., "spans": [{"start": 0, "end": 4, "label": "places:country"}]}
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.exchange.files import members, read_lines, required, section, write_lines
from extract.exchange.page import Page, Refusal, RefusedError, labelled
from extract.exchange.tokens import tokens_of


def write_prodigy(pages: Iterable[Page], path: Path) -> None:
    """Write one page a line, tokens with it, so that no edge of a span is lost."""
    write_lines(map(_task, pages), path)


def read_prodigy(path: Path) -> Iterator[Page | Refusal]:
    """Read what `prodigy db-out` gives."""
    return read_lines(path, _page)


def _task(page: Page) -> dict[str, object]:
    text = page.text or ""
    tokens = tokens_of(text, page.labels)
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    return {
        "text": text,
        "meta": {"doc_id": page.doc_id},
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": at, "ws": is_spaced}
            for at, (start, end, is_spaced) in enumerate(tokens)
        ],
        "spans": [
            {
                "start": one.start,
                "end": one.end,
                "token_start": bisect_left(starts, one.start),
                "token_end": bisect_left(ends, one.end),
                "label": one.label,
            }
            for one in page.labels
        ],
    }


def _page(content: Mapping[str, Any]) -> Page:
    answer = content.get("answer", "accept")
    if answer != "accept":
        raise RefusedError(f"its answer is {answer!r}, not 'accept'")
    spans = members(content, "spans", dict)
    labels = tuple(labelled(one.get("label"), one.get("start"), one.get("end")) for one in spans)
    doc_id = required(section(content, "meta"), "doc_id")
    return Page(doc_id, required(content, "text"), labels)
