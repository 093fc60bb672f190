"""Write the pages that are generated from code, or check that they are up to date.

    python tools/write_docs.py [--check]

In:  the records
Out: docs/tables.md
"""

from __future__ import annotations

import sys
from pathlib import Path

from extract.schema import documentation

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = {"tables.md": documentation}


def main(*, check: bool) -> int:
    """Write every page, or name those that differ; returns the exit code."""
    stale = []
    for name, text in PAGES.items():
        path = DOCS / name
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != text()):
            stale.append(name)
        elif not check:
            path.write_text(text(), encoding="utf-8", newline="\n")
    for name in stale:
        print(f"docs/{name} is out of date: run `make docs` and commit it")
    return int(bool(stale))


if __name__ == "__main__":
    raise SystemExit(main(check="--check" in sys.argv[1:]))
