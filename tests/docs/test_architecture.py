"""The picture of the rooms shows those that the import contract has, and who reads knowledge."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

ROOT: Final = Path(__file__).parents[2]
PICTURE: Final = ET.parse(ROOT / "docs" / "assets" / "architecture.svg").getroot()
_KNOWS: Final = re.compile(r"^\s*from extract\.knowledge", re.MULTILINE)
#: Who hands knowledge on, and reads none of it for a step of its own, has no mark.
NO_MARK: Final = {"cli", "api", "engine", "pipeline", "health", "knowledge"}


def rooms() -> list[str]:
    """The rooms of the contract, from the door down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(
        contract["layers"]
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if contract.get("containers") == ["extract"]
    )
    return [room.strip() for layer in layers for room in layer.split("|")]


def shown() -> dict[str, bool]:
    """The rooms of the picture, and whether each has the mark of those that read knowledge."""
    found = [one for one in PICTURE.iter() if "data-room" in one.attrib]
    return {one.attrib["data-room"]: "data-knows" in one.attrib for one in found}


def test_the_picture_has_the_rooms_of_the_contract() -> None:
    assert sorted(shown()) == sorted(set(rooms()) - {"__main__"})


def test_every_room_is_written_where_it_is_marked() -> None:
    for one in PICTURE.iter():
        if room := one.attrib.get("data-room"):
            words = ["".join(text.itertext()) for text in one if text.tag.endswith("text")]
            assert words[0] == room


def test_the_marks_tell_who_reads_knowledge() -> None:
    source = ROOT / "src" / "extract"
    readers = {
        path.relative_to(source).parts[0].removesuffix(".py")
        for path in source.rglob("*.py")
        if _KNOWS.search(path.read_text(encoding="utf-8"))
    }
    assert {room for room, marked in shown().items() if marked} == readers - NO_MARK


def test_the_page_names_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [room for room in shown() if f"`{room}" not in page] == []
