"""Which places of GeoNames the index keeps, and what it calls them.

In:  data/geonames_features.csv; the classes of places a user chose     "APLHTS"
Out: Features           of("A", "ADM1") == "region", of("P", "PPL") == "city", else None
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from extract.errors import GazetteerError, KnowledgeError
from extract.knowledge.load import rows
from extract.records import FEATURES

FILE: Final = "geonames_features.csv"


@dataclass(frozen=True, slots=True)
class Features:
    """The kinds of places that are kept.

    Args:
        classes: Letters of GeoNames, as chosen: "APLHTS".
        by_code: Class and code of GeoNames -> one of records.FEATURES.
    """

    classes: str
    by_code: Mapping[tuple[str, str], str]

    def of(self, letter: str, code: str) -> str | None:
        """What we call a place of this class and code; None if it is left out."""
        return self.by_code.get((letter, code))


def load_features(classes: str | None = None) -> Features:
    """The kinds of places of these classes; all that we know by default.

    Args:
        classes: Letters of GeoNames, in any order and case.

    Raises:
        GazetteerError: A letter is no class that we know.
        KnowledgeError: A row of the data file cannot be used.
    """
    by_code: dict[tuple[str, str], str] = {}
    for row in rows(FILE):
        if row["feature"] not in FEATURES:
            reason = f"has no known feature: {row['feature']!r}"
            raise KnowledgeError.bad_entry(FILE, row["code"], reason)
        by_code[row["class"], row["code"]] = row["feature"]
    known = "".join(dict.fromkeys(letter for letter, _ in by_code))
    chosen = known if classes is None else classes.upper().replace(",", "")
    unknown = "".join(sorted(set(chosen) - set(known)))
    if unknown or not chosen:
        raise GazetteerError.unknown_classes(unknown or "none chosen", known)
    kept = "".join(letter for letter in known if letter in chosen)
    return Features(kept, {key: name for key, name in by_code.items() if key[0] in kept})
