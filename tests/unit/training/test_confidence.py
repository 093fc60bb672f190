"""Confidence follows what corrected texts show to be right, as far as there are rows."""

from __future__ import annotations

from extract.linking.learned import bent_confidence
from extract.records import Mentions, PlaceMention
from extract.training.confidence import LEAST_ROWS, fit_confidence
from mentions import a_mention

TEXT = "From Osk Velmora to Brelk."
ONE = a_mention(PlaceMention, TEXT, 5, 16, name="Osk Velmora", feature="city", confidence=0.9)
OTHER = a_mention(PlaceMention, TEXT, 20, 25, name="Brelk", feature="city", confidence=0.9)


def test_half_of_the_sure_rows_are_wrong() -> None:
    found = [Mentions(places=(ONE, OTHER))] * 100
    (bend,) = fit_confidence([Mentions(places=(ONE,))] * 100, found)
    assert (bend.table, bend.rows) == ("places", 200)
    assert 0.48 < bent_confidence(0.9, bend) < 0.6


def test_rows_that_are_as_sure_as_they_claim_stay_nearly_so() -> None:
    right = [Mentions(places=(ONE,))] * 90 + [Mentions()] * 10
    (bend,) = fit_confidence(right, [Mentions(places=(ONE,))] * 100)
    assert abs(bent_confidence(0.9, bend) - 0.9) < 0.01


def test_too_few_rows_bend_nothing() -> None:
    few = [Mentions(places=(ONE,))] * (LEAST_ROWS - 1)
    assert fit_confidence(few, few) == ()
