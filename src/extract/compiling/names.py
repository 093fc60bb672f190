"""Which keys of the index a name gets: folded, and spelt as the English press spells it.

In:  a name and the country of its place      "Şuşa", "AZE"
Out: the keys it is found under               susa | shusha

Names in other scripts than Latin get none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.text.names import fold

#: Longest key kept; longer ones are sentences ("Municipio de ...").
LONGEST: Final = 40
#: Longest run of capitals that is a code ("LAX"), not a name.
_LONGEST_CODE: Final = 4
#: How the press writes Azerbaijani letters; two of them in two ways: "Kəlbəcər" is Kalbajar and
#: Kelbejer, "Qubadlı" is Gubadly and Gubadli.
_AZERBAIJANI: Final = str.maketrans(
    {"q": "g", "c": "j", "ç": "ch", "ş": "sh", "x": "kh", "ğ": "gh", "ö": "o", "ü": "u"}
)
_AZERBAIJANI_VOWELS: Final = tuple(
    str.maketrans(vowels)
    for vowels in ({"ə": "a", "ı": "i"}, {"ə": "a", "ı": "y"}, {"ə": "e", "ı": "y"})
)


def keys(name: str) -> Iterator[str]:
    """The key of a name in Latin script; none for other names."""
    key = fold(name)
    if key.isascii() and 1 < len(key) <= LONGEST and any(c.isalpha() for c in key):
        yield key


def press_keys(name: str, country: str) -> Iterator[str]:
    """The keys of what the English press makes of a native name.

    Args:
        name: In the letters of the country: "Ağdam".
        country: ISO alpha-3 code; only Azerbaijani letters ("AZE") are respelt.
    """
    if country != "AZE" or name.isascii():
        return
    letters = name.lower().translate(_AZERBAIJANI)
    for vowels in _AZERBAIJANI_VOWELS:
        yield from keys(letters.translate(vowels))


def is_code(name: str) -> bool:
    """Whether a name is a code of an airport or unit: "LAX"."""
    return name.isupper() and len(name) <= _LONGEST_CODE
