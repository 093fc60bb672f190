"""Copies of what lies at a URL, and tables put there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from extract.engine.remote import fetch, is_url, place_of, publish
from extract.errors import RemoteError

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def url() -> Iterator[str]:
    """A folder in memory with three files."""
    url = f"memory://{uuid4().hex}"
    system = fsspec.filesystem("memory")
    for name in ("a.txt", "b/c.txt", "b/d.txt"):
        system.pipe_file(f"{url}/{name}", name.encode())
    yield url
    system.rm(url, recursive=True)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


URLS = {"s3://bucket/raw": True, "file:///raw": True, "data/raw": False, "C:/raw": False}


@pytest.mark.parametrize(("name", "is_one"), URLS.items(), ids=URLS.keys())
def test_what_a_url_is(name: str, *, is_one: bool) -> None:
    assert is_url(name) is is_one


def test_only_what_is_new_is_fetched(url: str, tmp_path: Path) -> None:
    copies = tmp_path / "raw"
    assert fetch(place_of(url), copies) == 3
    assert names(copies) == ["a.txt", "b", "b/c.txt", "b/d.txt"]
    assert (copies / "b" / "c.txt").read_text() == "b/c.txt"
    assert fetch(place_of(url), copies) == 0
    system = fsspec.filesystem("memory")
    system.pipe_file(f"{url}/a.txt", b"changed")
    system.rm_file(f"{url}/b/c.txt")
    system.rm_file(f"{url}/b/d.txt")
    assert fetch(place_of(url), copies) == 1
    assert names(copies) == ["a.txt"]
    assert (copies / "a.txt").read_text() == "changed"


def test_a_file_alone(url: str, tmp_path: Path) -> None:
    fetch(place_of(f"{url}/b/c.txt"), tmp_path / "raw")
    assert names(tmp_path / "raw") == ["c.txt"]


def test_a_name_that_leads_out(url: str, tmp_path: Path) -> None:
    system = fsspec.filesystem("memory")
    system.store[f"/{url.removeprefix('memory://')}/../out.txt"] = system.store[
        f"/{url.removeprefix('memory://')}/a.txt"
    ]
    with pytest.raises(RemoteError, match=r"'\.\./out\.txt' has no name for a copy"):
        fetch(place_of(url), tmp_path / "raw")


def test_files_are_put_in_order_and_taken_away(url: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("new")
    publish(tmp_path, place_of(url), ["b/c.txt", "missing.txt", "a.txt"])
    found = fsspec.filesystem("memory").find(url)
    assert [path.rpartition("/")[2] for path in found] == ["a.txt", "d.txt"]
    assert fsspec.filesystem("memory").cat_file(f"{url}/a.txt") == b"new"


def test_a_scheme_that_nobody_knows() -> None:
    with pytest.raises(RemoteError, match="nowhere"):
        place_of("nowhere://bucket/raw")


def test_nothing_at_the_url(tmp_path: Path) -> None:
    place = place_of((tmp_path / "locked").as_uri())
    (tmp_path / "locked").write_text("a file")
    with pytest.raises(RemoteError, match="cannot be written"):
        publish(tmp_path, place, ["a.txt"])
