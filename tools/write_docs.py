"""Write the pages that are generated from code, or check that they are up to date.

    python tools/write_docs.py [--check]

In:  the records, settings, commands, errors, rules, docstrings; a sample; the annotated releases
Out: the reference pages and the picture of the rooms under docs, docs/accuracy.md, the example in
     README.md, the counts in data/gold/README.md; each is made by a file of its own in tools/pages
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from extract.cli.events import log_page
from extract.schema import documentation
from extract.starting.settings_file import settings_page
from pages.accuracy import accuracy
from pages.commands import commands
from pages.data_card import data_card
from pages.errors import errors
from pages.picture import picture
from pages.python_api import python_api
from pages.readme import readme
from pages.rules import rules

ROOT = Path(__file__).resolve().parents[1]
PAGES: dict[str, Callable[[], str]] = {
    "docs/tables.md": documentation,
    "docs/settings.md": settings_page,
    "docs/log.md": log_page,
    "docs/commands.md": commands,
    "docs/errors.md": errors,
    "docs/rules.md": rules,
    "docs/python.md": python_api,
    "docs/accuracy.md": accuracy,
    "docs/assets/architecture.svg": picture,
    "README.md": readme,
    "data/gold/README.md": data_card,
}


def main(*, check: bool) -> int:
    """Write every page, or name those that differ; returns the exit code."""
    stale = []
    for name, text in PAGES.items():
        path = ROOT / name
        wanted = text()
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != wanted):
            stale.append(name)
        elif not check:
            path.write_text(wanted, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name} is out of date: run `make docs` and commit it")
    return int(bool(stale))


if __name__ == "__main__":
    raise SystemExit(main(check="--check" in sys.argv[1:]))
