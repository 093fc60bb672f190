"""Build a place index, and say what is in one.

In:  nothing but the packages, or a folder with a dump of GeoNames
Out: an index file, whole or not at all; its IndexFacts
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from extract.compiling.dump import gather_dump
from extract.compiling.facts import IndexFacts, facts_of
from extract.compiling.features import load_features
from extract.compiling.gathering import Gathering, Progress
from extract.compiling.index import write_index
from extract.compiling.packages import gather_packages
from extract.knowledge.gazetteer import FILE, Origin
from extract.knowledge.load import data_path


def build_gazetteer(
    out: Path | str,
    *,
    dump: Path | str | None = None,
    classes: str | None = None,
    languages: Collection[str] | None = None,
    on_progress: Progress | None = None,
) -> IndexFacts:
    """Compile a place index, from the packages of `press-extract[gazetteer]` or from a dump.

    Args:
        out: Where the index goes; replaced as a whole, or not at all.
        dump: Folder with the files of a full GeoNames dump; None for the packages.
        classes: Letters of the GeoNames classes to keep of a dump, "APLHTS" by default.
        languages: ISO codes of languages whose names to keep of a dump; all by default.
        on_progress: Told how far it is: the step, how much is done, how much there is.

    Returns:
        What the new index holds.

    Raises:
        GazetteerError: The packages or the files of the dump are missing, a line of them is
            broken, or the index cannot be written.
    """
    progress = on_progress or _nobody
    features = load_features(classes)

    def gather(gathering: Gathering) -> Origin:
        if dump is None:
            return gather_packages(gathering, progress)
        return gather_dump(Path(dump), features, languages, gathering, progress)

    write_index(Path(out), gather, progress)
    return facts_of(Path(out))


def describe_gazetteer(path: Path | str | None = None) -> IndexFacts:
    """Count and measure a place index.

    Args:
        path: An index file; None for the packaged one.

    Raises:
        GazetteerError: The file is no index that this version reads.
    """
    return facts_of(data_path(FILE) if path is None else Path(path))


def _nobody(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody wants to know."""
