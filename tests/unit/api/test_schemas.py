"""Tables come back whatever schema version wrote them, or the fix is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from extract.api.tables import load_tables
from extract.errors import OutputError
from extract.schema import SCHEMA_VERSION


def copied(sample_tables: Path, folder: Path, version: int) -> Path:
    shutil.copytree(sample_tables, folder, ignore=shutil.ignore_patterns(".*"))
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "schema_version": version}))
    return folder


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_tables_of_the_schema_before_get_the_columns_they_lack(
    sample_tables: Path, tmp_path: Path, suffix: str
) -> None:
    folder = copied(sample_tables, tmp_path / "old", SCHEMA_VERSION - 1)
    if suffix == "parquet":
        pd.read_parquet(folder / "agreements.parquet").drop(
            columns=["anaphora", "known_parties"]
        ).to_parquet(folder / "agreements.parquet")
    else:
        for path in folder.glob("*.parquet"):
            path.unlink()
        old = pd.read_csv(folder / "agreements.csv", dtype="str", keep_default_na=False)
        old.drop(columns=["anaphora", "known_parties"]).to_csv(
            folder / "agreements.csv", index=False
        )
    new, old = load_tables(sample_tables).agreements, load_tables(folder).agreements
    assert list(old.columns) == list(new.columns)
    assert old["title"].tolist() == new["title"].tolist()
    assert set(old["anaphora"]) == {0}
    assert old["known_parties"].map(list).tolist() == [[]] * len(new)
    assert old["anaphora"].dtype == new["anaphora"].dtype


def edited(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


#: What somebody did to places.csv, and what is said of it.
BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "places.csv cannot be read: "),
    "no-text": (lambda path: path.write_bytes(b"\xff\xd7\x00"), "places.csv cannot be read: "),
    "other": (lambda path: path.write_text("a,b\n1,2\n"), "it has no column 'mention_id'"),
    "column": (lambda path: edited(path, ",feature", ",kind"), "it has no column 'feature'"),
    "number": (lambda path: edited(path, ",0.9", ",o.9"), "places.csv cannot be read: "),
    "document": (
        lambda path: edited(path, ",igo-border-clashes-2022.txt,", ",gone.txt,"),
        "places has a row of 'gone.txt', which is not in documents",
    ),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_table_that_somebody_broke_is_named(
    sample_tables: Path, tmp_path: Path, case: tuple[Callable[[Path], object], str]
) -> None:
    spoil, told = case
    folder = copied(sample_tables, tmp_path / "broken", SCHEMA_VERSION)
    for path in folder.glob("*.parquet"):
        path.unlink()
    load_tables(folder)
    spoil(folder / "places.csv")
    with pytest.raises(OutputError) as error:
        load_tables(folder)
    assert told in str(error.value)
    assert "extract run --force" in str(error.value)


def test_a_parquet_file_that_is_cut_off_is_named(sample_tables: Path, tmp_path: Path) -> None:
    folder = copied(sample_tables, tmp_path / "cut", SCHEMA_VERSION)
    whole = (folder / "dates.parquet").read_bytes()
    (folder / "dates.parquet").write_bytes(whole[:100])
    with pytest.raises(OutputError, match=r"dates\.parquet cannot be read: [^.]"):
        load_tables(folder)


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, SCHEMA_VERSION - 2])
def test_other_schemas_name_the_fix(sample_tables: Path, tmp_path: Path, version: int) -> None:
    folder = copied(sample_tables, tmp_path / "other", version)
    with pytest.raises(OutputError, match=rf"(?s)schema version {version}.*extract run"):
        load_tables(folder)
