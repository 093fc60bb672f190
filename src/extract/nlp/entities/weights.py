"""Read the weights of a spaCy `ner` into plain arrays.

In:  a pipeline whose `ner` is MultiHashEmbed + MaxoutWindowEncoder + TransitionBasedParser
Out: Weights; None when the component has another shape and spaCy must run it itself

Widths are those of the weights: W the token width (96), P the pieces of a maxout (3), H the hidden
width of the parser (64), Q its pieces (2), A the number of actions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language

Floats = NDArray[np.float32]

#: Tokens that describe a parser state of NER: the next word, the entity's first, the word before.
STATE_TOKENS: Final = 3
#: A window layer that sees one neighbour to each side reads three tokens.
WINDOW: Final = 3


@dataclass(frozen=True, slots=True)
class Dense:
    """A maxout layer with layer norm: x @ weight + bias, best piece, normalised.

    Args:
        weight: (inputs, W * P).
        bias: (W * P).
        gain, shift: (W) of the layer norm.
        pieces: P.
    """

    weight: Floats
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything the pass reads.

    Args:
        tables: Hash embedding tables (rows, W) with their seeds, one an attribute.
        attributes: spaCy attributes in the order of the tables: "NORM", "PREFIX", ...
        vectors: Projection of the static vectors (dimensions, W); None without vectors.
        embed: The layer that mixes the embeddings of one word.
        window: The window layers; each reads left neighbour, word and right neighbour.
        state: (STATE_TOKENS, W, H * Q), output layer and precomputed affine in one.
        state_bias: (STATE_TOKENS, H * Q) what `state` adds for a token that is present.
        absent: (STATE_TOKENS, H * Q) stands in for a token that is not.
        hidden_bias: (H * Q).
        hidden_pieces: Q.
        upper: (H, A).
        upper_bias: (A).
        actions: One letter of B I L U O (or M, never taken) an action.
        labels: Entity label an action; "" for O.
    """

    tables: tuple[tuple[Floats, int], ...]
    attributes: tuple[str, ...]
    vectors: Floats | None
    embed: Dense
    window: tuple[Dense, ...]
    state: Floats
    state_bias: Floats
    absent: Floats
    hidden_bias: Floats
    hidden_pieces: int
    upper: Floats
    upper_bias: Floats
    actions: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def width(self) -> int:
        """W, the width of a token."""
        return len(self.embed.gain)


def read_weights(nlp: Language) -> Weights | None:
    """Read the weights of a pipeline's `ner`.

    Returns:
        None if the component is built in any other way than the class docstring says: then spaCy
        must run it.
    """
    ner: Any = nlp.get_pipe("ner")
    layers: dict[str, list[Any]] = {}
    for layer in ner.model.walk():
        layers.setdefault(layer.name, []).append(layer)
    if not _is_ours(layers, ner) or nlp.vocab.vectors.mode != "default":
        return None
    maxouts = [_dense(m, n) for m, n in zip(layers["maxout"], layers["layernorm"], strict=True)]
    affine = layers["precomputable_affine"][0]
    lower, upper = sorted(
        layers["linear"], key=lambda layer: int(layer.get_dim("nO") == _moves(ner))
    )
    hidden, pieces = affine.get_dim("nO"), affine.get_dim("nP")
    columns = affine.get_param("W").reshape(STATE_TOKENS, hidden * pieces, -1)
    state = np.stack([lower.get_param("W").T @ column.T for column in columns])
    names = [ner.moves.get_class_name(i) for i in range(_moves(ner))]  # "B-ORG", "O", "U-"
    moves = [name.partition("-") for name in names]
    return Weights(
        tables=tuple((e.get_param("E"), e.attrs["seed"]) for e in layers["hashembed"]),
        attributes=_attributes(layers),
        vectors=_vectors(layers),
        embed=maxouts[0],
        window=tuple(maxouts[1:]),
        state=np.ascontiguousarray(state),
        state_bias=np.stack([column @ lower.get_param("b") for column in columns]),
        absent=affine.get_param("pad").reshape(STATE_TOKENS, hidden * pieces),
        hidden_bias=affine.get_param("b").reshape(-1),
        hidden_pieces=pieces,
        upper=np.ascontiguousarray(upper.get_param("W").T),
        upper_bias=upper.get_param("b"),
        actions=tuple(action for action, _, _ in moves),
        labels=tuple(label for _, _, label in moves),
    )


def _moves(ner: Any) -> int:  # noqa: ANN401  # spaCy's component is untyped
    return int(ner.moves.n_moves)


def _is_ours(layers: dict[str, list[Any]], ner: Any) -> bool:  # noqa: ANN401  # untyped
    """Whether the component is built of just the layers this pass knows."""
    counts = {name: len(found) for name, found in layers.items()}
    windows = counts.get("expand_window", 0)
    return (
        ner.model.name == "parser_model"
        and counts.get("precomputable_affine") == 1
        and layers["precomputable_affine"][0].get_dim("nF") == STATE_TOKENS
        and counts.get("linear") == 2  # noqa: PLR2004  # output of the encoder, upper layer
        and counts.get("maxout", 0) == counts.get("layernorm", 0) == windows + 1 > 1
        and counts.get("hashembed", 0) > 0
        and counts.get("extract_features") == 1
        and counts.get("static_vectors", 0) <= 1
        and all(layer.attrs["key_attr"] == "ORTH" for layer in layers.get("static_vectors", []))
        and all(layer.attrs["window_size"] == 1 for layer in layers["expand_window"])
    )


def _attributes(layers: dict[str, list[Any]]) -> tuple[str, ...]:
    names = layers["extract_features"][0].attrs["columns"]
    return tuple(str(names[embed.attrs["column"]]) for embed in layers["hashembed"])


def _vectors(layers: dict[str, list[Any]]) -> Floats | None:
    found = layers.get("static_vectors")
    return None if not found else np.ascontiguousarray(found[0].get_param("W").T)


def _dense(maxout: Any, norm: Any) -> Dense:  # noqa: ANN401  # thinc's layers are untyped
    outputs, pieces, inputs = maxout.get_param("W").shape
    return Dense(
        weight=np.ascontiguousarray(maxout.get_param("W").reshape(outputs * pieces, inputs).T),
        bias=maxout.get_param("b").reshape(-1),
        gain=norm.get_param("G"),
        shift=norm.get_param("b"),
        pieces=pieces,
    )
