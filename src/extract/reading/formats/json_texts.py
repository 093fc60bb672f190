"""Read JSON: .jsonl, one object a line, and .json, one object or a list of them.

In:  {"id": "oic-1", "text": "JEDDAH ...", "published": "2022-09-14", "source": "OIC"}
Out: one Entry a record; a broken line is an Entry that failed and names its line

A .json object without a text of its own may hold the list: {"documents": [...]}. Which of the two
forms a file has is seen from its content. Lines of .jsonl are read one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from extract.reading.encoding import decode
from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.lines import text_lines
from extract.reading.formats.records import failed_entry, file_entry, kind, record_entry
from extract.reading.raw import RawFile, Source
from extract.settings import Limits

#: Keys of an object that holds the list of records.
LISTS: Final = ("documents", "articles", "items", "records", "releases", "results", "data")
#: So many broken lines before any good one are kept for one message.
MOST_HELD: Final = 10_000


def read_jsonl(source: Source, limits: Limits) -> Iterator[Entry]:
    """Read one .jsonl file.

    Raises:
        UnreadableError: The bytes are no text.
    """
    lines = text_lines(source, limits)
    file = file_entry(lines.file, lines.decoded)
    records = _records(file, lines, lines.longest)
    held: list[Entry] = []  # failures, until one line shows that this is JSON at all
    for entry, is_record in records:
        held.append(entry)
        if is_record or len(held) == MOST_HELD:
            break
    else:
        yield _no_records(file, held)
        return
    yield from held
    yield from (entry for entry, _ in records)


def parse_json(raw: RawFile) -> list[Entry]:
    """Read one .json file.

    Raises:
        UnreadableError: The bytes are no JSON, or no records are in it.
    """
    decoded = decode(raw.content, raw.charset)
    file = file_entry(raw, decoded)
    if not decoded.text.strip():
        return [file]
    content = _value(decoded.text)
    if isinstance(content, _Problem):
        raise UnreadableError("failed", f"is {content.reason}; mend it, or save it as .jsonl")
    if isinstance(content, dict) and "text" not in content:
        content = next(
            (content[key] for key in LISTS if isinstance(content.get(key), list)), content
        )
    if isinstance(content, dict):
        return [replace(record_entry(file, 1, content, "record"), line=None)]
    if not isinstance(content, list):
        raise UnreadableError(
            "failed", f'holds {kind(content)}; needed are objects with a "text", or a list of them'
        )
    return [_of_list(file, number, one) for number, one in enumerate(content, start=1)] or [file]


class _Problem:
    """Why a text is no JSON."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def _value(written: str) -> object:
    """The value that JSON writes, or the problem."""
    try:
        return json.loads(written)
    except RecursionError:
        return _Problem("not valid JSON (nested too deep)")
    except ValueError as error:
        return _Problem(f"not valid JSON ({str(error).split(':')[0]})")


def _of_list(file: Entry, number: int, record: object) -> Entry:
    if isinstance(record, dict):
        return record_entry(file, number, record, "record")
    return failed_entry(file, number, f"an object is needed, this is {kind(record)}", "record")


def _records(
    file: Entry, lines: Iterable[str | None], longest: int
) -> Iterator[tuple[Entry, bool]]:
    """All lines that are not blank, and whether each is a JSON object."""
    for line, written in enumerate(lines, start=1):
        if written is None:
            reason = f"has more than {longest:,} bytes (limits.max_chars)"
            yield failed_entry(file, line, reason), False
            continue
        if not written.strip():
            continue
        record = _value(written)
        if isinstance(record, _Problem):
            yield failed_entry(file, line, record.reason), False
        elif isinstance(record, dict):
            yield record_entry(file, line, record), True
        else:
            reason = f"a JSON object is needed, this is {kind(record)}"
            yield failed_entry(file, line, reason), False


def _no_records(file: Entry, broken: list[Entry]) -> Entry:
    """A file without any record: empty, or no .jsonl at all; one row says so."""
    if not broken:
        return file
    more = f" (and {len(broken) - 1:,} more lines)" if len(broken) > 1 else ""
    return replace(
        broken[0], line=None, error=f"no line is a JSON record; {broken[0].error}{more}"
    )
