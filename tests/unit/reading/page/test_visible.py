from __future__ import annotations

import pytest

from extract.reading.page.visible import visible_text

MARKUP = {
    "paragraphs": ("<p>One\n <b>two</b>.<br>Three.</p><p>Four", "One two.\nThree.\n\nFour"),
    "list": ("<ul><li>first<li>second</ul>", "- first\n- second"),
    "table": ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\nb\n\nc"),
    "hidden": ("<style>x</style><p>a<!-- c --><script>y</script></p>", "a"),
    "text": ("no markup &amp; no more", "no markup & no more"),
    "half-character": ("<p>a &#xD83D;&#55357; b", "a \ufffd\ufffd b"),
    "no-break": ("a&nbsp;b", "a\u00a0b"),
    "nothing": (" \x00 ", ""),
}


@pytest.mark.parametrize(("markup", "text"), MARKUP.values(), ids=MARKUP.keys())
def test_visible_text(markup: str, text: str) -> None:
    assert visible_text(markup) == text
