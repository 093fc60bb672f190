"""Find the clauses beside a mention that tell how the instrument came about.

In:  "On Monday Norland and Sudria signed in Lorn a | border treaty", with what stands around it
Out: a Clause: its signers stand before "signed", its day between "signed" and "a", else before

Behind a mention: ", signed by A and B on 4 May", ", which A and B signed on 4 May", ", to which A
and B are parties". Other readers look further: `rest`, `following`, `items`, `decided`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.clause import (
    ADVERB,
    AUXILIARY,
    BESIDE,
    SIGNATURES,
    Clause,
    clause_of,
    opened,
    partner_within,
    past_gloss,
)
from extract.linking.agreements.decided import DecisionReader
from extract.linking.agreements.following import FollowingReader
from extract.linking.agreements.items import ItemReader
from extract.linking.agreements.rest import RestReader
from extract.text.patterns import any_of

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.linking.agreements.spans import Page
    from extract.records import AgreementMention

#: No word that a search for clauses looks for is longer than this.
_LONGEST_NEAR: Final = 40
#: With these and with the verbs of the data file they begin; "put" and "set their names to".
_OTHER_NEAR: Final = (
    "put", "set", "affixed", "which", "between", "among", "done", "dated", "in", "of",
    "signature", "conclusion", "adoption", "initialling",
)  # fmt: skip
#: "signed" may stand this far before the mention it governs, and a subject before it.
_GOVERNED: Final = 70
_SUBJECT: Final = 260
#: not between a verb and what it governs: "signed it; the | truce", "agreed that the | treaty"
_BREAKS: Final = re.compile(
    r";|\.\s+(?=[A-Z])|\n\s*\n|(?<!with )\bit\b"
    r"|\b(?:that|which|who|when|while|under|despite|because|between|by|them|to|void|invalid)\b"
    r"|\bof\s+(?:the|an?|its|their)\s+(?:[a-z]+\s+){0,2}$"
)
#: before a clause that tells what happened at the same time: "as | they signed"
_WHILE: Final = re.compile(r"\b(?:as|when|where)$")
_AS: Final = len("as")
_PASSIVE_BEFORE: Final = re.compile(
    r"\b(?:was|were|is|are|be|been|being|not|never|to|will|would|could|should)\s+(?:\w+ly\s+)?$"
)
#: "the A and the | B": mentions that one verb governs
_JOINED: Final = re.compile(
    r"(?:\s*\([^()]{0,60}\))?\s*(?:,|,?\s*and|,?\s*as well as)\s+"
    r"(?:(?:of|on)\s+)?(?:the|an?|its|their)?\s*(?:[a-z]+\s+)?"
)
_MOST_JOINED: Final = 6
#: "the signing of the", "the adoption on 4 May in Lorn of"
_NOUN: Final = re.compile(
    r"\b(?:signing|signature|conclusion|adoption|initialling)\s+"
    r"(?P<when>(?:(?:in|on|at|today|yesterday|last|this)\b[^.;:()]{0,40}?\s)?)of\s+"
    r"(?:the|an?|their|its)?\s*(?:[a-z]+\s+){0,2}$"
)
#: "the two Presidents witnessed the signing of": their states sign, not another witness
_TOGETHER: Final = re.compile(
    r"\b(?:[Tt]he\s+two\s+\w+|[Bb]oth\s+\w+|[Tt]hey|[Ww]e|[Tt]he\s+(?:sides|parties|[Pp]residents|leaders|ministers))\b"
)
#: "in the joint | statement"
_IN: Final = re.compile(r"\s(?:by|in|under|through)\s+(?:the|an?|their)\s+(?:[a-z]+\s+){0,2}$")
#: "Under the | Accord", "By the | Treaty"
_UNDER: Final = re.compile(
    r"\b(?:[Uu]nder|[Bb]y|[Ii]n|[Ww]ith)\s+(?:the|this|that)\s+(?:[a-z]+\s+)?$"
)


@dataclass(frozen=True, slots=True)
class ClauseReader:
    """Reads the clauses beside mentions.

    Args:
        words: The vocabulary: verbs of signing, head nouns.
    """

    words: AgreementWords
    _verb: re.Pattern[str] = field(init=False, repr=False)
    _near: re.Pattern[str] = field(init=False, repr=False)
    _rest: RestReader = field(init=False, repr=False)
    _following: FollowingReader = field(init=False, repr=False)
    _items: ItemReader = field(init=False, repr=False)
    _decided: DecisionReader = field(init=False, repr=False)
    _passive: re.Pattern[str] = field(init=False, repr=False)
    _active: re.Pattern[str] = field(init=False, repr=False)
    _led: re.Pattern[str] = field(init=False, repr=False)
    _pledge: re.Pattern[str] = field(init=False, repr=False)
    _pledged: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the patterns over the verbs of the data file."""
        object.__setattr__(self, "_rest", RestReader(self.words))
        object.__setattr__(self, "_following", FollowingReader(self.words))
        object.__setattr__(self, "_items", ItemReader(self.words))
        object.__setattr__(self, "_decided", DecisionReader(self.words))
        verb = rf"(?P<verb>{any_of(self.words.signing)}|{SIGNATURES})\b"
        pledge = "|".join(self.words.pledging)
        decide = "|".join(self.words.deciding)
        # with what words of clauses begin; to look at a letter first is faster than to try each
        said = (*self.words.signing, *self.words.pledging, *self.words.deciding)
        letters = "".join(sorted({word[0] for word in (*said, *_OTHER_NEAR)}))
        patterns = {
            # no clause without one of these near
            "_near": rf"\b(?=[{letters}])(?:{verb}|{pledge}|{decide}|which|between|among|done|"
            r"dated|in\s+a\s+joint|of\s+(?:[A-Z]\w+\s+)?\d+|signature|conclusion|adoption|initialling)\b",
            "_verb": rf"\b{verb}",
            # ", which was signed", " signed", ", all signed", " was formally signed"
            "_passive": rf",?\s+(?:(?:all|both)\s+(?:of\s+)?)?(?P<relative>(?:which|that)\s+)?"
            rf"(?P<finite>{AUXILIARY}\s+)?(?:{ADVERB}\s+)?{verb}",
            # ", which Norland and Sudria signed"
            "_active": r",?\s+(?P<relative>which|that)\s+(?P<subject>.{3,140}?)\s+"
            rf"(?:have\s+|had\s+|has\s+)?(?:{ADVERB}\s+)?{verb}",
            # ", to which Norland and Sudria are parties"
            "_led": r",?\s+(?:to|in|by|under|through|with)\s+which\s+",
            # "pledged, in the |", "agreed by the |"
            "_pledge": rf"\b(?:{pledge})\b[^.;]{{0,60}}?{_IN.pattern}",
            # ", Norland and Sudria undertake"
            "_pledged": rf",?\s+(?P<subject>[^.;]{{3,120}}?)\s+(?:{pledge})\b",
        }
        for name, pattern in patterns.items():
            object.__setattr__(self, name, re.compile(pattern))

    def beside(self, mentions: Sequence[AgreementMention], page: Page) -> Iterator[bool]:
        """For each mention whether a clause may stand beside it, as a word of one is near.

        What stands near several mentions is searched once.

        Args:
            mentions: All agreement mentions of the document, in text order.
            page: Their document.
        """
        searched, seen = 0, (-1, -1)  # how far, and the last word found
        for mention in mentions:
            first, last = max(0, mention.start - _SUBJECT), mention.end + BESIDE
            at = max(first, searched)
            for found in self._near.finditer(page.flat, at, last) if at < last else ():
                seen = found.span()
            yield seen[0] >= first
            searched = max(searched, last - _LONGEST_NEAR)

    def __call__(
        self, mentions: Sequence[AgreementMention], position: int, page: Page
    ) -> tuple[Clause, ...]:
        """The clauses beside a mention, the surest first.

        Args:
            mentions: All agreement mentions of the document, in text order.
            position: Which of them.
            page: Their document.
        """
        first, last = _joined(mentions, position, page.flat)
        found = [
            *self._behind(mentions[position], page, alone=True),
            *(self._behind(last, page, alone=False) if last is not mentions[position] else ()),
            *self._rest(mentions[position], page),
            *self._before(first, page),
            *self._bound(mentions[position], page),
            *self._following(mentions[position], page),
            *_noun_before(first, page),
            *self._items(mentions[position], page),
            *self._decided(mentions[position], page),
        ]
        return tuple(found)

    def _behind(self, mention: AgreementMention, page: Page, *, alone: bool) -> Iterator[Clause]:
        """Clauses right behind a mention, in its sentence."""
        text = page.flat
        at = past_gloss(text, mention.end)
        stop = min(mention.sentence_end, at + BESIDE)
        passive = self._passive.match(text, at, stop)
        if passive is not None and (alone or passive["relative"]):
            clause = clause_of(text, passive, stop, own=alone)
            if passive["finite"] and not passive["relative"]:
                first = opened(text, mention.sentence_start, mention.start)
                days = (*clause.days, (first, mention.start))
                clause = replace(clause, days=days)  # "On Monday a | treaty was signed"
            yield clause
            return
        led = self._led.match(text, at, stop)
        if led is not None:
            yield Clause(None, led.end(), (), None, "", own=alone)
            return
        active = self._active.match(text, at, stop)
        if active is not None:
            yield clause_of(text, active, stop, own=alone)

    def _bound(self, mention: AgreementMention, page: Page) -> Iterator[Clause]:
        """Those it binds: "A and B pledged, in the |", "By the |, A and B undertake"."""
        text = page.flat
        floor = max(mention.sentence_start, mention.start - _SUBJECT)
        governed = _IN.search(text[floor : mention.start]) is not None
        before = self._pledge.search(text, floor, mention.start) if governed else None
        if before is not None:
            subject = (opened(text, floor, before.start()), before.start())
            yield Clause(subject, None, (), None, "", own=False)
            return
        if governed and mention.text.lower().startswith("joint"):
            # "Norland and Sudria backed the plan in a | joint statement"
            yield Clause(None, opened(text, floor, mention.start), (), None, "", own=False)
        if _UNDER.search(text[floor : mention.start]):
            behind = self._pledged.match(text, mention.end, mention.sentence_end)
            if behind is not None:
                yield Clause(behind.span("subject"), None, (), None, "", own=False)

    def _before(self, mention: AgreementMention, page: Page) -> Iterator[Clause]:
        """The clause whose verb governs a mention."""
        text, start = page.flat, mention.start
        floor = max(mention.sentence_start, start - _SUBJECT - _GOVERNED)
        verbs = list(self._verb.finditer(text, floor, start))
        if not verbs or start - verbs[-1].end() > _GOVERNED:
            return
        verb = verbs[-1]
        before, governed = text[floor : verb.start()], text[verb.end() : start]
        if _BREAKS.search(governed) or _PASSIVE_BEFORE.search(before):
            return
        if before.rstrip().endswith(",") and "," in governed:
            return  # "a treaty, signed in Lorn, and the | accord"
        first = opened(text, floor, verb.start())
        days = [
            (verb.end(), start),
            (mention.end, _adjacent(text, mention.end, mention.sentence_end)),
            (first, verb.start()),
        ]
        if _WHILE.search(text, floor, first):  # "Bells rang on Sunday as they signed the | accord"
            days.append((opened(text, floor, first - _AS), first))
        earlier = [v.start() for v in verbs if v.start() >= first]
        yield Clause(
            subject=(first, earlier[0]),
            agents=None,
            days=tuple(days),
            partner=partner_within(text, verb.end(), start),
            verb=verb["verb"].lower(),
            own=False,
        )


