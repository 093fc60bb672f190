"""What commands say of what cannot be: what, where and what next, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli.app import app

#: Files of a project in which much is wrong.
FILES = {
    "raw/a.txt": "Envoys met in Accra.",
    "no-model/config.cfg": "",
    "bad-model/meta.json": "{",
    "list-model/meta.json": "[]",
    "tagger/meta.json": '{"pipeline": ["tagger"]}',
    "a-file": "",
}
#: Words of the command, exit code, what it says.
BAD: dict[str, tuple[str, int, str]] = {
    "model-without-meta": ("run raw --model no-model", 1, "no-model: has no meta.json"),
    "model-broken": ("run raw --model bad-model", 1, "bad-model: meta.json is no JSON"),
    "model-a-list": ("run raw --model list-model", 1, "list-model: has no component `ner`"),
    "model-without-ner": ("run raw --model tagger", 1, "tagger: has no component `ner`"),
    "model-a-file": ("run raw --model a-file", 1, "no NER model found"),
    "version-name": ("models use v9", 1, "they look like v2-5f3a90c1d2, or are `packaged`"),
    "no-such-project": ("knowledge check nowhere", 2, "'nowhere' does not exist"),
    "project-a-file": ("knowledge check a-file", 2, "'a-file' is a file"),
    "folder-is-a-file": ("init a-file", 1, "a-file"),
    "report-into-a-file": ("report --out a-file/report.html", 1, "no documents.parquet here"),
    "log-without-run": ("corrections apply", 1, "no manifest.json here"),
    "nothing-to-learn": ("train", 1, "no decisions here"),
    "no-release": ("evaluate no-model", 1, "no annotated releases"),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD.keys())
def test_a_mistake_is_told_in_words(
    case: tuple[str, int, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, code, told = case
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, words.split(), env={"COLUMNS": "200"})
    assert told in result.output
    assert (result.exit_code, type(result.exception)) == (code, SystemExit)
    assert not (tmp_path / "data").exists()


def test_versions_that_are_alike_differ_in_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["models", "diff", "packaged", "packaged"])
    assert result.output.strip() == "no entry and no score differs"
