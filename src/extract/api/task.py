"""What a run is to do, settled before anything is touched.

In:  the words of a command: folders, settings, a metadata file
Out: a Task: everything found and read that the whole run needs
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.api.folders import check_input, input_name
from extract.api.text import model_for, own_files, replaced_files
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
        fingerprint: What shapes a table besides the inputs.
        stamp: What shapes the rows of a document besides itself.
    """

    in_dir: Path
    out_dir: Path
    source: str
    metadata: Mapping[str, Metadata]
    workshop: Workshop
    fingerprint: Fingerprint
    stamp: str

    @property
    def store(self) -> Store:
        """Where what is done is kept."""
        return self.workshop.store

    def plan(self) -> Plan:
        """An empty plan."""
        return Plan(self.store.plan, self.stamp, self.metadata)


def prepare(in_dir: Path, out_dir: Path, settings: Settings, metadata: Path | None) -> Task:
    """Find and read what a run needs.

    Raises:
        ExtractError: The folders do not fit, or model, metadata or the project's own knowledge
            cannot be used.
    """
    check_input(in_dir, out_dir)
    model = model_for(settings).resolve()
    fingerprint = take_fingerprint(settings.fingerprint(), verify(model), replaced_files(settings))
    own = own_files(settings)
    index = None if settings.gazetteer is None else settings.gazetteer.resolve()
    load_knowledge(own, index)  # files that cannot be used are told before work begins
    workshop = Workshop(
        store=Store(out_dir.resolve() / STORE),
        model=model,
        limits=settings.limits,
        own=own,
        gazetteer=index,
    )
    return Task(
        in_dir=in_dir,
        out_dir=out_dir,
        source=input_name(in_dir, out_dir),
        metadata=NO_METADATA if metadata is None else read_metadata(metadata),
        workshop=workshop,
        fingerprint=fingerprint,
        stamp=_stamp(fingerprint),
    )


def _stamp(fingerprint: Fingerprint) -> str:
    """One hash of everything besides documents that shapes a row."""
    facts = json.dumps(fingerprint.as_json(), sort_keys=True)
    # characters are letters or not by the Unicode tables of this Python
    return hash_of(facts, unicodedata.unidata_version).hex()
