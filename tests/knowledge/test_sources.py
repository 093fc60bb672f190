"""Every data file says where it comes from."""

from __future__ import annotations

import hashlib

from extract.knowledge.load import data_path, tables
from extract.knowledge.trust import load_trust


def test_every_data_file_has_its_source_and_no_other_is_listed() -> None:
    present = {path.name for path in data_path("SOURCES.toml").parent.iterdir()}
    sources = tables("SOURCES.toml")
    assert set(sources) == {name for name in present if not name.startswith("__")}
    for name, source in sources.items():
        assert {"what", "origin", "licence", "date"} == set(source) - {"sha256"}, name


def test_the_index_is_the_one_whose_hash_is_listed() -> None:
    digest = hashlib.sha256(data_path("gazetteer.sqlite").read_bytes()).hexdigest()
    assert digest == tables("SOURCES.toml")["gazetteer.sqlite"]["sha256"]


def test_trust_looks_up_the_rule_then_its_family() -> None:
    trust = load_trust()
    assert trust.of("ner:PERSON") > trust.of("ner:FAC")
    assert trust.of("date:anything") == trust.of("date")
    assert trust.of("nobody-measured-this") == 0.5
    assert trust.is_strong("date:anything")
    assert not trust.is_strong("ner:PERSON")
