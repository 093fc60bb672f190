"""Exchange the names of an example for others, so that contexts are learnt and not names.

In:  "Ana Brisk leads the Norland Times"     PERSON, ORG
Out: "Edo Lorn leads the Green Union"        the same labels

Persons are put together of first and last names of the corpus; places and bodies are taken
from it, some parties and their acronyms are invented of the words in parties.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc
from spacy.training import Example

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span
    from spacy.tokens.token import Token
    from spacy.vocab import Vocab

_FULL_NAME: Final = 2
#: How often a body with such a head becomes an invented one, and an acronym an invented one's.
_INVENTED: Final = 0.5
_LONGEST_ACRONYM: Final = 6
_PARTY: Final = re.compile(
    r"\b(?:Party|Alliance|Union|Movement|Front|League|Congress|Bloc|Coalition)\b"
)


@dataclass(frozen=True, slots=True)
class Names:
    """What may stand for a name, by kind: PERSON, first, last, ORG, acronym, word, GPE.

    Args:
        pools: Names of each kind, as often as the corpus has them.
        firsts: First names, so that no surname stands for one.
        parties: The words of parties.toml.
    """

    pools: Mapping[str, Sequence[str]]
    firsts: frozenset[str]
    parties: Mapping[str, Sequence[str]]

    def instead_of(self, entity: Span, rng: Random) -> str | None:
        """Another name of the same kind; None if there is none to take."""
        kind = _kind(entity)
        if kind == "last" and entity.text in self.firsts:
            return None
        if kind == "full":
            return f"{self._any('first', rng)} {self._any('last', rng)}"
        if kind == "acronym" and rng.random() < _INVENTED:
            return _initials(self._party(rng))
        if kind == "ORG" and _PARTY.search(entity.text) and rng.random() < _INVENTED:
            return self._party(rng)
        return rng.choice(self.pools[kind]) if self.pools.get(kind) else None

    def _any(self, kind: str, rng: Random) -> str:
        return rng.choice(self.pools[kind])

    def _party(self, rng: Random) -> str:
        """A party that does not exist: "National Green Union of Norland"."""
        words, chance = self.parties, rng.random()
        if chance < 0.1:  # noqa: PLR2004  # shares of the four forms, as they look in texts
            return f"{rng.choice(words['openers'])} {rng.choice(words['aims'])}"
        adjectives = rng.sample(words["adjectives"], rng.choice([1, 1, 2]))
        name = " ".join([*adjectives, rng.choice(words["heads"])])
        if chance < 0.4:  # noqa: PLR2004
            return f"{name} of {self._any('GPE', rng)}"
        return f"{self._any('GPE', rng)} {name}" if chance < 0.55 else name  # noqa: PLR2004


def names_of(examples: Iterable[Example]) -> Names:
    """Gather the names of a corpus."""
    pools: defaultdict[str, list[str]] = defaultdict(list)
    for example in examples:
        for entity in example.reference.ents:
            if any(token.is_space for token in entity):
                continue
            kind = _kind(entity)
            if kind == "full":
                first, last = entity.text.rsplit(" ", 1) if " " in entity.text else ("", "")
                if first and last:
                    pools["first"].append(first)
                    pools["last"].append(last)
            elif kind != "last":
                pools[kind].append(entity.text)
    content = (files("extract.training") / "parties.toml").read_text(encoding="utf-8")
    return Names(dict(pools), frozenset(pools["first"]), tomllib.loads(content))


def _kind(entity: Span) -> str:
    if entity.label_ == "PERSON":
        return {1: "last", _FULL_NAME: "full"}.get(len(entity), "PERSON")
    if entity.label_ == "ORG" and len(entity) == 1:
        return "acronym" if entity.text.isupper() and len(entity.text) > 1 else "word"
    return entity.label_


def _initials(name: str) -> str:
    words = re.findall(r"[A-Za-z]+", name)
    return "".join(word[0] for word in words if word[0].isupper())[:_LONGEST_ACRONYM]


class _Tokens:
    """The tokens of an example under construction."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.marks: list[str] = []

    def keep(self, tokens: Iterable[Token]) -> None:
        """Take tokens over with their marks; a token of unknown label has an empty mark."""
        for token in tokens:
            known = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else token.ent_iob_
            self._add(token.text, space=bool(token.whitespace_), mark=known)

    def put(self, name: Doc, label: str, *, space: bool) -> None:
        """Write a new name; the last of its tokens is followed by what followed the old one."""
        for token in name:
            last = token.i == len(name) - 1
            mark = f"{'I' if token.i else 'B'}-{label}"
            self._add(token.text, space=space if last else bool(token.whitespace_), mark=mark)

    def _add(self, word: str, *, space: bool, mark: str) -> None:
        self.words.append(word)
        self.spaces.append(space)
        self.marks.append(mark)

    def example(self, vocab: Vocab) -> Example:
        """What was gathered."""
        plain = Doc(vocab, words=self.words, spaces=self.spaces)
        return Example(plain, Doc(vocab, words=self.words, spaces=self.spaces, ents=self.marks))


def exchanged(example: Example, names: Names, nlp: Language, rng: Random, share: float) -> Example:
    """An example with some of its names exchanged, the same name always for the same.

    Args:
        example: Stays as it is.
        names: What may stand instead.
        nlp: Its tokenizer cuts the new names.
        rng: Chooses.
        share: How many of the names are exchanged, 0 to 1.
    """
    doc, built = example.reference, _Tokens()
    chosen: dict[tuple[str, str], str | None] = {}
    at = 0
    for entity in doc.ents:
        built.keep(doc[at : entity.start])
        at = entity.end
        new = None
        if rng.random() < share and not any(token.is_space for token in entity):
            key = (entity.label_, entity.text)
            if key not in chosen:
                chosen[key] = names.instead_of(entity, rng)
            new = chosen[key]
        if not new:
            built.keep(entity)
        else:
            space = bool(entity[-1].whitespace_)
            built.put(nlp.make_doc(new), entity.label_, space=space)
    built.keep(doc[at:])
    return built.example(nlp.vocab)
