from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.errors import KnowledgeError
from extract.knowledge import issuers as room
from extract.knowledge.issuers import load_issuers
from extract.knowledge.load import members, rows
from extract.knowledge.own.files import find_own
from extract.knowledge.whole import load_knowledge

KNOWN = {
    "agency": ("Azertag", None, "AZE"),
    "agency-spelling": ("AZERTAC", None, "AZE"),
    "agency-in-words": ("Reported by Anadolu Agency on its site", None, "TUR"),
    "agency-lower": ("Tass", None, "RUS"),
    "agency-second": ("Middle East Page / Anadolu", None, "TUR"),
    "agency-with-place": ("Dawn (Lahore)", None, "PAK"),
    "dotted": ("U.S. Central Command", None, "USA"),
    "ministry": ("U.S. Department of State", None, "USA"),
    "host": (None, "https://mfa.gov.az/en/news/1", "AZE"),
    "host-as-source": ("mfa.am", None, "ARM"),
    "host-and-port": (None, "http://www.state.gov:80/x", "USA"),
    "host-without-scheme": (None, "tass.com/politics/1", "RUS"),
    "source-before-host": ("Reuters", "https://news.example.az/1", "GBR"),
    "host-after-unknown-source": ("Invented sample", "https://www.auswaertiges-amt.de", "DEU"),
    "elsewhere": ("Anadolu in Baku", None, "TUR"),
    "country": ("Ministry of Defence of Ukraine", None, "UKR"),
    "formal-country": ("MFA of the Republic of Azerbaijan", None, "AZE"),
    "adjective": ("Australian Foreign Minister", None, "AUS"),
    "longer-country": ("Government of South Sudan", None, "SSD"),
    "abbreviated": ("U.S. Embassy Tbilisi Press Office", None, "USA"),
    "embassy": ("Embassy of Japan in Armenia", None, "JPN"),
    "country-in-brackets": ("The Daily Page (Pakistan)", None, "PAK"),
    # several countries
    "several": ("Japan, Norway and Peru", None, None),
    # bodies of no country
    "un": ("United Nations Office at Geneva", "https://www.unog.ch/news", None),
    "eu": (None, "https://eeas.europa.eu/delegations", None),
    "mission": ("OSCE Mission to Moldova", None, None),
    # unknown
    "generic-domain": (None, "https://news.example.com", None),
    "borrowed-domain": (None, "https://startup.io", None),
    "common-word": ("The Golden Dawn Map Report", None, None),
    "part-of-a-word": ("Apathy Weekly", None, None),
    "nothing": (None, None, None),
    "blank": (" ", "", None),
    "broken-address": (None, "http://[::1", None),
}


@pytest.mark.parametrize(("source", "url", "code"), KNOWN.values(), ids=KNOWN.keys())
def test_country(source: str | None, url: str | None, code: str | None) -> None:
    assert load_issuers().country(source, url) == code


def test_there_are_issuers_and_hosts_of_all_the_world() -> None:
    named = {row["country"] for row in rows(room.FILE) if row["names"]}
    assert {"AZE", "ARM", "GEO", "USA", "BRA", "NGA", "CHN", "AUS", ""} <= named
    assert sum(len(members(row["names"])) for row in rows(room.FILE)) >= 150


@pytest.fixture
def emptied() -> Iterator[None]:
    load_issuers.cache_clear()
    yield
    load_issuers.cache_clear()


@pytest.mark.usefixtures("emptied")
@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([("aze", "Azertag", "")], "no ISO alpha-3 code"),
        ([("AZE", "APA", ""), ("AUT", "APA|x", "")], "stands twice"),
    ],
)
def test_a_broken_line_is_named(
    monkeypatch: pytest.MonkeyPatch, lines: list[tuple[str, str, str]], reason: str
) -> None:
    broken = [dict(zip(("country", "names", "hosts"), line, strict=True)) for line in lines]
    monkeypatch.setattr(room, "rows", lambda _: broken)
    with pytest.raises(KnowledgeError, match=reason):
        load_issuers()


def test_a_list_of_ones_own_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("# ours\ncountry,names,hosts\nNOR,Norland Wire|Reuters,\n,,mfa.am\n")
    own = load_knowledge(find_own(None, path)).issuers
    assert own.country("Norland Wire", None) == "NOR"
    assert own.country("Reuters", None) == "NOR"
    assert own.country(None, "https://mfa.am/en") is None
    assert own.country("Azertag", None) == "AZE"
    assert load_issuers().country("Reuters", None) == "GBR"


@pytest.mark.parametrize("content", [None, b"\xff", b"country,names\nNorlandia,Wire\n"])
def test_a_list_of_ones_own_that_is_broken(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "own.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"own\.csv"):
        load_knowledge(find_own(None, path))
