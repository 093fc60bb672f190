"""Read a folder of press texts, or one file: every file gives at least one Document.

In:  data/raw          mfa/2022-09-14.txt, wire.jsonl, page.html, page_files/logo.png, scan.pdf
Out: Documents in the order of their paths; failures are Documents with their reason

The survey is done before anything is read: order and ids depend on names and content alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from extract.knowledge.issuers import Issuers, load_issuers
from extract.reading.entry import Entry, UnreadableError
from extract.reading.html import read_html
from extract.reading.metadata import NO_METADATA, Metadata, known_of
from extract.reading.plain import read_plain
from extract.reading.raw import RawFile, load
from extract.reading.records import read_csv, read_jsonl
from extract.reading.survey import InputFile, Survey, survey
from extract.reading.text import complete
from extract.records import Document
from extract.settings import Limits
from extract.text.clean import storable

__all__ = ["Ids", "InputFile", "Survey", "document_of", "entries_of", "read_folder", "survey"]

#: A file of records may be so many times as large as a text: it is many documents.
RECORD_FILES: Final = 10


@dataclass(frozen=True, slots=True)
class _Format:
    """How files of one suffix are read.

    Args:
        read: Gives the texts of a file.
        limit: Name of the setting that caps its bytes.
        times: So many times that limit is allowed.
    """

    read: Callable[[RawFile, Limits], Iterable[Entry]]
    limit: str = "max_bytes"
    times: int = 1

    def load(self, file: InputFile, limits: Limits) -> RawFile:
        """The bytes of a file within the limit."""
        most = getattr(limits, self.limit) * self.times
        named = self.limit if self.times == 1 else f"{self.limit} x {self.times}"
        return load(file.path, file.name, most, named)


#: Formats by suffix, lower case.
FORMATS: Final[Mapping[str, _Format]] = {
    ".txt": _Format(lambda raw, _: [read_plain(raw)]),
    ".text": _Format(lambda raw, _: [read_plain(raw)]),
    ".html": _Format(lambda raw, limits: [read_html(raw, limits.html_seconds)], "max_html_bytes"),
    ".htm": _Format(lambda raw, limits: [read_html(raw, limits.html_seconds)], "max_html_bytes"),
    ".jsonl": _Format(lambda raw, _: read_jsonl(raw), times=RECORD_FILES),
    ".csv": _Format(lambda raw, limits: read_csv(raw, limits.max_chars), times=RECORD_FILES),
}


def read_folder(
    root: Path,
    limits: Limits | None = None,
    metadata: Mapping[str, Metadata] = NO_METADATA,
    issuers: Issuers | None = None,
) -> Iterator[Document]:
    """Read every text under a folder, or in one file.

    Args:
        root: A folder or a file.
        limits: What one document may cost.
        metadata: What is known of documents from outside, by doc_id or path.
        issuers: Countries of issuers; the packaged list by default.

    Yields:
        At least one document a file, whatever happens to it, in the order of the paths.
    """
    limits, issuers = limits or Limits(), issuers or load_issuers()
    files = survey(root).files
    ids = Ids({file.name for file in files})
    for file in files:
        for entry in entries_of(file, limits):
            doc_id, warning = ids.settle(entry)
            if warning is not None:
                entry = replace(entry, warnings=(*entry.warnings, warning))  # noqa: PLW2901
            yield document_of(entry, doc_id, known_of(metadata, doc_id, entry.path), issuers)


def document_of(entry: Entry, doc_id: str, known: Metadata, issuers: Issuers) -> Document:
    """Make a document of an entry, whatever is wrong with it.

    Raises:
        MemoryError: As `entries_of`.
    """
    try:
        return complete(entry, doc_id, known, issuers)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # one bad text never stops a run
        return Document(doc_id=doc_id, path=entry.path, status="failed", error=_bug(error))


def entries_of(file: InputFile, limits: Limits) -> Iterator[Entry]:
    """All texts of one file; what goes wrong is the last of them.

    Raises:
        MemoryError: Whoever gave the file its memory decides what becomes of it.
    """
    raw: RawFile | None = None
    try:
        form = _form(file)
        raw = form.load(file, limits)
        for entry in form.read(raw, limits):
            yield _capped(entry, limits.max_chars)
    except UnreadableError as error:
        yield _lost(file, raw, error.status, error.reason)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # one bad file never stops a run
        yield _lost(file, raw, "failed", _bug(error))


def _form(file: InputFile) -> _Format:
    """How to read a file; its own problem, or an unknown suffix, is raised."""
    if file.problem is not None:
        raise file.problem
    form = FORMATS.get(file.suffix)
    if form is None:
        kind = f"{file.suffix} files are" if file.suffix else "files without a suffix are"
        known = ", ".join(FORMATS)
        raise UnreadableError(
            "unsupported", f"{kind} not read; convert it to one of {known}, or move it elsewhere"
        )
    return form


def _lost(file: InputFile, raw: RawFile | None, status: str, reason: str) -> Entry:
    sha256 = None if raw is None else raw.sha256
    return Entry(path=file.name, file_sha256=sha256, status=status, error=reason)


def _capped(entry: Entry, most: int) -> Entry:
    """A text over the limit fails; its row stays."""
    if len(entry.text) <= most:
        return entry
    error = (
        f"the text has {len(entry.text):,} characters, more than limits.max_chars = {most:,}; "
        "split it, or raise the limit in extract.toml"
    )
    return replace(entry, text="", status="failed", error=error)


def _bug(error: Exception) -> str:
    return f"{type(error).__name__}: {error}. Please report this with the document."


class Taken(Protocol):
    """As much of a set of texts as `Ids` needs."""

    def __contains__(self, doc_id: object, /) -> bool:
        """Whether an id is taken."""
        ...

    def add(self, doc_id: str, /) -> None:
        """Take an id."""
        ...


@dataclass(slots=True)
class Ids:
    """Gives each text of a run its own id.

    Args:
        taken: Ids given so far, and the paths of all files: a path is the id of its file. The
            engine keeps them on disk.
    """

    taken: Taken = field(default_factory=set[str])

    def settle(self, entry: Entry) -> tuple[str, str | None]:
        """The id of a text, and a warning if it is not the one that its record gives."""
        if entry.line is None:
            return entry.path, None
        own = None if entry.record_id is None else storable(entry.record_id)[0]
        if own is not None and own not in self.taken:
            self.taken.add(own)
            return own, None
        given = self._free(f"{entry.path}#{entry.line}")
        if own is None:
            return given, None if entry.status == "failed" else f"no id; called {given}"
        return given, f"the id {own!r} is used before; called {given}"

    def _free(self, wanted: str) -> str:
        """The id wanted, with a ~ as long as a record took it for its own."""
        while wanted in self.taken:
            wanted += "~"
        self.taken.add(wanted)
        return wanted
