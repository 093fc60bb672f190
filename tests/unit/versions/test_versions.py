"""A version is what its manifest and its name say, or it is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extract.errors import VersionError
from extract.knowledge.learned import (
    Calibration,
    Learned,
    LearnedHead,
    LearnedHolder,
    LearnedName,
    PlaceWeight,
    Stop,
    as_files,
    from_files,
)
from extract.versions.card import card_of
from extract.versions.manifest import FORMAT, PACKAGED, Manifest, hashes_of, read_version
from extract.versions.shelf import Shelf

LEARNED = Learned(
    names=(
        LearnedName(
            form="Osk, Velmora", table="places", kind="city", identifier="gn:1", geonames_id=1,
            latitude=2.5, longitude=-3.25, seen=2, authors=1, sources=("ab@1-2", "cd@3-4"),
        ),
    ),
    stops=(Stop(form="Harvest Month", table="dates", seen=3),),
    heads=(LearnedHead(noun="understandment", kind="memorandum", seen=2),),
    holders=(LearnedHolder(person="Ilka Tarvin", office="president", polity="TCD", start="2031"),),
    places=(PlaceWeight(feature="capital", weight=1.25),),
    confidence=(Calibration(table="actors", slope=0.9, shift=-0.25, rows=80),),
)  # fmt: skip
MANIFEST = Manifest(
    format=FORMAT,
    package="0.1.0",
    generation=1,
    parent=PACKAGED,
    parent_sha256="",
    model=PACKAGED,
    model_sha256="0" * 64,
    made_of={"decisions": 3},
    promoted=True,
    reasons=("F1 +2.0 on held-out corrections",),
    scores=({"set": "guard", "kind": "actors", "label": "", "measure": "exact", "rows": 3,
             "before": 0.5, "after": 0.75, "low": 0.0, "high": 0.5},),
)  # fmt: skip


def shelved(folder: Path, manifest: Manifest = MANIFEST, learned: Learned = LEARNED) -> str:
    """A version on the shelf of a folder."""
    desk = folder / "desk"
    (desk / "learned").mkdir(parents=True)
    for name, text in as_files(learned).items():
        (desk / "learned" / name).write_text(text, encoding="utf-8")
    (desk / "README.md").write_text(card_of(manifest), encoding="utf-8")
    return Shelf(folder).add(desk, replace(manifest, files=hashes_of(desk)))


def test_learned_data_comes_back_as_it_was() -> None:
    assert from_files(as_files(LEARNED)) == LEARNED
    with pytest.raises(VersionError, match=r"names\.csv, line 2"):
        from_files({"names.csv": as_files(LEARNED)["names.csv"].replace("2.5", "north")})
    with pytest.raises(VersionError, match="other columns"):
        from_files({"stops.csv": "form\nMay\n"})


def test_the_same_version_has_the_same_name(tmp_path: Path) -> None:
    first, second = (shelved(tmp_path / name) for name in "ab")
    assert first == second
    assert read_version(tmp_path / "a" / first).name == first
    other = shelved(tmp_path / "c", replace(MANIFEST, reasons=("another",)))
    assert other != first


@pytest.mark.parametrize("file", ["learned/names.csv", "README.md", "manifest.json"])
def test_a_flipped_bit_is_refused(tmp_path: Path, file: str) -> None:
    name = shelved(tmp_path)
    path = tmp_path / name / file
    content = bytearray(path.read_bytes())
    content[content.index(b"0" if file == "manifest.json" else b"e")] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(VersionError, match="extract models use packaged"):
        Shelf(tmp_path).use(name)


def test_added_missing_and_linked_files_are_refused(tmp_path: Path) -> None:
    name = shelved(tmp_path)
    extra = tmp_path / name / "learned" / "code.py"
    extra.write_text("")
    with pytest.raises(VersionError, match=r"code\.py differs"):
        Shelf(tmp_path).read(name)
    extra.unlink()
    extra.symlink_to(tmp_path)
    with pytest.raises(VersionError, match="leads out"):
        Shelf(tmp_path).read(name)
    extra.unlink()
    (tmp_path / name / "README.md").unlink()
    with pytest.raises(VersionError, match=r"README\.md is missing"):
        Shelf(tmp_path).read(name)


def test_another_format_names_the_command_that_rebuilds(tmp_path: Path) -> None:
    name = shelved(tmp_path)
    path = tmp_path / name / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(VersionError, match=r"(?s)format 99.*extract train"):
        Shelf(tmp_path).read(name)


@pytest.mark.parametrize(
    "change",
    [
        {"parent": 5},
        {"model": ["x"]},
        {"reasons": 1},
        {"files": None},
        {"more": 1},
        {"package": "\ud800"},
        {"generation": "one"},
    ],
    ids=str,
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    name = shelved(tmp_path)
    path = tmp_path / name / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(VersionError, match=r"manifest\.json is no"):
        Shelf(tmp_path).read(name)


@pytest.mark.parametrize("name", ["../v1-0123456789", "/etc", "v1-01234567890", "", ".", "v1-x"])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(VersionError, match="no name of a version"):
        Shelf(tmp_path).use(name)
    (tmp_path / "current").write_text(name)
    with pytest.raises(VersionError, match=r"(?s)names no version.*`extract models use packaged`"):
        Shelf(tmp_path).current()
    Shelf(tmp_path).use(PACKAGED)
    assert Shelf(tmp_path).current() == PACKAGED


def test_one_command_goes_there_and_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.current() == PACKAGED
    name = shelved(tmp_path)
    shelf.use(name)
    assert shelf.current() == name
    shelf.use(PACKAGED)
    assert shelf.current() == PACKAGED
    with pytest.raises(VersionError, match=name):
        shelf.use("v1-0123456789")


def test_versions_are_named_by_generation(tmp_path: Path) -> None:
    names = [shelved(tmp_path, replace(MANIFEST, generation=n)) for n in (10, 2, 1)]
    (tmp_path / "notes").mkdir()
    assert list(Shelf(tmp_path).names()) == names[::-1]