def _noun_before(mention: AgreementMention, page: Page) -> Iterator[Clause]:
    """The noun that governs a mention: "the signing of the | accord by A and B on 4 May"."""
    text = page.flat
    floor = max(mention.sentence_start, mention.start - _GOVERNED)
    noun = _NOUN.search(text[floor : mention.start])
    if noun is None:
        return
    at = past_gloss(text, mention.end)
    agents = re.compile(r"\s+by\s+").match(text, at)
    days = (mention.end, _adjacent(text, at, mention.sentence_end))
    first = opened(text, mention.sentence_start, mention.start)
    together = _TOGETHER.search(text, first, mention.start)
    yield Clause(
        together.span() if together is not None and agents is None else None,
        agents.end() if agents is not None else None,
        ((floor + noun.start("when"), floor + noun.end("when")), days),
        None,
        "signing",
        own=True,
    )


def _adjacent(text: str, end: int, stop: int) -> int:
    """How far behind a governed mention its day may stand: "a treaty | in Lorn on Monday"."""
    over = re.compile(
        r"[;(]|\.\s+(?=[A-Z])|\n\s*\n|\b(?:which|who|that|and|to|will|would|is|are|was|were|has|had|have|until|by|"
        r"for|from|before|after|since|with|as|but|of)\b"
    ).search(text, end, min(stop, end + BESIDE // 2))
    return over.start() if over is not None else min(stop, end + BESIDE // 2)


def _joined(
    mentions: Sequence[AgreementMention], position: int, text: str
) -> tuple[AgreementMention, AgreementMention]:
    """The first and the last of the mentions that stand in one list with this one."""
    first = last = position
    while first > max(0, position - _MOST_JOINED) and _JOINED.fullmatch(
        text, mentions[first - 1].end, mentions[first].start
    ):
        first -= 1
    reach = min(len(mentions) - 1, position + _MOST_JOINED)
    while last < reach and _JOINED.fullmatch(text, mentions[last].end, mentions[last + 1].start):
        last += 1
    return mentions[first], mentions[last]
