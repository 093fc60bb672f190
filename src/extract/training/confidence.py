"""Bend the confidence of each table to what corrected texts show to be right.

In:  rows found in corrected documents, each with its confidence and whether it is right
Out: a Calibration a table: slope and shift of the logit, held near 1 and 0 by a prior

Only `confidence` follows; which rows there are does not depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.knowledge.learned import Calibration
from extract.records import MENTION_TABLES, Mentions
from extract.training.calibrate import Verdict, verdicts

#: Rows of a table below which its confidence stays as it is. Origin: reasoned; a share of fifty
#: rows is known to some seven points.
LEAST_ROWS: Final = 50
#: How strongly slope and shift are held: as by so many rows that are as sure as they claim.
_PRIOR: Final = 10.0
#: Newton's steps; two figures are found in a few.
_STEPS: Final = 20
_EDGE: Final = 0.01


def fit_confidence(
    right: Sequence[Mentions], found: Sequence[Mentions]
) -> tuple[Calibration, ...]:
    """Fit the confidence of every table that has enough rows.

    Args:
        right: The rows of corrected documents as they are right.
        found: The rows as they were found by what had not learnt from those documents.
    """
    judged = list(verdicts(right, found))
    by_table = ([v for v in judged if v.table == record.table] for record in MENTION_TABLES)
    return tuple(_fitted(rows) for rows in by_table if len(rows) >= LEAST_ROWS)


def _fitted(rows: Sequence[Verdict]) -> Calibration:
    claimed = np.clip([row.confidence for row in rows], _EDGE, 1 - _EDGE)
    logits = np.log(claimed / (1 - claimed))
    is_right = np.array([row.right for row in rows], dtype=np.float64)
    slope, shift = _newton(np.column_stack([logits, np.ones_like(logits)]), is_right)
    return Calibration(
        table=rows[0].table, slope=round(slope, 4), shift=round(shift, 4), rows=len(rows)
    )


def _newton(values: NDArray[np.float64], is_right: NDArray[np.float64]) -> tuple[float, float]:
    """Maximise the likelihood with a normal prior around slope 1 and shift 0."""
    usual = np.array([1.0, 0.0])
    weights = usual.copy()
    for _ in range(_STEPS):
        shares = 1 / (1 + np.exp(-values @ weights))
        gradient = values.T @ (is_right - shares) - _PRIOR * (weights - usual)
        curvature = (values.T * (shares * (1 - shares))) @ values + _PRIOR * np.eye(2)
        weights = weights + np.linalg.solve(curvature, gradient)
    return max(0.1, float(weights[0])), float(weights[1])
