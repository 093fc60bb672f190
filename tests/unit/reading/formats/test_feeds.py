"""XML: items of feeds, stories of news formats, other XML as text."""

from __future__ import annotations

import pytest

from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.feeds import parse_xml
from extract.reading.raw import RawFile


def read(xml: str) -> list[Entry]:
    return parse_xml(RawFile("a.xml", xml.encode(), "0" * 64))


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Norland MFA</title>
<item><title>Talks resume</title><guid>n-1</guid><link>https://n.example/1</link>
<pubDate>Wed, 14 Sep 2022 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The <b>ministers</b> met.</p><ul><li>first</li></ul>]]>
</content:encoded></item>
<item><title>Only a title</title></item>
</channel></rss>"""


def test_a_feed_in_rss() -> None:
    one, two = read(RSS)
    assert (one.record_id, one.title, one.source, one.url) == (
        "n-1",
        "Talks resume",
        "Norland MFA",
        "https://n.example/1",
    )
    assert one.text == "The ministers met.\n\n- first"
    assert one.dates == (("field", "Wed, 14 Sep 2022 10:00:00 GMT"),)
    assert (two.line, two.record_id, two.text) == (2, None, "Only a title")


def test_a_feed_in_atom() -> None:
    (entry,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Norland MFA</title><entry><id>u:1</id>'
        '<title>Talks</title><link href="https://n.example/1"/><published>2022-09-14T10:00:00Z'
        '</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p>'
        "<p>Two.</p></div></content></entry></feed>"
    )
    assert (entry.text, entry.url, entry.record_id) == (
        "One.\n\nTwo.",
        "https://n.example/1",
        "u:1",
    )
    assert entry.dates == (("field", "2022-09-14T10:00:00Z"),)


def test_a_story_in_nitf() -> None:
    (entry,) = read(
        '<nitf><head><title>x</title><docdata><date.issue norm="20220914T100000Z"/></docdata>'
        "</head><body><body.head><hedline><hl1>Talks resume</hl1></hedline></body.head>"
        "<body.content><p>The <person>minister</person> met.</p><p>Again.</p></body.content>"
        "</body></nitf>"
    )
    assert entry.text == "The minister met.\n\nAgain."
    assert entry.dates == (("field", "20220914T100000Z"),)
    assert entry.line is None


def test_stories_in_newsml() -> None:
    item = (
        '<newsItem guid="urn:{n}"><contentMeta><contentCreated>2022-09-14T10:00:00Z'
        "</contentCreated><headline>Talks {n}</headline></contentMeta><contentSet><inlineXML>"
        "<html><body><p>The ministers met.</p></body></html></inlineXML></contentSet></newsItem>"
    )
    xml = f"<newsMessage>{item.format(n=1)}{item.format(n=2)}</newsMessage>"
    assert [(e.record_id, e.title, e.text, e.line) for e in read(xml)] == [
        ("urn:1", "Talks 1", "The ministers met.", 1),
        ("urn:2", "Talks 2", "The ministers met.", 2),
    ]


def test_unknown_xml_is_text() -> None:
    (entry,) = read("<doc><a>One</a><b>Two</b></doc>")
    assert entry.text == "One\n\nTwo"
    assert entry.warnings == ("XML of an unknown kind (<doc>): all its text was taken",)


def test_broken_xml_is_repaired_with_a_warning() -> None:
    (entry,) = read("<doc><p>One &nbsp; two</p><p>Three</doc>")
    assert "Three" in entry.text
    assert "not valid XML" in entry.warnings[0]


HOSTILE = {
    "laughs": '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>x&b;</d>',
    "file": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>x&a;</d>',
    "deep": "<d>" * 400 + "x",
}


@pytest.mark.parametrize("xml", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_is_resolved(xml: str) -> None:
    assert [entry.text for entry in read(xml)] in (["x"], [""])


def test_no_xml() -> None:
    with pytest.raises(UnreadableError, match="no valid XML"):
        read("")
