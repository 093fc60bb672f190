"""One frozen Settings, read once from `extract.toml` and passed down.

In:  extract.toml       [run] model = "models/mine"    [limits] max_bytes = 5_000_000
Out: Settings; an unknown key or a wrong type is a SettingsError that names the key
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, get_origin, get_type_hints

from extract.errors import SettingsError
from extract.hashing import sha256_of
from extract.spelling import near

SETTINGS_FILE: Final = "extract.toml"
#: Where a project's own knowledge lies unless the settings say otherwise.
KNOWLEDGE: Final = "knowledge"
#: Where its log of decisions about rows lies, likewise.
CORRECTIONS: Final = "data/corrections"


@dataclass(frozen=True, slots=True)
class Key:
    """What a key of extract.toml means.

    Args:
        meaning: One sentence for the comment in the file; without it, what holds by default.
        example: A value to show where the default is none.
    """

    meaning: str
    example: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one document may cost before it is refused with a reason: [limits]."""

    max_bytes: Annotated[int, Key("Bytes of one file of plain text.")] = 20_000_000
    max_html_bytes: Annotated[
        int, Key("Bytes of one saved page (parsers of pages are slower).")
    ] = 3_000_000
    max_chars: Annotated[int, Key("Characters of one document or record.")] = 5_000_000
    parse_seconds: Annotated[
        int, Key("Seconds for parsing one page, PDF, Word, RTF or XML file.")
    ] = 20
    max_archive_bytes: Annotated[
        int,
        Key(
            "Bytes that the containers of one file (archives, web archives, e-mails) may unpack "
            "to; size of one file of records."
        ),
    ] = 2_000_000_000
    max_entries: Annotated[int, Key("Entries of the containers of one file.")] = 10_000
    max_ratio: Annotated[int, Key("Bytes that a container may unpack to for each of its own.")] = (
        100
    )
    max_depth: Annotated[int, Key("Containers around a text.")] = 2
    seconds: Annotated[
        int,
        Key("Seconds for reading or for extracting one document; then it is quarantined."),
    ] = 30
    megabytes: Annotated[
        int,
        Key(
            "Megabytes that documents may take on top of model and rules, where the system can "
            "limit it (Linux); then the document is quarantined."
        ),
    ] = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a run can be told; the fields with a Key are paths, the keys of [run].

    Args:
        project: Folder that relative paths and `models/` refer to.
        limits: What one document may cost.
    """

    project: Path = Path()
    model: Annotated[
        Path | None,
        Key(
            "Folder of a spaCy pipeline with an `ner`; without it models/press-en-md here, else "
            "the packaged one.",
            "models/mine",
        ),
    ] = None
    knowledge: Annotated[
        Path | None,
        Key("Folder of the project's own knowledge; without it `knowledge`.", "lists"),
    ] = None
    issuers: Annotated[
        Path | None,
        Key(
            "CSV of issuers and countries that lies elsewhere; it goes before the one in the "
            "folder of knowledge.",
            "../shared/issuers.csv",
        ),
    ] = None
    gazetteer: Annotated[
        Path | None,
        Key(
            "Place index of `extract gazetteer build`; without it the packaged one.",
            "gazetteer.sqlite",
        ),
    ] = None
    corrections: Annotated[
        Path | None,
        Key(
            "Folder of the log of decisions about rows; without it `data/corrections`.",
            "decided",
        ),
    ] = None
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
        hashes = {path.name.lower(): sha256_of(path) for path in own}
        for name, path in (("issuers", self.issuers), ("gazetteer", self.gazetteer)):
            if path is not None and path.is_file():
                hashes[name] = sha256_of(path)
        return json.dumps({"knowledge": hashes, "limits": asdict(self.limits)}, sort_keys=True)


#: Which class holds the keys of a section.
SECTIONS: Final[dict[str, type[Settings | Limits]]] = {"run": Settings, "limits": Limits}


def keys(section: type[Settings | Limits]) -> dict[str, Key]:
    """The keys of a section of extract.toml with what they mean, in the order of the class."""
    hints = get_type_hints(section, include_extras=True)
    return {
        name: hint.__metadata__[0] for name, hint in hints.items() if get_origin(hint) is Annotated
    }


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
    for name in content:
        if name not in SECTIONS:
            raise SettingsError.unknown_section(path, name, near(name, tuple(SECTIONS)))
    run = _section(path, content, "run")
    for key, value in run.items():
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


def _section(path: Path, content: dict[str, Any], name: str) -> dict[str, Any]:
    section = content.get(name, {})
    if not isinstance(section, dict):
        raise SettingsError.bad_key(path, name, f"is no section; write [{name}]")
    known = tuple(keys(SECTIONS[name]))
    for key in section:
        if key not in known:
            raise SettingsError.unknown_key(path, f"{name}.{key}", near(key, known))
    return section


def _limits(path: Path, section: dict[str, Any]) -> Limits:
    for key, value in section.items():
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            raise SettingsError.bad_key(path, f"limits.{key}", "is no whole number above 0")
    return Limits(**section)
