"""What pages say one can type exists: commands, their options, keys of extract.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from extract.cli.app import app
from extract.settings import SETTINGS_FILE, load_settings
from fences import fences

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = {
    page.relative_to(ROOT).as_posix(): page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if page.name != "CHANGELOG.md"  # it tells what was
}
#: "`extract run data/raw`", and lines of code that begin so.
_TYPED: Final = re.compile(r"(?:`|^ {4}|^)(?:\.venv/bin/)?extract ([a-z][^`\n]*)", re.MULTILINE)
_OPTION: Final = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
#: Where prose begins with the word: "extract is ..."
_CODE: Final = re.compile(r"^```.*?^```$|^ {4}.*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def commands(page: Path) -> Iterator[str]:
    """What follows `extract` wherever a page shows a command."""
    for code in _CODE.findall(page.read_text(encoding="utf-8")):
        if not code.startswith(("```python", "```toml", "```text")):
            yield from _TYPED.findall(code)


def problems(typed: str) -> list[str]:
    """What of a command does not exist: `corrections apply|import --out X` names two commands."""
    found: list[Any] = [typer.main.get_command(app)]
    words = typed.split()
    while words and hasattr(found[0], "commands"):
        names, words = words[0].split("|"), words[1:]
        unknown = [name for name in names if name not in found[0].commands]
        if unknown:
            return [f"no command {name}" for name in unknown]
        found = [found[0].commands[name] for name in names]
    known = {option for one in found for param in one.params for option in param.opts} | {"--help"}
    return [f"no option {word}" for word in _OPTION.findall(typed) if word not in known]


def helps(command: Any, name: str = "extract") -> Iterator[tuple[str, str]]:  # noqa: ANN401  # typer's own
    """The help of every command, argument and option, as it is written."""
    yield name, command.help or ""
    yield from ((f"{name} {param.name}", getattr(param, "help", "")) for param in command.params)
    for word, child in getattr(command, "commands", {}).items():
        yield from helps(child, f"{name} {word}")


def test_no_help_loses_words_on_its_way_to_the_terminal() -> None:
    """rich takes "[default: your name]" for markup and drops it."""
    found = dict(helps(typer.main.get_command(app)))
    assert found["extract review author"] == "Who decides; by default your user name."
    assert {name: text for name, text in found.items() if "[" in (text or "")} == {}


@pytest.mark.parametrize("name", PAGES)
def test_every_command_on_a_page_exists(name: str) -> None:
    assert {typed: wrong for typed in commands(PAGES[name]) if (wrong := problems(typed))} == {}


def test_a_command_that_does_not_exist_would_be_seen() -> None:
    assert problems("corrections apply|import --tables x") == []
    assert problems("run x --colour") == ["no option --colour"]
    assert problems("walk x") == ["no command walk"]
    assert problems("gazetteer build|burn") == ["no command burn"]


def test_commands_are_found_in_code_of_every_kind(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "We extract rows. `extract run x`\n\n    extract show y\n\n```sh\nextract z\n```\n"
    )
    assert list(commands(page)) == ["run x", "show y", "z"]


@pytest.mark.parametrize("name", PAGES)
def test_settings_on_a_page_can_be_read(name: str, tmp_path: Path) -> None:
    for fence in fences(PAGES[name]):
        if fence.language == "toml" and not fence.mark:
            (tmp_path / SETTINGS_FILE).write_text(fence.body, encoding="utf-8")
            load_settings(tmp_path)
