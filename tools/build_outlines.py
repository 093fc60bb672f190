r"""Simplify the outlines of land and borders that the report's map draws.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_outlines.py package/countries-50m.json \
        src/extract/looks/outlines.json

In:  Natural Earth 4.1.0 (public domain), 1:50 million, as TopoJSON of the npm package world-atlas
     2.0.2 (ISC)
Out: {"step": degrees a unit, "arcs": [[x, y, dx, dy, ...]], "land": [[arc, ...]],
     "borders": [arc]}; a negative arc ~n is arc n backwards, as in TopoJSON
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]

#: Degrees a unit: 5 km, less than a dot on the map.
STEP = 0.05
#: Degrees a point may move.
TOLERANCE = 0.07
#: Islands smaller than this many square degrees are left out.
SMALLEST = 0.03
#: The map ends here: Antarctica is left out.
SOUTH = -60.0


def build(topology: dict[str, Any]) -> dict[str, Any]:
    r"""Simplify every arc once, so that neighbours still meet, and keep what is drawn."""
    arcs = [_simplified(points) for points in _decoded(topology)]
    land = [
        ring
        for polygon in _polygons(topology["objects"]["land"])
        for ring in polygon
        if _is_shown([point for arc in ring for point in _directed(arcs, arc)])
    ]
    borders = _borders(topology["objects"]["countries"])
    used = sorted({_plain(arc) for ring in land for arc in ring} | set(borders))
    new = {old: number for number, old in enumerate(used)}
    return {
        "step": STEP,
        "arcs": [_deltas(arcs[old]) for old in used],
        "land": [[new[arc] if arc >= 0 else ~new[~arc] for arc in ring] for ring in land],
        "borders": [new[arc] for arc in borders],
    }


def _decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        yield points


def _polygons(shape: dict[str, Any]) -> Iterator[list[list[int]]]:
    if shape["type"] == "GeometryCollection":
        for one in shape["geometries"]:
            yield from _polygons(one)
    elif shape["type"] == "MultiPolygon":
        yield from shape["arcs"]
    elif shape["type"] == "Polygon":
        yield shape["arcs"]


def _borders(countries: dict[str, Any]) -> list[int]:
    """Arcs that two countries share."""
    uses: Counter[int] = Counter()
    for country in countries["geometries"]:
        own = {_plain(arc) for polygon in _polygons(country) for ring in polygon for arc in ring}
        uses.update(own)
    return sorted(arc for arc, count in uses.items() if count > 1)


def _plain(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _directed(arcs: list[list[Point]], arc: int) -> list[Point]:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker; the ends stay."""
    if len(points) < 3:  # noqa: PLR2004  # nothing between the ends
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    far, at = 0.0, 0
    for index, (x, y) in enumerate(points[1:-1], start=1):
        off = (
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if length
            else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        )
        if off > far:
            far, at = off, index
    if far <= TOLERANCE:
        return [points[0], points[-1]]
    return _simplified(points[: at + 1])[:-1] + _simplified(points[at:])


def _is_shown(ring: list[Point]) -> bool:
    return _area(ring) > SMALLEST and any(latitude > SOUTH for _, latitude in ring)


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _deltas(points: list[Point]) -> list[int]:
    grid = [(round(x / STEP), round(y / STEP)) for x, y in points]
    found = list(grid[0])
    for (ax, ay), (bx, by) in pairwise(grid):
        if (ax, ay) != (bx, by):
            found.extend((bx - ax, by - ay))
    return found


def main(source: Path, target: Path) -> None:
    """Read the atlas and write the outlines."""
    outlines = build(json.loads(source.read_text(encoding="utf-8")))
    text = json.dumps(outlines, separators=(",", ":"))
    target.write_text(text + "\n", encoding="utf-8", newline="\n")
    points = sum(len(arc) // 2 for arc in outlines["arcs"])
    print(f"{len(outlines['arcs'])} arcs, {points} points, {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
