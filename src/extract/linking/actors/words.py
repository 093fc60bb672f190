"""Words around a mention, read again from the text: short windows, white space squeezed.

In:  a document's text and a mention     "... Turkish Foreign Minister [Ana Brisk] of ..."
Out: "... Turkish Foreign Minister", "of ..."
"""

from __future__ import annotations

import re
from typing import Final

#: Characters read on either side of a mention: the longest title with its polity, "Special Envoy
#: of the Secretary-General of the United Nations for ...", has about as many.
WINDOW: Final = 100
#: Countries whose English name takes the article: "the United States", "the Solomon Islands".
_WITH_ARTICLE: Final = re.compile(
    r"United |Democratic Republic|Republic of|Central African|Dominican R|Czech R|Netherlands$"
    r"|Philippines$|Bahamas$|Gambia$|Maldives$|Comoros$|Seychelles$|Holy See|Soviet|.* Islands$"
)


def squeeze(text: str) -> str:
    """The text with each run of white space as one blank, none at the edges."""
    return " ".join(text.split())


def before(text: str, start: int) -> str:
    """What stands before a mention in its paragraph."""
    ahead = text[max(0, start - WINDOW) : start]
    return squeeze(ahead[ahead.rfind("\n\n") + 1 :])


def after(text: str, end: int) -> str:
    """What stands after a mention in its paragraph, a leading blank left out."""
    return squeeze(text[end : end + WINDOW].partition("\n\n")[0])


def usual_case(name: str) -> str:
    """A name from a heading in usual case: "OFFICE OF THE PRESIDENT", "ANA BRISK"."""
    if not name.isupper() or " " not in name or "(" in name:
        return name
    parts = name.split(" ")
    small = {"OF", "THE", "AND", "FOR", "IN", "ON", "TO"}
    return " ".join(
        part.lower() if part in small and place else part.capitalize()
        for place, part in enumerate(parts)
    )


def of_country(what: str, country: str) -> str:
    """What belongs to a country, in full: "Government of the United States"."""
    article = "the " if _WITH_ARTICLE.match(country) else ""
    return f"{what} of {article}{country}"
