r"""`extract.toml` with every key as a comment, written from the classes that read it.

In:  Settings and Limits
Out: "# Characters of one document or record.\n# max_chars = 5_000_000"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from textwrap import wrap
from typing import Final

from extract.settings import SECTIONS, Key, Limits, Settings, keys

_WIDTH: Final = 98
_HEAD: Final = """\
# The settings of this project; every command that is run in this folder reads them.
# A key that is commented out shows its default, or an example where there is none.
# Take away its "# " to set it. Paths begin at this folder.
"""
_MEANING: Final = {
    "run": "Where things lie that are not in their usual place.",
    "limits": "How much one document may cost before it is refused with a reason.",
}
_PAGE: Final = """# Settings

<!-- Generated from src/extract/settings.py by `make docs`; do not edit. -->

`extract.toml` in the folder where a command is run. `extract init` writes it as below; without
the file, or with a key left out, the default holds. A key that is not known is an error that
names it.

```toml
{file}```
"""


def settings_file() -> str:
    """The whole file; as it stands it changes nothing."""
    sections = (_section(name, section) for name, section in SECTIONS.items())
    return "\n".join([_HEAD, *sections])


def settings_page() -> str:
    """docs/settings.md."""
    return _PAGE.format(file=settings_file())


def _section(name: str, section: type[Settings | Limits]) -> str:
    defaults = {item.name: item.default for item in fields(section)}
    lines = [f"# {_MEANING[name]}", f"[{name}]"]
    for key, meaning in keys(section).items():
        lines.extend(_key(key, meaning, defaults[key]))
    return "\n".join(lines) + "\n"


def _key(name: str, key: Key, default: object) -> Iterator[str]:
    yield from ("", *wrap(key.meaning, _WIDTH, initial_indent="# ", subsequent_indent="# "))
    yield f'# {name} = "{key.example}"' if key.example else f"# {name} = {default:_}"
