from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.errors import InputError
from extract.reading.metadata import Metadata, known_of, read_metadata


def read(tmp_path: Path, content: str) -> dict[str, Metadata]:
    path = tmp_path / "meta.csv"
    path.write_text(content)
    return read_metadata(path)


def test_by_path_and_by_id(tmp_path: Path) -> None:
    assert read(
        tmp_path,
        "Path;DOC_ID;Published;Title;Notes\n"
        ".\\mfa\\a.txt;;14 September 2022;;x\n"
        "r.jsonl;r1;;Talks;y\n",
    ) == {
        "mfa/a.txt": Metadata(published=date(2022, 9, 14)),
        "r1": Metadata(title="Talks"),
    }


BROKEN = {
    "no-key-column": ("published\n2020-01-01\n", "has no column path or doc_id"),
    "no-key": ("path,title\na.txt,x\n,y\n", "line 3: neither path nor doc_id"),
    "date": ("path,published\na.txt,03/04/2020\n", "line 2: published '03/04/2020' is no day"),
    "twice": ("path,title\na.txt,x\na.txt,y\n", "line 3: 'a.txt' stands twice"),
    "cells": ("path,title\na.txt,x,y,z\n", "line 2: has 4 cells, the header 2"),
    "binary": ("path\x00\x00", "binary"),
    "empty": ("", "has no column"),
}


@pytest.mark.parametrize(("content", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_says_where(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert reason in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_metadata(tmp_path / "none.csv")


def test_the_id_knows_better_than_the_path() -> None:
    metadata = {"r": Metadata(title="a"), "f": Metadata(title="b", source="c")}
    assert known_of(metadata, "r", "f") == Metadata(title="a", source="c")
    assert known_of(metadata, "x", "y") == Metadata()
