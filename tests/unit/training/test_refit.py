"""Weights of the choice among places are held near the usual ones, and move with evidence."""

from __future__ import annotations

import pytest

from extract.training.logit import Example, design, fit

#: Of two places of one name, people choose the small one, which is near.
CHOICE = [[("large", 1.0)], [("near", 1.0)]]
USUAL = {"large": 2.0, "near": 0.5}


def fitted(times: int, penalty: float = 20.0) -> dict[str, float]:
    examples = [Example(number, CHOICE, [False, True], 1.0) for number in range(times)]
    return fit(design(examples), penalty=penalty, fixed={}, usual=USUAL)


def test_weights_move_with_the_evidence() -> None:
    few, many = fitted(3), fitted(300)
    assert 2.0 > few["large"] > many["large"]
    assert 0.5 < few["near"] < many["near"]
    assert many["near"] > many["large"]


def test_a_strong_prior_holds_them() -> None:
    assert fitted(3, penalty=1e6) == pytest.approx(USUAL, abs=1e-4)


def test_fixed_weights_stay() -> None:
    examples = [Example(number, CHOICE, [False, True], 1.0) for number in range(50)]
    weights = fit(design(examples), penalty=1.0, fixed={"large": 2.0}, usual=USUAL)
    assert weights["large"] == 2.0
    assert weights["near"] > 2.0
