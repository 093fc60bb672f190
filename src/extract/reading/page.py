"""Find the main text of a saved page, and what the page says of itself.

In:  the HTML of a page, as text
Out: Page: main text, title, site name, address, days of publication as written

trafilatura finds text, title and site; days come only from what marks the publication in the page,
never from any date that stands somewhere, the modification, or today. Run as a module it reads a
page from its standard input and writes JSON, so that `html.py` can stop it when it takes too long.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
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
#: Longest text of an element that is a date: "Published on Wednesday, 14 September 2022, 10:30".
LONGEST_DATE: Final = 80
#: A JSON-LD or page script beyond this is no description of the page.
LONGEST_SCRIPT: Final = 200_000

#: "datePublished": "2022-09-14T10:00:00+04:00"
_JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"')
#: class="news-date", id="published", class="article__date": the word stands alone or between marks
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|published|pubdate|posted|datetime|publish-date)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: <!-- saved from url=(0042)https://www.example.org/news/1 -->, written by browsers
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{4,2000}) -->")
_XML_DECLARATION = re.compile(r"\s{0,99}<\?xml[^>]{0,200}\?>")
#: Before the date in an element: "Published: ", "Posted on "
_LABEL = re.compile(r"^[A-Za-z ]{2,20}(?::| on )\s{0,3}")


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
    from trafilatura import bare_extraction, html2txt, load_html  # noqa: PLC0415  # takes 0.5 s

    markup = _XML_DECLARATION.sub("", html, count=1).replace("\x00", "")
    if not markup.strip():
        return Page("")
    tree = load_html(markup)
    if tree is None:  # a fragment: "<p>The ministers met.</p>"
        tree = load_html(f"<html><body><div>{markup}</div></body></html>")
    if tree is None:
        return Page("")
    published = tuple(dict.fromkeys(_published(tree)))  # before trafilatura prunes the tree
    address = _address(tree, html)
    found: Any = bare_extraction(tree, with_metadata=True, include_comments=False)
    text = "" if found is None else (found.text or "")
    return Page(
        text=text or html2txt(markup),
        title=_line(getattr(found, "title", None)) or _title(tree),
        source=_line(getattr(found, "sitename", None)),
        url=address or _line(getattr(found, "url", None)),
        published=published,
        is_fallback=not text,
    )


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
    saved = _SAVED_FROM.search(html[:LONGEST_SCRIPT])
    return None if saved is None else saved[1]


def _published(tree: Any) -> Iterator[str]:  # noqa: ANN401
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
    dates: list[str] = []
    seen_headline = False
    for element in tree.iter():
        if element.tag == "h1":
            seen_headline = True
        written = _date_of_element(element)
        if written is None:
            continue
        if seen_headline:
            return written
        dates.append(written)
    return dates[0] if len({read_day(written) for written in dates}) == 1 else None


def _date_of_element(element: Any) -> str | None:  # noqa: ANN401
    """The date an element marks, if it is one as a whole."""
    if not isinstance(element.tag, str) or element.tag in {"meta", "script", "html", "body"}:
        return None
    is_published = (element.get("itemprop") or "").lower() == "datepublished"
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not is_published and element.tag != "time" and not _DATE_CLASS.search(marks):
        return None
    for written in (element.get("datetime"), element.get("content"), _short_text(element)):
        if written and read_day(written) is not None:
            return str(written).strip()
    return None


def _short_text(element: Any) -> str:  # noqa: ANN401
    """The text of a small element without its label: "Published: 14 September 2022"."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part)
        if length > LONGEST_DATE * 2:
            return ""
        parts.append(part)
    return _LABEL.sub("", " ".join("".join(parts).split()))


def main() -> None:
    """Read a page from standard input, write it as JSON to standard output."""
    page = read_page(sys.stdin.buffer.read().decode("utf-8"))
    sys.stdout.buffer.write(json.dumps(asdict(page)).encode())


if __name__ == "__main__":
    main()
