"""Find agreements cited by number or by name.

In:  "resolution 822 (1993), the Bishkek Protocol, the Lorn Peace Accords (LPA) ... the LPA"
Out: four proposals, form "numbered" or "named": what stands inside them is nobody else's
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.matchers.agreements.heads import HeadFinder
from extract.matchers.agreements.numbered import NumberedResolutions
from extract.matchers.agreements.titles import Titles
from extract.matchers.agreements.words import read_words
from extract.matchers.base import propose_slice, written
from extract.matchers.phrases import Phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.knowledge.agreement_words import AgreementWords
    from extract.knowledge.agreements import Agreements, Instrument
    from extract.records import Proposal

#: "(LPA)", "(the “Hills Agreement”)", " signed in May (hereinafter the CoHA)" after a title
_GLOSS: Final = re.compile(
    r"(?:[^().;\n]{0,120}(?=\s\(herein))?\s{0,3}\((?:herein\s?after\s|referred\sto\sas\s|the\s|known\sas\s){0,4}[\"“'‘]?(?:the\s)?"
    r"(?P<short>[A-Z][A-Za-z]*(?:[-/ ][A-Z][A-Za-z]*){0,4})[\"”'’]?\)"
)
_DIGIT: Final = re.compile(r"\d")
_LOWER_WORD: Final = re.compile(r"(?:^|[\s-])[a-z]")
_FUNCTION_WORDS: Final = re.compile(
    r"\b(?:of|and|the|on|for|in|to|against|between|with|its|at|as)\b"
)


@dataclass(frozen=True, slots=True)
class _Use:
    """How a text uses a name: its form, and the type that its head gives it, if it has one."""

    form: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class CitedAgreements:
    """Agreements by number, by a name we know, by a title, by the short form a text gives them.

    Args:
        knowledge: Inventory and vocabulary.
    """

    knowledge: Agreements
    _numbered: NumberedResolutions = field(init=False, repr=False)
    _titles: Titles = field(init=False, repr=False)
    _names: Phrases[Instrument] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile patterns and index names, once for all documents."""
        words = self.knowledge.words
        object.__setattr__(self, "_numbered", NumberedResolutions(words))
        object.__setattr__(self, "_titles", Titles(words, HeadFinder(words)))
        pairs = [
            (name, instrument)
            for instrument in self.knowledge.instruments
            for name in instrument.names
            if _is_proper(name) or _is_half_proper(name, words)
        ]
        object.__setattr__(self, "_names", Phrases(pairs))

    def __call__(self, doc: Doc) -> Iterator[Proposal]:
        """Yield proposals that do not overlap, in text order."""
        text = written(doc).text
        words = read_words(text)
        found = _longest([*self._numbered(text), *self._titles(words), *self._known(doc, text)])
        found = _longest([*found, *_short_forms(text, found)])
        yield from sorted(found, key=lambda proposal: proposal.start)

    def _known(self, doc: Doc, text: str) -> Iterator[Proposal]:
        """Instruments of the inventory by their names."""
        seen: set[int] = set()
        uses: dict[str, _Use | None] = {}  # a text is searched once a name, not once a use
        for span, instrument in self._names(doc):
            start, end = span.start_char, span.end_char
            name = text[start:end]
            if name not in uses:
                uses[name] = self._use(name, text)
            use = uses[name]
            if start in seen or use is None:
                continue
            following = doc[span.end].text if span.end < len(doc) else ""
            if text[end : end + 1] == "/" or following in self.knowledge.words.followers:
                continue  # "NPT/CONF.1995/L.4", "Convention Centre"
            seen.add(start)
            yield propose_slice(
                "agreements",
                text,
                start,
                end,
                rule="agreement:inventory",
                label=use.kind or instrument.agreement_type,
                cues={"form": use.form, "instrument": instrument.instrument_id},
            )

    def _use(self, name: str, text: str) -> _Use | None:
        """How a name is used in a text; None if it says too little there."""
        if self._needs_context(name, text):
            return None
        form = "named" if _is_proper(name) else "described"
        return _Use(form, self._titles.heads.named(name))

    def _needs_context(self, name: str, text: str) -> bool:
        """Whether a name says too little here: "CAT" in a text that never spells it out."""
        if name not in self.knowledge.words.need_context:
            return False
        if re.search(rf"\({re.escape(name)}\)", text):
            return False
        return not any(
            other in text
            for instrument in self.knowledge.named(name)
            for other in instrument.names
            if other != name and len(other) > len(name)
        )


def _is_proper(name: str) -> bool:
    """Whether a name is written with capitals throughout: "Oslo Accords", not "grain deal"."""
    plain = _FUNCTION_WORDS.sub("", name)
    return _LOWER_WORD.search(plain) is None and name[0].isupper()


def _is_half_proper(name: str, words: AgreementWords) -> bool:
    """Whether a name is a proper one with a common head: "Sochi statement", "Doha deal"."""
    before, _, head = name.rpartition(" ")
    return bool(before) and head in words.heads and _is_proper(before) and not _DIGIT.search(name)


def _short_forms(text: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Every use of an acronym or short title that the text itself explains after a title."""
    explained: dict[str, Proposal] = {}
    for proposal in found:
        gloss = _GLOSS.match(text, proposal.end)
        if gloss is not None and proposal.cues["form"] == "named":
            explained.setdefault(gloss["short"], proposal)
    for short, proposal in explained.items():
        if short.lower() in {"agreement", "accord"}:
            continue
        for use in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w/-])", text):
            yield propose_slice(
                "agreements",
                text,
                use.start(),
                use.end(),
                rule="agreement:short-form",
                label=proposal.label,
                cues={"form": "named", "of": proposal.text},
            )


def _touches(proposal: Proposal, others: Iterable[Proposal]) -> bool:
    return any(o.start < proposal.end and proposal.start < o.end for o in others)


def _longest(found: Iterable[Proposal]) -> list[Proposal]:
    """Keep numbers before names, the longest of overlapping names, the inventory's of equals."""
    kept: list[Proposal] = []
    end = 0
    for group in _clusters(found):
        for proposal in sorted(
            group, key=lambda p: (p.cues["form"] != "numbered", p.start - p.end, p.rule, p.start)
        ):
            if not _touches(proposal, kept[end:]):
                kept.append(proposal)
        end = len(kept)
    return kept


def _clusters(found: Iterable[Proposal]) -> Iterator[list[Proposal]]:
    """Groups of proposals that share no character with one another."""
    group: list[Proposal] = []
    reach = 0
    for proposal in sorted(found, key=lambda p: (p.start, p.end)):
        if group and proposal.start >= reach:
            yield group
            group = []
        reach = max(reach, proposal.end)
        group.append(proposal)
    if group:
        yield group
