"""The list of organisations: what a row is read as."""

from __future__ import annotations

from extract.knowledge.organizations import Organization


def _named(*names: str) -> tuple[str, ...]:
    return Organization("x", names[0], "igo", None, names[1:], ()).names


def test_a_name_that_begins_with_an_acronym_is_written_out_too() -> None:
    assert _named("UNX", "UN Harbour Office", "EU Harbour Mission") == (
        "UNX",
        "UN Harbour Office",
        "EU Harbour Mission",
        "United Nations Harbour Office",
        "European Union Harbour Mission",
    )


def test_a_spelling_that_is_listed_in_both_forms_is_kept_once() -> None:
    assert _named("United Nations Harbour Office", "UN Harbour Office") == (
        "United Nations Harbour Office",
        "UN Harbour Office",
    )


def test_an_acronym_that_only_begins_alike_stays() -> None:
    assert _named("UNESCO", "EUFOR Harbour") == ("UNESCO", "EUFOR Harbour")
