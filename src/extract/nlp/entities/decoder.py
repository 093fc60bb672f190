"""Turn token vectors into entities, as spaCy's transition system would.

In:  token vectors (tokens, W), and which tokens are white space
Out: entities as (first token, token after the last, label, score)

Outside an entity the parser's state is the next token alone: those decisions are one product over
all tokens. Every entity that could begin is then followed to its end, all of them in step; which
of them really begin is read off from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.nlp.entities.weights import Floats, Weights
from extract.nlp.entities.words import best_piece

_NEVER: Final = np.float32(-np.inf)


class Entity(NamedTuple):
    """A span of tokens with its label and the share of probability its decisions had."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Actions:
    """Which actions may be taken when; each mask is (A).

    Args:
        letters: The letter of each, as in `Weights.actions`.
        outside: Outside an entity: begin, a whole entity of one token, or none.
        at_end: The same at the last token of a document, where nothing can begin.
        on_space: The same at white space, where no entity may start.
        inside: By label: go on with it, or end it.
        ending: By label: end it.
    """

    letters: NDArray[np.str_]
    outside: NDArray[np.bool_]
    at_end: NDArray[np.bool_]
    on_space: NDArray[np.bool_]
    inside: NDArray[np.bool_]
    ending: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a document.

    Args:
        x: (tokens, W) token vectors.
        is_space: (tokens) white space, where no entity starts.
    """

    x: Floats
    is_space: NDArray[np.bool_]


def actions_of(weights: Weights) -> Actions:
    """The validity of actions, as in spaCy's `ner` when nothing is preset."""
    action, label = np.array(weights.actions), np.array(weights.labels)
    real = label != ""
    none = action == "O"
    inside = np.isin(action, ["I", "L"])
    same = label[None, :] == label[:, None]
    return Actions(
        letters=action,
        outside=(np.isin(action, ["B", "U"]) & real) | none,
        at_end=((action == "U") & real) | none,
        on_space=none,
        inside=same & inside & real,
        ending=same & (action == "L") & real,
    )


def decode(weights: Weights, actions: Actions, tokens: Tokens) -> Iterator[Entity]:
    """Entities of a document, in order; `actions` come from `actions_of`."""
    allowed = _outside(weights, actions, tokens)
    best = allowed.argmax(axis=1)
    letters = actions.letters[best]
    begins = np.flatnonzero(letters == "B")
    ends, shares = _follow(weights, actions, tokens, begins, best[begins])
    followed = dict(zip(begins.tolist(), zip(ends, shares, strict=True), strict=True))
    free = 0
    opening = np.flatnonzero(letters != "O")
    surely = _shares(allowed[opening], best[opening]).tolist()
    for start, sure in zip(opening.tolist(), surely, strict=True):
        if start < free:
            continue
        end, share = followed.get(start, (start + 1, 1.0))
        yield Entity(start, end, weights.labels[best[start]], sure * share)
        free = end


def _outside(weights: Weights, actions: Actions, tokens: Tokens) -> Floats:
    """(tokens, A): the scores of the actions of every token if no entity is open."""
    constant = weights.state_bias[0] + weights.absent[1] + weights.absent[2] + weights.hidden_bias
    scores = _scores(weights, tokens.x @ weights.state[0] + constant)
    allowed: Floats = np.where(actions.outside, scores, _NEVER)
    allowed[-1] = np.where(actions.at_end, scores[-1], _NEVER)
    allowed[tokens.is_space] = np.where(actions.on_space, scores[tokens.is_space], _NEVER)
    return allowed


def _follow(
    weights: Weights,
    actions: Actions,
    tokens: Tokens,
    begins: NDArray[np.intp],
    moves: NDArray[np.intp],
) -> tuple[list[int], list[float]]:
    """Follow entities from their first token to their end, all in step.

    Returns:
        For each the token after its last one, and the product of its decisions' probabilities.
    """
    ends = np.zeros(len(begins), dtype=np.intp)
    shares = np.ones(len(begins))
    x, last = tokens.x, len(tokens.x) - 1
    constant = weights.state_bias.sum(axis=0) + weights.hidden_bias
    opened = x[begins] @ weights.state[1] + constant
    is_end = actions.letters == "L"
    active = np.arange(len(begins))
    at = begins.copy()
    while len(active):
        at = at + 1
        state = opened[active] + x[at] @ weights.state[0]
        scores = _scores(weights, state + x[at - 1] @ weights.state[2])
        masks = np.where(
            (at == last)[:, None], actions.ending[moves[active]], actions.inside[moves[active]]
        )
        allowed = np.where(masks, scores, _NEVER)
        best = allowed.argmax(axis=1)
        shares[active] *= _shares(allowed, best)
        done = is_end[best]
        ends[active[done]] = at[done] + 1
        active, at = active[~done], at[~done]
    return ends.tolist(), shares.tolist()


def _scores(weights: Weights, state: Floats) -> Floats:
    hidden = best_piece(state, weights.hidden_pieces)
    scores: Floats = hidden @ weights.upper + weights.upper_bias
    return scores


def _shares(allowed: Floats, best: NDArray[np.intp]) -> Floats:
    """The share that the best action of each row has in the probability of all allowed ones."""
    top = allowed[np.arange(len(best)), best]
    shares: Floats = 1.0 / np.exp(allowed - top[:, None]).sum(axis=1)
    return shares
