"""Take the fingerprint of this installation: all that shapes a table besides the inputs.

In:  the settings and the hash of the model
Out: a Fingerprint; the same installation gives the same one on every machine
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

from extract.hashing import sha256_of
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


def take_fingerprint(settings: str, model: str) -> Fingerprint:
    """Hash our code and data files, and gather versions.

    Args:
        settings: Settings as canonical JSON.
        model: One sha256 over the model's files.
    """
    package = Path(str(files("extract")))
    data = package / "knowledge" / "data"
    return Fingerprint(
        version=version("press-extract"),
        code=_hash_of(sorted(package.rglob("*.py")), package),
        settings=settings,
        model=model,
        rules={path.name: sha256_of(path) for path in sorted(data.iterdir())},
        libraries={name: version(name) for name in LIBRARIES},
    )


def _hash_of(paths: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
