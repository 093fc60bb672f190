"""Take the fingerprint of this installation: all that shapes a table besides the inputs.

In:  the settings, the hash of the model, and the user's own place index
Out: a Fingerprint; the same installation gives the same one on every machine
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

from extract.writing.manifest import Fingerprint

#: Libraries whose version can change a row; the others only carry it.
LIBRARIES: Final = (
    "chardet",
    "dateparser",
    "lxml",
    "numpy",
    "py3langid",
    "pyarrow",
    "rensa",
    "spacy",
    "thinc",
    "trafilatura",
)


def take_fingerprint(
    settings: str, model: str, replaced: Mapping[str, Path] | None = None
) -> Fingerprint:
    """Hash our code and data files, and gather versions.

    Args:
        settings: Settings as canonical JSON.
        model: One sha256 over the model's files.
        replaced: Files of the user's own that stand in for packaged data files, by their names.
    """
    package = Path(str(files("extract")))
    data = package / "knowledge" / "data"
    rules = {path.name: path for path in data.iterdir()} | dict(replaced or {})
    return Fingerprint(
        version=version("press-extract"),
        code=_hash_of(sorted(package.rglob("*.py")), package),
        settings=settings,
        model=model,
        rules={name: _sha256(rules[name]) for name in sorted(rules)},
        libraries={name: version(name) for name in LIBRARIES},
    )


def _sha256(path: Path) -> str:
    """As `sha256sum` prints it; a place index of the user's own may be of some gigabytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hash_of(paths: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
