"""Keys of names: folded, and as the English press spells them."""

from __future__ import annotations

import pytest

from extract.compiling.names import is_code, keys, press_keys

KEYS = {
    "Şuşa": ["susa"],
    "Côte d’Ivoire": ["cote d'ivoire"],
    # none
    "Шуша": [],
    "A": [],
    "75001": [],
    "Comunidad de Regantes de las Vegas del Guadalquivir": [],
}
PRESS = {
    ("Şuşa", "AZE"): {"shusha"},
    ("Kəlbəcər", "AZE"): {"kalbajar", "kelbejer"},
    ("Qubadlı", "AZE"): {"gubadli", "gubadly"},
    # must stay as they are
    ("Lachin", "AZE"): set(),
    ("Kuşadası", "TUR"): set(),
    ("Шуша", "AZE"): set(),
}


@pytest.mark.parametrize("name", KEYS)
def test_keys(name: str) -> None:
    assert list(keys(name)) == KEYS[name]


@pytest.mark.parametrize("case", PRESS)
def test_press_keys(case: tuple[str, str]) -> None:
    assert set(press_keys(*case)) == PRESS[case]


def test_codes_are_no_names() -> None:
    assert [name for name in ("LAX", "KJFK", "Lax", "PARIS") if is_code(name)] == ["LAX", "KJFK"]
