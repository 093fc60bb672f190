"""The gate: a candidate is promoted only if it is better where it should be and nowhere worse.

In:  lines measured on held-out corrections and on the guard, faults of the batch
Out: a Verdict: promoted or not, and the reasons in words
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.training.measure import ALL, IDENTITY, TYPED, Line

#: Points that any kind may lose.
MOST_LOST: Final = 0.5
#: Measures by which a kind may not fall at all events. What corrected documents say of values is
#: mostly what the rules said that made their rows, so that values tell on the guard alone.
_OF_SPANS: Final = frozenset({TYPED, "exact", "overlap"})
_OF_KINDS: Final = _OF_SPANS | {"document"}
#: Rows of a type, or compared values of a field, below which its fall is told by no interval.
LEAST_ROWS: Final = 10
#: Corrected documents up to which a gain on the documents themselves will do, if others lose
#: nothing: two corrected texts need not share a name.
FEW: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What was measured on a candidate.

    Args:
        documents: Corrected documents.
        held_out: Lines on corrections that it had not learnt from; empty for one document.
        own: Lines on the corrections it learnt from.
        guard: Lines on the guard set; empty if there is none.
        faults: What is wrong with the decisions as a whole.
    """

    documents: int
    held_out: Sequence[Line]
    own: Sequence[Line]
    guard: Sequence[Line]
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a candidate is promoted, and why, or why not."""

    promoted: bool
    reasons: tuple[str, ...]


def judge(trial: Trial) -> Verdict:
    """Decide; every reason against is told, not the first alone."""
    against = [
        *trial.faults,
        *_losses("held-out corrections", trial.held_out, _OF_SPANS),
        *_losses("guard", trial.guard, _OF_KINDS),
    ]
    word = _gain(trial)
    if word is None:
        where = "held-out corrections" if trial.held_out else "the corrected documents"
        against.append(f"no gain on {where}")
    if against:
        return Verdict(promoted=False, reasons=tuple(against))
    notes = [] if trial.guard else ["no guard set: nothing tells what is lost elsewhere"]
    return Verdict(promoted=True, reasons=(*filter(None, [word]), *notes))


def _gain(trial: Trial) -> str | None:
    """The gain in words; None if there is none."""
    gained = _improved(trial.held_out)
    if gained is not None:
        return f"{gained} on held-out corrections"
    own = _improved(trial.own)
    if trial.documents <= FEW and own is not None and not _has_fallen(trial.held_out):
        return f"{own} on the corrected documents themselves; too few to hold any out"
    return None


def _improved(lines: Sequence[Line]) -> str | None:
    whole = next((line for line in lines if line.kind == ALL), None)
    if whole is None:
        return None
    if whole.gain > 0:
        return f"F1 {whole.gain:+.1f}"
    linked = [line for line in lines if line.measure == IDENTITY and line.gain > 0]
    if whole.gain == 0 and linked:
        return f"identities of {linked[0].kind} {linked[0].gain:+.1f}"
    return None


def _has_fallen(lines: Sequence[Line]) -> bool:
    return any(line.gain < 0 for line in lines if line.kind == ALL)


def _losses(where: str, lines: Sequence[Line], strict: frozenset[str]) -> Iterator[str]:
    """What falls by more than may be: kinds at once, all else where the fall is beyond chance."""
    for line in lines:
        is_strict = not line.label and line.measure in strict
        is_certain = line.high < 0 and line.rows >= LEAST_ROWS
        if line.gain < -MOST_LOST and (is_strict or is_certain):
            name = f"{line.kind} {line.label}".strip()
            yield f"{name} {line.measure} {line.gain:+.1f} on {where}"
