"""docs/settings.md: every key of extract.toml.

In:  the dataclasses of src/extract/settings.py
Out: a table a section: key, type, default, meaning
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, get_type_hints

from extract.settings import SETTINGS_FILE, Settings
from pages.markdown import code, docstring, generated, named, table

HEAD = f"""# Settings

{generated("src/extract/settings.py")}

`{SETTINGS_FILE}` lies in the folder where you run `extract`; without the file the defaults hold.
Paths are relative to that folder. An unknown key or a value of a wrong type is an error that
names the key. Whatever changes a table (limits, model, the project's own files) is part of the
run's fingerprint in `manifest.json`."""
EXAMPLE = """## Example

```toml
[run]
knowledge = "lists/ours"        # your own places, actors, agreements
gazetteer = "gazetteer.sqlite"  # your own place index

[limits]
seconds = 60
max_bytes = 50_000_000
```"""
#: Fields of Settings that no file sets.
_NO_KEYS = ("project",)
_WORDS = {"Path | None": "path in quotes", "int": "whole number above 0", "str": "text in quotes"}


def settings() -> str:
    """The page."""
    hints = get_type_hints(Settings)
    items = [item for item in fields(Settings) if item.name not in _NO_KEYS]
    sections = [item for item in items if is_dataclass(hints[item.name])]
    run = [item for item in items if item not in sections]
    parts = [HEAD, _section("run", Settings, run)]
    parts.extend(
        _section(item.name, hints[item.name], fields(hints[item.name])) for item in sections
    )
    return "\n\n".join([*parts, EXAMPLE]) + "\n"


def _section(name: str, owner: type[Any], keys: Any) -> str:  # noqa: ANN401  # dataclass fields
    text = docstring(owner)
    meanings = named(text["Args"])
    hints = get_type_hints(owner)
    rows = [
        (code(key.name), _type(hints[key.name]), _default(key), _meaning(meanings[key.name]))
        for key in keys
    ]
    words = "" if owner is Settings else f"{text['']}\n\n"
    return f"## [{name}]\n\n{words}" + table(("key", "type", "default", "meaning"), rows)


def _meaning(words: str) -> str:
    """What a docstring tells a programmer, for somebody who leaves out a key."""
    return words.replace("; None for", "; without it")


def _type(hint: Any) -> str:  # noqa: ANN401  # whatever a dataclass is annotated with
    return _WORDS.get(getattr(hint, "__name__", ""), "") or _WORDS[str(hint).split(".")[-1]]


def _default(key: Field[Any]) -> str:
    if key.default is None or key.default is MISSING:
        return ""
    return f"{key.default:,}" if isinstance(key.default, int) else code(key.default)
