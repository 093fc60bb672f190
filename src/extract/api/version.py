"""Find the model and the learned data that settings ask for.

In:  Settings
Out: InUse: --model or extract.toml, else the project's current version, else the packaged model
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ModelError, VersionError
from extract.knowledge.learned import FILES, NOTHING_LEARNED, Learned, from_files
from extract.nlp.model import find_model, verify
from extract.settings import Settings
from extract.versions.manifest import LEARNED, MODEL, PACKAGED, Manifest, read_version
from extract.versions.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """What rules run with.

    Args:
        name: The version, PACKAGED, or "" for a model that the settings name.
        model: Folder of the weights.
        learned: What was learned as data.
        digest: Hash of the version's manifest; "" for none.
        generation: 0 for a model without a version.
    """

    name: str
    model: Path
    learned: Learned = NOTHING_LEARNED
    digest: str = ""
    generation: int = 0


def shelf_of(settings: Settings) -> Shelf:
    """Where the project's versions lie."""
    return Shelf(settings.project / "models")


def in_use(settings: Settings) -> InUse:
    """What these settings ask for.

    Raises:
        ModelError: The model is missing, or is none.
        VersionError: The version in use is damaged or of another format.
    """
    if settings.model is not None:
        folder = settings.model
        if (folder / LEARNED).is_dir():
            return version_at(Shelf(folder.resolve().parent), folder.resolve().name, settings)
        return InUse(name="", model=_pipeline_in(find_model(folder, settings.project)))
    shelf = shelf_of(settings)
    return version_at(shelf, shelf.current(), settings)


def _pipeline_in(folder: Path) -> Path:
    """A folder that says of itself that it holds a spaCy pipeline with an `ner`.

    It is loaded in worker processes, long after the mistake in `--model` could be told.

    Raises:
        ModelError: It says nothing of the kind.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError.unusable(folder, "has no meta.json") from error
    except ValueError as error:
        raise ModelError.unusable(folder, f"meta.json is no JSON ({error})") from error
    components = meta.get("pipeline") if isinstance(meta, dict) else None
    if not isinstance(components, list) or "ner" not in components:
        raise ModelError.unusable(folder, "has no component `ner`")
    return folder


def version_at(shelf: Shelf, name: str, settings: Settings) -> InUse:
    """One version, every file of it verified, its weights too.

    Raises:
        VersionError: It is missing, damaged, of another format, or its weights are others now.
    """
    if name == PACKAGED:
        return InUse(name=PACKAGED, model=find_model(None, settings.project))
    manifest = shelf.read(name)
    model = _model_of(shelf, name, manifest, settings)
    if manifest.model and verify(model) != manifest.model_sha256:
        raise VersionError.other_base(name, manifest.model)
    return InUse(
        name=name,
        model=model,
        learned=learned_at(shelf.place(name)),
        digest=manifest.digest,
        generation=manifest.generation,
    )


def learned_at(folder: Path) -> Learned:
    """The learned data of a version's folder."""
    paths = [folder / LEARNED / name for name in FILES.values()]
    return from_files({p.name: p.read_text(encoding="utf-8") for p in paths if p.is_file()})


def _model_of(shelf: Shelf, name: str, manifest: Manifest, settings: Settings) -> Path:
    """The folder of a version's weights: its own, another version's, the packaged one."""
    if manifest.model == PACKAGED:
        return find_model(None, settings.project)
    if not manifest.model:
        return shelf.place(name) / MODEL
    read_version(shelf.place(manifest.model))
    return shelf.place(manifest.model) / MODEL
