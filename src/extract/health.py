"""Is this installation whole? Each part is tried for real.

In:  Settings
Out: one Finding a part: libraries, model, data files, place index, one sentence extracted
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from extract.api.text import extract_text, own_files
from extract.api.version import in_use
from extract.errors import ExtractError, GazetteerError
from extract.hashing import sha256_of
from extract.knowledge.actors import load_actors
from extract.knowledge.agreements import load_agreements
from extract.knowledge.countries import load_countries
from extract.knowledge.dates import load_dates
from extract.knowledge.gazetteer import FILE, Gazetteer
from extract.knowledge.load import data_path, tables
from extract.knowledge.whole import load_knowledge
from extract.nlp.model import MANIFEST, verify
from extract.settings import Settings

LIBRARIES: Final = (
    "press-extract",
    "spacy",
    "pandas",
    "pyarrow",
    "dateparser",
    "rensa",
    "trafilatura",
)
#: Every table gets a row from it: "Moscow" and "10 November 2020" inside a described agreement.
SENTENCE: Final = (
    "In Islamabad the OIC recalled the trilateral statement signed by Azerbaijan, Armenia and "
    "Russia on 10 November 2020."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one part.

    Args:
        part: Name of the part.
        is_whole: Whether it works.
        words: Version or size if it does, the reason and the fix if it does not.
    """

    part: str
    is_whole: bool
    words: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Try every part, in the order a run needs them."""
    yield Finding("python", is_whole=True, words=platform.python_version())
    for name in LIBRARIES:
        yield _library(name)
    yield _tried("model", lambda: _model(settings))
    yield _tried("data files", _data_files)
    yield _tried("own knowledge", lambda: _own_knowledge(settings))
    yield _tried("place index", lambda: _place_index(settings))
    yield _tried("one sentence", lambda: _sentence(settings))


def _library(name: str) -> Finding:
    try:
        return Finding(name, is_whole=True, words=version(name))
    except PackageNotFoundError:
        return Finding(name, is_whole=False, words=f"not installed; run `pip install {name}`")


def _tried(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, is_whole=True, words=look())
    except (ExtractError, OSError) as error:
        return Finding(part, is_whole=False, words=str(error))


def _model(settings: Settings) -> str:
    used = in_use(settings)
    folder, digest = used.model, verify(used.model)
    checked = "every file as its manifest states" if _has_manifest(folder) else "no manifest"
    version = f", version {used.name}: {used.learned.entries} entries" if used.digest else ""
    return f"{folder.name} {digest[:12]}, {checked}{version}"


def _has_manifest(folder: Path) -> bool:
    return (folder / MANIFEST).is_file()


def _data_files() -> str:
    load_countries(), load_actors(), load_agreements(), load_dates()
    sources = tables("SOURCES.toml")
    missing = [name for name in sources if not data_path(name).is_file()]
    if missing:
        raise FileNotFoundError(f"{missing[0]} is missing; reinstall press-extract")
    return f"{len(sources)} files read"


def _own_knowledge(settings: Settings) -> str:
    own = own_files(settings)
    load_knowledge(own)
    return ", ".join(file.shown for file in own.files) or "none"


def _place_index(settings: Settings) -> str:
    path = settings.gazetteer or data_path(FILE)
    with closing(Gazetteer.open(path)) as index:
        damage, origin = index.damage(), index.origin()
    if damage:
        raise GazetteerError.no_index(path, f"it is damaged ({damage})")
    digest = sha256_of(path)
    if settings.gazetteer is None and digest != tables("SOURCES.toml")[FILE]["sha256"]:
        raise GazetteerError.no_index(path, "it is not the file this version came with")
    size = f"{path.stat().st_size / 1e6:.0f} MB"
    return f"{path.name} {digest[:12]}, {size}, {origin.source}; {origin.attribution}"


def _sentence(settings: Settings) -> str:
    found = extract_text(SENTENCE, published=date(2022, 9, 14), settings=settings)
    rows = {name: len(getattr(found, name)) for name in ("actors", "places", "dates")}
    rows["agreements"] = len(found.agreements)
    empty = [name for name, count in rows.items() if not count]
    if empty:
        raise FileNotFoundError(f"no {empty[0]} found in it; reinstall press-extract")
    return ", ".join(f"{count} {name}" for name, count in rows.items())
