"""Find the day of publication that a page marks as such.

In:  the element tree of a page
Out: days as written, best first: of the head, of JSON-LD, of an element near the headline

A date that merely stands in the text, the day of a modification and today are never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from extract.reading.days import read_day

#: Names of <meta name|property|itemprop> that hold the day of publication, best first.
PUBLISHED_NAMES: Final = (
    "article:published_time", "og:published_time", "article:published", "article.published",
    "datepublished", "originalpublicationdate", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "publishdate",
    "publish-date", "publish_date", "publication_date", "publication-date", "pubdate",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "published_time",
    "release_date", "date",
)  # fmt: skip
#: Longest text of an element that is a date, with the white space of its markup.
LONGEST_DATE: Final = 160
#: Part of the title of a page that is compared with headings.
LONGEST_TITLE: Final = 1000
#: Headings that can be the headline; shorter ones ("News") stand in titles for other reasons.
LONGEST_HEADLINE: Final = 500
SHORTEST_HEADLINE: Final = 12
#: A JSON-LD or page script beyond this is no description of the page.
LONGEST_SCRIPT: Final = 200_000

#: "datePublished": "2022-09-14T10:00:00+04:00"
_JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"')
#: class="news-date", id="published", class="article__date": the word stands alone or between marks
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|published|pubdate|posted|datetime|publish-date)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: Before the date in an element: "Published: ", "Posted on "
_LABEL = re.compile(r"^[A-Za-z ]{2,20}(?::| on )\s{0,3}")


def published_days(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Days as marked in the head, in JSON-LD, in the body near the headline; best first."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if meta.get("content"):
            named.setdefault(name.lower(), meta.get("content"))
    yield from (named[name] for name in PUBLISHED_NAMES if name in named)
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            match = _JSON_DATE.search((script.text or "")[:LONGEST_SCRIPT])
            if match is not None:
                yield match[1]
                break
    shown = _shown_date(tree)
    if shown is not None:
        yield shown


def _shown_date(tree: Any) -> str | None:  # noqa: ANN401
    """A date that an element of the body shows: the one below the headline, or the only one."""
    title = _squeezed((tree.findtext(".//title") or "")[:LONGEST_TITLE])
    dates: list[str] = []
    seen_headline = False
    for element in tree.iter():
        seen_headline = seen_headline or _is_headline(element, title)
        written = _date_of_element(element)
        if written is None:
            continue
        if seen_headline:
            return written
        dates.append(written)
    return dates[0] if len({read_day(written) for written in dates}) == 1 else None


def _is_headline(element: Any, title: str) -> bool:  # noqa: ANN401
    """A first heading, or a lower one that the title of the page repeats."""
    if element.tag == "h1":
        return True
    if element.tag not in {"h2", "h3", "h4"}:
        return False
    heading = _squeezed(_short_text(element, LONGEST_HEADLINE))
    return len(heading) >= SHORTEST_HEADLINE and heading in title


def _squeezed(text: str) -> str:
    return " ".join(text.split()).lower()


def _date_of_element(element: Any) -> str | None:  # noqa: ANN401
    """The date an element marks, if it is one as a whole."""
    if not isinstance(element.tag, str) or element.tag in {"meta", "script", "html", "body"}:
        return None
    is_published = (element.get("itemprop") or "").lower() == "datepublished"
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not is_published and element.tag != "time" and not _DATE_CLASS.search(marks):
        return None
    # "Published: 14 September 2022"
    shown = _LABEL.sub("", _short_text(element, LONGEST_DATE))
    for written in (element.get("datetime"), element.get("content"), shown):
        if written and read_day(written) is not None:
            return str(written).strip()
    return None


def _short_text(element: Any, most: int) -> str:  # noqa: ANN401
    """The text of an element; nothing if it is longer."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part)
        if length > most:
            return ""
        parts.append(part)
    return " ".join("".join(parts).split())
