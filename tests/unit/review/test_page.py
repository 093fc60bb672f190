"""The files of the page: small, and what they say of themselves is so."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from pathlib import Path

from extract.correcting.decision import ACTIONS
from extract.looks import SHARED, look
from extract.records import MENTION_TABLES
from extract.review import queue
from extract.review.assets import MAP, PAGE, SCRIPTS, STYLES, asset
from extract.review.sheet import columns_shown, types_shown

DOCS = Path(__file__).parents[3] / "docs" / "review.md"


def source(name: str) -> str:
    if name in SHARED:
        return look(name)
    return (files("extract.review") / "page" / name).read_text(encoding="utf-8")


def keys(part: str) -> list[tuple[str, str, str]]:
    """Key, act and words of a table of keys.js."""
    (body,) = re.findall(rf"const {part} = \[\n(.*?)\n\];", source("keys.js"), re.DOTALL)
    return re.findall(r"\['([^']*)', '([^']*)', '([^']*)'\]", body)


def test_the_whole_page_is_under_15_kb_compressed() -> None:
    assert sum(len(gzip.compress(asset(name), 9)) for name in PAGE) <= 15_000


def test_every_file_of_the_page_is_sent() -> None:
    there = {entry.name for entry in (files("extract.review") / "page").iterdir()}
    assert there | {*SHARED, "review.js"} == {*SCRIPTS, *STYLES, *PAGE, MAP}


def test_what_is_left_out_of_what_is_sent_is_indents_and_comments() -> None:
    sent = asset("review.js").decode()
    lines = [line.strip() for name in SCRIPTS for line in source(name).splitlines()]
    wanted = [line.split(" // ")[0] for line in lines if not line.startswith("//")]
    assert sent.splitlines() == ["(() => {", "'use strict';", *wanted, "})();"]
    assert not re.search(r"(['\"`]).* // .*\1", "\n".join(lines))  # nor is one in a text
    assert all(line.count("`") % 2 == 0 for line in wanted)  # no text goes over several lines


def test_no_text_is_taken_for_markup() -> None:
    markup = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|DOMParser|"
        r"createContextualFragment|srcdoc|setHTML|\.href\s*=|'style'|javascript:"
    )
    for name in SCRIPTS:
        assert markup.findall(source(name)) == [], name
    assert (
        re.findall(r" on\w+=| style=|<script(?! defer src)|https?:", source("review.html")) == []
    )


def test_the_keys_of_the_documentation_are_those_of_the_page() -> None:
    wanted = [(key, words) for part in ("KEYS", "SPAN_KEYS") for key, _, words in keys(part)]
    shown = re.findall(
        r"^\| `([^`]+)` \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert shown == wanted


def test_no_key_does_two_things_and_every_act_is_there() -> None:
    letters = [key for key, _, _ in keys("KEYS")]
    assert len(letters) == len(set(letters))
    acts = {act for _, act, _ in keys("KEYS")}
    assert acts >= {"accept", "reject", "relabel", "edges", "add", "link", "merge", "undo", "help"}
    used = set(re.findall(r"action: '(\w+)'|decide\('(\w+)'", source("acts.js")))
    assert {a or b for a, b in used} | {"retract"} == set(ACTIONS)


def test_the_page_doubts_what_the_queue_doubts() -> None:
    assert f"const UNSURE = {queue.UNSURE};" in source("dom.js")
    assert f"const UNSURE_LINK = {queue.UNSURE_LINK};" in source("dom.js")


def test_columns_are_those_that_people_may_set() -> None:
    shown = columns_shown()
    assert {column["name"] for column in shown["documents"]} == {
        "published", "title", "source", "language",
    }  # fmt: skip
    for record in MENTION_TABLES:
        (type_of,) = [c for c in shown[record.table] if c["name"] == types_shown()[record.table]]
        assert type_of["choices"]
        assert not {"confidence", "start", "method"} & {c["name"] for c in shown[record.table]}
