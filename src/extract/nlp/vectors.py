"""The static vectors of a model, mapped from their files instead of loaded.

In:  the folder `vocab` of a spaCy pipeline      key2row, vectors, vectors.cfg
Out: the row of a word by its hash, and the table of rows

spaCy keeps 685,000 words of our model as strings and as a dictionary: 300 MB and most of a second.
Hashes in a sorted array take 8 MB; the table itself is mapped, so that all workers of a machine
share its pages and hold only those they touch.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import srsly.msgpack
from numpy.typing import NDArray

#: The only kind of table that names a row for each word; "floret" has none.
_MODE: Final = "default"


@dataclass(frozen=True, slots=True)
class MappedVectors:
    """Static vectors of words.

    Args:
        keys: Hashes of the words that have one, sorted.
        rows: (keys) the row of each.
        data: (rows, dimensions), a map of the file.
    """

    keys: NDArray[np.uint64]
    rows: NDArray[np.int32]
    data: NDArray[np.float32]

    def find(self, *, keys: NDArray[np.uint64]) -> NDArray[np.intp]:
        """The row of each word, -1 where it has none; as `spacy.vectors.Vectors.find`."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.intp)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.rows[at], -1).astype(np.intp)


def map_vectors(vocab: Path) -> MappedVectors | None:
    """Map the vectors of a pipeline.

    Args:
        vocab: Its folder `vocab`.

    Returns:
        None if they are of another kind, or the folder holds none.
    """
    try:
        kind = json.loads((vocab / "vectors.cfg").read_text(encoding="utf-8"))
        if kind["mode"] != _MODE:
            return None
        data = np.load(vocab / "vectors", mmap_mode="r")
        pairs = _pairs(vocab / "key2row")
    except (OSError, ValueError, KeyError):
        return None
    order = np.argsort(pairs[:, 0])
    return MappedVectors(pairs[order, 0], pairs[order, 1].astype(np.int32), data)


def _pairs(path: Path) -> NDArray[np.uint64]:
    """(words, 2): hash and row, read one by one so that no dictionary of them is ever there."""
    with path.open("rb") as stream:
        source = srsly.msgpack.Unpacker(stream)
        count = 2 * source.read_map_header()

        def numbers() -> Iterator[int]:
            for _ in range(count):
                yield source.unpack()

        return np.fromiter(numbers(), dtype=np.uint64, count=count).reshape(-1, 2)
