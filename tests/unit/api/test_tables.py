"""Tables come back whatever schema version wrote them, or the fix is named."""

from __future__ import annotations

import json
import shutil
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


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, SCHEMA_VERSION - 2])
def test_other_schemas_name_the_fix(sample_tables: Path, tmp_path: Path, version: int) -> None:
    folder = copied(sample_tables, tmp_path / "other", version)
    with pytest.raises(OutputError, match=rf"(?s)schema version {version}.*extract run"):
        load_tables(folder)
