"""Which country an issuer of press texts belongs to, by its name or by the host of its page.

In:  source "Azertag", url "https://mfa.gov.az/en/news/1"
Out: "AZE"; None for international bodies and for issuers we do not know

data/issuers.csv has one issuer a line: all its names, all its hosts, its country. A line without a
country is a body that belongs to none (the United Nations), whatever its address ends in. Issuers
that name their country need no line: "Ministry of Defence of Ukraine", "Australian Minister".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from extract.errors import KnowledgeError
from extract.knowledge.countries import Countries, load_countries
from extract.knowledge.load import members, rows
from extract.text.names import fold

FILE: Final = "issuers.csv"
#: Part of a source that is searched; "Press Service of the Ministry of Defence of ..." is shorter.
MOST_CHARS: Final = 300
MOST_WORDS: Final = 30
#: Longest name of an issuer or country, in words.
LONGEST_NAME: Final = 10
#: What parts the issuer from the place it works at: "Embassy of Japan in Armenia".
_ELSEWHERE = re.compile(r"\s(?:in|to|at)\s")
#: What parts two issuers: "Middle East Monitor / Anadolu", "Dawn (Pakistan)", "AzerNews, Baku"
_MARK = re.compile(r"[/|,;:()\[\]–—]|\s-\s|\svia\s")
#: "U.S.", "Xinhua", "O'Neill", "RFE" and "RL", "Mail"
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.'’&-][^\W_]+)*")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Issuers:
    """Countries of issuers.

    Args:
        names: Folded name of an issuer -> ISO alpha-3 code; "" for a body of no country.
        hosts: Host or end of a host ("mfa.am", "gov.az", "az") -> code or "".
        countries: They decide where no known issuer is named, if just one of them is.
    """

    names: Mapping[str, str]
    hosts: Mapping[str, str]
    countries: Countries

    def country(self, source: str | None, url: str | None) -> str | None:
        """The country of an issuer.

        Args:
            source: Name of the issuer, as given; it may also be a host ("mfa.gov.az").
            url: Address of the page.

        Returns:
            ISO 3166-1 alpha-3; None if neither tells, or the issuer belongs to no country.
        """
        for found in (self._of_name(source), self._of_host(source), self._of_host(url)):
            if found is not None:
                return found or None
        return None

    def _of_name(self, source: str | None) -> str | None:
        """The longest known name in a source; "" is a body of no country, None is unknown."""
        pieces = sorted(_pieces(source or ""), key=lambda piece: -piece.words.count(" "))
        for piece in pieces:
            code = self._of_piece(piece)
            if code is not None:
                return code
        return self._of_countries([fold(piece.words) for piece in pieces])

    def _of_piece(self, piece: _Piece) -> str | None:
        """One word must stand alone or be an acronym: "Dawn" is a name, in "Golden Dawn" not."""
        words = piece.words
        if words.isupper() or piece.stands_alone:
            return self.names.get(words.upper(), self.names.get(fold(words)))
        return self.names.get(fold(words)) if " " in words else None

    def _of_countries(self, pieces: Sequence[str]) -> str | None:
        """The country that a source names: "MFA of Armenia"; None for "ROK, USA, Japan"."""
        taken: set[str] = set()
        codes: set[str] = set()
        for piece in pieces:  # longest first: "South Sudan" is not Sudan
            country = self.countries.meant_by(piece)
            if country is not None and not any(f" {piece} " in f" {longer} " for longer in taken):
                taken.add(piece)
                codes.add(country.code)
        return codes.pop() if len(codes) == 1 else None

    def _of_host(self, address: str | None) -> str | None:
        """The longest known end of a host: "mfa.gov.az", "gov.az", "az"."""
        parts = _host(address).split(".") if address else []
        for start in range(len(parts)):
            code = self.hosts.get(".".join(parts[start:]))
            if code is not None:
                return code
        return None


class _Piece(NamedTuple):
    """A run of words of a source, and whether it is all between two marks."""

    words: str
    stands_alone: bool


def _pieces(source: str) -> Iterator[_Piece]:
    """Runs of words between the marks of a source, without where the issuer works."""
    for part in _MARK.split(_ELSEWHERE.split(source[:MOST_CHARS])[0]):
        words = _WORD.findall(part)[:MOST_WORDS]
        for length in range(1, min(len(words), LONGEST_NAME) + 1):
            for start in range(len(words) - length + 1):
                piece = " ".join(words[start : start + length])
                yield _Piece(piece, stands_alone=length == len(words))


def _host(address: str) -> str:
    """The host of an address, lower case; "" if there is none."""
    text = address.strip()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname
    except ValueError:  # "http://[::1"
        return ""
    return host if host and "." in host and " " not in host else ""


@lru_cache(maxsize=1)
def load_issuers() -> Issuers:
    """Read the packaged `issuers.csv`.

    Raises:
        KnowledgeError: A line has a bad code, or repeats a name or host for another country.
    """
    names, hosts = _read(FILE, rows(FILE))
    return Issuers(names, hosts, load_countries())


def _read(file: str, lines: Iterable[Mapping[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Names and hosts with their countries."""
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    for row in lines:
        code = row["country"]
        if code and not _CODE.fullmatch(code):
            raise KnowledgeError.bad_entry(file, row["names"], f"has no ISO alpha-3 code: {code}")
        keys = [(names, name_key(name)) for name in members(row["names"])]
        keys += [(hosts, host.lower()) for host in members(row["hosts"])]
        for index, key in keys:
            if not key or index.setdefault(key, code) != code:
                raise KnowledgeError.bad_entry(file, key, "stands twice with different countries")
    return names, hosts


def name_key(name: str) -> str:
    """Acronyms stay as they are, "map" is not "MAP"; other names meet in all spellings."""
    words = " ".join(_WORD.findall(name))
    return words if words.isupper() and " " not in words else fold(words)
