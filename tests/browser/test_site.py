"""The documentation site, opened from disk: no request to anybody, no error, and a search.

The build is always tried; what is looked at needs Chromium (Debian: apt-get install chromium).
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

ROOT: Final = Path(__file__).parents[2]
SIZES: Final = {"phone": (390, 844), "laptop": (1280, 800), "wide": (1920, 1080)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it; a warning ends the build."""
    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder)))
    return folder


class Visit:
    """A page, and all it did that it should not."""

    def __init__(self, browser: Browser, size: str = "laptop", scheme: str = "light") -> None:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "about:")):
            self.faults.append(f"request {url}")


class Loaded(HTMLParser):
    """Addresses that a page loads by itself: links to click are none."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.addresses.extend(filter(None, (names.get("src"), names.get("srcset"))))
        if tag == "link":
            self.addresses.append(names.get("href") or "")


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert {"index.html", "tutorial.html", "rules.html"} <= {page.name for page in pages}
    for page in pages:
        loaded = Loaded()
        loaded.feed(page.read_text(encoding="utf-8"))
        assert loaded.addresses
        assert [one for one in loaded.addresses if re.match(r"(https?:)?//", one)] == [], page.name


def test_every_page_opens_without_a_fault(browser: Browser, site: Path) -> None:
    visit = Visit(browser)
    for page in set(site.rglob("*.html")) - {site / "404.html"}:  # which only servers show
        visit.page.goto(page.as_uri())
        assert visit.faults == [], page.name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_at_every_size(browser: Browser, site: Path, size: str, scheme: str) -> None:
    visit = Visit(browser, size, scheme)
    for name in ("rules", "architecture"):
        visit.page.goto((site / f"{name}.html").as_uri())
        expect(visit.page.locator("h1")).to_have_count(1)
        expect(visit.page.locator("body")).to_have_attribute(
            "data-md-color-scheme", "slate" if scheme == "dark" else "default"
        )
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        broken = "[...document.images].filter((one) => !one.naturalWidth).map((one) => one.src)"
        assert visit.page.evaluate(broken) == []
    assert visit.faults == []


def test_the_search_works_from_disk(browser: Browser, site: Path) -> None:
    visit = Visit(browser)
    visit.page.goto((site / "index.html").as_uri())
    field = visit.page.get_by_role("textbox", name="Search")
    field.click()
    field.press_sequentially("quarantined")
    found = visit.page.locator(".md-search-result__link[href*='reliability.html']")
    expect(found.first).to_be_visible()
    found.first.click()
    expect(visit.page.locator("h1")).to_contain_text("What a run promises")
    assert visit.faults == []
