r"""Read files of records: .jsonl, one JSON object a line, and .csv with a header.

In:  {"id": "oic-1", "text": "JEDDAH ...", "published": "2022-09-14", "source": "OIC"}
Out: one Entry a record; a broken line is an Entry that failed and names its line

`text` is exactly as given. Lines of .jsonl end at "\n" only: U+2028 and U+0085 stay inside one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from extract.reading.encoding import Decoded, decode
from extract.reading.entry import Entry
from extract.reading.raw import RawFile
from extract.reading.rows import read_rows

#: Names of JSON's kinds of values, for messages.
_KINDS: Final = {dict: "an object", list: "a list", bool: "true or false", int: "a number",
                 float: "a number", str: "a text", type(None): "null"}  # fmt: skip


def read_jsonl(raw: RawFile) -> Iterator[Entry]:
    """Read one .jsonl file.

    Raises:
        UnreadableError: The bytes are no text.
    """
    decoded = decode(raw.content)
    file = _file(raw, decoded)
    records = _records(file, decoded.text)
    held: list[Entry] = []  # failures, until one line shows that this is JSON at all
    for entry, is_record in records:
        held.append(entry)
        if is_record:
            break
    else:
        yield _no_records(file, held)
        return
    yield from held
    yield from (entry for entry, _ in records)


def read_csv(raw: RawFile, longest: int) -> Iterator[Entry]:
    """Read one .csv file.

    Args:
        raw: The file.
        longest: Most characters of one cell.

    Raises:
        UnreadableError: The bytes are no text.
    """
    decoded = decode(raw.content)
    file = _file(raw, decoded)
    has_rows = False
    for row in read_rows(decoded.text, ("text",), longest):
        has_rows = True
        if row.problem is None:
            given = {column: cell for column, cell in row.cells.items() if cell}
            yield _entry(file, row.line, {"text": "", **given})
        else:
            yield _failed(file, row.line, row.problem)
    if not has_rows:
        yield file


def _file(raw: RawFile, decoded: Decoded) -> Entry:
    """What all records of a file share; alone, a file without any."""
    return Entry(
        path=raw.name,
        encoding=decoded.encoding,
        file_sha256=raw.sha256,
        warnings=decoded.warnings,
    )


def _records(file: Entry, text: str) -> Iterator[tuple[Entry, bool]]:
    """All lines that are not blank, and whether each is a JSON object."""
    for line, written in enumerate(_lines(text), start=1):
        if not written.strip():
            continue
        record = _object(written)
        if isinstance(record, str):
            yield _failed(file, line, record), False
        else:
            yield _entry(file, line, record), True


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _object(written: str) -> dict[str, object] | str:
    """One line as a JSON object, or why it is none."""
    try:
        record = json.loads(written)
    except RecursionError:
        return "not valid JSON (nested too deep)"
    except ValueError as error:
        return f"not valid JSON ({str(error).split(':')[0]})"
    if not isinstance(record, dict):
        return f"a JSON object is needed, this is {_kind(record)}"
    return record


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "something else")


def _entry(file: Entry, line: int, record: Mapping[str, object]) -> Entry:
    """One record; only its text is needed."""
    text = record.get("text")
    warnings = list(file.warnings)
    fields = {
        key: _field(record, key, warnings) for key in ("title", "source", "url", "published")
    }
    published = fields["published"]
    entry = replace(
        file,
        line=line,
        record_id=_record_id(record.get("id")),
        title=fields["title"],
        source=fields["source"],
        url=fields["url"],
        dates=() if published is None else (("field", published),),
        warnings=tuple(warnings),
    )
    if isinstance(text, str):
        return replace(entry, text=text)
    problem = 'has no "text"' if "text" not in record else f'"text" is {_kind(text)}, not a text'
    return replace(entry, status="failed", error=f"line {line}: {problem}; mend the record")


def _field(record: Mapping[str, object], key: str, warnings: list[str]) -> str | None:
    value = record.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        return value.strip()
    warnings.append(f"{key} is {_kind(value)}, not a text; left out")
    return None


def _record_id(value: object) -> str | None:
    """The id as text: "oic-1", or a whole number; None if there is none."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return str(value).strip() or None


def _failed(file: Entry, line: int, reason: str) -> Entry:
    return replace(
        file, line=line, status="failed", error=f"line {line}: {reason}; mend or delete the line"
    )


def _no_records(file: Entry, broken: list[Entry]) -> Entry:
    """A file without any record: empty, or no .jsonl at all; one row says so."""
    if not broken:
        return file
    more = f" (and {len(broken) - 1:,} more lines)" if len(broken) > 1 else ""
    return replace(
        broken[0], line=None, error=f"no line is a JSON record; {broken[0].error}{more}"
    )
