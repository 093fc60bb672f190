"""Find the main text of a saved page, and what the page says of itself.

In:  the HTML of a page, as text
Out: Page: main text, title, site name, address, days of publication as written

trafilatura finds text, title and site; days come only from what marks the publication in the page,
never from any date that stands somewhere, the modification, or today.
"""

from __future__ import annotations

import re
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from extract.reading.page.days import published_days
from extract.reading.page.paragraphs import body_text
from extract.reading.page.visible import visible_text

#: Shortest main text that is taken without looking for more. Origin: releases of two sentences.
LEAST_CHARS: Final = 100
#: Characters at the head of a page in which browsers say where they saved it from.
HEAD_CHARS: Final = 10_000

#: <!-- saved from url=(0042)https://www.example.org/news/1 -->, written by browsers
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{4,2000}) -->")
_XML_DECLARATION = re.compile(r"\s{0,99}<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class Page:
    """What a saved page holds.

    Args:
        text: Main text; empty if none was found.
        title: Headline.
        source: Name of the site.
        url: Address it was published at.
        published: Days of publication as the page writes them, best first.
        is_fallback: Whether the text is all of the page, because no main text was found.
    """

    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: tuple[str, ...] = ()
    is_fallback: bool = False


def read_page(html: str) -> Page:
    """Read one page; a page without main text gives all its visible text.

    Args:
        html: The whole page, decoded.
    """
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415  # takes 0.5 s

    markup = _XML_DECLARATION.sub("", html, count=1).replace("\x00", "")
    if not markup.strip():
        return Page("")
    tree = load_html(markup)
    if tree is None:  # a fragment: "<p>The ministers met.</p>"
        tree = load_html(f"<html><body><div>{markup}</div></body></html>")
    if tree is None:
        return Page("")
    published = tuple(dict.fromkeys(published_days(tree)))  # before trafilatura prunes the tree
    address = _address(tree, html)
    found: Any = bare_extraction(
        tree, with_metadata=True, include_comments=False, config=_configured()
    )
    text = "" if found is None or found.body is None else body_text(found.body)
    return Page(
        text=text or visible_text(markup),
        title=_line(getattr(found, "title", None)) or _title(tree),
        source=_line(getattr(found, "sitename", None)),
        url=address or _line(getattr(found, "url", None)),
        published=published,
        is_fallback=not text,
    )


def _configured() -> ConfigParser:
    """Trafilatura's settings, with short releases taken as they are.

    Below its limit of 250 characters it looks for more text and returns all of it in one line.
    """
    from trafilatura.settings import DEFAULT_CONFIG  # noqa: PLC0415

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["min_extracted_size"] = str(LEAST_CHARS)
    return config


def _line(value: str | None) -> str | None:
    """A field of trafilatura in one line; None if it is empty."""
    return " ".join(value.split()) or None if value else None


def _title(tree: Any) -> str | None:  # noqa: ANN401  # lxml has no types
    element = tree.find(".//title")
    return None if element is None else _line(element.text_content())


def _address(tree: Any, html: str) -> str | None:  # noqa: ANN401
    for link in tree.iterfind(".//link[@rel='canonical']"):
        if (link.get("href") or "").startswith(("http://", "https://")):
            return str(link.get("href"))
    saved = _SAVED_FROM.search(html[:HEAD_CHARS])
    return None if saved is None else saved[1]
