"""Which country an issuer of press texts belongs to, by its name or by the host of its page.

In:  source "Azertag", url "https://mfa.gov.az/en/news/1"
Out: "AZE"; None for international bodies and for issuers we do not know

data/issuers.csv has one issuer a line: all its names, all its hosts, its country. A line without a
country is a body that belongs to none (the United Nations), whatever its address ends in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from extract.errors import KnowledgeError
from extract.knowledge.load import members, rows
from extract.text.names import fold

FILE: Final = "issuers.csv"
#: Longest source we search, in words; "Press Service of the Ministry of Defence of ..." has ten.
MOST_WORDS: Final = 30
#: What parts the issuer from the place it works at: "Embassy of Japan in Armenia".
_ELSEWHERE = re.compile(r"\s(?:in|to|at)\s")
_WORD = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Issuers:
    """Countries of issuers.

    Args:
        names: Folded name of an issuer -> ISO alpha-3 code; "" for a body of no country.
        hosts: Host or end of a host ("mfa.am", "gov.az", "az") -> code or "".
    """

    names: Mapping[str, str]
    hosts: Mapping[str, str]

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
        if not source or not source.strip():
            return None
        words = _WORD.findall(_ELSEWHERE.split(fold(source[:500]))[0])[:MOST_WORDS]
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                code = self.names.get(" ".join(words[start : start + length]))
                if code is not None:
                    return code
        return None

    def _of_host(self, address: str | None) -> str | None:
        """The longest known end of a host: "mfa.gov.az", "gov.az", "az"."""
        parts = _host(address).split(".") if address else []
        for start in range(len(parts)):
            code = self.hosts.get(".".join(parts[start:]))
            if code is not None:
                return code
        return None


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
    """Read `issuers.csv`.

    Raises:
        KnowledgeError: A line has no name, a bad code, or repeats a name or host.
    """
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    for number, row in enumerate(rows(FILE), start=1):
        code = row["country"]
        if code and not _CODE.fullmatch(code):
            raise KnowledgeError.bad_entry(
                FILE, str(row), f"(entry {number}) has no ISO alpha-3 code"
            )
        keys = [(names, _key(name)) for name in members(row["names"])]
        keys += [(hosts, host.lower()) for host in members(row["hosts"])]
        for index, key in keys:
            if not key or index.setdefault(key, code) != code:
                raise KnowledgeError.bad_entry(FILE, key, "stands twice with different countries")
    return Issuers(names, hosts)


def _key(name: str) -> str:
    return " ".join(_WORD.findall(fold(name)))
