"""Things that stand over a text, found by where they stand.

In:  rows of one table, one a span      "Jordan" 14-20, "Jordan Valley" 64-77
Out: those at a span, those over a span; each question costs the same however many there are
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, Generic, Protocol, TypeVar

from extract.text.offsets import overlaps

#: Code points of a stretch, by which things near a span are found. Origin: reasoned; longer than
#: most rows, and few rows begin in one.
_STRETCH: Final = 64


class Standing(Protocol):
    """What has a span in code points."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last."""


T = TypeVar("T", bound=Standing)


class Layer(Generic[T]):
    """Things over one text, at most one a span.

    Args:
        things: What stands there at first.
    """

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._by_span: dict[tuple[int, int], T] = {}
        self._by_stretch: defaultdict[int, dict[tuple[int, int], T]] = defaultdict(dict)
        for thing in things:
            self.put(thing)

    def __iter__(self) -> Iterator[T]:
        """All things in text order, the shorter first."""
        return (self._by_span[span] for span in sorted(self._by_span))

    def put(self, thing: T) -> None:
        """Add a thing; one of the same span goes."""
        span = thing.start, thing.end
        self._by_span[span] = thing
        for stretch in _stretches(span):
            self._by_stretch[stretch][span] = thing

    def take(self, thing: T) -> None:
        """Take away what stands at the span of a thing."""
        span = thing.start, thing.end
        del self._by_span[span]
        for stretch in _stretches(span):
            del self._by_stretch[stretch][span]

    def at(self, span: tuple[int, int]) -> T | None:
        """The thing with exactly this span."""
        return self._by_span.get(span)

    def over(self, span: tuple[int, int]) -> list[T]:
        """Things that share a character with a span, in no order."""
        near: dict[tuple[int, int], T] = {}
        for stretch in _stretches(span):
            near |= self._by_stretch.get(stretch, {})
        return [thing for other, thing in near.items() if overlaps(span, other)]


def _stretches(span: tuple[int, int]) -> range:
    """Numbers of the stretches of the text that a span touches."""
    start, end = span
    return range(start // _STRETCH, max(start, end - 1) // _STRETCH + 1)
