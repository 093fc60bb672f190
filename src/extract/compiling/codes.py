"""ISO alpha-3 codes of GeoNames' two-letter codes.

In:  pairs of a list of countries            ("AZ", "AZE"), ("XK", "XKX")
Out: a mapping, with the former states that old rows still name
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

#: Two-letter codes of states that are no more; lists of today's countries may lack them.
FORMER: Final[Mapping[str, str]] = {
    "AN": "ANT",
    "CS": "SCG",
    "DD": "DDR",
    "SU": "SUN",
    "YU": "YUG",
}


def alpha3_codes(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Alpha-3 codes by two-letter code; a list's own word goes before ours.

    Args:
        pairs: Two-letter and three-letter code; XKX for Kosovo, as GeoNames has it.
    """
    return {**FORMER, **{two: three for two, three in pairs if two and three}}
