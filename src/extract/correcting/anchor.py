"""Find the span a decision is about again, in the same text or in a changed one.

In:  a Decision about "Lachin" with the words around it, and a text
Out: the span there, or None if nothing or more than one thing fits
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.correcting.decision import Decision
from extract.records import Document
from extract.text.offsets import Span

#: Characters of context that must agree around a quote in a changed text. Origin: reasoned; about
#: two words.
ENOUGH: int = 10


def find_span(decision: Decision, document: Document) -> Span | None:
    """Where a decision's quote stands in a document.

    In the text it was decided on, at its offsets; in another, at the one place whose context
    agrees best on both sides, white space aside, by ENOUGH characters or all there are.
    """
    exact = Span(decision.start, decision.end)
    if decision.text_sha256 == document.text_sha256 and _says(document.text, exact, decision):
        return exact
    scored = [
        (_agreement(decision, document.text, start), start)
        for start in _places(document.text, decision.quote)
    ]
    if not scored:
        return None
    best, start = max(scored)
    wanted = min(ENOUGH, len(_bare(decision.before)) + len(_bare(decision.after)))
    ties = sum(score == best for score, _ in scored)
    if best < wanted or ties > 1:
        return None
    return Span(start, start + len(decision.quote))


def _says(text: str, span: Span, decision: Decision) -> bool:
    return text[span.start : span.end] == decision.quote


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _agreement(decision: Decision, text: str, start: int) -> int:
    """How many characters next to a quote are those next to the decision's."""
    end, reach = start + len(decision.quote), 2 * len(decision.before + decision.after)
    before = _bare(text[max(0, start - reach) : start])[::-1]
    after = _bare(text[end : end + reach])
    return _common(before, _bare(decision.before)[::-1]) + _common(after, _bare(decision.after))


def _bare(text: str) -> str:
    return "".join(text.split())


def _common(one: str, other: str) -> int:
    """Length of what two texts begin with alike."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
