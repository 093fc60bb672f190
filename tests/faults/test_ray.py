"""Ray gives the bytes of local workers, and contains what they contain."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.api.remote import run_places
from extract.api.run import run_folder
from extract.errors import EngineError
from runs import contents, release


def test_an_engine_that_is_unknown(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="Known are local, ray"):
        run_folder(raw, tmp_path / "out", engine="dask")


@pytest.mark.parametrize(
    "documents", [20, pytest.param(600, marks=pytest.mark.slow)], ids=["small", "large"]
)
def test_the_same_bytes_on_two_actors(raw: Path, tmp_path: Path, documents: int) -> None:
    pytest.importorskip("ray")
    for number in range(100, 100 + documents):
        (raw / f"{number}.txt").write_text(release(number), encoding="utf-8")
    run_folder(raw, tmp_path / "out", workers=2, engine="ray")
    run_folder(raw, tmp_path / "local", workers=2)
    assert contents(tmp_path / "out") == contents(tmp_path / "local")


@pytest.mark.slow
def test_urls_on_two_actors(raw: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    fsspec = pytest.importorskip("fsspec")
    away = f"memory://{tmp_path.name}"
    for path in raw.iterdir():
        fsspec.filesystem("memory").pipe_file(f"{away}/{path.name}", path.read_bytes())
    options = {"workers": 2, "engine": "ray"}
    run_places(away, (tmp_path / "out").as_uri(), tmp_path / "work", options=options)
    run_folder(raw, tmp_path / "processed", workers=2)
    assert contents(tmp_path / "out") == contents(tmp_path / "processed")
