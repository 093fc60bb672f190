"""The manifest of a version: its files, what it came from, what it was made of, how it scored.

In:  models/v2-5f3a90c1d2/manifest.json
Out: a Manifest; a file that differs, a name that leads elsewhere, another format is a VersionError

A version is named after its generation and the hash of its manifest, so that the manifest cannot
be changed either. Nothing in it depends on the clock or on the machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from extract.errors import VersionError
from extract.hashing import sha256_of

FILE: Final = "manifest.json"
#: Raised when a version of an earlier press-extract can no longer be read.
FORMAT: Final = 1
#: The name under which the installed model goes, with nothing learned.
PACKAGED: Final = "packaged"
#: Where a version holds learned data, and a model of its own where it has one.
LEARNED, MODEL = "learned", "model"
#: Digits of the hash in a name.
_DIGITS: Final = 10
_NAME: Final = re.compile(r"v\d+-[0-9a-f]{10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a version is.

    Args:
        format: FORMAT when it was made.
        package: Version of press-extract that made it.
        generation: 1 for a child of the packaged model, 2 for a child of that, ...
        parent: The version it was trained from, or PACKAGED.
        parent_sha256: Hash of the parent's manifest; "" for PACKAGED.
        model: The version that holds the weights it runs on, PACKAGED, or "" for its own.
        model_sha256: Hash of those weights, as `nlp.model.verify` gives it.
        made_of: What it was made of: decisions, documents, seed, settings.
        promoted: Whether the gate let it through.
        reasons: Why it did not; or a note on why it did.
        scores: F1 before and after, by set, kind and type, as the gate measured them.
        files: sha256 of each file, by its path in the folder.
    """

    format: int
    package: str
    generation: int
    parent: str
    parent_sha256: str
    model: str
    model_sha256: str
    made_of: Mapping[str, Any]
    promoted: bool
    reasons: tuple[str, ...]
    scores: tuple[Mapping[str, Any], ...]
    files: Mapping[str, str] = field(default_factory=dict)

    def as_text(self) -> str:
        """The content of manifest.json, the same for the same version."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False, sort_keys=True) + "\n"

    @property
    def digest(self) -> str:
        """One hash over all that the version is."""
        return hashlib.sha256(self.as_text().encode()).hexdigest()

    @property
    def name(self) -> str:
        """As "v2-5f3a90c1d2"."""
        return f"v{self.generation}-{self.digest[:_DIGITS]}"


def checked_name(name: str) -> str:
    """A name that stays in the folder of versions.

    Raises:
        VersionError: It could lead elsewhere, or is no name of ours.
    """
    if name != PACKAGED and _NAME.fullmatch(name) is None:
        raise VersionError.bad_name(name)
    return name


def hashes_of(folder: Path) -> dict[str, str]:
    """The sha256 of each file of a version, by relative path, its manifest left out."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / FILE
    }


def read_version(folder: Path) -> Manifest:
    """Read and verify a version: every file, and the manifest itself.

    Raises:
        VersionError: Something is missing, damaged, added, or of another format.
    """
    name = folder.name
    manifest = _parsed(folder)
    for path in folder.rglob("*"):
        if path.is_symlink():
            shown = path.relative_to(folder).as_posix()
            raise VersionError.damaged(name, shown, "leads out of the folder")
    found = hashes_of(folder)
    for file in sorted({*manifest.files, *found}):
        if found.get(file) != manifest.files.get(file):
            reason = "differs from its manifest" if file in found else "is missing"
            raise VersionError.damaged(name, file, reason)
    return manifest


def _parsed(folder: Path) -> Manifest:
    name = folder.name
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise VersionError.damaged(name, FILE, f"cannot be read ({error})") from error
    found = content.get("format") if isinstance(content, dict) else None
    if found != FORMAT:
        raise VersionError.other_format(name, found, FORMAT)
    try:
        content["reasons"] = tuple(content["reasons"])
        content["scores"] = tuple(content["scores"])
        manifest = Manifest(**content)
        digest = manifest.name  # half a character cannot be hashed
        checked_name(manifest.parent)
        checked_name(manifest.model or PACKAGED)
    except (KeyError, TypeError, ValueError) as error:
        raise VersionError.damaged(name, FILE, f"is no manifest ({error})") from error
    if digest != name:
        raise VersionError.damaged(name, FILE, "is not what the version is named after")
    return manifest
