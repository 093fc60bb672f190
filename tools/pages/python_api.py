"""docs/python.md: the public functions of `extract`, with their docstrings.

In:  the names in `extract.__all__`
Out: a section a name: signature, meaning, arguments, what it returns and raises
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import extract
from pages.markdown import docstring, generated, named, paragraph, table

HEAD = f"""# Python

{generated("the docstrings of src/extract/api")}
<!-- not run: signatures -->

`import extract` gives these names; each is loaded when it is first used. What a function raises
is listed under [errors](errors.md); everything else it may raise is a bug."""
#: Longest signature that stays in one line.
_WIDTH = 88


def python_api() -> str:
    """The page: functions first, then the class they return."""
    things = {name: getattr(extract, name) for name in extract.__all__}
    functions = {n: t for n, t in things.items() if not inspect.isclass(t)}
    classes = {n: t for n, t in things.items() if inspect.isclass(t)}
    parts = [HEAD]
    parts.extend(_function(f"extract.{n}", t, "##") for n, t in sorted(functions.items()))
    parts.extend(_class(name, thing) for name, thing in sorted(classes.items()))
    return "\n\n".join(parts) + "\n"


def _class(name: str, thing: type) -> str:
    methods = {n: m for n, m in vars(thing).items() if inspect.isfunction(m) and n[0] != "_"}
    columns = ", ".join(f"`{name}`" for name in inspect.signature(thing).parameters)
    parts = [f"## extract.{name}", paragraph(docstring(thing)[""]), f"Attributes: {columns}."]
    parts.extend(_function(f"{name}.{n}", method, "###") for n, method in methods.items())
    return "\n\n".join(parts)


def _function(name: str, function: Callable[..., Any], level: str) -> str:
    parts = docstring(function)
    shown = [f"{level} {name}", f"```python\n{_signature(name, function)}\n```"]
    shown.append(paragraph(parts[""]))
    if arguments := named(parts.get("Args", "")):
        rows = [(f"`{argument}`", words) for argument, words in arguments.items()]
        shown.append(table(("argument", "meaning"), rows))
    if "Returns" in parts:
        shown.append(f"**Returns** {paragraph(parts['Returns'])}")
    if raises := named(parts.get("Raises", "")):
        listed = [f"`{error}`: {words}" for error, words in raises.items()]
        shown.append("**Raises** " + " ".join(listed))
    return "\n\n".join(shown)


def _signature(name: str, function: Callable[..., Any]) -> str:
    """The call as it is written, without `self`; long ones a parameter a line."""
    signature = inspect.signature(function)
    words = _parameters([p for p in signature.parameters.values() if p.name != "self"])
    line = f"{name}({', '.join(words)}) -> {signature.return_annotation}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join(
        [f"{name}(", *(f"    {word}," for word in words), f") -> {signature.return_annotation}"]
    )


def _parameters(parameters: list[inspect.Parameter]) -> list[str]:
    """Each parameter with type and default, `*` before those that need their names."""
    words = [f"{p.name}: {p.annotation}{_default(p.default)}" for p in parameters]
    named_only = [p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters]
    if any(named_only):
        words.insert(named_only.index(True), "*")
    return words


def _default(value: object) -> str:
    if value is inspect.Parameter.empty:
        return ""
    if isinstance(value, PurePath):
        return f' = "{value.as_posix()}"'
    return f" = {value.__name__}" if inspect.isfunction(value) else f" = {value!r}"
