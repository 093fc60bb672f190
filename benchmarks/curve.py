"""Draw how scores rise with corrected documents, as a small SVG that needs nothing else.

In:  points by line      {"actors + places": {0: [68.1, 70.0], 20: [81.2, 80.4]}}
Out: an SVG: a dot a measurement, a line through the means, the name of the line at its end
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

#: Scores, in percent, of the measurements at each number of corrected documents.
Points = Mapping[int, Sequence[float]]

WIDTH, HEIGHT = 640, 340
LEFT, RIGHT, TOP, BOTTOM = 48, 150, 20, 44
#: Colours that stay apart for those who see few of them.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#666666")
STEP: Final = 10
#: Lines of text that end at the same height are moved this far apart.
LEADING: Final = 15


def draw(lines: Mapping[str, Points], title: str) -> str:
    """The picture, as the text of an SVG file."""
    sizes = sorted({size for points in lines.values() for size in points})
    values = [value for points in lines.values() for each in points.values() for value in each]
    low = int(min(values)) // STEP * STEP
    high = min(100, (int(max(values)) // STEP + 1) * STEP)
    frame = _Frame(sizes[-1], low, high)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        f' font-family="sans-serif" font-size="12"><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_axes(frame, sizes),
    ]
    ends = _spread([frame.y(statistics.mean(points[max(points)])) for points in lines.values()])
    for (name, points), colour, end in zip(lines.items(), COLOURS, ends, strict=False):
        parts += _line(frame, points, colour)
        parts.append(
            f'<text x="{frame.x(sizes[-1]) + 10:.0f}" y="{end + 4:.1f}" fill="{colour}">'
            f"{escape(name)}</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Frame:
    """Where a number of documents and a score stand in the picture."""

    def __init__(self, most: int, low: int, high: int) -> None:
        self.most, self.low, self.high = most, low, high

    def x(self, size: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * size / self.most

    def y(self, score: float) -> float:
        share = (score - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def _axes(frame: _Frame, sizes: Sequence[int]) -> list[str]:
    left, right, foot = frame.x(0), frame.x(frame.most), frame.y(frame.low)
    parts = []
    for score in range(frame.low, frame.high + 1, STEP):
        y = frame.y(score)
        parts.append(f'<path d="M{left:.0f} {y:.1f}H{right:.0f}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{left - 8:.0f}" y="{y + 4:.1f}" text-anchor="end" fill="#444">'
            f"{score}</text>"
        )
    parts += [
        f'<text x="{frame.x(size):.1f}" y="{foot + 18:.0f}" text-anchor="middle" fill="#444">'
        f"{size}</text>"
        for size in sizes
    ]
    middle = (left + right) / 2
    parts.append(
        f'<text x="{middle:.0f}" y="{foot + 36:.0f}" text-anchor="middle" fill="#444">'
        "corrected documents; exact F1 of ten others</text>"
    )
    return parts


def _line(frame: _Frame, points: Points, colour: str) -> list[str]:
    means = " ".join(
        f"{frame.x(size):.1f},{frame.y(statistics.mean(points[size])):.1f}"
        for size in sorted(points)
    )
    dots = [
        f'<circle cx="{frame.x(size):.1f}" cy="{frame.y(score):.1f}" r="3" fill="{colour}" '
        'fill-opacity="0.45"/>'
        for size, scores in sorted(points.items())
        for score in scores
    ]
    return [
        f'<polyline points="{means}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *dots,
    ]


def _spread(heights: Sequence[float]) -> list[float]:
    """Heights moved down so far that no two lines of text cover each other."""
    moved = dict.fromkeys(range(len(heights)), 0.0)
    last = -float(LEADING)
    for at in sorted(moved, key=lambda number: heights[number]):
        last = max(heights[at], last + LEADING)
        moved[at] = last
    return list(moved.values())
