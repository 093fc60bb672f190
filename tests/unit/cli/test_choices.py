from __future__ import annotations

from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from extract.api.exchange import TOOL_FORMATS
from extract.cli.app import app
from extract.cli.corrections import TOOLS
from extract.cli.evaluate import SPLITS
from extract.cli.run import ENGINES
from extract.engine.staff import ENGINES as KNOWN_ENGINES
from extract.evaluation.gold import SPLITS as KNOWN_SPLITS

TYPOS = {
    "command": ("rnu data/raw", "'rnu'", "'run'"),
    "subcommand": ("gazetteer bild", "'bild'", "'build'"),
    "option": ("run data/raw --forc", "--forc", "--force"),
    "format": ("export sqlit", "'sqlit' is not known.", "Did you mean sqlite?"),
    "tool": ("corrections export prodgy out", "'prodgy' is not known.", "Did you mean prodigy?"),
    "split": ("evaluate gold --split tarin", "'tarin' is not known.", "Did you mean train?"),
    "engine": ("run data/raw --engine rya", "'rya' is not known.", "Did you mean ray?"),
}


@pytest.mark.parametrize("case", TYPOS.values(), ids=TYPOS.keys())
def test_a_typo_is_told_what_was_meant(case: tuple[str, str, str]) -> None:
    words, typo, meant = case
    result = CliRunner().invoke(app, words.split(), env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert typo in result.output
    assert meant in result.output


def test_the_commands_know_what_the_library_knows() -> None:
    assert tuple(TOOL_FORMATS) == TOOLS
    assert ENGINES == KNOWN_ENGINES
    assert SPLITS == KNOWN_SPLITS


def test_a_choice_is_not_abbreviated() -> None:
    result = CliRunner().invoke(app, ["export", "sql"])
    assert result.exit_code == 2
    assert "Did you mean sqlite?" in result.output


def test_the_version_is_that_of_the_package() -> None:
    done = CliRunner().invoke(app, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"press-extract {version('press-extract')}\n")
