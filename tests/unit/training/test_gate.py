"""What the gate lets through, and what each of its measurements stops."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.records import ActorMention, Mentions, PlaceMention
from extract.training.gate import Trial, judge
from extract.training.measure import Line, compare
from mentions import a_mention

TEXT = "Men of Tavrin Shield left Osk Velmora."


def line(
    kind: str, gain: float, *, measure: str = "exact", label: str = "", high: float = 1
) -> Line:
    return Line(
        kind=kind, label=label, measure=measure, rows=10, before=0.5, after=0.5 + gain / 100,
        low=-1, high=high,
    )  # fmt: skip


UP, EVEN = line("all", 2.0, measure="typed"), line("all", 0.0, measure="typed")
GOOD = Trial(
    documents=20, held_out=(UP,), own=(UP,), guard=(line("actors", 0.0),), faults=()
)  # fmt: skip


def test_a_gain_without_a_loss_is_promoted() -> None:
    verdict = judge(GOOD)
    assert verdict.promoted
    assert verdict.reasons == ("F1 +2.0 on held-out corrections",)


STOPPED = {
    "no-gain": (replace(GOOD, held_out=(EVEN,)), "no gain on held-out corrections"),
    "guard-falls": (
        replace(GOOD, guard=(line("places", -0.6),)),
        "places exact -0.6 on guard",
    ),
    "another-kind-falls": (
        replace(GOOD, held_out=(UP, line("dates", -3.0, measure="overlap"))),
        "dates overlap -3.0 on held-out corrections",
    ),
    "a-type-surely-falls": (
        replace(GOOD, guard=(line("actors", -4.0, label="igo", high=-0.01),)),
        "actors igo exact -4.0 on guard",
    ),
    "a-field-surely-falls": (
        replace(GOOD, guard=(line("places", -4.0, measure="geonames_id", high=-0.01),)),
        "places geonames_id -4.0 on guard",
    ),
    "fault": (replace(GOOD, faults=("labels are swapped",)), "labels are swapped"),
    "few-but-others-fall": (
        replace(GOOD, documents=3, held_out=(replace(EVEN, after=0.49),)),
        "all typed -1.0 on held-out corrections",
    ),
}


@pytest.mark.parametrize(("trial", "reason"), STOPPED.values(), ids=STOPPED.keys())
def test_what_is_stopped_says_why(trial: Trial, reason: str) -> None:
    verdict = judge(trial)
    assert not verdict.promoted
    assert reason in verdict.reasons


def test_small_losses_and_those_of_chance_are_borne() -> None:
    guard = (line("places", -0.5), line("actors", -4.0, label="igo", high=0.2))
    assert judge(replace(GOOD, guard=guard)).promoted
    few = replace(line("actors", -4.0, label="igo", high=-0.1), rows=9)
    values = line("actors", -4.0, measure="document")
    assert judge(replace(GOOD, guard=(few,), held_out=(UP, values))).promoted
    assert not judge(replace(GOOD, guard=(values,))).promoted


def test_few_documents_may_gain_on_themselves() -> None:
    few = replace(GOOD, documents=2, held_out=(EVEN,))
    assert "too few to hold any out" in judge(few).reasons[0]
    assert judge(replace(few, documents=1, held_out=())).promoted
    assert not judge(replace(few, documents=11)).promoted


def test_a_better_identity_is_a_gain() -> None:
    linked = replace(GOOD, held_out=(EVEN, line("places", 5.0, measure="identity")))
    assert judge(linked).reasons == ("identities of places +5.0 on held-out corrections",)


def test_without_a_guard_the_verdict_says_so() -> None:
    assert "no guard set" in judge(replace(GOOD, guard=())).reasons[1]


def shield(kind: str) -> ActorMention:
    return a_mention(ActorMention, TEXT, 7, 20, name="Tavrin Shield", actor_type=kind)


def velmora(identifier: str | None) -> PlaceMention:
    return a_mention(
        PlaceMention, TEXT, 26, 37, name="Osk Velmora", feature="city", place_id=identifier
    )


def test_lines_count_types_and_identities() -> None:
    place = replace(velmora("place:a"), method="human", link_confidence=1.0)
    gold = Mentions(actors=(shield("group"),), places=(place,))
    before = Mentions(actors=(shield("organization"),), places=(velmora("place:b"),))
    lines = {
        (x.kind, x.label, x.measure): x for x in compare([gold] * 3, [before] * 3, [gold] * 3)
    }
    whole = lines["all", "", "typed"]
    assert (whole.rows, whole.before, whole.after) == (6, 0.5, 1.0)
    assert (whole.low, whole.high) == (0.5, 0.5)
    assert lines["actors", "", "exact"].gain == 0
    assert lines["actors", "group", "exact"].gain == 100
    assert lines["places", "", "identity"].gain == 100
    assert compare([], [], []) == ()


def test_what_rules_said_of_corrected_rows_is_no_gold() -> None:
    gold = Mentions(places=(replace(velmora("place:a"), method="human", link_confidence=0.9),))
    lines = compare([gold] * 3, [gold] * 3, [Mentions(places=(velmora("place:b"),))] * 3)
    assert {one.measure for one in lines} == {"typed", "exact", "overlap", "document"}


def test_a_new_row_without_a_value_is_no_loss_and_a_lost_value_is() -> None:
    first = replace(velmora("place:a"), method="human", link_confidence=1.0, country_code="AZE")
    second = a_mention(
        PlaceMention, TEXT, 0, 3, name="Men", feature="city", country_code="AZE", place_id="b"
    )
    gold = Mentions(places=(replace(second, method="human", link_confidence=1.0), first))
    one, two = (
        Mentions(places=(first,)),
        Mentions(places=(replace(second, country_code=None), first)),
    )
    more = {x.measure: x for x in compare([gold] * 3, [one] * 3, [two] * 3) if x.kind == "places"}
    assert (more["country_code"].before, more["country_code"].after) == (0.5, 0.5)
    lost = [Mentions(places=(replace(first, country_code=None),))] * 3
    less = {x.measure: x for x in compare([gold] * 3, [one] * 3, lost) if x.kind == "places"}
    assert less["country_code"].gain == -100
