"""A document that hangs, takes all memory or ends its process harms nobody but itself."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from extract.api.run import run_folder
from extract.api.tables import load_tables
from extract.correcting.apply import Corrected
from extract.correcting.decision import Decision
from extract.pipeline import Pipeline
from extract.records import Document
from extract.settings import Limits, Settings
from runs import contents, release, run

#: First word of a text, and what its row says.
QUICK = {
    "HANG-IN-C": "took more than limits.seconds = 6",
    "HOARD": "needed more than limits.megabytes = 300",
    "CRASH": "ended (signal 11 (Segmentation fault)), twice",
}
SLOW = {
    "HANG": "took more than limits.seconds = 6",
    "KILL": "ended (signal 9 (Killed)), twice",
    "LEAVE": "ended (exit code 7), twice",
}
LIMITS = "[limits]\nseconds = 6\nmegabytes = 300\n"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")


def statuses(out: Path) -> dict[str, tuple[str, str]]:
    documents = load_tables(out).documents
    bad = documents[documents["status"] != "ok"]
    return {row["doc_id"]: (row["status"], str(row["error"])) for row in bad.to_dict("records")}


def poisoned_run(
    raw: Path,
    project: Path,
    poisoned: Mapping[str, str],
    kinds: Mapping[str, str],
    head: str,
    workers: str = "2",
) -> dict[str, tuple[str, str]]:
    """Run a corpus with a text of each kind among good ones; what became of the bad ones."""
    (project / "extract.toml").write_text(LIMITS)
    for kind in kinds:
        (raw / f"{kind}.txt").write_text(head + release(3, kind), encoding="utf-8")
    out = project / "out"
    done = run("run", raw, "--out", out, "--workers", workers, cwd=project, environment=poisoned)
    assert done.returncode == 3, done.stderr
    assert load_tables(out).documents["status"].tolist().count("ok") == 12
    # the bad ones are not tried again, and nobody else's rows depend on them
    again = run("run", raw, "--out", out, "--workers", "1", cwd=project, environment=poisoned)
    assert "nothing to extract" in again.stdout
    return statuses(out)


def check(found: Mapping[str, tuple[str, str]], kinds: Mapping[str, str]) -> None:
    assert sorted(found) == sorted(f"{kind}.txt" for kind in kinds)
    for kind, words in kinds.items():
        status, error = found[f"{kind}.txt"]
        assert (status, words in error) == ("quarantined", True), error


@on_linux
@pytest.mark.parametrize("workers", ["1", "2"])  # a command of its own, and forked ones
def test_poison_while_extracting(
    raw: Path, tmp_path: Path, poisoned: Mapping[str, str], workers: str
) -> None:
    check(poisoned_run(raw, tmp_path, poisoned, QUICK, "", workers), QUICK)


@on_linux
@pytest.mark.slow
def test_more_poison_while_extracting(
    raw: Path, tmp_path: Path, poisoned: Mapping[str, str]
) -> None:
    check(poisoned_run(raw, tmp_path, poisoned, SLOW, ""), SLOW)


@on_linux
@pytest.mark.slow
def test_poison_while_reading(raw: Path, tmp_path: Path, poisoned: Mapping[str, str]) -> None:
    kinds = {**QUICK, **SLOW}
    check(poisoned_run(raw, tmp_path, poisoned, kinds, "READ-"), kinds)


def test_a_loop_is_interrupted_in_this_process(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Pipeline.corrected

    def looping(
        pipeline: Pipeline, document: Document, decisions: Sequence[Decision]
    ) -> Corrected:
        while document.doc_id == "r8":
            pass
        return real(pipeline, document, decisions)

    run_folder(raw, tmp_path / "warm", workers=0)
    monkeypatch.setattr(Pipeline, "corrected", looping)
    run_folder(raw, tmp_path / "out", workers=0, settings=Settings(limits=Limits(seconds=1)))
    found = statuses(tmp_path / "out")
    assert list(found) == ["r8"]
    assert found["r8"][0] == "quarantined"


def test_a_script_without_a_guard_is_not_run_again(raw: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import extract, pathlib\n"
        "print('once')\n"
        f"extract.run_folder(pathlib.Path({str(raw)!r}), pathlib.Path('out'), workers=1)\n"
    )
    import subprocess  # noqa: PLC0415

    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "once\n"
    assert "documents.parquet" in contents(tmp_path / "out")
