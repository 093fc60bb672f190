from __future__ import annotations

import pytest
from trafilatura import load_html

from extract.reading.page.paragraphs import body_text

TREES = {
    "paragraphs": (
        "<p>One\n  line.</p><p>Two <hi>words</hi> here.</p>",
        "One line.\n\nTwo words here.",
    ),
    "line-break": ("<p>One.<lb/>Two.</p>", "One.\nTwo."),
    "list": (
        "<p>As follows:</p><list><item>First;</item> <item>second.</item></list><p>Done.</p>",
        "As follows:\n\n- First;\n- second.\n\nDone.",
    ),
    "table": (
        "<table><row><cell>A</cell><cell>B</cell></row><row><cell>C<p>D</p></cell></row></table>",
        "A\nB\n\nC\n\nD",
    ),
    "tail": ("<quote>Title</quote>loose<p>x</p>tail", "Title\n\nloose\n\nx\n\ntail"),
    "no-break-space": ("<p>14\u00a0September\u00a0 2022</p>", "14\u00a0September\u00a0 2022"),
    "comment": ("<p>a<!-- no -->b</p>", "ab"),
    "empty": ("<p> </p>", ""),
}


@pytest.mark.parametrize(("xml", "text"), TREES.values(), ids=TREES.keys())
def test_body_text(xml: str, text: str) -> None:
    tree = load_html(f"<html><body><article>{xml}</article></body></html>")
    assert tree is not None
    assert body_text(tree.find(".//article")) == text


def test_depth_is_no_problem() -> None:
    tree = load_html("<html><body>" + "<div>" * 200 + "deep" + "</div>" * 200 + "</body></html>")
    assert body_text(tree) == "deep"
