"""Read a folder of press texts, or one file: every file gives at least one Document.

In:  data/raw          mfa/2022-09-14.txt, wire.jsonl, page.html, page_files/logo.png, mfa.zip
Out: Documents in the order of their paths; failures are Documents with their reason

The survey is done before anything is read: order and ids depend on names and content alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from extract.knowledge.issuers import Issuers, load_issuers
from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.registry import read_source
from extract.reading.metadata import NO_METADATA, Metadata, known_of
from extract.reading.raw import opened, refused
from extract.reading.survey import InputFile, Survey, survey
from extract.reading.text import complete
from extract.records import Document
from extract.settings import Limits
from extract.text.clean import storable

__all__ = ["Ids", "InputFile", "Survey", "document_of", "entries_of", "read_folder", "survey"]


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
        OSError: The system refused what no document can help: a full disk, too many open files.
    """
    try:
        return complete(entry, doc_id, known, issuers)
    except (MemoryError, OSError):
        raise
    except Exception as error:  # noqa: BLE001  # one bad text never stops a run
        return Document(doc_id=doc_id, path=entry.path, status="failed", error=_bug(error))


def entries_of(file: InputFile, limits: Limits) -> Iterator[Entry]:
    """All texts of one file and of all it contains; what goes wrong is the last of them.

    Raises:
        MemoryError: Whoever gave the file its memory decides what becomes of it.
    """
    try:
        if file.problem is not None:
            raise file.problem
        with opened(file.path, file.name) as source:
            for entry in read_source(source, limits):
                yield _capped(entry, limits.max_chars)
    except UnreadableError as error:
        yield Entry(path=file.name, status=error.status, error=error.reason)
    except OSError as error:  # it was taken away while we read
        reason = refused(error)
        yield Entry(path=file.name, status=reason.status, error=reason.reason)


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
        """The id of a text, and a warning if it is not the one that its record or path gives."""
        if entry.line is None:
            return self._of_path(entry)
        own = None if entry.record_id is None else storable(entry.record_id)[0]
        if own is not None and own not in self.taken:
            self.taken.add(own)
            return own, None
        given = self._free(f"{entry.path}#{entry.line}")
        if own is None:
            return given, None if entry.status == "failed" else f"no id; called {given}"
        return given, f"the id {own!r} is used before; called {given}"

    def _of_path(self, entry: Entry) -> tuple[str, str | None]:
        """The path of a file is its own; archives may have an entry twice."""
        if not entry.inside:
            return entry.path, None
        given = self._free(entry.path)
        if given == entry.path or entry.status != "ok":
            return given, None
        return given, f"the path {entry.path!r} occurs before; called {given}"

    def _free(self, wanted: str) -> str:
        """The id wanted, with a ~ as long as another text took it for its own."""
        while wanted in self.taken:
            wanted += "~"
        self.taken.add(wanted)
        return wanted
