"""One frozen Settings, read once from `extract.toml` and passed down.

In:  extract.toml       [run] model = "models/mine"    [limits] max_bytes = 5_000_000
Out: Settings; an unknown key or a wrong type is a SettingsError that names the key
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from extract.errors import SettingsError

SETTINGS_FILE: Final = "extract.toml"
#: Keys of [run]: paths, relative to the project folder.
_PATHS: Final = ("model", "knowledge", "issuers", "gazetteer", "corrections")
#: Where a project's own knowledge lies unless the settings say otherwise.
KNOWLEDGE: Final = "knowledge"
#: Where its log of decisions about rows lies, likewise.
CORRECTIONS: Final = "data/corrections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one document may cost before it is refused with a reason.

    Args:
        max_bytes: Size of one file of plain text.
        max_html_bytes: Size of one saved page (parsers of pages are slower).
        max_chars: Length of the text of one document or record.
        parse_seconds: Time for parsing one page, PDF, Word, RTF or XML file.
        max_archive_bytes: Bytes that the containers of one file (archives, web archives, e-mails)
            may unpack to; size of one file of records.
        max_entries: Entries of the containers of one file.
        max_ratio: Bytes that a container may unpack to for each of its own.
        max_depth: Containers around a text.
        seconds: Time for reading or for extracting one document; then it is quarantined.
        megabytes: Memory that documents may take on top of model and rules, where the system can
            limit it (Linux); then the document is quarantined.
    """

    max_bytes: int = 20_000_000
    max_html_bytes: int = 3_000_000
    max_chars: int = 5_000_000
    parse_seconds: int = 20
    max_archive_bytes: int = 2_000_000_000
    max_entries: int = 10_000
    max_ratio: int = 100
    max_depth: int = 2
    seconds: int = 30
    megabytes: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a run can be told.

    Args:
        project: Folder that relative paths and `models/` refer to.
        model: Folder of a spaCy pipeline with an `ner`; None for the packaged one.
        knowledge: Folder of the project's own knowledge; None for `knowledge`, if there is one.
        issuers: CSV of issuers and countries that lies elsewhere and goes before that of the
            folder; None for none.
        gazetteer: Place index to use in place of the packaged one; None for the packaged one.
        corrections: Folder of the log of decisions about rows; None for `data/corrections`.
        limits: What one document may cost.
    """

    project: Path = Path()
    model: Path | None = None
    knowledge: Path | None = None
    issuers: Path | None = None
    gazetteer: Path | None = None
    corrections: Path | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def knowledge_folder(self) -> Path | None:
        """Where the project's own knowledge lies; None if it has none."""
        if self.knowledge is not None:
            return self.knowledge
        usual = self.project / KNOWLEDGE
        return usual if usual.is_dir() else None

    @property
    def corrections_folder(self) -> Path:
        """Where the log of decisions lies; the folder may be missing."""
        return self.project / CORRECTIONS if self.corrections is None else self.corrections

    def fingerprint(self) -> str:
        """What can change a table, as canonical JSON: limits, and sha256 of the project's files.

        Paths are not among it: the same files in another place give the same tables.
        """
        folder = self.knowledge_folder
        own = [] if folder is None or not folder.is_dir() else csv_files(folder)
        hashes = {path.name.lower(): _sha256(path) for path in own}
        for name, path in (("issuers", self.issuers), ("gazetteer", self.gazetteer)):
            if path is not None and path.is_file():
                hashes[name] = _sha256(path)
        return json.dumps({"knowledge": hashes, "limits": asdict(self.limits)}, sort_keys=True)


def load_settings(project: Path) -> Settings:
    """Read `extract.toml` of a project folder; without the file, the defaults.

    Raises:
        SettingsError: The file is no TOML, or a key is unknown or of the wrong type.
    """
    path = project / SETTINGS_FILE
    if not path.is_file():
        return Settings(project=project)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError.unreadable(path, str(error)) from error
    unknown = sorted(set(content) - {"run", "limits"})
    if unknown:
        raise SettingsError.bad_key(
            path, unknown[0], "is no section; known are [run] and [limits]"
        )
    run = _section(path, content, "run")
    for key, value in run.items():
        if key not in _PATHS:
            reason = f"is unknown; known are {', '.join(_PATHS)}"
            raise SettingsError.bad_key(path, f"run.{key}", reason)
        if not isinstance(value, str):
            raise SettingsError.bad_key(path, f"run.{key}", "is no text in quotes")
    return Settings(
        project=project,
        **{key: project / value for key, value in run.items()},
        limits=_limits(path, _section(path, content, "limits")),
    )


def csv_files(folder: Path) -> list[Path]:
    """The CSV files of a folder, hidden ones left out, by name."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() == ".csv" and not path.name.startswith(".")
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:  # an index may have some gigabytes
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _section(path: Path, content: dict[str, Any], name: str) -> dict[str, Any]:
    section = content.get(name, {})
    if not isinstance(section, dict):
        raise SettingsError.bad_key(path, name, f"is no section; write [{name}]")
    return section


def _limits(path: Path, section: dict[str, Any]) -> Limits:
    known = [item.name for item in fields(Limits)]
    for key, value in section.items():
        if key not in known:
            reason = f"is unknown; known are {', '.join(known)}"
            raise SettingsError.bad_key(path, f"limits.{key}", reason)
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            raise SettingsError.bad_key(path, f"limits.{key}", "is no whole number above 0")
    return Limits(**section)
