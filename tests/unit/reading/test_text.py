from __future__ import annotations

from datetime import date

from extract.reading.text import document_of_text

TEXT = "The ministers of both countries met in the town and agreed to meet again.\r\n"


def test_what_is_given_is_kept() -> None:
    document = document_of_text(
        TEXT, doc_id="a", published=date(2022, 9, 14), title="Talks", source="Azertag"
    )
    assert (document.doc_id, document.path, document.text) == ("a", "a", TEXT)
    assert (document.published, document.published_from) == (date(2022, 9, 14), "metadata")
    assert (document.title, document.source_country) == ("Talks", "AZE")
    assert (document.status, document.language, document.warnings) == ("ok", "en", ())


def test_the_dateline_tells_the_day() -> None:
    document = document_of_text(f"BAKU, 14 September 2022 -- {TEXT}")
    assert (document.published, document.published_from) == (date(2022, 9, 14), "dateline")


def test_the_name_of_a_text_at_hand_may_hold_a_day() -> None:
    document = document_of_text(TEXT, doc_id="2022-09-14-mfa.txt")
    assert (document.published, document.published_from) == (date(2022, 9, 14), "filename")


def test_counts() -> None:
    document = document_of_text("The 48th session, U.N. \U0001f642 e\u0301")
    assert (document.n_chars, document.n_words) == (27, 6)


def test_nothing_to_read() -> None:
    assert document_of_text("").status == "empty"
