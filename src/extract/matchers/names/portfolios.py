"""Tell the field of a minister from a body, where the model takes the one for the other.

In:  "Minister for [Safety and Fish of Norland]", "Minister of Finance and [Planning]", ORG both
Out: yes, yes; no for "Minister of Finance Ana Brisk and [Greenmark]"
"""

from __future__ import annotations

from typing import Final

from extract.matchers.names.page import Page

#: Officers who have a field, also as "Secretary of State" and "Minister of State".
_MINISTERS: Final = frozenset(
    {"Minister", "Ministers", "Secretary", "Undersecretary", "Commissioner"}
)
_STATE: Final = "State"
_OF: Final = frozenset({"of", "for"})
_JOINTS: Final = frozenset({"and", ",", "the"})
#: Most words between the officer and the span, joints included.
_LONGEST: Final = 6


def is_portfolio(page: Page, start: int) -> bool:
    """Whether the name at a token is part of what a minister is of."""
    at = page.before(start)
    for _ in range(_LONGEST):
        if page.word(at) in _OF:
            office = page.before(at)
            if page.word(office) == _STATE:  # "Minister of State" for
                office = page.before(page.before(office))
            return page.word(office) in _MINISTERS
        person = at >= 0 and page.doc[at].ent_type_ == "PERSON"
        if person or not (page.word(at) in _JOINTS or page.is_capitalised(at)):
            return False
        at = page.before(at)
    return False
