"""What a shell is offered, asked the way the scripts of bash and zsh ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli.app import app

OFFERED = {
    "command": ("exp", {"export"}),
    "group": ("gazetteer b", {"build"}),
    "format": ("export da", {"datapackage"}),
    "tool": ("corrections import doc", {"doccano", "docbin"}),
    "engine": ("run data/raw --engine r", {"ray"}),
    "document": ("show --tables {tables} a/", {"a/1.txt", "a/2.txt"}),
    "guarded": ("show --out {tables} +", {"+b.txt"}),
    "document-none": ("show --out {tables} zzz", set()),
    "no-tables": ("show --tables nowhere a", set()),
}


def offers(words: str) -> set[str]:
    asked = f"extract {words}"
    environment = {
        "_EXTRACT_COMPLETE": "complete_bash",
        "COMP_WORDS": asked,
        "COMP_CWORD": str(len(asked.split()) - 1),
    }
    result = CliRunner().invoke(app, [], prog_name="extract", env=environment)
    return set(result.stdout.split())


@pytest.fixture
def csv_tables(tmp_path: Path) -> Path:
    """Tables as far as ids go; one begins like a formula, so its cell has an apostrophe."""
    (tmp_path / "documents.csv").write_text("doc_id,path\na/1.txt,x\na/2.txt,x\n'+b.txt,x\n")
    (tmp_path / "places.csv").write_text("mention_id,doc_id\na/2.txt:places:3-9,a/2.txt\n")
    return tmp_path


@pytest.mark.parametrize("case", OFFERED.values(), ids=OFFERED.keys())
def test_what_is_offered(case: tuple[str, set[str]], csv_tables: Path) -> None:
    words, expected = case
    assert offers(words.format(tables=csv_tables)) == expected


def test_rows_are_offered_once_their_table_is_typed(csv_tables: Path) -> None:
    """Asked as zsh does: to bash a colon ends a word."""

    def asked(word: str) -> str:
        environment = {
            "_EXTRACT_COMPLETE": "complete_zsh",
            "_TYPER_COMPLETE_ARGS": f"extract show --out {csv_tables} {word}",
        }
        return CliRunner().invoke(app, [], prog_name="extract", env=environment).stdout

    assert r"a/2.txt\\:places\\:" in asked("a/2.txt:pl")
    assert "actors" not in asked("a/2.txt:pl")
    assert r"a/2.txt\\:places\\:3-9" in asked("a/2.txt:places:")


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_completion_can_be_installed(tmp_path: Path) -> None:
    extract = tmp_path / "bin" / "extract"
    extract.parent.mkdir()
    extract.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m extract "$@"\n')
    extract.chmod(0o755)
    script = """
        extract --install-completion
        . ~/.bashrc
        COMP_WORDS=(extract exp); COMP_CWORD=1
        _extract_completion extract
        echo "offered: ${COMPREPLY[@]}"
    """
    path = f"{extract.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "HOME": str(tmp_path), "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "offered: export\n" in done.stdout, done.stdout + done.stderr
