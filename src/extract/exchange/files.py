"""Read the files of annotation tools: what all formats in text share.

In:  a path, and what makes a Page of one object
Out: a Page or a Refusal for each document of the file
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.errors import CorrectionError
from extract.exchange.page import Page, Refusal, RefusedError

#: Makes a Page of one object of JSON; raises RefusedError.
Parse = Callable[[Mapping[str, Any]], Page]


def text_of(path: Path) -> str:
    """The content of a file.

    Raises:
        CorrectionError: It cannot be read, or is not in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorrectionError.unreadable(path, "is not in UTF-8") from error
    except OSError as error:
        raise CorrectionError.unreadable(path, error.strerror or str(error)) from error


def json_of(text: str) -> object:
    """A text as a value of JSON.

    Raises:
        ValueError: It is none, or one inside the other too deep for anybody to have meant it.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error


def write_lines(objects: Iterable[Mapping[str, object]], path: Path) -> None:
    """Write one object of JSON a line."""
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for one in objects:
            lines.write(json.dumps(one, ensure_ascii=False) + "\n")


def read_lines(path: Path, parse: Parse) -> Iterator[Page | Refusal]:
    """Read one document a line."""
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if line.strip():
            try:
                content = json_of(line)
            except ValueError as error:
                yield Refusal(f"line {number}", f"is no JSON ({error})")
            else:
                yield parsed(content, f"line {number}", parse)


def parsed(content: object, where: str, parse: Parse) -> Page | Refusal:
    """Make a Page of one object, or say why it is none."""
    if not isinstance(content, dict):
        return Refusal(where, "is no JSON object")
    try:
        return replace(parse(content), where=where)
    except RefusedError as error:
        return Refusal(where, str(error))


def required(content: Mapping[str, Any], key: str) -> str:
    """A text that an object must have.

    Raises:
        RefusedError: It has none.
    """
    value = content.get(key)
    if not isinstance(value, str) or not value:
        raise RefusedError(f"has no {key}")
    return value


def members(content: Mapping[str, Any], key: str, kind: type) -> list[Any]:
    """The members of a list; a list that is not there has none.

    Raises:
        RefusedError: It is no list, or a member is of another type.
    """
    value = content.get(key) or []
    if not isinstance(value, list) or not all(isinstance(member, kind) for member in value):
        raise RefusedError(f"{key} is no list as the format has it")
    return value


def section(content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """An object inside an object.

    Raises:
        RefusedError: There is none.
    """
    value = content.get(key)
    if not isinstance(value, dict):
        raise RefusedError(f"has no {key}")
    return value
