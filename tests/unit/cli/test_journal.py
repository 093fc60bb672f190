from __future__ import annotations

import hashlib
import json
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.api.run import run_folder
from extract.cli.app import app
from extract.cli.events import COMMON, EVENTS, log_page
from extract.errors import InputError
from runs import run
from small_dump import write_dump

ROOT = Path(__file__).parents[3]


def lines(stderr: str) -> list[dict[str, Any]]:
    """The messages, each held against the contract."""
    found = [json.loads(line) for line in stderr.splitlines()]
    for line in found:
        level, keys = EVENTS[line["event"]]
        assert list(line) == [*COMMON, *keys]
        assert line["level"] == level
        assert datetime.fromisoformat(line["time"]).utcoffset() is not None
    return found


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text("Envoys of Chad met in Accra on 6 May 2024.")
    (folder / "b.docx").write_bytes(b"PK\x03\x04 no document")
    return folder


def test_a_run_says_everything_as_lines(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("path,title\nc.txt,Nowhere\n")
    words = ["run", str(raw), "--out", str(tmp_path / "out"), "--log-json", "--workers", "1"]
    result = CliRunner().invoke(app, [*words, "--metadata", str(tmp_path / "m.csv")])
    assert result.exit_code == 3
    assert result.stdout == ""
    found = lines(result.stderr)
    assert [line["event"] for line in found if line["event"] != "progress"] == [
        "started", "failed", "warning", "finished",
    ]  # fmt: skip
    by_event = {line["event"]: line for line in found}
    assert (by_event["started"]["command"], by_event["started"]["input"]) == ("run", str(raw))
    assert by_event["failed"]["doc_id"] == "b.docx"
    assert by_event["warning"]["message"] == "metadata for 'c.txt': no such document"
    finished = by_event["finished"]
    assert finished["statuses"] == {"failed": 1, "ok": 1}
    assert finished["changes"] == {"unchanged": 0, "new": 2, "changed": 0, "deleted": 0}
    assert finished["rows"]["places"] == 1
    assert (finished["exit_code"], finished["replaced"]) == (3, True)
    last = [line for line in found if line["event"] == "progress"][-1]
    assert (last["stage"], last["done"]) == ("extracting", last["total"])


def test_a_dry_run_too(raw: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["run", str(raw), "--out", str(tmp_path / "o"), "--dry-run", "--log-json"]
    )
    (_, planned) = lines(result.stderr)
    assert (planned["event"], planned["files"], planned["new_files"]) == ("planned", 2, 2)
    assert result.stdout == ""


def test_an_error_is_a_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["run", str(tmp_path / "none"), "--log-json"])
    (_, error) = lines(result.stderr)
    assert (result.exit_code, error["exit_code"]) == (1, 1)
    assert error["message"].startswith(f"{tmp_path / 'none'} does not exist.")


@pytest.mark.parametrize("error", [ZeroDivisionError("one"), InputError.nothing(Path("two"))])
def test_bugs_and_warnings_of_libraries_are_lines(
    error: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def break_down(*_: object, **__: object) -> None:
        warnings.warn("a library is old", DeprecationWarning, stacklevel=1)
        raise error

    monkeypatch.setattr("extract.api.remote.run_folder", break_down)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        result = CliRunner().invoke(app, ["run", str(tmp_path), "--log-json"])
    (_, warning, last) = lines(result.stderr)
    assert warning["message"] == "a library is old"
    assert result.exit_code == 1
    if isinstance(error, ZeroDivisionError):
        assert last["event"] == "crashed"
        assert "break_down" in last["traceback"]
    else:
        assert last["event"] == "error"


#: Runs first in every process; here it speaks in workers alone, past Python's own streams.
TALKATIVE = """
import os, sys
if "extract.engine.worker" in sys.orig_argv:
    os.write(2, b"a library speaks\\n")
"""


def test_words_of_workers_are_lines_too(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(TALKATIVE)
    done = run(
        *("run", raw, "--out", tmp_path / "out", "--log-json", "--workers", "1"),
        environment={"PYTHONPATH": str(tmp_path / "site")},
    )
    found = lines(done.stderr)
    assert (done.returncode, done.stdout) == (3, "")
    assert {"a library speaks"} == {
        line["message"] for line in found if line["event"] == "warning"
    }
    assert [line["event"] for line in found][-1] == "finished"


def told(*words: object) -> tuple[int, list[dict[str, Any]]]:
    """The exit code and the messages of a command; standard output stays empty."""
    result = CliRunner().invoke(app, [*map(str, words), "--log-json"])
    assert result.stdout == ""
    return result.exit_code, lines(result.stderr)


def test_an_index_that_is_built_is_a_line(tmp_path: Path) -> None:
    dump, out = write_dump(tmp_path / "dump"), tmp_path / "own.sqlite"
    code, (started, *_, built) = told("gazetteer", "build", out, "--dump", dump)
    assert (code, started["command"]) == (0, "gazetteer build")
    assert (started["input"], started["output"]) == (str(dump), str(out))
    assert (built["event"], built["output"], built["size"]) == (
        "built", str(out), out.stat().st_size,
    )  # fmt: skip
    assert built["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    code, (_, error) = told("gazetteer", "build", out, "--dump", tmp_path)
    assert (code, error["event"], error["exit_code"]) == (1, "error", 1)


RELEASE = """---
title: Envoys meet
published: 2024-05-07
source: Invented
issuer: mfa
issuer_kind: foreign-ministry
region: nowhere
topic: diplomacy
hard: false
split: dev
---
Envoys of ⟦Chad¦a.chad⟧ met in ⟦Accra¦p.accra⟧.
=====
a.chad: [country, Chad, TCD]
p.accra: [Accra, GHA]
"""


def test_scores_are_a_line(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.txt").write_text(RELEASE)
    code, found = told("evaluate", gold, "--json", tmp_path / "scores.json")
    assert [line["event"] for line in found] == ["started", "progress", "evaluated"]
    assert (found[1]["stage"], found[1]["done"], found[1]["total"]) == ("scoring", 1, 1)
    assert (code, found[-1]["mean"], found[-1]["documents"]) == (0, 1.0, 1)
    assert json.loads((tmp_path / "scores.json").read_text())["mean"] == 1.0
    code, found = told("evaluate", gold, "--json", gold / "a.txt" / "scores.json")
    assert (code, found[-1]["event"], found[-1]["exit_code"]) == (1, "error", 1)


def test_tables_that_follow_corrections_are_a_line(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_folder(raw, out, workers=0)
    code, found = told("corrections", "apply", "--out", out)
    assert found[0]["command"] == "corrections apply"
    assert (code, found[-1]["event"], found[-1]["exit_code"]) == (3, "finished", 3)
    assert [line["doc_id"] for line in found if line["event"] == "failed"] == ["b.docx"]
    in_words = CliRunner().invoke(app, ["corrections", "apply", "--out", str(out)])
    assert in_words.exit_code == 3
    assert "failed: b.docx: " in in_words.stderr


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "log.md").read_text(encoding="utf-8") == log_page()
