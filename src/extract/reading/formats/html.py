"""Read a saved page.

In:  RawFile of a page
Out: an Entry: the main text of the page, its title, site, address and days of publication
"""

from __future__ import annotations

from extract.reading.encoding import declared_encoding, decode
from extract.reading.entry import Entry
from extract.reading.page.main_text import read_page
from extract.reading.raw import RawFile

FALLBACK = "no main text found; all visible text of the page was taken"


def parse_html(raw: RawFile) -> list[Entry]:
    """Read one saved page.

    Raises:
        UnreadableError: The bytes are no text.
    """
    decoded = decode(raw.content, raw.charset or declared_encoding(raw.content))
    page = read_page(decoded.text)
    warnings = decoded.warnings
    if page.is_fallback and page.text:
        warnings = (*warnings, FALLBACK)
    return [
        Entry(
            path=raw.name,
            text=page.text,
            title=page.title,
            source=page.source,
            url=page.url,
            dates=tuple(("meta", written) for written in page.published),
            encoding=decoded.encoding,
            file_sha256=raw.sha256,
            warnings=warnings,
        )
    ]
