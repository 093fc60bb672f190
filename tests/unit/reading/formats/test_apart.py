"""Parsers in a process of their own; the parsers here are called in that process by name."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats import apart
from extract.reading.formats.apart import parse_apart
from extract.reading.formats.feeds import parse_xml
from extract.reading.formats.html import parse_html
from extract.reading.raw import RawFile

PAGE = (
    '<html><head><title>Talks</title><meta name="pubdate" content="2022-09-14"></head><body>'
    "<p>The foreign ministers of both countries met in Şuşa and discussed at length how the "
    "border is to be drawn, and by whom.</p></body></html>"
)
FEED = "<rss><channel><item><title>\U0001f642</title></item></channel></rss>"


def raw(content: str) -> RawFile:
    return RawFile("a.html", content.encode(), "0" * 64, "utf-8")


def slow(_: RawFile) -> list[Entry]:
    time.sleep(60)
    return []


def dying(_: RawFile) -> list[Entry]:
    os._exit(7)


def greedy(_: RawFile) -> list[Entry]:
    return [Entry(path="x" * (8 << 30))]


def failing(_: RawFile) -> list[Entry]:
    raise ZeroDivisionError("boom")


def talkative(raw: RawFile) -> list[Entry]:
    print("a library that prints")  # noqa: T201
    return [Entry(path=raw.name, text="\ud800 half", dates=(("meta", "2022"),))]


@pytest.fixture(autouse=True)
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process, a new one, imports this module by the name it has here."""
    apart._process.cache_clear()  # noqa: SLF001  # nobody else wants another one
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    for parser in (slow, dying, greedy, failing, talkative):
        monkeypatch.setattr(parser, "__module__", Path(__file__).stem)


@pytest.mark.parametrize(("parser", "content"), [(parse_html, PAGE), (parse_xml, FEED)])
def test_the_result_is_the_same(
    parser: object, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "csv.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert callable(parser)
    assert parse_apart(parser, raw(content), 20) == parser(raw(content))


def test_what_a_parser_prints_and_halves_of_characters_do_no_harm() -> None:
    expected = Entry(path="a.html", text="\ud800 half", dates=(("meta", "2022"),))
    assert parse_apart(talkative, raw(""), 20) == [expected]


FAILURES = {
    "slow": (slow, r"more than limits\.parse_seconds = 1"),
    "dying": (dying, r"the parser died of it \(exit status 7\)"),
    "failing": (failing, r"ZeroDivisionError: boom\. Please report this"),
}


@pytest.mark.parametrize(("parser", "reason"), FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_is_told_and_the_next_file_is_read(parser: object, reason: str) -> None:
    assert callable(parser)
    with pytest.raises(UnreadableError, match=reason) as caught:
        parse_apart(parser, raw(""), 1)
    assert caught.value.status == "failed"
    (entry,) = parse_apart(parse_html, raw(PAGE), 20)
    assert replace(entry, text="") == replace(parse_html(raw(PAGE))[0], text="")


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="no limit there")
def test_memory_is_limited() -> None:
    with pytest.raises(UnreadableError, match="needs too much memory"):
        parse_apart(greedy, raw(""), 20)
