"""The report without a browser: what is in the file, and that nothing leaves its place."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.api.report import write_report
from extract.api.tables import load_tables
from extract.cli.app import app
from extract.errors import OutputError
from extract.looks import look
from extract.records import MENTION_TABLES, TABLES
from extract.reporting.html import json_in_html
from extract.reporting.payload import payload

#: DESIGN's budget for what is not data.
LARGEST = 600_000


class Parsed(HTMLParser):
    """Elements of a page, and the text inside each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in {"script", "style"}:
            tag, attributes = self.elements[-1]
            self.texts.setdefault(attributes.get("id") or tag, data)


@pytest.fixture(scope="module")
def html(hostile_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("report") / "report.html"
    return write_report(hostile_tables, out, title="A <b> & c").read_text("utf-8")


def embedded(html: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(Parsed(html).texts["tables"])
    return loaded


def test_the_page_is_small_and_has_no_element_of_a_text(html: str) -> None:
    assert len(html.encode()) < LARGEST
    tags = [tag for tag, _ in Parsed(html).elements]
    assert {"img", "iframe", "b", "u", "i"}.isdisjoint(tags)
    assert tags.count("script") == 3
    assert "<title>A &lt;b&gt; &amp; c</title>" in html


def test_nothing_is_asked_of_anybody(html: str) -> None:
    for tag, attributes in Parsed(html).elements:
        for name in ("src", "href", "action", "data"):
            assert (attributes.get(name) or "#").startswith(("#", "data:")), (tag, attributes)
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|innerHTML|insertAdjacent", html)


def test_the_policy_names_the_hash_of_style_and_script(html: str) -> None:
    parsed = Parsed(html)
    policy = next(a for _, a in parsed.elements if "http-equiv" in a)["content"] or ""
    texts = parsed.texts
    for directive, source in (("script-src", texts["script"]), ("style-src", texts["style"])):
        digest = b64encode(sha256(source.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("text", ["</script>", "<!--<script", "a\u2028b", "]]>", "&lt;"])
def test_json_stays_inside_its_element(text: str) -> None:
    written = json_in_html({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set("<>&\u2028") & set(written)


def test_rows_come_back(hostile_tables: Path, html: str) -> None:
    value, tables = embedded(html), load_tables(hostile_tables)
    strings = value["strings"]
    assert [strings[n] for n in value["documents"]["doc_id"]] == list(tables.documents["doc_id"])
    assert value["documents"]["text"] == list(tables.documents["text"])
    for record in MENTION_TABLES:
        rows = getattr(tables, record.table)
        assert [strings[n] for n in value[record.table]["words"]] == list(rows["text"])
        assert [strings[n] for n in value[record.table]["method"]] == list(rows["method"])
    assert [strings[n] for n in value["agreements"]["parties"][0]] == ["MLI", "T|CD"]
    assert value["places"]["latitude"] == [12.65, None]


def test_offsets_count_as_scripts_do(html: str) -> None:
    value = embedded(html)
    text = value["documents"]["text"][0].encode("utf-16-le")
    for record in MENTION_TABLES:
        table = value[record.table]
        for start, end, words in zip(table["start"], table["end"], table["words"], strict=True):
            assert text[2 * start : 2 * end].decode("utf-16-le") == value["strings"][words]


def test_without_text_no_sentence_is_in_the_file(hostile_tables: Path, tmp_path: Path) -> None:
    out = write_report(hostile_tables, tmp_path / "r.html", with_text=False)
    value = embedded(out.read_text("utf-8"))
    assert value["about"]["texts"] == "left out"
    assert set(value["documents"]["text"]) == {""}
    assert "They signed" not in out.read_text("utf-8")


def test_no_rows_at_all_are_a_page_too(hostile_tables: Path) -> None:
    tables = load_tables(hostile_tables)
    frames = {record.table: getattr(tables, record.table).head(0) for record in TABLES}
    assert payload(frames, {})["places"]["start"] == []


def test_the_command_writes_beside_the_tables(hostile_tables: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["report", str(hostile_tables), "--title", "Mine"])
    assert result.exit_code == 0, result.output
    written = hostile_tables.parent / "exports" / "report.html"
    assert "<title>Mine</title>" in written.read_text("utf-8")
    with pytest.raises(OutputError, match="Run `extract run"):
        write_report(tmp_path / "none")


def test_outlines_are_small_and_say_where_they_come_from() -> None:
    assert len(look("outlines.json").encode()) <= 150_000
    outlines = json.loads(look("outlines.json"))
    count = len(outlines["arcs"])
    used = [arc for ring in outlines["land"] for arc in ring] + outlines["borders"]
    assert {arc if arc >= 0 else ~arc for arc in used} == set(range(count))
    assert '["outlines.json"]' in (files("extract.looks") / "SOURCES.toml").read_text("utf-8")
