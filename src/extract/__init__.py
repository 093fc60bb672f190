"""press-extract: actors, places, dates and cited agreements out of press texts.

In:  extract.run_folder("data/raw", "data/processed")
Out: extract.load_tables("data/processed").agreements

The names below are loaded when they are first used, so that `extract --help` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.api.corrections import apply_corrections
    from extract.api.diff import diff_runs
    from extract.api.exchange import export_corrections, import_corrections
    from extract.api.explain import explain
    from extract.api.export import export_tables
    from extract.api.gazetteer import build_gazetteer, describe_gazetteer
    from extract.api.gold import evaluate_gold
    from extract.api.knowledge import check_knowledge
    from extract.api.models import diff_versions, list_versions, use_version, verify_versions
    from extract.api.report import write_report
    from extract.api.run import run_folder
    from extract.api.show import show_document
    from extract.api.tables import Tables, load_tables
    from extract.api.text import extract_text
    from extract.api.train import train

__all__ = [
    "Tables",
    "apply_corrections",
    "build_gazetteer",
    "check_knowledge",
    "describe_gazetteer",
    "diff_runs",
    "diff_versions",
    "evaluate_gold",
    "explain",
    "export_corrections",
    "export_tables",
    "extract_text",
    "import_corrections",
    "list_versions",
    "load_tables",
    "run_folder",
    "show_document",
    "train",
    "use_version",
    "verify_versions",
    "write_report",
]

_HOMES = {
    "train": "extract.api.train",
    "diff_runs": "extract.api.diff",
    "list_versions": "extract.api.models",
    "use_version": "extract.api.models",
    "verify_versions": "extract.api.models",
    "diff_versions": "extract.api.models",
    "apply_corrections": "extract.api.corrections",
    "Tables": "extract.api.tables",
    "build_gazetteer": "extract.api.gazetteer",
    "check_knowledge": "extract.api.knowledge",
    "describe_gazetteer": "extract.api.gazetteer",
    "evaluate_gold": "extract.api.gold",
    "explain": "extract.api.explain",
    "export_corrections": "extract.api.exchange",
    "export_tables": "extract.api.export",
    "import_corrections": "extract.api.exchange",
    "extract_text": "extract.api.text",
    "load_tables": "extract.api.tables",
    "run_folder": "extract.api.run",
    "show_document": "extract.api.show",
    "write_report": "extract.api.report",
}


def __getattr__(name: str) -> object:
    """Load a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
