"""Take in what a name goes on with behind marks: the wing of a party, the form of a company.

In:  "People's Party of Norland" before "(Unity)" | "Olt Textile Co." before ", Ltd."
Out: the end of "People's Party of Norland (Unity)" | of "Olt Textile Co., Ltd."
"""

from __future__ import annotations

from typing import Final

from extract.knowledge.name_words import NameWords
from extract.matchers.names.page import Page

_COMPANY: Final = frozenset({"Co", "Co.", "Company"})
_FORMS: Final = frozenset({"Ltd", "Ltd.", "Limited", "Inc", "Inc.", "LLC"})


def extended(page: Page, end: int, words: NameWords) -> int:
    """The end of a body's name with its wing or form, if one follows.

    Args:
        page: The text.
        end: The token after the name.
        words: Names of wings.
    """
    if page.word(end) == "(" and page.word(end + 2) == ")" and page.word(end + 1) in words.wings:
        return end + 3
    company = page.words[end - 1] in _COMPANY and page.word(end) == ","
    return end + 2 if company and page.word(end + 1) in _FORMS else end
