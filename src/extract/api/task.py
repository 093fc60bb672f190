"""What a run is to do, settled before anything is touched.

In:  the words of a command: folders, settings, a metadata file
Out: a Task: everything found and read that the whole run needs
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from extract.api.folders import check_input, input_name
from extract.api.text import own_files
from extract.api.version import in_use
from extract.correcting.log import Log, read_log
from extract.correcting.standing import Standing, digest_of
from extract.engine.base import Workshop
from extract.engine.plan import Plan, hash_of
from extract.engine.store import STORE, Store
from extract.knowledge.whole import load_knowledge
from extract.nlp.model import verify
from extract.reading.metadata import NO_METADATA, Metadata, read_metadata
from extract.settings import Settings
from extract.writing.fingerprint import take_fingerprint
from extract.writing.manifest import Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One run.

    Args:
        in_dir: The input.
        out_dir: The output.
        source: The input as the manifest names it.
        metadata: What is known of documents from outside.
        workshop: What jobs need.
        log: The project's decisions, and the lines that are none.
        fingerprint: What shapes a table besides the inputs.
        stamp: What shapes the rows of a document besides itself.
    """

    in_dir: Path
    out_dir: Path
    source: str
    metadata: Mapping[str, Metadata]
    workshop: Workshop
    log: Log
    fingerprint: Fingerprint
    stamp: str

    @property
    def store(self) -> Store:
        """Where what is done is kept."""
        return self.workshop.store

    def plan(self) -> Plan:
        """An empty plan."""
        return self.plan_at(self.store.plan)

    def plan_at(self, path: Path) -> Plan:
        """An empty plan in another file."""
        return Plan(path, self.stamp, self.metadata, self.workshop.decided)


def prepare(
    in_dir: Path,
    out_dir: Path,
    settings: Settings,
    metadata: Path | Mapping[str, Metadata] | None,
) -> Task:
    """Find and read what a run needs.

    Raises:
        ExtractError: The folders do not fit, or model, metadata or the project's own knowledge
            cannot be used.
    """
    check_input(in_dir, out_dir)
    used = in_use(settings)
    model = used.model.resolve()
    fingerprint = replace(
        take_fingerprint(settings.fingerprint(), verify(model)), learned=used.digest
    )
    own = own_files(settings, used.learned)
    load_knowledge(own)  # files that cannot be used are told before work begins
    log = read_log(settings.corrections_folder)
    workshop = Workshop(
        store=Store(out_dir.resolve() / STORE),
        model=model,
        limits=settings.limits,
        own=own,
        decided=Standing(log.decisions),
    )
    return Task(
        in_dir=in_dir,
        out_dir=out_dir,
        source=input_name(in_dir, out_dir),
        metadata=read_metadata(metadata)
        if isinstance(metadata, Path)
        else metadata or NO_METADATA,
        workshop=workshop,
        log=log,
        fingerprint=replace(fingerprint, corrections=digest_of(log.decisions)),
        stamp=_stamp(fingerprint),
    )


def _stamp(fingerprint: Fingerprint) -> str:
    """One hash of everything that shapes the rows of all documents; decisions are about some."""
    facts = json.dumps(fingerprint.as_json(), sort_keys=True)
    # characters are letters or not by the Unicode tables of this Python
    return hash_of(facts, unicodedata.unidata_version).hex()
