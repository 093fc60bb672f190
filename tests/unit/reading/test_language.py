from __future__ import annotations

import pytest

from extract.reading.language import PIECE_CHARS, PIECES, Language, detect_language

ENGLISH = "The ministers of both countries met in the town and agreed to meet again in a month. "
FOREIGN = {
    "ru": "Министры иностранных дел двух стран встретились в городе и обсудили обмен пленными. ",
    "az": "İki ölkənin xarici işlər nazirləri şəhərdə görüşüb və əsirlərin dəyişdirilməsini "
    "müzakirə ediblər. ",
    "hy": "Երկու երկրների արտգործնախարարները հանդիպել են քաղաքում և քննարկել գերիների հարցը. ",
    "ka": "ორი ქვეყნის საგარეო საქმეთა მინისტრები ქალაქში შეხვდნენ და ტყვეების გაცვლა განიხილეს. ",
    "fr": "Les ministres des deux pays se sont rencontrés hier et ont parlé des prisonniers. ",
    "de": "Die Außenminister beider Länder trafen sich in der Stadt und sprachen über Gefangene. ",
    "tr": "İki ülkenin dışişleri bakanları şehirde görüştü ve esirlerin değişimini ele aldı. ",
    "ar": "التقى وزيرا خارجية البلدين في المدينة وناقشا تبادل الأسرى بين الجانبين. ",
}


@pytest.mark.parametrize(("code", "text"), FOREIGN.items())
def test_a_sure_no(code: str, text: str) -> None:
    language = detect_language(text * 5)
    assert (language.code, language.is_english, language.warning) == (code, False, None)


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_short_text_is_never_refused(text: str) -> None:
    language = detect_language(text[:80])
    assert language.is_english
    assert language.warning == "too short to tell the language; read as English"


DOUBTFUL = {
    "names": "Present were Jürgen Kästner, João Magalhães, Nguyễn Văn Minh, Szilárd Kővári, Zoë "
    "Çelik, Þórður Jónsson, Gülşən Əliyeva, Mato Žarković, Łukasz Wójcik, Núria Ferrer i Puig, "
    "Tadhg Ó Briain, Siôn ap Rhys, Håkan Sjöström and Noël D'Haene of the mission.",
    "numbers": "1 2 3 4 5 6 " * 100,
}


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_doubt_is_no_refusal(text: str) -> None:
    assert detect_language(text).is_english


@pytest.mark.parametrize("place", [0, 1])
def test_one_english_part_is_enough(place: int) -> None:
    length = PIECES * PIECE_CHARS
    parts = [FOREIGN["ru"] * (length // 80), FOREIGN["ru"] * (length // 80)]
    parts[place] = ENGLISH * (length // 80)
    assert detect_language("".join(parts)).code == "en"


@pytest.mark.parametrize(("code", "text"), FOREIGN.items())
def test_a_little_english_does_not_make_a_text_english(code: str, text: str) -> None:
    assert detect_language(text * 8 + "The end of the talks. ").code == code


def test_plain_english_needs_no_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.reading.language._identifier", None)
    assert detect_language(ENGLISH * 4) == Language("en", is_english=True)
    with pytest.raises(TypeError, match="not callable"):
        detect_language(ENGLISH * 2)
