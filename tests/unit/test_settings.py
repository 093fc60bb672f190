from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import SettingsError
from extract.settings import Limits, Settings, load_settings


def test_defaults_without_a_file(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings(project=tmp_path)


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "extract.toml").write_text(
        '[run]\nmodel = "models/mine"\nissuers = "issuers.csv"\n'
        'gazetteer = "own.sqlite"\n[limits]\nmax_bytes = 1_000\n'
    )
    settings = load_settings(tmp_path)
    assert settings.model == tmp_path / "models" / "mine"
    assert settings.issuers == tmp_path / "issuers.csv"
    assert settings.gazetteer == tmp_path / "own.sqlite"
    assert settings.limits == Limits(max_bytes=1000)


BAD = {
    "no-toml": ("[run", "extract.toml"),
    "unknown-section": ("[runs]", r"\[runs\] is no section. Did you mean run"),
    "unknown-key": ("[run]\nmodal = 'x'", "run.modal: is unknown. Did you mean model"),
    "nothing-near": (
        "[run]\nzzz = 'x'",
        "run.zzz: is unknown. Known are model, knowledge, issuers",
    ),
    "unknown-limit": (
        "[limits]\nmax_byte = 1",
        "limits.max_byte: is unknown. Did you mean max_bytes",
    ),
    "wrong-type": ("[limits]\nmax_bytes = 'many'", "limits.max_bytes: is no whole number"),
    "boolean": ("[limits]\nmax_bytes = true", "limits.max_bytes: is no whole number"),
    "model-type": ("[run]\nmodel = 1", "run.model: is no text"),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD.keys())
def test_a_bad_key_is_named(case: tuple[str, str], tmp_path: Path) -> None:
    content, reason = case
    (tmp_path / "extract.toml").write_text(content)
    with pytest.raises(SettingsError, match=reason):
        load_settings(tmp_path)


def test_own_knowledge_lies_beside_the_settings_or_where_they_say(tmp_path: Path) -> None:
    assert load_settings(tmp_path).knowledge_folder is None
    (tmp_path / "knowledge").mkdir()
    assert load_settings(tmp_path).knowledge_folder == tmp_path / "knowledge"
    (tmp_path / "extract.toml").write_text('[run]\nknowledge = "lists"\n')
    assert load_settings(tmp_path).knowledge_folder == tmp_path / "lists"


def test_the_fingerprint_knows_the_content_of_own_files(tmp_path: Path) -> None:
    before = load_settings(tmp_path).fingerprint()
    (tmp_path / "knowledge").mkdir()
    assert load_settings(tmp_path).fingerprint() == before
    places = tmp_path / "knowledge" / "Places.CSV"
    places.write_text("name\n")
    first = load_settings(tmp_path).fingerprint()
    places.write_text("name\nSorn\n")
    second = load_settings(tmp_path).fingerprint()
    assert len({before, first, second}) == 3
    (tmp_path / "own.csv").write_text("country,names\n")
    assert Settings(project=tmp_path, issuers=tmp_path / "own.csv").fingerprint() != second
