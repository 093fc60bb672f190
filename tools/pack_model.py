"""Pack the `ner` of a spaCy pipeline folder as our model: nothing but what NER reads.

    python tools/pack_model.py BASE models/press-en-md

In:  BASE      folder of en_core_web_md 3.8 (the one that holds meta.json)
Out: a folder with ner, vectors, vocabulary and tokenizer, and manifest.json with their sha256;
     LICENSE and README.md of the target folder are left as they are and enter the manifest
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extract.hashing import sha256_of
from extract.nlp.model import MANIFEST, load_model, manifest_of

#: The files that hold weights; they must be copied as they are.
WEIGHTS = ("ner/model", "vocab/vectors")


def pack(source: Path, target: Path, base: str | None = None) -> None:
    """Copy the `ner` of a pipeline to `target` and write the manifest.

    Args:
        source: Folder of the pipeline.
        target: Folder of the packed model.
        base: What the weights were trained from; the source's own name if it is the base.

    Raises:
        SystemExit: A file of weights differs from the source.
    """
    load_model(source).to_disk(target)
    for name in WEIGHTS:
        if sha256_of(source / name) != sha256_of(target / name):
            raise SystemExit(f"{name} was changed by packing: this is a bug")
    manifest = {
        "name": target.name,
        "base": base or name_of(source),
        "files": manifest_of(target),
    }
    text = json.dumps(manifest, indent=1) + "\n"
    (target / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    print(f"{target}: {len(manifest['files'])} files, weights equal to the source")


def name_of(pipeline: Path) -> str:
    """Language, name and version of a pipeline: "en_core_web_md 3.8.0"."""
    meta = json.loads((pipeline / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
