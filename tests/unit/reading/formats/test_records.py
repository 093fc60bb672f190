from __future__ import annotations

import json
from datetime import date

import pytest

from builders import parquet, source
from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.json_texts import parse_json, read_jsonl
from extract.reading.formats.rows import Row, read_rows
from extract.reading.formats.tables import read_csv, read_parquet
from extract.reading.raw import RawFile
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


#: More than is read whole to see whether it is UTF-8.
MANY = 3000
WORDS = "The ministers met in Şuşa. " * 20


def test_a_large_jsonl_is_read_line_by_line() -> None:
    lines = [json.dumps({"id": f"r{n}", "text": WORDS}, ensure_ascii=False) for n in range(MANY)]
    lines[2] = '{"text": "' + "x" * 200_000 + '"}'
    entries = list(
        read_jsonl(source("r.jsonl", "\ufeff" + "\n".join(lines)), Limits(max_chars=1000))
    )
    assert [entry.record_id for entry in entries[:2]] == ["r0", "r1"]
    assert entries[2].error == (
        "line 3: has more than 12,000 bytes (limits.max_chars); mend or delete the line"
    )
    assert {entry.text for entry in entries[3:]} == {WORDS}
    assert len(entries) == MANY
    assert entries[0].file_sha256 == source("r", "\ufeff" + "\n".join(lines)).sha256


def test_a_large_jsonl_in_another_encoding_is_read_whole() -> None:
    text = "\n".join(json.dumps({"text": "Köln " * 200}, ensure_ascii=False) for _ in range(MANY))
    entries = list(read_jsonl(source("r.jsonl", text.encode("cp1252")), Limits()))
    assert {(entry.text, entry.encoding) for entry in entries} == {("Köln " * 200, "cp1252")}
    with pytest.raises(UnreadableError, match=r"more than limits\.max_bytes x 10 = 1,000,000"):
        list(read_jsonl(source("r.jsonl", text.encode("utf-16")), Limits(max_bytes=100_000)))


def test_a_large_csv_is_read_line_by_line() -> None:
    text = "id,text\r\n" + "".join(f'r{n},"{WORDS}\r\nx"\r\n' for n in range(MANY))
    entries = csv(text, 5000)
    assert {entry.text for entry in entries} == {f"{WORDS}\r\nx"}
    assert [entry.line for entry in entries[:3]] == [2, 4, 6]


def test_csv_with_old_line_ends() -> None:
    assert [(e.record_id, e.text) for e in csv("id,text\ra,b\rc,d\r")] == [("a", "b"), ("c", "d")]


def test_json_objects_and_lists() -> None:
    def read(content: object) -> list[Entry]:
        return parse_json(RawFile("a.json", json.dumps(content).encode(), "0" * 64))

    assert [(e.line, e.text) for e in read({"text": "A"})] == [(None, "A")]
    assert [(e.line, e.record_id) for e in read([{"id": 1, "text": "A"}])] == [(1, "1")]
    assert [(e.line, e.text) for e in read({"articles": [{"text": "A"}]})] == [(1, "A")]
    assert [e.error for e in read([{"text": 3}, 4])] == [
        'record 1: "text" is a number, not a text; mend the record',
        "record 2: an object is needed, this is a number; mend or delete the record",
    ]


def test_rows_of_a_parquet_table() -> None:
    content = parquet(
        doc_id=["a", "b"], text=["A", None], published=[date(2022, 9, 14), None], other=[1, 2]
    )
    one, two = read_parquet(source("a.parquet", content), Limits())
    assert (one.record_id, one.text, one.dates) == ("a", "A", (("field", "2022-09-14"),))
    assert two.error == 'row 2: "text" is null, not a text; mend the record'
