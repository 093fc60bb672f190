"""Embed word types once and keep what the first window layer needs of them.

In:  attribute rows of tokens     (tokens, 1 + attributes), ORTH first
Out: a row number a token         into `embedded` (rows, W) and `products`, three of (rows, W * P)

The table is a ring: when it is full, the oldest types make room. Row 0 is the zero word that pads
documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

from extract.nlp.entities.weights import WINDOW, Floats, Weights

#: Word types kept: 3.8 kB each at W = 96, P = 3, so that a full table takes 61 MB.
CAPACITY: Final = 16_000
#: Mixes the hashes of ORTH and the next attribute (NORM) into one key: the other attributes follow
#: from ORTH, while NORM also depends on the tokenizer's exceptions ("'s" is "is" or "has").
_MIXER: Final = np.uint64(0x9E3779B97F4A7C15)


def one_by_one(rows: Floats, weight: Floats) -> Floats:
    """`rows @ weight`, each row in a product of its own.

    BLAS rounds a row differently in products of different heights, and at different places of a
    tall one. A word's numbers must not depend on which other words were new with it.

    Args:
        rows: (n, K).
        weight: (K, N).
    """
    result: Floats = np.matmul(rows[:, None, :], weight)[:, 0]
    return result


def best_piece(values: Floats, pieces: int) -> Floats:
    """Maxout: (rows, W * P) -> (rows, W)."""
    shaped = values.reshape(len(values), -1, pieces)
    best: Floats = shaped[:, :, 0]
    for piece in range(1, pieces):
        best = np.maximum(best, shaped[:, :, piece])
    return best


def normalised(values: Floats, gain: Floats, shift: Floats) -> Floats:
    """Layer norm over the width, as thinc computes it."""
    width = values.shape[1]
    # as `mean` computes it, which spends half of its time on looking at its arguments
    centred: Floats = values - np.add.reduce(values, axis=1, keepdims=True) / width
    variance = np.einsum("ij,ij->i", centred, centred)[:, None] / width + 1e-8
    centred *= gain / np.sqrt(variance)
    centred += shift
    return centred


class WordTable:
    """Word types seen so far, at most `capacity` of them.

    Args:
        weights: Of the network.
        vectors: spaCy's table of static vectors; read only if the weights have a projection.
        capacity: Most types kept; at least twice the tokens of one call of `rows`.
    """

    def __init__(self, weights: Weights, vectors: Any, capacity: int = CAPACITY) -> None:  # noqa: ANN401
        self._weights = weights
        self._vectors = vectors
        self._ops = NumpyOps()
        self._row_of: dict[int, int] = {}
        self._key_at: list[int | None] = [None] * capacity
        self._next = 1
        width, first = weights.width, weights.window[0]
        self._first = np.split(first.weight, WINDOW)
        self.embedded: Floats = np.zeros((capacity, width), dtype=np.float32)
        self.products: Floats = np.zeros((WINDOW, capacity, len(first.bias)), dtype=np.float32)

    def rows(self, attributes: NDArray[np.uint64]) -> NDArray[np.intp]:
        """Row of every token's word type; types not seen before are embedded now.

        Args:
            attributes: (tokens, 1 + attributes): ORTH, then the attributes of `Weights`; at most
                half as many tokens as the table has rows.
        """
        keys = (attributes[:, 0] * _MIXER + attributes[:, 1]).tolist()
        row_of = self._row_of
        known = [row_of.get(key, 0) for key in keys]
        if not all(known):
            first: dict[int, int] = {}
            for at, (key, row) in enumerate(zip(keys, known, strict=True)):
                if not row:
                    first.setdefault(key, at)
            rows = self._make_room(first, set(known))
            self._embed(attributes[list(first.values())], np.array(rows, dtype=np.intp))
            known = [row_of[key] for key in keys]
        return np.array(known, dtype=np.intp)

    def _make_room(self, keys: Iterable[int], used: set[int]) -> list[int]:
        """Give new types the oldest rows, passing over those that are in use."""
        rows: list[int] = []
        for key in keys:
            while self._next in used:
                self._advance()
            row = self._next
            old = self._key_at[row]
            if old is not None:
                del self._row_of[old]
            self._key_at[row], self._row_of[key] = key, row
            rows.append(row)
            self._advance()
        return rows

    def _advance(self) -> None:
        self._next = self._next + 1 if self._next + 1 < len(self._key_at) else 1

    def _embed(self, types: NDArray[np.uint64], rows: NDArray[np.intp]) -> None:
        """Compute the embedding of word types and its three products in the first window layer."""
        weights, embed = self._weights, self._weights.embed
        parts = [
            table[self._ops.hash(np.ascontiguousarray(types[:, i]), seed) % len(table)].sum(axis=1)
            for i, (table, seed) in enumerate(weights.tables, start=1)
        ]
        if weights.vectors is not None:
            at = self._vectors.find(keys=types[:, 0])
            known = np.where((at < 0)[:, None], 0, self._vectors.data[at]).astype(np.float32)
            parts.append(one_by_one(known, weights.vectors))
        mixed = one_by_one(np.hstack(parts), embed.weight) + embed.bias
        values = normalised(best_piece(mixed, embed.pieces), embed.gain, embed.shift)
        self.embedded[rows] = values
        for neighbour, weight in enumerate(self._first):
            self.products[neighbour, rows] = one_by_one(values, weight)
