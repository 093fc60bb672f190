"""The manifest of a run: which inputs, code, settings, model and rule files made these tables.

In:  the documents read, the fingerprint of what read them
Out: manifest.json; nothing in it depends on the clock or on the machine
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extract.schema import SCHEMA_VERSION

MANIFEST: Final = "manifest.json"
_RUN_ID_LENGTH: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Everything besides the inputs that can change a table.

    Args:
        version: Version of press-extract.
        code: One sha256 over our source files.
        settings: Settings as canonical JSON.
        model: One sha256 over the files of the NER model.
        rules: Each packaged data file with its sha256, the gazetteer among them.
        libraries: Versions of the libraries that shape the result.
        corrections: One sha256 over the decisions of the project; "" if there are none.
        learned: One sha256 over the version that the project learned; "" if it uses none.
    """

    version: str
    code: str
    settings: str
    model: str
    rules: Mapping[str, str]
    libraries: Mapping[str, str]
    corrections: str = ""
    learned: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fingerprint as it stands in the manifest."""
        return {
            "version": self.version,
            "code": self.code,
            "settings": json.loads(self.settings),
            "model": self.model,
            "rules": dict(sorted(self.rules.items())),
            "libraries": dict(sorted(self.libraries.items())),
            "corrections": self.corrections,
            "learned": self.learned,
        }


#: What a document says of itself and enters the run id, not its text alone: a corrected
#: publication day makes another run.
FACTS: Final = (
    "doc_id",
    "path",
    "file_sha256",
    "text_sha256",
    "published",
    "title",
    "source",
    "source_country",
    "url",
    "status",
)


class RunId:
    """Identifier of a run: the same inputs and the same fingerprint give the same one.

    Args:
        fingerprint: Everything besides the inputs.
    """

    def __init__(self, fingerprint: Fingerprint) -> None:
        self._digest = hashlib.sha256(json.dumps(fingerprint.as_json(), sort_keys=True).encode())

    def add(self, document: Mapping[str, Any]) -> None:
        """Add one document, in the order of the table, by its column names."""
        facts = {name: document[name] for name in FACTS}
        self._digest.update(json.dumps(list(facts.values()), default=str).encode())

    def value(self) -> str:
        """The identifier of all documents added."""
        return self._digest.hexdigest()[:_RUN_ID_LENGTH]


def build_manifest(
    run: str, source: str, rows: Mapping[str, int], ignored: int, fingerprint: Fingerprint
) -> dict[str, Any]:
    """Content of manifest.json.

    Args:
        run: The `run_id`.
        source: The input, as a path relative to the output folder, with forward slashes.
        rows: Rows per table.
        ignored: Files left out as hidden files or editor litter.
        fingerprint: What made the tables.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "run_id": run,
        "input": source,
        "rows": dict(rows),
        "ignored_files": ignored,
        "made_by": fingerprint.as_json(),
    }


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write manifest.json into a folder."""
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder, or None if it has none that can be read."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None
