"""The versions that a project learned: list them, use one, verify them, compare two.

In:  the project's models/                     list_versions(); use_version("packaged")
Out: one Listed a version; another version in use; what differs between two
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extract.api.version import shelf_of, version_at
from extract.errors import ExtractError
from extract.knowledge.learned import NOTHING_LEARNED, Learned
from extract.settings import Settings
from extract.versions.manifest import PACKAGED, Manifest
from extract.versions.shelf import Shelf

#: What an entry is, by table or part, its words and its type.
Entry = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A version in a list.

    Args:
        name: Its name, or PACKAGED.
        is_current: Whether runs use it.
        manifest: What it is; None for PACKAGED and for a damaged one.
        damage: What is wrong with it; "" if nothing is.
    """

    name: str
    is_current: bool
    manifest: Manifest | None = None
    damage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiff:
    """How two versions differ.

    Args:
        gone: Entries that only the first has.
        new: Entries that only the second has.
        scores: Figures that both or one have, by set, name and measure: the first's and the
            second's share after training, None where it was not measured.
    """

    gone: tuple[Entry, ...]
    new: tuple[Entry, ...]
    scores: Mapping[tuple[str, str, str], tuple[float | None, float | None]]


def list_versions(settings: Settings | None = None) -> Iterator[Listed]:
    """The packaged model and every version, by generation; damaged ones say so."""
    settings = settings or Settings()
    shelf = shelf_of(settings)
    current = shelf.current()
    yield Listed(name=PACKAGED, is_current=current == PACKAGED)
    for name in shelf.names():
        try:
            manifest = shelf.read(name)
        except ExtractError as error:
            yield Listed(name=name, is_current=name == current, damage=str(error))
        else:
            yield Listed(name=name, is_current=name == current, manifest=manifest)


def use_version(name: str, settings: Settings | None = None) -> None:
    """Let runs use a version, or PACKAGED; the next run extracts everything again.

    Raises:
        VersionError: There is none of this name, or it is damaged.
    """
    settings = settings or Settings()
    shelf = shelf_of(settings)
    version_at(shelf, name, settings)
    shelf.use(name)


def verify_versions(
    name: str | None = None, settings: Settings | None = None
) -> Iterator[tuple[str, str]]:
    """Read every file of a version, or of all, and of the weights it stands on.

    Yields:
        Each name, and what is wrong with it; "" if nothing is.
    """
    settings = settings or Settings()
    shelf = shelf_of(settings)
    for each in shelf.names() if name is None else (name,):
        try:
            version_at(shelf, each, settings)
        except ExtractError as error:
            yield each, str(error)
        else:
            yield each, ""


def diff_versions(first: str, second: str, settings: Settings | None = None) -> VersionDiff:
    """Compare two versions, PACKAGED among them.

    Raises:
        VersionError: One of them is missing or damaged.
    """
    settings = settings or Settings()
    shelf = shelf_of(settings)
    old, new = (set(_entries(_learned(shelf, name, settings))) for name in (first, second))
    was, now = (_scores(shelf, name) for name in (first, second))
    return VersionDiff(
        gone=tuple(sorted(old - new)),
        new=tuple(sorted(new - old)),
        scores={
            key: (was.get(key), now.get(key)) for key in [*was, *(k for k in now if k not in was)]
        },
    )


def _learned(shelf: Shelf, name: str, settings: Settings) -> Learned:
    return NOTHING_LEARNED if name == PACKAGED else version_at(shelf, name, settings).learned


def _entries(learned: Learned) -> Iterator[Entry]:
    for name in learned.names:
        linked = f" = {name.identifier}" if name.identifier else ""
        yield name.table, name.form, f"{name.kind}{linked}"
    for stop in learned.stops:
        yield stop.table, stop.form, "no row"
    for head in learned.heads:
        yield "agreements", head.noun, f"head of a {head.kind}"
    for holder in learned.holders:
        yield "actors", holder.person, f"{holder.office} of {holder.polity} from {holder.start}"


def _scores(shelf: Shelf, name: str) -> dict[tuple[str, str, str], float]:
    if name == PACKAGED:
        return {}
    scores: tuple[Mapping[str, Any], ...] = shelf.read(name).scores
    return {
        (s["set"], f"{s['kind']} {s['label']}".strip(), s["measure"]): s["after"] for s in scores
    }
