"""press-extract: actors, places, dates and cited agreements out of press texts.

In:  extract.run_folder("data/raw", "data/processed")
Out: extract.load_tables("data/processed").agreements

The names below are loaded when they are first used, so that `extract --help` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.api.export import export_tables
    from extract.api.gold import evaluate_gold
    from extract.api.report import write_report
    from extract.api.run import run_folder
    from extract.api.tables import Tables, load_tables
    from extract.api.text import extract_text

__all__ = [
    "Tables",
    "evaluate_gold",
    "export_tables",
    "extract_text",
    "load_tables",
    "run_folder",
    "write_report",
]

_HOMES = {
    "Tables": "extract.api.tables",
    "evaluate_gold": "extract.api.gold",
    "export_tables": "extract.api.export",
    "extract_text": "extract.api.text",
    "load_tables": "extract.api.tables",
    "run_folder": "extract.api.run",
    "write_report": "extract.api.report",
}


def __getattr__(name: str) -> object:
    """Load a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
