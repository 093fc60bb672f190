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

import spacy

from extract.nlp.model import MANIFEST, file_hash, manifest_of

#: The files that hold weights; they must leave the base as they are.
WEIGHTS = ("ner/model", "vocab/vectors")


def pack(base: Path, target: Path) -> None:
    """Copy the `ner` of `base` to `target` and write the manifest.

    Raises:
        SystemExit: A file of weights differs from the base.
    """
    meta = json.loads((base / "meta.json").read_text(encoding="utf-8"))
    others = [name for name in meta["components"] if name != "ner"]
    spacy.load(base, exclude=others).to_disk(target)
    for name in WEIGHTS:
        if file_hash(base / name) != file_hash(target / name):
            raise SystemExit(f"{name} was changed by packing: this is a bug")
    manifest = {
        "name": target.name,
        "base": f"{meta['lang']}_{meta['name']} {meta['version']}",
        "files": manifest_of(target),
    }
    text = json.dumps(manifest, indent=1) + "\n"
    (target / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    print(f"{target}: {len(manifest['files'])} files, weights equal to the base")


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
