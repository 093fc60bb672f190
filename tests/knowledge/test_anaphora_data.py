"""Every example of [anaphora] in agreements.toml counts as many references as it says."""

from __future__ import annotations

import pytest

from extract.api.text import extract_text
from extract.knowledge.load import tables

EXAMPLES = {
    entry["text"]: entry["count"] for entry in tables("agreements.toml")["anaphora"]["example"]
}


@pytest.mark.parametrize(("text", "count"), EXAMPLES.items(), ids=EXAMPLES.keys())
def test_an_example_counts_what_it_says(text: str, count: int) -> None:
    found = extract_text(text, published="2031-05-04").agreements
    assert found["anaphora"].sum() == count
    assert found["text"].tolist() == ["Bishkek Protocol"]
