"""The static vectors of a model, mapped from their files instead of loaded.

In:  the folder `vocab` of a spaCy pipeline      key2row, vectors, vectors.cfg
Out: the row of a word by its hash, and the table of rows

spaCy keeps 685,000 words of our model as strings and as a dictionary: 300 MB and most of a second.
Hashes in a sorted array take 8 MB; the table itself is mapped, so that all workers of a machine
share its pages and hold only those they touch.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: The only kind of table that names a row for each word; "floret" has none.
_MODE: Final = "default"
#: How msgpack begins a number of 1, 2, 4 and 8 bytes, and how many follow; less is the number.
_UINT8, _UINT16, _UINT64 = 0xCC, 0xCD, 0xCF
_SIZES: Final = {_UINT8: 1, _UINT16: 2, 0xCE: 4, _UINT64: 8}
#: The same for a map that has more than 15 pairs.
_MAP_SIZES: Final = {0xDE: 2, 0xDF: 4}
#: A pair of a hash and a row from 256 to 65,535.
_ENTRY: Final = np.dtype([("key_type", "u1"), ("key", ">u8"), ("row_type", "u1"), ("row", ">u2")])
#: Pairs looked at together; one in 330 ends a stretch in our model.
_STRETCH: Final = 512


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
        keys, rows = _pairs(vocab / "key2row")
    except (OSError, ValueError, LookupError):
        return None
    order = np.argsort(keys)
    return MappedVectors(keys[order], rows[order], data)


def _pairs(path: Path) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Hashes and rows (words) as the file has them, a map of numbers in the order of its bytes.

    Nearly all entries have the lengths of `_ENTRY` and are read in stretches; a row below 256, or
    a word of which spaCy has a number instead of a hash, is shorter and read by itself.
    """
    raw = path.read_bytes()
    count, at = _map_header(raw)
    keys, rows = np.empty(count, dtype=np.uint64), np.empty(count, dtype=np.int32)
    done = 0
    while done < count:
        most = min(_STRETCH, count - done, (len(raw) - at) // _ENTRY.itemsize)
        stretch = np.frombuffer(raw, _ENTRY, most, at)
        usual = (stretch["key_type"] == _UINT64) & (stretch["row_type"] == _UINT16)
        length = most if usual.all() else int(usual.argmin())
        keys[done : done + length] = stretch["key"][:length]
        rows[done : done + length] = stretch["row"][:length]
        done, at = done + length, at + length * _ENTRY.itemsize
        if length < _STRETCH and done < count:
            keys[done], at = _number(raw, at)
            rows[done], at = _number(raw, at)
            done += 1
    return keys, rows


def _map_header(raw: bytes) -> tuple[int, int]:
    """How many pairs the map at the beginning has, and where the first stands."""
    if raw[0] in _MAP_SIZES:
        first = 1 + _MAP_SIZES[raw[0]]
        return int.from_bytes(raw[1:first], "big"), first
    return raw[0] & 0x0F, 1


def _number(raw: bytes, at: int) -> tuple[int, int]:
    """The number that stands at a place, and the place after it."""
    if raw[at] < _UINT8:
        return raw[at], at + 1
    end = at + 1 + _SIZES[raw[at]]
    return int.from_bytes(raw[at + 1 : end], "big"), end
