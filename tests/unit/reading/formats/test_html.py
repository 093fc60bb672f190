from __future__ import annotations

import pytest

from extract.reading.entry import Entry
from extract.reading.formats.html import parse_html
from extract.reading.page.main_text import read_page
from extract.reading.raw import RawFile

BODY = (
    "<p>The foreign ministers of both countries met in the town and discussed at length how the "
    "border of 10 November 2020 is to be drawn, and by whom.</p>"
    "<p>They agreed to meet again within a month, and to exchange lists of prisoners.</p>"
)


def page(head: str = "", above: str = "", body: str = BODY) -> str:
    return (
        f"<html><head><title>Talks resume</title>{head}</head><body><nav>Home | Contact</nav>"
        f"<article>{above}{body}</article><footer>Copyright 2023 Ministry</footer></body></html>"
    )


def read_html(raw: RawFile) -> Entry:
    (entry,) = parse_html(raw)
    return entry


def raw(html: str, encoding: str = "utf-8") -> RawFile:
    return RawFile("a.html", html.encode(encoding), "0" * 64)


def test_main_text_without_the_frame() -> None:
    entry = read_html(raw(page(above="<h1>Talks resume</h1>")))
    assert "prisoners" in entry.text
    assert "Contact" not in entry.text
    assert "Copyright" not in entry.text
    assert (entry.title, entry.dates, entry.warnings) == ("Talks resume", (), ())


def test_what_the_page_says_of_itself() -> None:
    head = (
        '<meta property="og:site_name" content="Ministry of Norland">'
        '<link rel="canonical" href="https://mfa.example.org/en/1">'
    )
    entry = read_html(raw(page(head)))
    assert (entry.source, entry.url) == ("Ministry of Norland", "https://mfa.example.org/en/1")


JSON = '{"dateModified": "2023-01-02", "datePublished" : "2022-09-14T08:00:00Z"}'
DATES = {
    "property": ('<meta property="article:published_time" content="2022-09-14T10:00+04:00">', ""),
    "dublin-core": ('<meta name="DC.date.issued" content="2022-09-14">', ""),
    "name": ('<meta name="pubdate" content="14 September 2022">', ""),
    "json-ld": (f'<script type="application/ld+json">{JSON}</script>', ""),
    "time": ("", '<h1>Talks</h1><time datetime="2022-09-14T08:00">yesterday</time>'),
    "time-text": ("", "<h1>Talks</h1><time>14 September 2022</time>"),
    "itemprop": ("", '<span itemprop="datePublished" content="2022-09-14">14/09</span>'),
    "class": ("", '<h1>Talks</h1><div class="news-date">Published: 14.09.2022, 10:30</div>'),
    "id": ("", '<div id="date"><b>14</b> <b>September</b> <b>2022</b></div>'),
    "below-second-heading": (
        "",
        '<i class="date">1 May 2020</i><h2>Talks resume</h2><i class="date">14 Sep 2022</i>',
    ),
    "below-headline": (
        "",
        '<span class="date">1 May 2020</span><h1>Talks</h1><span class="date">14 Sep 2022</span>',
    ),
}


@pytest.mark.parametrize(("head", "above"), DATES.values(), ids=DATES.keys())
def test_published(head: str, above: str) -> None:
    found = read_page(page(head, above)).published
    assert len(found) == 1
    entry = read_html(raw(page(head, above)))
    assert entry.dates == (("meta", found[0]),)
    assert any(mark in found[0] for mark in ("2022-09-14", "14 Sep", "14.09.2022"))


NO_DATES = {
    "nothing": ("", ""),
    "modified": ('<meta property="article:modified_time" content="2022-09-14">', ""),
    "event-in-text": ("", "<p>On 14 September 2022 they met.</p>"),
    "list-of-news": ("", '<i class="date">1 May 2020</i><i class="date">2 May 2020</i>'),
    "update-class": ("", '<i class="updates">14 September 2022</i>'),
    "script": ("<script>var x = {'date': '2022-09-14'}</script>", ""),
}


@pytest.mark.parametrize(("head", "above"), NO_DATES.values(), ids=NO_DATES.keys())
def test_no_date_is_guessed(head: str, above: str) -> None:
    assert read_page(page(head, above)).published == ()


def test_paragraphs_of_a_short_release_stay_apart() -> None:
    body = "<p>The ministers met in the town on 3 March.</p><ul><li>They talked;</li></ul>" * 2
    assert read_page(page(body=body)).text == (
        "The ministers met in the town on 3 March.\n\n- They talked;\n\n"
        "The ministers met in the town on 3 March.\n\n- They talked;"
    )


def test_an_old_page_in_a_table() -> None:
    cell = (
        "COMMUNIQUE<br><br>Geneva, 3 May 1996<br><br>The co-chairs met in Geneva on 2 May and "
        "spoke of the ceasefire.<br><br>They will meet again in Lisbon."
    )
    html = f"<html><body><table><tr><td>{cell}</td></tr></table></body></html>"
    assert read_page(html).text == cell.replace("<br><br>", "\n\n")


def test_saved_from() -> None:
    comment = "<!-- saved from url=(0031)https://mfa.example.org/news/12 -->"
    assert read_page(comment + page()).url == "https://mfa.example.org/news/12"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The ministers met.</p>", "The ministers met."),
        ("The ministers met.", "The ministers met."),
        ("<html><body><div>Short.</div></body></html>", "Short."),
        ("<?xml version='1.0' encoding='koi8-r'?><html><body><p>Met.</p></body></html>", "Met."),
        ("", ""),
        ("<html></html>", ""),
        ("<!-- only a comment -->", ""),
        ("\x00\x00", ""),
    ],
)
def test_fragments(html: str, text: str) -> None:
    assert read_page(html).text.strip() == text


def test_declared_encoding() -> None:
    html = page('<meta charset="windows-1252">', "<p>Köln and Åland were named in the talks.</p>")
    entry = read_html(raw(html, "cp1252"))
    assert "Köln and Åland" in entry.text
    assert (entry.encoding, entry.warnings) == ("cp1252", ())
