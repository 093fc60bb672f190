"""docs/commands.md: every command, its arguments and options.

In:  the typer application of src/extract/cli
Out: a section a command
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import typer

from extract.cli.app import app
from pages.markdown import code, generated, paragraph, table

HEAD = f"""# Commands

{generated("src/extract/cli")}

Every command works in the folder where you call it: it reads `extract.toml` there
([settings](settings.md)) and takes paths relative to it. `extract COMMAND --help` says the same
as this page. What a command prints when it fails, and its exit codes, are
[elsewhere](errors.md)."""
_TYPES = {"Path": "path", "int": "number", "str": "text", "float": "number"}


def commands() -> str:
    """The page."""
    root = typer.main.get_command(app)
    parts = [HEAD, *(_section(name, command) for name, command in _walk("extract", root))]
    return "\n\n".join(parts) + "\n"


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  # typer's own
    """Commands with their full names, groups opened."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for word, child in inner.items():
        yield from _walk(f"{name} {word}", child)


def _section(name: str, command: Any) -> str:  # noqa: ANN401
    rows = [_row(param) for param in command.params if param.name != "help" and not param.hidden]
    usage = " ".join([name, *_usage(command)])
    parts = [f"## {name}", paragraph(inspect.cleandoc(command.help or "")), f"    {usage}"]
    if rows:
        parts.append(table(("argument or option", "value", "default", "meaning"), rows))
    return "\n\n".join(parts)


def _usage(command: Any) -> Iterator[str]:  # noqa: ANN401
    for param in command.params:
        if param.param_type_name == "argument":
            name = _argument(param)
            yield name if param.required else f"[{name}]"
    if any(param.param_type_name == "option" for param in command.params):
        yield "[OPTIONS]"


def _argument(param: Any) -> str:  # noqa: ANN401
    return str(param.metavar or param.name.upper())


def _row(param: Any) -> tuple[str, str, str, str]:  # noqa: ANN401
    is_argument = param.param_type_name == "argument"
    name = _argument(param) if is_argument else ", ".join([*param.opts, *param.secondary_opts])
    is_plain = param.default is None or getattr(param, "is_flag", False)
    default = "" if is_plain else code(param.default)
    needed = "needed" if param.required else default
    return code(name), _value(param), needed, _sentence(param.help or "")


def _value(param: Any) -> str:  # noqa: ANN401
    """What may stand there: "path", "number, at least 1", "`sqlite`, `xlsx`"; "" for a switch."""
    if getattr(param, "is_flag", False):
        return ""
    hint = param.type_descriptor.annotation
    if get_origin(hint) is Literal:
        return ", ".join(map(code, get_args(hint)))
    words = _TYPES[hint.__name__]
    return words if param.min is None else f"{words}, at least {param.min}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "]", "?")) or not words else f"{words}."
