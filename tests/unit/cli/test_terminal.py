from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.api.run import Decided, RunSummary
from extract.cli.terminal import Terminal
from extract.engine.plan import Changes

RATES = {
    "nothing": (0, 0, "nothing to extract, 2.0 s"),
    "short": (1, 119, "119 words in 2.0 s, most of them to load the model"),
    "one": (1, 1, "1 word in 2.0 s, most of them to load the model"),
    "long": (30, 6_000, "6,000 words in 2.0 s: 3,000 words/s, 15.0 documents/s"),
}


def summary(new: int, words: int, failures: int = 0) -> RunSummary:
    return RunSummary(
        out_dir=Path("out"),
        documents=40,
        changes=Changes(unchanged=40 - new, new=new, changed=0, deleted=0),
        rows={"documents": 40, "places": 1_200},
        statuses={"ok": 40 - failures, "failed": failures},
        failures=[(f"{number}.txt", "broken") for number in range(failures)],
        duplicates=1,
        new_words=words,
        seconds=2.0,
        ignored=0,
        unmatched=["a.txt"],
        decided=Decided(applied=0, unplaced=(), refused=()),
        is_replaced=False,
    )


@pytest.mark.parametrize("case", RATES.values(), ids=RATES.keys())
def test_a_rate_is_told_where_it_says_something(
    case: tuple[int, int, str], capsys: pytest.CaptureFixture[str]
) -> None:
    new, words, told = case
    Terminal().finished(summary(new, words), "out")
    assert told in capsys.readouterr().out.splitlines()


def test_what_a_document_took_that_was_given_up_is_not_the_models(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Terminal().finished(replace(summary(2, 52, failures=1), seconds=45.2), "out")
    assert "52 words in 45.2 s" in capsys.readouterr().out.splitlines()


def test_failures_are_named_as_far_as_a_screen_goes(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().finished(summary(40, 6_000, failures=12), "out")
    out, err = capsys.readouterr()
    assert "40 documents (12 failed, 28 ok): 40 new" in out
    assert "  places       1,200 rows" in out
    assert "-> out (as they were)" in out
    assert "  failed: 9.txt: broken\n  and 2 more, see the table documents" in err
    assert "metadata for 'a.txt': no such document" in err
