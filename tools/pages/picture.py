"""docs/assets/architecture.svg: the rooms, as the import contract has them.

In:  the layers in pyproject.toml
Out: who calls, the corridor, what stands beside it, the ground; a room that has no words here yet
     is drawn with its name alone
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CALLS = ("cli", "api", "engine", "pipeline")
CORRIDOR = ("reading", "nlp", "matchers", "deciding", "linking", "correcting", "tables", "writing")
#: The lowest layers of the contract, from this room on.
GROUND = "text"
#: Two short lines a room.
WORDS = {
    "cli": ("extract run, show, ...", ""),
    "api": ("run_folder, ...", ""),
    "engine": ("many documents", ""),
    "pipeline": ("one document", ""),
    "reading": ("a file becomes", "a Document"),
    "nlp": ("tokens, and what", "the model sees"),
    "matchers": ("here may be", "a date, because ..."),
    "deciding": ("which proposal stays,", "and how sure"),
    "linking": ("who, which, when", ""),
    "correcting": ("what people decided", ""),
    "tables": ("records become", "data frames"),
    "writing": ("files, all of them", "or none"),
    "knowledge": ("rules, names: data", ""),
    "compiling": ("the place index", ""),
    "exporting": ("SQLite, FtM, ...", ""),
    "reporting": ("one HTML page", ""),
    "exchange": ("annotation tools", ""),
    "evaluation": ("found against gold", ""),
    "review": ("correct by keyboard", ""),
    "training": ("decisions to data", "and weights"),
    "versions": ("what was learned", ""),
    "health": ("is all installed?", ""),
    "starting": ("a project's folder", ""),
    "spacy_pipe": ("a spaCy component", ""),
    "spelling": ("did you mean?", ""),
    "hashing": ("sha256 of files", ""),
    "looks": ("shared by pages", ""),
    "text": ("strings", ""),
    "settings": ("extract.toml", ""),
    "schema": ("column types", ""),
    "records": ("a row's shape", ""),
    "errors": ("what, what next", ""),
}
#: The sheet, its margin, the width of a box and what parts two of them, in its own units.
WIDTH, MARGIN, BOX, GAP = 720, 24, 150, 24
LOW, HIGH = 62, 80
STEP = BOX + GAP
STYLE = """
    .sheet { fill: #ffffff; } .band { fill: #eef2f4; }
    .room rect { fill: #ffffff; stroke: #546e7a; stroke-width: 1.4; }
    .data rect { fill: #dff3ef; stroke: #00796b; stroke-width: 1.4; }
    .knowledge rect { fill: #fff3d6; stroke: #b26a00; } .dot { fill: #b26a00; }
    text { fill: #263238; } .name { font-size: 16px; font-weight: 600; text-anchor: middle; }
    .sub { font-size: 13px; text-anchor: middle; fill: #455a64; }
    .label { font-size: 13px; fill: #455a64; }
    .arrow { stroke: #546e7a; stroke-width: 1.4; fill: none; marker-end: url(#head); }
    .head { fill: #546e7a; }
    @media (prefers-color-scheme: dark) {
      .sheet { fill: #1e2129; } .band { fill: #2a2f3a; }
      .room rect { fill: #1e2129; stroke: #90a4ae; }
      .data rect { fill: #17393a; stroke: #4db6ac; }
      .knowledge rect { fill: #3a2f17; stroke: #ffb74d; } .dot { fill: #ffb74d; }
      text { fill: #eceff1; } .sub, .label { fill: #b0bec5; }
      .arrow { stroke: #90a4ae; } .head { fill: #90a4ae; }
    }
"""
SHEET = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" \
aria-labelledby="title description" font-family="system-ui, sans-serif">
  <title id="title">The rooms of press-extract</title>
  <desc id="description">A command calls the api, which lets the engine send each document \
through the corridor: {corridor}. Rooms with a dot read what knowledge holds.</desc>
  <style>{style}  </style>
  <defs>
    <marker id="head" markerWidth="8" markerHeight="8" refX="6" refY="4" orient="auto">
      <path class="head" d="M0 0 L8 4 L0 8 z"/>
    </marker>
  </defs>
  <rect class="sheet" width="{width}" height="{height}" rx="12"/>
{drawn}
</svg>
"""
#: Left, top, width, height.
Place = tuple[float, float, float, float]
_READS = re.compile(r"^\s*from extract\.knowledge", re.MULTILINE)


def picture() -> str:
    """The drawing."""
    layers = _layers()
    ground = layers[next(n for n, layer in enumerate(layers) if GROUND in layer) :]
    low = [room for layer in ground for room in layer]
    placed = {"__main__", "knowledge", "compiling", *CALLS, *CORRIDOR, *low}
    others = [room for layer in reversed(layers) for room in layer if room not in placed]
    drawn = [*_calls(24), *_corridor(122), *_data(384)]
    y = 516
    for label, rooms in (("Beside the corridor", others), ("The ground that all stand on", low)):
        drawn.append(_label(y - 14, label))
        for start in range(0, len(rooms), 4):
            drawn.extend(_row(rooms[start : start + 4], y, LOW))
            y += LOW + 16
        y += 24
    return SHEET.format(
        width=WIDTH,
        height=y - 40 + MARGIN,
        corridor=", ".join(CORRIDOR),
        style=STYLE,
        drawn="\n".join(drawn),
    )


def _layers() -> list[list[str]]:
    """The rooms of the import contract, layer by layer, from the door down."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["extract"])
    return [[room.strip() for room in layer.split("|")] for layer in layers]


def _calls(y: float) -> Iterator[str]:
    yield from _row(CALLS, y, LOW)
    yield from _arrows(y + LOW / 2)
    x = MARGIN + 3 * STEP + BOX / 2
    yield _arrow((x, y + LOW), (x, 119))


def _corridor(y: float) -> Iterator[str]:
    """Two rows of four, and the way from one to the other."""
    yield f'  <rect class="band" x="10" y="{y}" width="{WIDTH - 20}" height="226" rx="10"/>'
    yield _label(y + 21, "The corridor: pipeline hands a document on; rooms never import rooms")
    first, second = y + 34, y + 134
    for top, rooms in ((first, CORRIDOR[:4]), (second, CORRIDOR[4:])):
        yield from _row(rooms, top, HIGH)
        yield from _arrows(top + HIGH / 2)
    left, right = MARGIN + BOX / 2, MARGIN + 3 * STEP + BOX / 2
    turn = first + HIGH + 10
    yield _arrow((right, first + HIGH), (right, turn), (left, turn), (left, second - 3))
    yield _arrow((right, second + HIGH), (right, 381))


def _data(y: float) -> Iterator[str]:
    """The place index goes into knowledge; what is written are the five tables."""
    yield from _row(("compiling", "knowledge"), y, LOW)
    yield _arrow((MARGIN + BOX, y + LOW / 2), (MARGIN + STEP - 3, y + LOW / 2))
    wide = (MARGIN + 2 * STEP, y, 2 * BOX + GAP, LOW)
    tables = _box("five tables", ("documents, actors, places, dates, agreements", ""), wide)
    yield f'  <g class="data">\n{tables}\n  </g>'
    words = '<tspan class="dot">●</tspan> reads what knowledge holds'
    yield f'  <text class="label" x="{MARGIN + STEP:g}" y="{y + LOW + 18:g}">{words}</text>'


def _row(rooms: Sequence[str], y: float, height: float) -> Iterator[str]:
    for number, room in enumerate(rooms):
        x = MARGIN + number * STEP
        reads = _reads(room)
        marks = ' data-knows="yes"' if reads else ""
        kind = "room knowledge" if room == "knowledge" else "room"
        inside = _box(room, WORDS.get(room, ("", "")), (x, y, BOX, height))
        dot = f'\n    <circle class="dot" cx="{x + BOX - 12:g}" cy="{y + 12:g}" r="4.5"/>'
        yield f'  <g class="{kind}" data-room="{room}"{marks}>\n{inside}{dot * reads}\n  </g>'


def _reads(room: str) -> bool:
    """Whether a room of one step reads knowledge; who only hands it on has no mark."""
    folder = ROOT / "src" / "extract" / room
    if room in {*CALLS, "knowledge"} or not folder.is_dir():
        return False
    files = sorted(folder.rglob("*.py"))
    return any(_READS.search(path.read_text(encoding="utf-8")) for path in files)


def _box(name: str, words: tuple[str, str], place: Place) -> str:
    x, y, width, height = place
    lines = [line for line in words if line]
    middle, top = x + width / 2, y + height / 2 + 5 - len(lines) * 8
    return "\n".join(
        [
            f'    <rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6"/>',
            f'    <text class="name" x="{middle:g}" y="{top:g}">{name}</text>',
            *(
                f'    <text class="sub" x="{middle:g}" y="{top + 18 + n * 15:g}">{line}</text>'
                for n, line in enumerate(lines)
            ),
        ]
    )


def _arrows(y: float) -> Iterator[str]:
    """From each of four boxes to the next."""
    for number in range(3):
        x = MARGIN + number * STEP
        yield _arrow((x + BOX, y), (x + STEP - 3, y))


def _arrow(*points: tuple[float, float]) -> str:
    way = " L".join(f"{x:g} {y:g}" for x, y in points)
    return f'  <path class="arrow" d="M{way}"/>'


def _label(y: float, words: str) -> str:
    return f'  <text class="label" x="{MARGIN}" y="{y:g}">{words}</text>'
