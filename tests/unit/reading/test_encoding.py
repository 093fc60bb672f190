from __future__ import annotations

import codecs

import pytest

from extract.reading.encoding import declared_encoding, decode
from extract.reading.entry import UnreadableError

#: Long enough for the detector; every code page below has all its letters.
GERMAN = "Die Außenminister trafen sich in Köln und sprachen über die Übergabe der Häftlinge. " * 4
RUSSIAN = "Министры иностранных дел встретились в Женеве и обсудили обмен пленными. " * 4


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GERMAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + GERMAN.encode(), "utf-8"),
        (GERMAN.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), "utf-16-be"),
        (GERMAN.encode("utf-32"), "utf-32-le"),
    ],
    ids=["utf-8", "utf-8-mark", "utf-16", "utf-16-be", "utf-32"],
)
def test_marks_and_utf8_are_no_guess(content: bytes, encoding: str) -> None:
    decoded = decode(content)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (GERMAN, encoding, ())


@pytest.mark.parametrize(
    ("text", "encoding"), [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")]
)
def test_detector_guesses_and_says_so(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.warnings[0].startswith("encoding guessed: ")


def test_utf16_without_its_mark() -> None:
    decoded = decode("The ministers met.".encode("utf-16-le"))
    assert (decoded.text, decoded.encoding) == ("The ministers met.", "utf-16-le")
    assert decoded.warnings == ("encoding guessed: utf-16-le",)


def test_declared_encoding_is_used() -> None:
    decoded = decode("Söder".encode("cp1252"), "iso-8859-1")
    assert (decoded.text, decoded.encoding, decoded.warnings) == ("Söder", "cp1252", ())


def test_valid_utf8_beats_a_wrong_declaration() -> None:
    decoded = decode("Köln".encode(), "windows-1251")
    assert (decoded.text, decoded.encoding) == ("Köln", "utf-8")
    assert decoded.warnings == ("declares windows-1251, but is valid UTF-8; read as UTF-8",)


@pytest.mark.parametrize("declared", ["klingon", "rot13", "hex", "base64", "utf-16", "undefined"])
def test_senseless_declarations_do_no_harm(declared: str) -> None:
    assert decode("Köln".encode(), declared).text == "Köln"


def test_a_cut_character_is_replaced_with_a_warning() -> None:
    decoded = decode("Şuşa and Ağdam, Füzuli, Kəlbəcər, Laçın, Zəngilan".encode() + b"\xc5")
    assert decoded.text.endswith("Zəngilan\ufffd")
    assert decoded.warnings == ("1 characters are not valid utf-8: now U+FFFD",)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 text",
        b"PK\x03\x04 text",
        b"text\x00text",
        bytes(range(1, 32)) * 9,
        b"{\\rtf1 x}",
    ],
    ids=["pdf", "zip", "nul", "controls", "rtf"],
)
def test_no_text_is_unsupported(content: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(content)
    assert caught.value.status == "unsupported"
    assert "save it as plain text" in caught.value.reason


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<html><head><meta charset="windows-1251">', "windows-1251"),
        (b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="ISO-8859-5"?><html>', "ISO-8859-5"),
        (b"<p>charset=latin1</p>", None),
        (b"", None),
    ],
)
def test_declared(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding


def test_line_breaks_and_normal_forms_stay() -> None:
    text = "one\r\ntwo\rthree\u2028four\u0085five\u00a0\u200be\u0301"
    assert decode(text.encode()).text == text
