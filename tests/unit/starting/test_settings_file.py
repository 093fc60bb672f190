from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

from extract.settings import SECTIONS, Limits, Settings, keys, load_settings
from extract.starting.settings_file import settings_file, settings_page

ROOT = Path(__file__).parents[3]


def uncommented() -> str:
    """The file with every key set to what its comment shows."""
    lines = settings_file().splitlines()
    known = {key for section in SECTIONS.values() for key in keys(section)}
    return "\n".join(
        line.removeprefix("# ") if line.removeprefix("# ").split(" = ")[0] in known else line
        for line in lines
    )


def test_as_written_it_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "extract.toml").write_text(settings_file())
    assert load_settings(tmp_path) == Settings(project=tmp_path)


def test_it_shows_every_key_there_is() -> None:
    shown = tomllib.loads(uncommented())
    assert list(shown["limits"]) == [item.name for item in fields(Limits)]
    paths = [item.name for item in fields(Settings) if item.name not in {"project", "limits"}]
    assert list(shown["run"]) == paths


def test_what_it_shows_is_the_default_and_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "extract.toml").write_text(uncommented())
    settings = load_settings(tmp_path)
    assert settings.limits == Limits()
    assert settings.corrections == tmp_path / "decided"
    assert settings.gazetteer == tmp_path / "gazetteer.sqlite"


def test_each_key_says_what_it_means() -> None:
    for section in SECTIONS.values():
        for name, key in keys(section).items():
            assert key.meaning.endswith("."), name


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_page()
