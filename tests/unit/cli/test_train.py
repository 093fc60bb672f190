"""What `extract train`, `extract models` and `extract diff` print."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from extract.api.candidate import Candidate
from extract.api.train import Trained
from extract.cli.app import app
from extract.cli.events import COMMON, EVENTS
from extract.evaluation.compare import Change
from extract.knowledge.learned import Learned, LearnedName
from extract.records import PlaceMention
from extract.training.gate import Verdict
from extract.training.measure import Line
from mentions import a_mention

ROW = a_mention(PlaceMention, "From Osk Velmora.", 5, 16, name="Osk Velmora", feature="city")
LINE = Line(
    kind="places", label="", measure="exact", rows=8, before=0.5, after=0.75, low=-0.1, high=0.4
)
EVEN = Line(
    kind="dates", label="TIME", measure="exact", rows=2, before=1, after=1, low=0, high=0
)  # fmt: skip


def trained(*, promoted: bool, name: str = "v1-0123456789") -> Trained:
    return Trained(
        name=name,
        parent="packaged",
        candidate=Candidate(
            learned=Learned(names=(LearnedName(form="Osk Velmora", table="places", kind="city"),)),
            weights=None,
            verdict=Verdict(promoted, ("places exact -3.0 on guard",)),
            lines=[("held-out", LINE), ("guard", EVEN)],
            moved=[Change(kind="places", is_gain=False, word="lost", mention=ROW)],
        ),
        made_of={"decisions": 1200, "documents": 3},
        guard="27 annotated releases",
    )


def told(monkeypatch: pytest.MonkeyPatch, made: Trained, *words: str) -> str:
    monkeypatch.setattr("extract.api.train.train", lambda *_, **__: made)
    result = CliRunner().invoke(app, ["train", *words])
    assert result.exit_code == 0
    return result.output


def test_a_candidate_says_what_it_learned_and_why_it_stays_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    output = told(monkeypatch, trained(promoted=False))
    assert "1,200 decisions in 3 documents: 1 name, 0 stops" in output
    assert "guard: 27 annotated releases" in output
    assert "places exact -3.0 on guard" in output
    assert "- lost places d: 'Osk Velmora'" in output
    assert "v1-0123456789 is kept as a candidate; packaged stays in use" in output
    (line,) = (line for line in output.splitlines() if line.startswith("held-out"))
    assert line.split()[1:7] == ["places", "exact", "8", "50.0", "75.0", "+25.0"]
    assert "TIME" not in output


def test_a_promoted_version_says_the_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    output = told(monkeypatch, trained(promoted=True))
    assert "v1-0123456789 is in use from the next run on" in output
    assert "`extract models use packaged` goes back" in output
    output = told(monkeypatch, trained(promoted=True), "--dry-run")
    assert "nothing was written: it would be promoted" in output
    output = told(monkeypatch, trained(promoted=True, name=""))
    assert "nothing new was learned; packaged stays in use" in output


def test_a_program_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    (_, made) = map(
        json.loads, told(monkeypatch, trained(promoted=False), "--log-json").split("\n", 1)
    )
    level, keys = EVENTS["trained"]
    assert [made["event"], made["level"], *made] == ["trained", level, *COMMON, *keys]
    assert (made["version"], made["parent"], made["promoted"]) == (
        "v1-0123456789", "packaged", False,
    )  # fmt: skip
    assert made["reasons"] == ["places exact -3.0 on guard"]
    assert made["learned"] == {"names": 1, "stops": 0, "heads": 0, "holders": 0}
    assert (made["decisions"], made["documents"], made["weights"]) == (1200, 3, False)


def test_a_project_without_versions_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "* packaged  what was installed" in CliRunner().invoke(app, ["models", "list"]).output
    assert "no versions yet" in CliRunner().invoke(app, ["models", "verify"]).output
    unknown = CliRunner().invoke(app, ["models", "use", "v1-0123456789"])
    assert unknown.exit_code == 1
    assert "no version 'v1-0123456789'" in unknown.output
    assert list(tmp_path.iterdir()) == []


def test_diff_prints_and_writes_what_differs(sample_tables: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    shutil.copytree(sample_tables, earlier, ignore=shutil.ignore_patterns(".*"))
    places = pd.read_parquet(earlier / "places.parquet")
    places = places.iloc[1:].assign(country_code="XXX")
    places.to_parquet(earlier / "places.parquet")
    out = tmp_path / "changes.csv"
    result = CliRunner().invoke(app, ["diff", str(earlier), str(sample_tables), "--out", str(out)])
    assert result.exit_code == 0
    assert f"places: {len(places)} changed" in result.output
    assert "places: 1 gained" in result.output
    with out.open(newline="") as stream:
        first, second, *_ = csv.DictReader(stream)
    assert (first["table"], first["change"], first["column"]) == ("places", "gained", "")
    assert (second["change"], second["column"], second["old"]) == (
        "changed",
        "country_code",
        "XXX",
    )
    same = CliRunner().invoke(app, ["diff", str(sample_tables), str(sample_tables)])
    assert same.output.strip() == "no row differs"
    alone = CliRunner().invoke(app, ["diff", str(sample_tables)])
    assert alone.exit_code == 1
    assert "They are kept from the second run on" in alone.output
