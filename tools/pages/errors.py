"""docs/errors.md: exit codes, and every error a user can meet, with what to do.

In:  src/extract/errors; its constructors are called with their arguments' names as values
Out: a section a family, a table a family: what happened, the message
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from extract import errors as errors_file
from extract.errors import (
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_SOME_DOCUMENTS_FAILED,
    ExtractError,
)
from pages.markdown import docstring, generated, table

EXIT_CODES = {
    0: "All done. A document in another language (`not_english`) counts as done.",
    EXIT_FAILED: "The command could not run; the message says what, where and what to do.",
    2: "Wrong usage: an unknown command or option, a missing argument.",
    EXIT_SOME_DOCUMENTS_FAILED: "Done, but some documents gave no rows (`empty`, `unsupported`, "
    "`failed`, `quarantined`) or some lines were refused; they are listed with their reasons.",
    EXIT_INTERRUPTED: "Ctrl-C; what was done is kept, the same command goes on.",
}
HEAD = f"""# Errors and exit codes

{generated("src/extract/errors")}

A message says what happened, where, and in its last line what to do next. Words in CAPITALS
stand for what your message names. In Python each family is an exception of `extract.errors`, all
of them an `ExtractError` with an `exit_code`. A traceback is a bug: please report it.

One bad document never stops a run. It is a row of `documents` with its `status` and `error`;
what can go wrong in a file, and the limits, stand in [formats](formats.md) and
[reliability](reliability.md).

## Exit codes
"""


#: Names that the files of errors import for type checkers only.
_NAMES = {"Path": Path, "Sequence": Sequence}


class _Blank(int):
    """A number that is written as the name of the argument it stands for."""

    name: str

    def __format__(self, _spec: str) -> str:
        return self.name

    __str__ = __repr__ = lambda self: self.name


def errors() -> str:
    """The page."""
    codes = table(("code", "meaning"), [(str(n), words) for n, words in EXIT_CODES.items()])
    families = [
        one
        for _, one in inspect.getmembers(errors_file, inspect.isclass)
        if issubclass(one, ExtractError) and one is not ExtractError
    ]
    families.sort(key=lambda one: (one.__module__, inspect.getsourcelines(one)[1]))
    return "\n\n".join([HEAD + "\n" + codes, *map(_section, families)]) + "\n"


def _section(family: type[ExtractError]) -> str:
    makers = [getattr(family, n) for n, m in vars(family).items() if isinstance(m, classmethod)]
    rows = [
        (_first(docstring(maker)[""]), _quoted(str(maker(*_blanks(maker))))) for maker in makers
    ]
    code = "" if family.exit_code == EXIT_FAILED else f" Exit code {family.exit_code}."
    words = f"{docstring(family)['']}{code}"
    return f"## {family.__name__}\n\n{words}\n\n" + table(("what happened", "the message"), rows)


def _first(words: str) -> str:
    return " ".join(words.split("\n\n", maxsplit=1)[0].split())


def _quoted(message: str) -> str:
    """A message in one cell, its lines kept; the last one says what to do."""
    lines = [line.strip() for line in message.splitlines()]
    return "<br>".join(f"`` {line} ``" if "`" in line else f"`{line}`" for line in lines)


def _blanks(maker: Any) -> list[object]:  # noqa: ANN401  # a bound constructor
    hints = get_type_hints(maker, {**vars(errors_file), **_NAMES})
    return [_blank(name, hints[name]) for name in inspect.signature(maker).parameters]


def _blank(name: str, hint: Any) -> object:  # noqa: ANN401  # whatever it is annotated with
    """A value of the wanted type that shows as the argument's name: "REASON"."""
    shown = name.upper().strip("_")
    if hint is int:
        blank = _Blank(7)
        blank.name = shown
        return blank
    if hint is Path:
        return Path(shown)
    if get_origin(hint) in {list, Sequence}:
        return [_blank(name, get_args(hint)[0])]
    return shown
