from __future__ import annotations

import pytest

from extract.reading.entry import Entry
from extract.reading.formats.plain import parse_plain
from extract.reading.raw import RawFile


def read_plain(raw: RawFile) -> Entry:
    (entry,) = parse_plain(raw)
    return entry


def raw(text: str) -> RawFile:
    return RawFile("mfa/a.txt", text.encode(), "0" * 64)


def test_front_matter_is_taken_off_and_nothing_else() -> None:
    entry = read_plain(
        raw(
            "---\r\ntitle: 'Talks: resume'\r\npublished: 2022-09-14\r\nsource: MFA\r\n"
            "url: https://example.org/1\r\ntags: [a, b]\r\n--- \r\n\r\n BAKU -- The talks.\r\n"
        )
    )
    assert entry.text == "\r\n BAKU -- The talks.\r\n"
    assert (entry.title, entry.source, entry.url) == (
        "Talks: resume",
        "MFA",
        "https://example.org/1",
    )
    assert entry.dates == (("front-matter", "2022-09-14"),)
    assert entry.warnings == ()


def test_values_stay_as_written() -> None:
    entry = read_plain(
        raw("---\ntitle: No\npublished: 2022-09-14 23:30:00 -08:00\nurl: ~\n...\nText")
    )
    assert (entry.title, entry.url, entry.text) == ("No", None, "Text")
    assert entry.dates == (("front-matter", "2022-09-14 23:30:00 -08:00"),)


BROKEN = {
    "unclosed": "---\ntitle: Talks\nBAKU -- The talks went on.",
    "no-yaml": "---\ntitle: [unclosed\n---\nText",
    "no-mapping": "---\nJust a line between rules.\n---\nText",
    "unknown-keys": "---\nBaku: a city\n---\nText",
    "deep": "---\ntitle: " + "[" * 5000 + "\n---\nText",
    "control": "---\ntitle: a\x07b\n---\nText",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_broken_front_matter_is_kept_as_text(text: str) -> None:
    entry = read_plain(raw(text))
    assert entry.text == text
    assert [warning.split(":")[0] for warning in entry.warnings] == [
        "front matter not used, kept as text"
    ]


def test_a_list_where_one_value_belongs_is_left_out() -> None:
    entry = read_plain(raw("---\ntitle: [a, b]\nsource: MFA\n---\nText"))
    assert (entry.title, entry.source) == (None, "MFA")
    assert entry.warnings == ("front matter: title is no single value; left out",)


def test_aliases_do_not_explode() -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    entry = read_plain(raw("---\n" + "\n".join(lines) + "\ntitle: *a29\n---\nText"))
    assert entry.title is None


@pytest.mark.parametrize(
    "text", ["Talks --- resume", "----\nText", " ---\ntitle: a\n---\n", "--- a\n"]
)
def test_other_dashes_are_text(text: str) -> None:
    entry = read_plain(raw(text))
    assert (entry.text, entry.warnings) == (text, ())
