"""The report in a real browser: no request, no error, nothing injected runs, keys suffice.

Needs Chromium on the machine (Debian: apt-get install chromium); skipped where there is none.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from extract.api.report import write_report
from extract.api.tables import load_tables
from extract.records import TABLES, PlaceMention
from reading import TURNED, runs_forwards
from reviews import document, row, write_tables

SIZES: Final = {"phone": (390, 844), "laptop": (1280, 800), "wide": (1920, 1080)}
VIEWS: Final = ("overview", "documents", "map", "timeline", "together", "agreements")
ONE: Final = quote("igo-border-clashes-2022.txt", safe="")


@pytest.fixture(scope="module")
def sample(sample_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_report(sample_tables, tmp_path_factory.mktemp("r") / "report.html").as_uri()


@pytest.fixture(scope="module")
def hostile(hostile_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_report(hostile_tables, tmp_path_factory.mktemp("r") / "report.html").as_uri()


class Visit:
    """A page, and all it did that it should not."""

    def __init__(self, browser: Browser, size: str = "laptop", scheme: str = "light") -> None:
        width, height = SIZES[size]
        dark = "dark" if scheme == "dark" else "light"
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=dark,  # type: ignore[arg-type]
        )
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, url: str, view: str = "") -> Page:
        self.page.goto(f"{url}#{view}" if view else url)
        self.page.locator("html[data-ready]").wait_for()
        return self.page

    def show(self, view: str) -> None:
        self.page.evaluate("view => { location.hash = view; }", view)
        self.page.locator(f"main[data-view={view.split('/', maxsplit=1)[0]}]").wait_for()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_at_every_size_asks_nobody_and_fits(
    browser: Browser, sample: str, size: str, scheme: str
) -> None:
    visit = Visit(browser, size, scheme)
    page = visit.open(sample)
    for view in (*VIEWS, f"documents/{ONE}", "together/Azerbaijan", "map/Lachin"):
        visit.show(view)
        expect(page.locator("main h1")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
    assert visit.faults == []
    assert [url for url in visit.requests if url.split("#")[0] != sample] == []


def test_what_is_injected_stays_text(browser: Browser, hostile: str) -> None:
    visit = Visit(browser)
    page = visit.open(hostile)
    for view in (*VIEWS, "documents/-1.txt", "documents/2.txt", "together/'Chad", "map/%E0%A4%A"):
        visit.show(view)
        assert page.locator("main img, main script, main b, main u, main i").count() == 0
        assert page.locator("a[href^=javascript]").count() == 0
    visit.show("documents/-1.txt")
    assert "</script><img src=x onerror=alert(1)>" in page.locator(".text").inner_text()
    visit.show("documents/2.txt")
    expect(page.locator("article")).to_contain_text("+broken <i>here</i>")
    assert visit.faults == []


def test_a_title_that_is_turned_round_turns_nothing_else(browser: Browser, tmp_path: Path) -> None:
    one = document("a.txt", "Lorn spoke.", title=f"Talks {TURNED}held", source="Wire")
    place = row(PlaceMention, one, "Lorn", name="Lorn")
    write_tables(tmp_path / "out", [one], [place])
    written = write_report(tmp_path / "out", tmp_path / "report.html").as_uri()
    page = Visit(browser).open(written, "map/Lorn")
    quotes = page.locator(".quotes")
    assert not runs_forwards(quotes, "held")
    assert runs_forwards(quotes, "Wire")


def test_marks_cover_what_the_tables_say(browser: Browser, hostile: str) -> None:
    page = Visit(browser).open(hostile, "documents/-1.txt")
    assert page.locator(".text mark").all_text_contents() == [
        "Mali",
        "'Chad",
        "Bamako",
        "border accord of 24 October 1813",
        "border",
        "24 October 1813",
    ]
    outer = page.locator("mark.agreements")
    assert outer.locator("mark").all_inner_texts() == ["border", "24 October 1813"]


def test_arrow_keys_walk_through_the_mentions(browser: Browser, sample: str) -> None:
    visit = Visit(browser)
    page = visit.open(sample, f"documents/{ONE}")
    first = page.locator(".text mark").first
    first.focus()
    expect(page.locator(".panel")).to_contain_text("Organisation of Islamic Cooperation")
    expect(page.locator(".panel")).to_contain_text("known-organization+ner:ORG")
    for shown in ("Actor GENERAL SECRETARIAT", "Place JEDDAH", "Date 14 September 2022"):
        page.keyboard.press("ArrowRight")
        expect(page.locator(".panel h3")).to_have_text(shown)
    expect(page.locator(".panel")).to_contain_text("2022-09-14")
    assert page.locator(".text mark[tabindex='0']").count() == 1
    assert visit.faults == []


def test_search_finds_words_of_the_texts(browser: Browser, sample: str) -> None:
    page = Visit(browser).open(sample, "documents")
    page.get_by_label("Words in title, source or text").fill("mortar fire")
    expect(page.locator(".count")).to_have_text("1 document")
    page.locator(".results a").click()
    expect(page.locator("article h2")).to_contain_text("General Secretariat urges restraint")
    expect(page.get_by_label("Words in title, source or text")).to_have_value("mortar fire")


def test_an_instrument_names_every_document_that_cites_it(browser: Browser, sample: str) -> None:
    page = Visit(browser).open(sample, "agreements/trilateral-statement-2020")
    card = page.locator(".instrument").first
    expect(card.locator("dl")).to_contain_text("2020-11-10")
    expect(card.locator("dl")).to_contain_text("ARM")
    assert set(card.locator(".quotes a").all_inner_texts()) >= {
        "General Secretariat urges restraint after fighting on the Azerbaijani-Armenian border",
        "Press Release Regarding the Shusha Declaration",
    }
    for quoted in card.locator(".quotes mark").all_inner_texts():
        assert "trilateral statement" in quoted


def test_the_map_zooms_by_keys_and_names_its_places(browser: Browser, sample: str) -> None:
    visit = Visit(browser)
    page = visit.open(sample, "map")
    drawing = page.locator(".map svg")
    page.wait_for_timeout(200)
    width = float((drawing.get_attribute("viewBox") or "").split()[2])
    drawing.focus()
    page.keyboard.press("+")
    assert float((drawing.get_attribute("viewBox") or "").split()[2]) == pytest.approx(0.6 * width)
    page.get_by_role("button", name="Lachin", exact=True).click()
    expect(page.locator(".detail h2")).to_have_text("Lachin (AZE)")
    expect(page.locator("circle.chosen title")).to_contain_text("Lachin: ")
    assert visit.faults == []


def test_a_bar_opens_its_sentences(browser: Browser, sample: str) -> None:
    page = Visit(browser).open(sample, "timeline")
    page.locator(".bars button[data-bin='2022']").press("Enter")
    expect(page.locator("#said")).to_contain_text("2022: ")
    page.get_by_role("button", name="By month").click()
    page.locator(".bars button[data-bin='2022-03']").click()
    expect(page.locator(".quotes mark").first).to_be_visible()
    assert "22-23 March 2022" in page.locator(".quotes mark").all_inner_texts()


def test_pairs_open_the_sentences_that_name_both(browser: Browser, sample: str) -> None:
    page = Visit(browser).open(sample, "together")
    page.get_by_role("button", name="Azerbaijan and Armenia: ").click()
    sentences = page.locator(".quotes li").all_inner_texts()
    assert any("The secretariat reminds Armenia" in sentence for sentence in sentences)


def test_print_leaves_the_text_and_opens_the_table(browser: Browser, sample: str) -> None:
    page = Visit(browser).open(sample, f"documents/{ONE}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".text")).to_be_visible()
    expect(page.locator("details table")).to_be_visible()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator(".panel")).to_be_hidden()


def test_the_views_have_names_roles_and_labels(browser: Browser, sample: str) -> None:
    visit = Visit(browser)
    page = visit.open(sample)
    unnamed = """() => [...document.querySelectorAll('button, a, input, select, svg[role]')]
        .filter((one) => !(one.textContent.trim() || one.getAttribute('aria-label')
                           || one.closest('label')?.textContent.trim()))
        .map((one) => one.outerHTML)"""
    for view in (*VIEWS, f"documents/{ONE}"):
        visit.show(view)
        assert page.evaluate(unnamed) == [], view
        expect(page.locator("nav [aria-current=page]")).to_have_count(1)
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.slow
def test_two_thousand_documents_open_in_three_seconds(
    browser: Browser, sample_tables: Path, tmp_path: Path
) -> None:
    tables = load_tables(sample_tables)
    copies = range(-(-2000 // len(tables.documents)))
    for record in TABLES:
        table = getattr(tables, record.table)
        many = [table.assign(doc_id=table["doc_id"] + f"#{copy}") for copy in copies]
        path = tmp_path / f"{record.table}.parquet"
        pd.concat(many, ignore_index=True).to_parquet(path, index=False)
    url = write_report(tmp_path, tmp_path / "report.html").as_uri()
    visit = Visit(browser)
    started = time.perf_counter()
    page = visit.open(url)
    assert time.perf_counter() - started < 3.0
    count = len(copies) * len(tables.documents)
    expect(page.locator(".cards li").first).to_have_text(f"{count:,}documents")
    assert visit.faults == []
