"""Find, verify and load the NER model: a spaCy folder of which only `ner` runs.

In:  a folder chosen by the user, or none
Out: a spaCy pipeline; a ModelError says what is missing or damaged
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extract.errors import ModelError
from extract.hashing import sha256_of

if TYPE_CHECKING:
    from spacy.language import Language

MODEL_NAME: Final = "press-en-md"
MANIFEST: Final = "manifest.json"
#: Documents are capped in bytes while reading; spaCy's own limit must not stop a legal one.
MAX_CHARS: Final = 20_000_000
#: Parts of a vocabulary that list its words.
_WORDS: Final = ("strings", "vectors")
#: How the settings of a pipeline name spaCy's tokenizer, and ours name one that has no rules yet.
_USUAL_TOKENIZER: Final = '@tokenizers = "spacy.Tokenizer.v1"'
RULELESS: Final = "press_extract.ruleless_tokenizer.v1"


def packaged_model() -> Path:
    """Where our model lies: inside an installed wheel, or in `models/` of a source checkout."""
    package = Path(str(files("extract")))
    installed = package / "packaged" / MODEL_NAME
    return installed if installed.is_dir() else package.parents[1] / "models" / MODEL_NAME


def find_model(chosen: Path | None, project: Path) -> Path:
    """The folder to load: the chosen one, else the project's `models/`, else the packaged one.

    Args:
        chosen: What `--model` or extract.toml names; None if neither does.
        project: Folder whose `models/` holds the user's own models.

    Raises:
        ModelError: None of them exists.
    """
    if chosen is not None:
        if chosen.is_dir():
            return chosen
        raise ModelError.missing([chosen])
    tried = [project / "models" / MODEL_NAME, packaged_model()]
    for folder in tried:
        if folder.is_dir():
            return folder
    raise ModelError.missing(tried)


def manifest_of(folder: Path) -> dict[str, str]:
    """The sha256 of each file of a model folder, by relative path, the manifest left out."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def verify(folder: Path) -> str:
    """Compare a model with its manifest.

    Returns:
        One hash for the whole model, e.g. for the fingerprint of a run.

    Raises:
        ModelError: A file named in the manifest is missing or differs. A folder without a
            manifest (a user's own spaCy model) is hashed as it is.
    """
    found = manifest_of(folder)
    if (folder / MANIFEST).is_file():
        stated: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))[
            "files"
        ]
        for name, digest in stated.items():
            if found.get(name) != digest:
                raise ModelError.damaged(folder, name)
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def load_model(folder: Path, *, words: bool = True) -> Language:
    """Load a spaCy pipeline with every component left out but `ner`.

    Args:
        folder: The pipeline.
        words: Load its words and their vectors too; spaCy's own `ner` needs them, ours does not.

    Raises:
        ModelError: The folder is no spaCy pipeline, or has no `ner`.
    """
    import spacy  # noqa: PLC0415  # takes half a second; only a run needs it

    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        others = [name for name in meta.get("components", []) if name != "ner"]
        if words:
            nlp = spacy.load(folder, exclude=others)
        else:
            nlp = spacy.load(folder, exclude=[*others, *_WORDS], config=_ruleless(folder))
    except (OSError, ValueError) as error:
        raise ModelError.unusable(folder, f"cannot be loaded ({error})") from error
    if "ner" not in nlp.pipe_names:
        raise ModelError.unusable(folder, "has no component `ner`")
    nlp.max_length = MAX_CHARS
    return nlp


def _ruleless(folder: Path) -> dict[str, str]:
    """Settings with which spaCy fills its usual tokenizer from the folder alone.

    It would first give it the 1,347 exceptions of the language, and then, in their place, those of
    the folder: 70 ms for nothing.
    """
    from spacy.tokenizer import Tokenizer  # noqa: PLC0415  # takes half a second
    from spacy.util import registry  # noqa: PLC0415

    if _USUAL_TOKENIZER not in (folder / "config.cfg").read_text(encoding="utf-8"):
        return {}
    registry.tokenizers(RULELESS, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return {"nlp.tokenizer.@tokenizers": RULELESS}
