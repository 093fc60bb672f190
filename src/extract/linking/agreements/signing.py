"""Read when and where an instrument was signed, from its span and the words beside it.

In:  "pact | was signed on 5 November in Lorn", "resolution 822 (1993) of 30 April 1993"
Out: "1993-11-05" (with the year of publication), "1993-04-30"; venue "Lorn" if it is in the span
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.dates import read_date
from extract.linking.agreements.spans import between

if TYPE_CHECKING:
    from extract.knowledge.agreements import AgreementWords
    from extract.linking.agreements.numbers import Number
    from extract.linking.agreements.spans import Page
    from extract.records import AgreementMention, DateMention, Document

#: "The memorandum | was signed on 5 November", ", signed in Lorn in 1992", ", which A and B signed
#: on 1 March", "commencing at noon today": the date stands behind the span
_VERB: Final = (
    r"(?:signed|adopted|concluded|agreed|reached|initialled|initialed|made|issued|approved)"
)
_BEHIND: Final = re.compile(
    r"(?:\s*\([^)]{0,30}\))?(?:"
    r"(?:,?\s+(?:which|that))?\s+(?:was|were|had been|has been)\s+"
    rf"{_VERB}\b(?P<passive>[^.;\n]{{0,60}})"
    rf"|,?\s+{_VERB}\b(?P<participle>[^.;\n]{{0,70}})"
    rf"|,?\s+(?:which|that)\s+[^.;,\n]{{0,80}}?\b{_VERB}\b(?P<relative>[^.;\n]{{0,60}})"
    r"|,?\s+(?:commencing|starting|beginning|effective)\b(?P<start>[^.;\n]{0,40})"
    r"|,?\s+(?:of|dated|in)\s+(?P<plain>[^.;,\n]{0,20}))"
)
#: "today signed a | memorandum", "Today, Norland vetoed a | resolution"
_BEFORE: Final = re.compile(
    r"\b(?:signed|vetoed|adopted|concluded|initialled|passed|welcomed)\s+(?:a|an|the|its)\s+(?:\w+\s+)?$"
)
_TODAY: Final = re.compile(r"\btoday\b", re.IGNORECASE)
_SIGNS: Final = re.compile(r"\b(?:signed|vetoed|adopted|concluded|initialled|passed)\b")
#: "in Lorn", "at the Lorn Palace"
_AT: Final = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$")
#: "floods of 2002": a year after a lower-case noun is that noun's
_OTHER: Final = re.compile(r"\b[a-z]+\s+(?:of|in)\s+$")
_HEADS_BEFORE: Final = re.compile(
    r"(?:agreements?|accords?|statements?|resolutions?|ceasefires?|truces?|protocols?|memorand\w+|treat\w+|pacts?|declarations?|deals?|platform|signed|adopted|reached)\s+(?:of|in)\s+$",
    re.IGNORECASE,
)
_REACH: Final = 120
_DAY: Final = 10


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the day of signing.

    Args:
        words: The vocabulary.
    """

    words: AgreementWords

    def __call__(
        self,
        mention: AgreementMention,
        page: Page,
        number: Number,
    ) -> str | None:
        """The date of an instrument, ISO 8601; None if the text does not give it."""
        document = page.document
        if number.number is not None:
            behind = " ".join(mention.text.split())[number.end :]
            return read_date(behind, document.published, number.year) if behind else None
        inside = between(page.dates, mention.start, mention.end)
        linked = _of_linked(mention, inside)
        if linked is not None:
            return linked
        written = _written(" ".join(mention.text.split()), document)
        if written is not None:
            return written
        return self._beside(mention, document)

    @staticmethod
    def _beside(mention: AgreementMention, document: Document) -> str | None:
        """A date next to the span, tied to it by a verb of signing."""
        behind = _BEHIND.match(document.text, mention.end)
        if behind is not None:
            rest = next(part for part in behind.groups() if part is not None)
            found = read_date(rest, document.published)
            if found is not None and (
                len(found) == _DAY or not mention.named or "of" in behind[0]
            ):
                return found
            if _TODAY.search(rest) and document.published is not None:
                return document.published.isoformat()
        if document.published is None:
            return None
        before = document.text[max(mention.sentence_start, mention.start - _REACH) : mention.start]
        if _BEFORE.search(before) and _TODAY.search(before) and _SIGNS.search(before):
            return document.published.isoformat()
        return None


def _of_linked(mention: AgreementMention, inside: Sequence[DateMention]) -> str | None:
    """The last date mention in the span that is one of signing; the last day of a range."""
    for found in reversed(inside):
        if found.timex_type not in {"DATE", "TIME"} or found.value is None:
            continue
        if found.start_date is None or found.value.endswith("_REF") or found.value.startswith("P"):
            continue
        before = mention.text[: found.start - mention.start]
        if _OTHER.search(before) and not _HEADS_BEFORE.search(before) and len(found.value) < _DAY:
            continue
        if "/" in found.value and found.end_date is not None:
            return found.end_date.isoformat()
        return found.value.partition("T")[0][:_DAY] if "W" not in found.value else None
    return None


def _written(text: str, document: Document) -> str | None:
    """The date as the words of a span give it, where no date mention stands inside."""
    found = read_date(text, document.published)
    if found is None or len(found) > 4:  # noqa: PLR2004  # more than a year
        if found is None and document.published is not None and _TODAY.search(text):
            return document.published.isoformat()
        return found
    before = text[: text.find(found)]
    return None if _OTHER.search(before) and not _HEADS_BEFORE.search(before) else found


def venue(mention: AgreementMention, page: Page) -> str | None:
    """Where it was signed: the first place of the span after "in" or "at".

    Args:
        mention: A mention; "truce in Lorn" has no venue, "signed in Lorn" has.
        page: What stands around it.
    """
    for place in between(page.places, mention.start, mention.end):
        before = mention.text[: place.start - mention.start]
        if _AT.search(before) and re.search(
            r"\b(?:signed|adopted|reached|concluded|made|issued|agreed|initialled|session|summit|meeting)\b",
            before,
        ):
            return place.name
    return None
