"""Read a saved page within a time limit.

In:  RawFile of a .html or .htm file
Out: an Entry: the main text of the page, its title, site, address and days of publication

Parsers can take minutes on a hostile page. Small pages are read here; larger ones in a process of
their own that is killed when its time is up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Final

from extract.reading.encoding import declared_encoding, decode
from extract.reading.entry import Entry, UnreadableError
from extract.reading.page import Page, read_page
from extract.reading.raw import RawFile

#: Pages up to this many bytes are read in this process. Measured: the worst page of this size that
#: we could build (nested lists, thousands of paragraphs) takes under two seconds.
INLINE_BYTES: Final = 200_000
#: Seconds a process needs to start and to load the parser, on top of the time for the page.
START_SECONDS: Final = 10


def read_html(raw: RawFile, seconds: int) -> Entry:
    """Read one saved page.

    Args:
        raw: The page.
        seconds: Time for finding its main text.

    Raises:
        UnreadableError: The bytes are no text, or the time is up.
    """
    decoded = decode(raw.content, declared_encoding(raw.content))
    if len(raw.content) <= INLINE_BYTES or not sys.executable:
        page = read_page(decoded.text)
    else:
        page = _read_apart(decoded.text, seconds)
    warnings = decoded.warnings
    if page.is_fallback and page.text:
        warnings = (*warnings, "no main text found; all visible text of the page was taken")
    return Entry(
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


def _read_apart(html: str, seconds: int) -> Page:
    """Read a page in a process that can be killed."""
    # -P: a file csv.py in the user's folder must not stand in for the library's
    command = [sys.executable, "-P", "-m", "extract.reading.page"]
    try:
        done = subprocess.run(  # noqa: S603  # our own module, no shell
            command,
            input=html.encode("utf-8", "replace"),
            capture_output=True,
            timeout=seconds + START_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            "failed",
            f"finding the main text took more than limits.html_seconds = {seconds}; save the text "
            "as .txt, or raise the limit in extract.toml",
        ) from error
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise UnreadableError(
            "failed", f"the page could not be parsed ({' '.join(last)}); save its text as .txt"
        ) from error
    content = json.loads(done.stdout)
    return Page(**{**content, "published": tuple(content["published"])})
