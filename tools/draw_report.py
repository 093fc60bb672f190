"""Draw the pictures of docs/report.md: the report of the sample in a real browser.

    python tools/draw_report.py

In:  data/raw/sample; Chromium on the machine
Out: docs/report-document.png, docs/report-map.png
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from extract.api.report import write_report
from extract.api.run import run_folder

ROOT = Path(__file__).parents[1]
DOCUMENT = quote("igo-border-clashes-2022.txt", safe="")
#: Names of Chromium among the distributions.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Make tables and report of the sample, and draw both pictures."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        run_folder(ROOT / "data" / "raw" / "sample", Path(folder) / "tables", workers=0)
        url = write_report(Path(folder) / "tables", Path(folder) / "report.html").as_uri()
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        draw_document(open_page(browser, f"{url}#documents/{DOCUMENT}", is_dark=False))
        draw_map(open_page(browser, f"{url}#map", is_dark=True))
        browser.close()


def open_page(browser: Browser, url: str, *, is_dark: bool) -> Page:
    """One view of the report, in a window of the size of the pictures."""
    context = browser.new_context(
        viewport={"width": 1160, "height": 620}, color_scheme="dark" if is_dark else "light"
    )
    page = context.new_page()
    page.goto(url)
    page.locator("html[data-ready]").wait_for()
    return page


def draw_document(page: Page) -> None:
    """The statement of 2020, chosen in its document."""
    page.locator(".text mark.agreements").first.focus()
    page.screenshot(path=ROOT / "docs" / "report-document.png")


def draw_map(page: Page) -> None:
    """The South Caucasus, with Lachin chosen."""
    page.get_by_role("button", name="Lachin", exact=True).click()
    page.screenshot(path=ROOT / "docs" / "report-map.png")


if __name__ == "__main__":
    main()
