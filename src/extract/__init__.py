"""press-extract: actors, places, dates and cited agreements out of press texts.

In:  extract.run_folder("data/raw", "data/processed")
Out: extract.load_tables("data/processed").agreements

The four names below are loaded when they are first used, so that `extract --help` answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.api import Tables, extract_text, load_tables, run_folder

__all__ = ["Tables", "extract_text", "load_tables", "run_folder"]


def __getattr__(name: str) -> object:
    """Load a public name on first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    from extract import api  # noqa: PLC0415  # pandas takes a second to import

    return getattr(api, name)
