"""What we promise outside: columns, generated pages, commands, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli.app import app
from extract.records import TABLES
from extract.schema import columns, documentation

ROOT = Path(__file__).parents[2]

#: The contract as DESIGN has it, written out: a column that goes or moves must be noticed here.
MENTION = [
    "mention_id", "doc_id", "text", "start", "end", "sentence", "sentence_start", "sentence_end",
    "method", "confidence", "link_confidence",
]  # fmt: skip
COLUMNS = {
    "documents": [
        "doc_id", "path", "title", "source", "source_country", "url", "published",
        "published_from", "language", "encoding", "n_chars", "n_words", "file_sha256",
        "text_sha256", "status", "error", "warnings", "boilerplate", "near_duplicate_of", "text",
    ],
    "actors": [*MENTION, "actor_id", "name", "actor_type", "country_code", "role"],
    "places": [
        *MENTION, "place_id", "name", "geonames_id", "latitude", "longitude", "country_code",
        "feature",
    ],
    "dates": [
        *MENTION, "timex_type", "value", "start_date", "end_date", "granularity", "mod", "anchor",
        "in_agreement",
    ],
    "agreements": [
        *MENTION, "agreement_id", "identity", "title", "agreement_type", "parties", "date", "year",
        "number", "issuer", "venue", "named", "known_date", "known_parties", "anaphora",
    ],
}  # fmt: skip
NEVER_NULL = {
    "documents": {
        "doc_id",
        "path",
        "status",
        "text",
        "n_chars",
        "n_words",
        "warnings",
        "boilerplate",
    },
    "actors": {"name", "actor_type"},
    "places": {"name", "feature"},
    "dates": {"timex_type"},
    "agreements": {"title", "agreement_type", "parties", "named", "known_parties", "anaphora"},
}  # fmt: skip


def test_columns_are_those_of_the_contract() -> None:
    assert {t.table: [field.name for field in columns(t)] for t in TABLES} == COLUMNS


def test_what_is_never_null() -> None:
    for record in TABLES:
        shared = set() if record.table == "documents" else set(MENTION) - {"link_confidence"}
        firm = {field.name for field in columns(record) if not field.nullable}
        assert firm == NEVER_NULL[record.table] | shared, record.table


def test_every_column_says_what_it_means() -> None:
    for record in TABLES:
        for field in columns(record):
            assert field.column.meaning.endswith("."), f"{record.table}.{field.name}"


def test_table_documentation_is_up_to_date() -> None:
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == documentation()


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "show",
        "evaluate",
        "doctor",
        "knowledge",
        "export",
        "report",
        "gazetteer build",
        "gazetteer info",
        "corrections apply",
        "corrections export",
        "corrections import",
        "train",
        "diff",
        "models list",
        "models use",
        "models verify",
        "models diff",
    ],
)
def test_every_command_has_help(command: str) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output


def test_wrong_usage_is_exit_code_2() -> None:
    assert CliRunner().invoke(app, ["run"]).exit_code == 2
    assert CliRunner().invoke(app, ["run", "x", "--limit", "0"]).exit_code == 2


def test_a_missing_input_says_what_next(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["run", str(tmp_path / "none"), "--out", str(tmp_path / "o")])
    assert result.exit_code == 1
    assert "no documents found" in result.output
    assert "Put texts there" in result.output


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from extract.cli.app import app; "
        "CliRunner().invoke(app, ['--help']); "
        "print([m for m in ('spacy', 'pandas', 'pyarrow', 'numpy', 'rich.progress') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_answers_at_once() -> None:
    """In CPU time: on a busy machine every command waits."""
    times = []
    for _ in range(5):
        before = os.times()
        subprocess.run(
            [sys.executable, "-m", "extract", "--help"], capture_output=True, check=True
        )
        after = os.times()
        times.append(after.children_user + after.children_system)
        times[-1] -= before.children_user + before.children_system
    assert min(times) < 0.3
