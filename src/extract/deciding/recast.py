"""Last word on settled names: a country, or a capital that stands for its government.

In:  a reading       "Geneva" place | "Baku" place, in "ties between Baku and Ankara"
Out: the reading     "Geneva" place | "Baku" actor of type country, with the rule that decided
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.deciding.countries import CountryReading, CountrySettler
from extract.deciding.votes import Reading
from extract.knowledge.countries import Countries
from extract.text.offsets import Span

_COUNTRY = "country"
#: Rule of the towns that open a dispatch.
_DATELINE = "dateline"


@dataclass(frozen=True, slots=True)
class CountryRecaster:
    """Gives countries and capitals the kind their context asks for.

    Args:
        settler: The rules of context.
        countries: Tells capitals from other towns.
    """

    settler: CountrySettler
    countries: Countries

    def __call__(self, reading: Reading, text: str) -> Reading:
        """The reading in its final kind; anything but a country or a capital as it came."""
        if reading.kind not in {"actors", "places"}:
            return reading
        if reading.label == _COUNTRY:
            return _as(reading, self.settler.settle_country(text, *reading.span))
        if _DATELINE in reading.rules:  # where a text is sent from: "PARIS/VIENNA, 5 May -"
            return reading
        if reading.kind == "places" and self._is_capital(text, reading.span):
            found = self.settler.settle_capital(text, *reading.span)
            return _as(reading, found) if found.kind == "actors" else reading
        return reading

    def _is_capital(self, text: str, span: Span) -> bool:
        return self.countries.of_capital(text[span.start : span.end]) is not None


def _as(reading: Reading, found: CountryReading) -> Reading:
    rules = tuple(sorted({*reading.rules, found.reason}))
    return replace(reading, kind=found.kind, label=_COUNTRY, rules=rules)
