"""Input and output at URLs give the bytes of folders."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from extract.api.remote import run_places
from extract.api.run import run_folder
from runs import contents, release

fsspec = pytest.importorskip("fsspec")


def test_the_same_bytes_from_and_at_urls(tmp_path: Path) -> None:
    raw, away = tmp_path / "raw", f"memory://{uuid4().hex}"
    raw.mkdir()
    system = fsspec.filesystem("memory")
    for number in range(3):
        (raw / f"{number}.txt").write_text(release(number), encoding="utf-8")
        system.pipe_file(f"{away}/raw/{number}.txt", release(number).encode())
    run_folder(raw, tmp_path / "processed", workers=0)
    target, work = tmp_path / "target", tmp_path / "work"
    options = {"workers": 0}
    run_places(f"{away}/raw", target.as_uri(), work, options=options)
    assert contents(target) == contents(tmp_path / "processed")
    again = run_places(f"{away}/raw", target.as_uri(), work, options=options)
    assert (again.changes.unchanged, again.is_replaced) == (3, False)
    run_places(f"{away}/raw", f"{away}/processed", work, options={**options, "with_csv": False})
    found = system.find(f"{away}/processed")
    shutil.rmtree(tmp_path / "processed")
    run_folder(raw, tmp_path / "processed", workers=0, with_csv=False)
    fetched = {
        path.rpartition("/")[2]: sha256(system.cat_file(path)).hexdigest() for path in found
    }
    assert fetched == contents(tmp_path / "processed")
    assert sorted(fetched) == [
        "actors.parquet",
        "agreements.parquet",
        "dates.parquet",
        "documents.parquet",
        "manifest.json",
        "places.parquet",
    ]


def test_folders_go_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(release(1), encoding="utf-8")
    summary = run_places(
        str(tmp_path / "raw"), str(tmp_path / "out"), tmp_path / "work", options={"workers": 0}
    )
    assert (summary.documents, summary.out_dir) == (1, tmp_path / "out")
    assert not (tmp_path / "work").exists()
