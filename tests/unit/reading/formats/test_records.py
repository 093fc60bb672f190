from __future__ import annotations

import json

import pytest

from builders import source
from extract.reading.entry import Entry
from extract.reading.formats.json_texts import read_jsonl
from extract.reading.formats.rows import Row, read_rows
from extract.reading.formats.tables import read_csv
from extract.settings import Limits


def jsonl(text: str) -> list[Entry]:
    return list(read_jsonl(source("r.jsonl", text), Limits()))


def csv(text: str, longest: int = 1000) -> list[Entry]:
    return list(read_csv(source("r.csv", text), Limits(max_chars=longest)))


def test_a_record_as_given() -> None:
    record = {
        "id": 7,
        "text": " Line\r\nnext\u2028same\u0085same \n",
        "published": "2022-09-14",
        "title": " Talks ",
        "source": "MFA",
        "url": "https://example.org",
        "extra": [1],
    }
    (entry,) = jsonl(json.dumps(record, ensure_ascii=False) + "\n")
    assert (entry.line, entry.record_id, entry.text) == (1, "7", record["text"])
    assert (entry.title, entry.source, entry.url) == ("Talks", "MFA", "https://example.org")
    assert entry.dates == (("field", "2022-09-14"),)


def test_lines_end_at_line_feeds_only() -> None:
    one, two = jsonl('{"id": "a", "text": "x\u2028y\u0085z"}\r\n\n{"id": "b", "text": "u\u2029v"}')
    assert [(e.line, e.record_id, e.text) for e in (one, two)] == [
        (1, "a", "x\u2028y\u0085z"),
        (3, "b", "u\u2029v"),
    ]


BROKEN = {
    "no-json": ("{broken", "not valid JSON"),
    "list": ("[1, 2]", "a JSON object is needed, this is a list"),
    "no-text": ('{"id": "a"}', 'has no "text"'),
    "null-text": ('{"text": null}', '"text" is null, not a text'),
    "number-text": ('{"text": 3}', '"text" is a number, not a text'),
    "deep": ("[" * 100_000, "not valid JSON"),
    "digits": ('{"text": ' + "9" * 5000 + "}", "not valid JSON"),
}


@pytest.mark.parametrize(("line", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_line_fails_alone(line: str, reason: str) -> None:
    good = '{"id": "g", "text": "Good"}'
    first, broken, last = jsonl(f"{good}\n{line}\n{good}")
    assert (first.status, first.text, last.status, last.text) == ("ok", "Good", "ok", "Good")
    assert (broken.status, broken.line) == ("failed", 2)
    assert broken.error is not None
    assert broken.error.startswith("line 2: ")
    assert reason in broken.error


def test_broken_lines_before_the_first_record_come_first() -> None:
    assert [(e.line, e.status) for e in jsonl('oops\n{"text": "a"}\noops')] == [
        (1, "failed"),
        (2, "ok"),
        (3, "failed"),
    ]


def test_a_file_without_records_is_one_row() -> None:
    (entry,) = jsonl("a\nb\nc\n")
    assert (entry.line, entry.status) == (None, "failed")
    assert entry.error == (
        "no line is a JSON record; line 1: not valid JSON (Expecting value); mend or delete the "
        "line (and 2 more lines)"
    )
    assert [(e.line, e.text, e.status) for e in jsonl(" \n\n")] == [(None, "", "ok")]


def test_ids_and_fields_of_wrong_kinds() -> None:
    (entry,) = jsonl('{"id": true, "text": "a", "title": ["x"], "published": 1663113600}')
    assert (entry.record_id, entry.title, entry.dates) == (None, None, ())
    assert entry.warnings == (
        "title is a list, not a text; left out",
        "published is a number, not a text; left out",
    )


def test_csv_cells_as_given() -> None:
    one, two = csv('ID,Text,Published\r\na,"x,\r\n""y"" ",2022-09-14\r\nb,z\r\n')
    assert (one.record_id, one.text, one.line) == ("a", 'x,\r\n"y" ', 2)
    assert one.dates == (("field", "2022-09-14"),)
    assert (two.record_id, two.text, two.line, two.dates) == ("b", "z", 4, ())


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_delimiters(mark: str) -> None:
    (entry,) = csv(f"id{mark}text\na{mark}b c\n")
    assert (entry.record_id, entry.text) == ("a", "b c")


def test_csv_rows_that_break_the_format() -> None:
    entries = csv('id,text\na,b\nc,d,e\nf,"g"h\ni,j\n')
    assert [(e.line, e.status, e.text) for e in entries] == [
        (2, "ok", "b"),
        (3, "failed", ""),
        (4, "failed", ""),
        (5, "ok", "j"),
    ]
    assert entries[1].error == (
        "line 3: has 3 cells, the header 2; quote cells with commas; mend or delete the line"
    )


def test_csv_quote_that_never_ends() -> None:
    good, bad = csv('id,text\na,b\nc,"d\ne,f\n')
    assert (good.text, bad.status, bad.line) == ("b", "failed", 3)


def test_csv_cell_over_the_limit() -> None:
    entries = csv(f"id,text\na,{'x' * 50}\nb,y\n", longest=20)
    assert [(e.line, e.status, e.text) for e in entries] == [(2, "failed", ""), (3, "ok", "y")]
    assert entries[0].error == (
        "line 2: a cell has more than 20 characters (limits.max_chars); mend or delete the line"
    )


def test_csv_without_a_text_column() -> None:
    (entry,) = csv("name,age\na,3\n")
    assert entry.error == (
        "line 1: the header 'name,age' has no column text; mend or delete the line"
    )


def test_csv_without_rows() -> None:
    for text in ("id,text\n", "", "\n\n"):
        assert [entry.text for entry in csv(text)] in ([], [""])


def test_rows_skip_blank_lines() -> None:
    assert list(read_rows(["\n", "\n", "a,text\n", "\n", "1,2\n"], ("text",), 100)) == [
        Row(5, {"a": "1", "text": "2"})
    ]
