r"""Cut names where a line of the layout ends: a letterhead is not one long name.

In:  "KINGDOM OF MOROCCO\nMinistry of Foreign Affairs" as one proposal, and the sentences
Out: "KINGDOM OF MOROCCO" | "Ministry of Foreign Affairs"
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.deciding.votes import NAME_KINDS
from extract.records import Proposal
from extract.text.offsets import Span, strip


def cut(proposals: Iterable[Proposal], sentences: Sequence[Span], text: str) -> Iterator[Proposal]:
    """Give names that run over the end of a sentence as their parts.

    A part of one word is dropped: it is the first word of the next line more often than a name.

    Args:
        proposals: Of every kind; dates and agreements pass as they are.
        sentences: Sorted, as the splitter made them.
        text: The document's text.
    """
    starts = [sentence.start for sentence in sentences]
    for proposal in proposals:
        first = bisect_right(starts, proposal.start)
        inner = starts[first : bisect_right(starts, proposal.end - 1)]
        if proposal.kind not in NAME_KINDS or not inner:
            yield proposal
            continue
        for start, end in zip([proposal.start, *inner], [*inner, proposal.end], strict=True):
            span = strip(text, start, end)
            if " " in text[span.start : span.end]:
                words = text[span.start : span.end]
                yield replace(proposal, start=span.start, end=span.end, text=words)
