r"""Read a text file, with optional front matter.

In:  "---\ntitle: Talks resume\npublished: 2022-09-14\n---\nBAKU -- The talks ..."
Out: an Entry: text "BAKU -- The talks ...", title, and the day as the front matter writes it

Front matter is a YAML mapping between a first line `---` and the next line `---` or `...`. These
lines, with the line break that ends the last, are taken off; nothing else of the text is touched.
If the block cannot be read, the whole file is the text, with a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extract.reading.encoding import Decoded, decode
from extract.reading.entry import Entry
from extract.reading.raw import RawFile

#: Keys we use; others are allowed and ignored.
KEYS: Final = ("title", "published", "source", "url")
#: Longest front matter, in code points. Origin: YAML in Python reads some 100 kB a second.
LONGEST_FRONT: Final = 16_000

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
#: How YAML writes nothing.
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before a text.

    Args:
        values: Fields we know, as written.
        end: Where the text begins.
        warnings: Why a block, or a field of it, was not used.
    """

    values: dict[str, str]
    end: int = 0
    warnings: tuple[str, ...] = ()


def parse_plain(raw: RawFile) -> list[Entry]:
    """Read one text file.

    Raises:
        UnreadableError: The bytes are no text.
    """
    return [entry_of(raw, decode(raw.content, raw.charset))]


def entry_of(raw: RawFile, decoded: Decoded) -> Entry:
    """The entry of a decoded text, its front matter taken off."""
    front = front_matter(decoded.text)
    published = front.values.get("published")
    return Entry(
        path=raw.name,
        text=decoded.text[front.end :],
        title=front.values.get("title"),
        source=front.values.get("source"),
        url=front.values.get("url"),
        dates=() if published is None else (("front-matter", published),),
        encoding=decoded.encoding,
        file_sha256=raw.sha256,
        warnings=(*decoded.warnings, *front.warnings),
    )


def front_matter(text: str) -> FrontMatter:
    """Find and read the front matter of a text."""
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter({})
    closing = _CLOSING.search(text, opening.end(), LONGEST_FRONT)
    if closing is None:
        return _unused("no closing --- line was found")
    import yaml  # noqa: PLC0415  # takes 40 ms; most texts have no front matter

    try:
        # every scalar stays as written: a title "No" is no boolean, 2022-09-14 no object
        content = yaml.load(text[opening.end() : closing.start()], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return _unused(_first_line(error))
    if not isinstance(content, dict) or not set(KEYS) & set(content):
        return _unused(f"none of {', '.join(KEYS)} stands in it")
    return _known(content, closing.end())


def _known(content: dict[str, object], end: int) -> FrontMatter:
    values: dict[str, str] = {}
    warnings: list[str] = []
    for key in KEYS:
        value = content.get(key)
        if isinstance(value, str):
            if value.strip() not in _NOTHING:
                values[key] = value.strip()
        elif value is not None:
            warnings.append(f"front matter: {key} is no single value; left out")
    return FrontMatter(values, end, tuple(warnings))


def _unused(reason: str) -> FrontMatter:
    return FrontMatter({}, 0, (f"front matter not used, kept as text: {reason}",))


def _first_line(error: Exception) -> str:
    problem = getattr(error, "problem", None) or str(error) or type(error).__name__
    mark = getattr(error, "problem_mark", None)
    where = "" if mark is None else f" in line {mark.line + 2}"
    return f"{str(problem).splitlines()[0]}{where}"
