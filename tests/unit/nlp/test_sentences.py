from __future__ import annotations

import pytest

from extract.nlp.sentences import LONGEST_SENTENCE, load_splitter

#: Sentences as they should be cut, a bar at every boundary.
CASES = {
    "plain": "The ministers met.| They signed a protocol.",
    "title": "Mr. Lee and Gen. Ortiz met.| Both left.",
    "initial": "J. Smith and A. B. Jones spoke.| Others did not.",
    "country": "The U.S. Department spoke.| So did the U.N. Secretariat.",
    "number": "Decision No. 5 was read.| No. 6 was not.",
    "date": "It began on Sept. 14 at noon.| It ended.",
    "quote": "“We agree.”| The envoy left.",
    "question": "Who signed?| Nobody did.",
    "abbreviation-then-lower": "Talks, e.g. on borders, went on.| They end in Oct. next year.",
    "paragraphs": "PRESS RELEASE\n\n|The talks began.",
    "wrapped": (
        "The delegations agreed to meet again in the coming\n"
        "month and to exchange lists of prisoners before the\n"
        "next round.| The venue is open."
    ),
    "heading": (
        "Ministry of Border Affairs\n|"
        "The delegations agreed to meet again in the coming month and\n"
        "to exchange lists of prisoners before the next round of talks."
    ),
    "bullets": (
        "The sides will exchange the following before the winter:\n|"
        "- lists of the prisoners whom both of them have named,\n|"
        "- maps of the fields that were mined in the last year."
    ),
    # must stay whole
    "decimal": "Trade grew by 3.5 per cent",
    "ellipsis-inside": "The note of 12.05.1994 was read",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[start:end] for start, end in load_splitter()(text)]
    assert found == [part.strip() for part in marked.split("|")]


def test_empty_text_has_no_sentence() -> None:
    assert load_splitter()(" \n\n ") == ()


def test_an_endless_sentence_comes_in_pieces() -> None:
    text = "resolution 822 (1993), " * 10_000
    spans = load_splitter()(text)
    assert max(end - start for start, end in spans) <= LONGEST_SENTENCE
    pieces = " ".join(text[start:end] for start, end in spans)
    assert pieces.split() == text.split()
