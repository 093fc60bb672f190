"""Make proposals: the only place where offsets of spaCy become ours.

In:  a spaCy span, or a pair of code-point offsets
Out: a Proposal
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extract.records import NO_CUES, Proposal

if TYPE_CHECKING:
    from spacy.tokens import Span


def propose(
    kind: str, span: Span, *, rule: str, label: str, cues: Mapping[str, str] = NO_CUES
) -> Proposal:
    """Make a proposal of a spaCy span; spaCy counts code points, as we do."""
    return Proposal(
        kind=kind,
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        rule=rule,
        label=label,
        cues=cues,
    )


def propose_slice(
    kind: str,
    text: str,
    start: int,
    end: int,
    *,
    rule: str,
    label: str,
    cues: Mapping[str, str] = NO_CUES,
) -> Proposal:
    """Make a proposal of `text[start:end]`, for matchers that read characters, not tokens."""
    return Proposal(
        kind=kind, start=start, end=end, text=text[start:end], rule=rule, label=label, cues=cues
    )
