"""Encode a document: one product a window layer over all its tokens.

In:  attributes of its tokens (tokens, 1 + attributes)
Out: token vectors (tokens, W), as spaCy's encoder computes them
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.nlp.entities.weights import WINDOW, Floats, Weights
from extract.nlp.entities.words import WordTable, best_piece, normalised

#: Tokens encoded at once: large enough for BLAS, small enough for the cache and for memory.
BLOCK: Final = 2048


def encode(weights: Weights, table: WordTable, attributes: NDArray[np.uint64]) -> Floats:
    """Token vectors of one document.

    thinc pads a document with as many zero rows as there are window layers, and those rows change
    from layer to layer: without them the edges of the document would differ.

    Args:
        weights: Of the network.
        table: Embeds word types.
        attributes: (tokens, 1 + attributes), see `WordTable.rows`.

    Returns:
        (tokens, W). Computed in blocks; each block reads as many tokens beyond its edges as there
        are window layers, so that the blocks cannot be seen in the result.
    """
    reach, count = len(weights.window), len(attributes)
    encoded = np.empty((count, weights.width), dtype=np.float32)
    for start in range(0, count, BLOCK):
        end = min(start + BLOCK, count)
        first, last = max(0, start - reach), min(count, end + reach)
        rows = np.zeros(end - start + 2 * reach, dtype=np.intp)
        inner = slice(first - start + reach, last - start + reach)
        rows[inner] = table.rows(attributes[first:last])
        encoded[start:end] = _encode_block(weights, table, rows)[reach:-reach]
    return encoded


def _encode_block(weights: Weights, table: WordTable, rows: NDArray[np.intp]) -> Floats:
    """All window layers over one stretch; row 0 of the table stands where there is no word."""
    first, *others = weights.window
    # `take` with "clip" copies whole rows; indexing by two arrays takes ten times as long
    before, own, behind = table.products
    mixed: Floats = own.take(rows, axis=0, mode="clip")
    mixed += first.bias
    mixed[1:] += before.take(rows[:-1], axis=0, mode="clip")
    mixed[:-1] += behind.take(rows[1:], axis=0, mode="clip")
    x: Floats = table.embedded.take(rows, axis=0, mode="clip")
    x += normalised(best_piece(mixed, first.pieces), first.gain, first.shift)
    width = weights.width
    around = np.zeros((len(rows), WINDOW * width), dtype=np.float32)
    for layer in others:
        around[:, width : 2 * width] = x
        around[1:, :width] = x[:-1]
        around[:-1, 2 * width :] = x[1:]
        np.matmul(around, layer.weight, out=mixed)
        mixed += layer.bias
        x += normalised(best_piece(mixed, layer.pieces), layer.gain, layer.shift)
    return x
