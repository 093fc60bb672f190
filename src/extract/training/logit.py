"""Fit a choice among alternatives: a conditional logit with an L2 penalty, by Newton's method.

In:  Examples, each with its alternatives' features and which of them are right
Out: one weight a feature; several right alternatives share the credit
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Newton's steps at most, and the smallest relative gain worth another.
_STEPS, _GAIN = 40, 1e-6
_TINY: Final = 1e-12
_NONE: Final[Mapping[str, float]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Example:
    """One choice.

    Args:
        document: Number of its document; folds never part one.
        alternatives: The features of each, by name and strength.
        right: Which of them are right; at least one.
        weight: How much the choice counts.
    """

    document: int
    alternatives: Sequence[Sequence[tuple[str, float]]]
    right: Sequence[bool]
    weight: float


@dataclass(frozen=True, slots=True)
class Design:
    """Examples as arrays, a row an alternative.

    Args:
        columns: Names of the features.
        values: Row by column.
        right: Whether each row is right.
        example: Number of the example of each row, ascending.
        weights: Of the examples.
    """

    columns: Sequence[str]
    values: Floats
    right: NDArray[np.bool_]
    example: NDArray[np.int64]
    weights: Floats


@dataclass(frozen=True, slots=True)
class _Prior:
    """What weights are held near, and how strongly."""

    penalty: float
    usual: Floats


def design(examples: Sequence[Example]) -> Design:
    """Lay examples out as arrays."""
    names = {name for one in examples for features in one.alternatives for name, _ in features}
    columns = sorted(names)
    at = {name: number for number, name in enumerate(columns)}
    rows = [(n, features) for n, one in enumerate(examples) for features in one.alternatives]
    values = np.zeros((len(rows), len(columns)))
    for row, (_, features) in enumerate(rows):
        for name, value in features:
            values[row, at[name]] += value
    return Design(
        columns,
        values,
        np.array([right for one in examples for right in one.right], dtype=np.bool_),
        np.array([number for number, _ in rows], dtype=np.int64),
        np.array([one.weight for one in examples]),
    )


def fit(
    laid: Design,
    *,
    penalty: float,
    fixed: Mapping[str, float],
    usual: Mapping[str, float] = _NONE,
) -> dict[str, float]:
    """The weights under which the right alternatives are likeliest.

    Args:
        laid: The examples.
        penalty: Of the squares of the weights' distances from the usual ones.
        fixed: Weights that are given, not fitted.
        usual: Weights that the others start from and are held near; 0 where there is none.
    """
    prior = _Prior(penalty, np.array([usual.get(name, 0.0) for name in laid.columns]))
    weights = np.array([fixed.get(name, usual.get(name, 0.0)) for name in laid.columns])
    free = np.array([name not in fixed for name in laid.columns])
    loss = _loss(laid, weights, prior)
    for _ in range(_STEPS):
        step = _step(laid, weights, prior, free)
        size = 1.0
        while (new := _loss(laid, weights - size * step, prior)) > loss and size > _GAIN:
            size /= 2
        weights, gain, loss = weights - size * step, loss - new, new
        if gain < _GAIN * abs(loss):
            break
    return dict(zip(laid.columns, weights.tolist(), strict=True))


def shares(laid: Design, weights: Mapping[str, float]) -> Floats:
    """Probability of each alternative."""
    return _softmax(laid, np.array([weights.get(name, 0.0) for name in laid.columns]))


def _softmax(laid: Design, weights: Floats) -> Floats:
    scores = laid.values @ weights
    top = np.full(len(laid.weights), -np.inf)
    np.maximum.at(top, laid.example, scores)
    grown = np.exp(scores - top[laid.example])
    return np.asarray(grown / _summed(laid, grown)[laid.example])


def _summed(laid: Design, rows: Floats) -> Floats:
    return np.bincount(laid.example, rows, len(laid.weights)).astype(np.float64)


def _loss(laid: Design, weights: Floats, prior: _Prior) -> float:
    right = _summed(laid, _softmax(laid, weights) * laid.right)
    missed = -(laid.weights * np.log(right + _TINY)).sum()
    far = weights - prior.usual
    return float(missed + prior.penalty / 2 * (far @ far))


def _step(laid: Design, weights: Floats, prior: _Prior, free: NDArray[np.bool_]) -> Floats:
    """Newton's step; the second derivative leaves out what several right ones would take off."""
    share = _softmax(laid, weights)
    right = _summed(laid, share * laid.right)
    aim = np.where(laid.right, share / (right[laid.example] + _TINY), 0.0)
    count = laid.weights[laid.example]
    slope = laid.values.T @ ((share - aim) * count) + prior.penalty * (weights - prior.usual)
    starts = np.searchsorted(laid.example, np.arange(len(laid.weights)))
    means = np.add.reduceat(laid.values * share[:, None], starts)
    bend = (laid.values * (share * count)[:, None]).T @ laid.values
    bend -= (means * laid.weights[:, None]).T @ means
    bend += prior.penalty * np.eye(len(weights))
    step = np.zeros_like(weights)
    step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
    return step
