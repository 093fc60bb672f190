"""Read an XML file: feeds (RSS, Atom) and news (NITF, NewsML) by their rules, others as text.

In:  <rss><channel><title>N Ministry</title><item><title>Talks</title><guid>n-1</guid>...
Out: one Entry an item: its text, title, address, day ("field") and issuer; the guid is its id

In RSS and Atom the fullest of content, description and summary is the text, its markup taken off.
XML of no known kind gives all its text with a warning. No entity and no address is ever resolved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from extract.reading.entry import Entry, UnreadableError
from extract.reading.page.visible import element_text, visible_text
from extract.reading.raw import RawFile

#: Elements that are one text each, by their name without namespace.
ITEMS: Final = frozenset({"item", "entry"})
FEEDS: Final = frozenset({"rss", "feed", "RDF"})
#: Elements of news formats that hold one story.
STORIES: Final = frozenset({"nitf", "newsItem", "NewsItem"})
#: Where a text, title, ... of a story or item stands, best first, by name without namespace.
_TEXTS: Final = ("encoded", "content", "description", "summary")
_BODIES: Final = ("body.content", "contentSet", "DataContent", "body", "inlineXML")
_TITLES: Final = ("title", "hl1", "headline", "HeadLine", "NewsLine")
_DATES: Final = ("pubDate", "published", "issued", "date", "date.issue", "contentCreated",
                 "firstCreated", "versionCreated", "FirstCreated", "DateId")  # fmt: skip
_SOURCES: Final = ("provider", "Provider", "byline.org", "source", "creator", "author")
_IDS: Final = ("guid", "id")


def parse_xml(raw: RawFile) -> list[Entry]:
    """Read one XML file.

    Raises:
        UnreadableError: It is no XML, not even with repairs.
    """
    root, warnings = _root(raw.content)
    try:
        return _entries(raw, root, warnings)
    except UnicodeDecodeError as error:  # "&#xD800;", half of a character
        raise _no_xml(error) from error


def _entries(raw: RawFile, root: Any, warnings: tuple[str, ...]) -> list[Entry]:  # noqa: ANN401
    file = Entry(path=raw.name, file_sha256=raw.sha256, warnings=warnings)
    file = replace(file, encoding=root.getroottree().docinfo.encoding)
    name = _name(root)
    if name in FEEDS:
        issuer = _first(root, ("title",), children_of="channel" if name != "feed" else None)
        items = [one for one in root.iter() if _name(one) in ITEMS]
        entries = [_item(file, item, line, issuer) for line, item in enumerate(items, start=1)]
        return entries or [file]
    stories = [one for one in root.iter() if _name(one) in STORIES]
    stories = [
        one for one in stories if not any(_name(up) in STORIES for up in one.iterancestors())
    ]
    if stories:
        entries = [_story(file, one) for one in stories]
        if len(entries) == 1:
            return entries
        return [replace(one, line=line) for line, one in enumerate(entries, start=1)]
    warning = f"XML of an unknown kind (<{name}>): all its text was taken"
    return [replace(file, text=element_text(root, frozenset()), warnings=(*warnings, warning))]


def _root(content: bytes) -> tuple[Any, tuple[str, ...]]:
    """The root element; broken XML is repaired with a warning."""
    from lxml.etree import LxmlError, XMLParser, fromstring  # noqa: PLC0415

    options: Any = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    try:
        return fromstring(content, XMLParser(**options)), ()
    except (LxmlError, ValueError) as error:
        problem = str(error)
    try:
        root = fromstring(content, XMLParser(recover=True, **options))
    except (LxmlError, ValueError):
        root = None
    if root is None:
        raise _no_xml(problem)
    return root, (f"not valid XML ({problem}); read as far as it could be",)


def _no_xml(problem: object) -> UnreadableError:
    return UnreadableError(
        "failed", f"is no valid XML ({problem}); mend it, or save its text as .txt"
    )


def _item(file: Entry, item: Any, number: int, issuer: str | None) -> Entry:  # noqa: ANN401
    """One item of a feed."""
    texts = (visible_text(_markup(child)) for child in item if _name(child) in _TEXTS)
    links = (child.get("href") or child.text or "" for child in item if _name(child) == "link")
    written = _first(item, _DATES)
    title = _first(item, _TITLES)
    text = max(texts, key=len, default="")
    return replace(
        file,
        line=number,
        record_id=_first(item, _IDS),
        text=text or title or "",
        title=title,
        source=issuer or _first(item, _SOURCES),
        url=next((link.strip() for link in links if link.strip()), None),
        dates=() if written is None else (("field", written),),
    )


def _story(file: Entry, story: Any) -> Entry:  # noqa: ANN401
    """One story of a news format."""
    bodies = (one for name in _BODIES for one in story.iter() if _name(one) == name)
    body = next(bodies, None)
    title = _first(story, _TITLES, deep=True)
    written = _first(story, _DATES, deep=True, attribute="norm")
    text = element_text(story if body is None else body)
    return replace(
        file,
        record_id=story.get("guid"),
        text=text,
        title=title,
        source=_first(story, _SOURCES, deep=True, attribute="literal"),
        dates=() if written is None else (("field", written),),
    )


def _first(
    parent: Any,  # noqa: ANN401
    names: tuple[str, ...],
    *,
    deep: bool = False,
    attribute: str | None = None,
    children_of: str | None = None,
) -> str | None:
    """The text (or an attribute) of the first element that has one of the names, best name first.

    Args:
        parent: Where to look.
        names: Names without namespace.
        deep: Look at everything below it, not at its children only.
        attribute: An attribute that goes before the text: NITF's `norm` of a date.
        children_of: Look at the children of this child of `parent`.
    """
    if children_of is not None:
        parent = next((one for one in parent if _name(one) == children_of), parent)
    for name in names:
        for element in parent.iter() if deep else parent:
            if _name(element) == name:
                given = element.get(attribute) if attribute is not None else None
                written = " ".join((given or "".join(element.itertext())).split())
                if written:
                    return written
    return None


def _name(element: Any) -> str:  # noqa: ANN401
    """The name of an element without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _markup(element: Any) -> str:  # noqa: ANN401
    """The HTML that an element holds, written as text or (Atom's xhtml) as elements."""
    from lxml.etree import tostring  # noqa: PLC0415

    inner = "".join(tostring(child, encoding="unicode") for child in element)
    return f"{element.text or ''}{inner}"
