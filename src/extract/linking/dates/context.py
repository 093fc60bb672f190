"""What a temporal expression is resolved against: publication, what was spoken of last, the tense.

In:  a document, a mention, the values before it
Out: Context          published 2022-09-14, spoken 2022-09-13, and whether the clause looks ahead
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from extract.knowledge.dates.vocabulary import Vocabulary
from extract.linking.dates.value import Parts, Value, month_after

#: Characters before and after a mention in which its tense is looked for. Origin: timebank and
#: aquaint, 2026-11; a whole sentence misled bare months and weekdays.
BEFORE: Final = 70
AFTER: Final = 45
#: Characters between a verb and a mention that it surely governs: "signed in early [May]".
CLOSE: Final = 14
#: Days around publication in which a day spoken of is the one whose hours are told: "On 8 January
#: a patrol ... at 09:15". Origin: our own releases; older days belong to what is recalled.
AT_HAND: Final = 7
#: Characters from that day to the hour: about a sentence.
WITHIN: Final = 120
#: The same where the hour stands right beside the day, which may be any: "March 7, around 6 a.m.".
BESIDE: Final = 36
#: What was "in force until [24 August]" is over; what was "extended until [Monday]" may not be.
_WAS: Final = frozenset({"was", "were", "had", "did"})
#: "Until [Thursday], they had not called"
_HAD: Final = re.compile(r"^\W*\w* ?had\b")
#: "and 20 June 2015" behind "15 May"
_NEXT_DAY: Final = re.compile(
    r"(?:,|and|, and) (?:on )?(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}),? (\d{4})\b"
)
#: "[Wednesday]'s ruling"
_OWNS: Final = re.compile(r"['’]s\b")
#: What is awaited lies ahead: "ahead of [Sunday]'s vote".
_AWAITED: Final = re.compile(r"\b(?:ahead of|until|next|this)$", re.IGNORECASE)
#: Clauses end here: "He resigned in May; talks ...", "..., who will ...", " but "
_CLAUSE_ENDS: Final = re.compile(r"[;:\"“”]|[.!?]\s|,? (?:but|which|who|while|although)\s")


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is resolved against.

    Args:
        words: The vocabulary.
        tenses: Cues of every tense, each in a group of its name.
        published: Day of publication; None if unknown.
        spoken: Last explicit date before it in the text; None if there is none.
        spoken_day: Last explicit single day before it.
        spoken_at: Where that day was spoken of.
        at: Where the mention itself begins.
        opens_line: Whether it opens a line, as the hours of a log do.
        spoken_quarter: First day of the last quarter it reports on.
        before: The clause before the mention.
        after: The clause after it.
        day_first: Whether this document writes 14/09/2022 (True) or 09/14/2022; None if it
            does not tell.
        is_history: Whether all its written years lie well before publication.
    """

    words: Vocabulary
    tenses: re.Pattern[str]
    published: date | None
    spoken: Value | None = None
    spoken_day: date | None = None
    spoken_at: int = 0
    at: int = 0
    opens_line: bool = False
    spoken_quarter: date | None = None
    before: str = ""
    after: str = ""
    day_first: bool | None = None
    is_history: bool = False

    def around(self, text: str, start: int, end: int) -> Context:
        """The same, for a mention at a place of the text."""
        before = " ".join(text[max(0, start - BEFORE) : start].split())
        after = " ".join(text[end : end + AFTER].split())
        return replace(
            self,
            at=start,
            opens_line=start == 0 or text[start - 1] == "\n",
            before=_CLAUSE_ENDS.split(before)[-1],
            after=_CLAUSE_ENDS.split(after, maxsplit=1)[0],
        )

    def having_seen(self, value: Value, at: int) -> Context:
        """The same, once a value is one that later expressions may refer to."""
        if value.start is None:
            return self
        if value.start == value.end:
            return replace(self, spoken=value, spoken_day=value.start, spoken_at=at)
        if value.granularity == "quarter":
            return replace(self, spoken=value, spoken_quarter=value.start)
        return replace(self, spoken=value)

    @property
    def base(self) -> date | None:
        """Where days and months without a year are counted from: publication, as a rule.

        Without one, and in accounts of years long past, it is the date last spoken of.
        """
        if (self.published is None or self.is_history) and self.spoken is not None:
            return self.spoken.start
        return self.published

    @property
    def day_at_hand(self) -> date | None:
        """The day that an hour belongs to: one spoken of just before and near publication."""
        spoken, published = self.spoken_day, self.published
        if spoken is None or published is None or self.is_history:
            return spoken or published
        if self.opens_line:
            return published
        away = self.at - self.spoken_at
        if away <= min(BESIDE, len(self.before) + 1):  # "on March 7, around 6 a.m.", of any year
            return spoken
        is_near = abs((published - spoken).days) <= AT_HAND
        return spoken if is_near and away <= WITHIN else published

    @property
    def is_told(self) -> bool:
        """Whether it counts from the text, where all is past and the tense says nothing."""
        return self.base_name != "published"

    @property
    def base_name(self) -> str:
        """What `base` is, as the `anchor` of a value."""
        if (self.published is None or self.is_history) and self.spoken is not None:
            return self.spoken.value
        return "published"

    @property
    def reported_quarter(self) -> date | None:
        """The quarter last spoken of, if it has ended by publication: the one reported on."""
        quarter = self.spoken_quarter
        if quarter is None or self.published is None:
            return quarter
        has_ended = month_after(quarter, 3) <= (self.published.year, self.published.month)
        return quarter if has_ended else None

    @property
    def is_ahead(self) -> bool:
        """Whether the clause speaks of what is to come."""
        return self.tense() == "ahead"

    @property
    def clause_ahead(self) -> bool:
        """The same, looking beyond the mention only where it opens the clause: "On Friday he".

        The owner of a noun takes no part in the tense: "would get around [Wednesday]'s ruling".
        """
        if _OWNS.match(self.after):
            return _AWAITED.search(self.before) is not None
        after = self.after if len(self.before) <= len("Until") else ""
        return replace(self, after=after).is_ahead

    @property
    def is_since(self) -> bool:
        """Whether it is the beginning of something that goes on: "since 7 October"."""
        return self.before.lower().endswith("since")

    @property
    def year_after(self) -> str | None:
        """The year that follows with the next day: "15 May" in "15 May and 20 June 2015"."""
        found = _NEXT_DAY.match(self.after)
        return None if found is None else found[1]

    @property
    def is_behind(self) -> bool:
        """Whether the clause speaks of what has been."""
        return self.tense() == "behind"

    def tense(self) -> str | None:
        """The tense of the clause: a verb close before, else any that looks ahead, else the last.

        Example:
            "will discuss the pact signed in [May]" is behind, for "signed" stands close;
            "would be paid on an unspecified date in [January]" is ahead; so is what somebody does
            "until [Friday]", and "the accord of [May]" is behind, whatever the verb.
        """
        cues = list(self.tenses.finditer(self.before))
        if cues and cues[-1].lastgroup == "of":
            return "behind"
        if cues and cues[-1].lastgroup == "until":
            verb = cues[-2][0] if len(cues) > 1 else ""
            return "behind" if verb in _WAS or _HAD.search(self.after) else "ahead"
        if cues and len(self.before) - cues[-1].end() <= CLOSE:
            return cues[-1].lastgroup
        if any(cue.lastgroup == "ahead" for cue in cues):
            return "ahead"
        cue = cues[-1] if cues else self.tenses.search(self.after)
        return None if cue is None else cue.lastgroup

    def unit(self, parts: Parts) -> str:
        """Code of the unit a rule saw."""
        return self.words.code("unit", parts["u"])

    def mod(self, parts: Parts) -> str | None:
        """TIMEX3 modifier of "early", "the end of", "mid-"."""
        words = re.sub(r"[-\s]+", " ", parts.get("mod", "").lower()).strip()
        words = words.removesuffix(" the").removesuffix(" its")
        return str(self.words.entries["phase"].get(words, "")) or None

    def step(self, parts: Parts) -> int | None:
        """-1 for "last", 0 for "this", 1 for "next"; None where no such word stands."""
        relation = " ".join(parts.get("rel", "").lower().split())
        return None if not relation else self.words.number("step", relation)

    def year(self, words: str | None) -> int | None:
        """The year of "1994", "'94", "last year", "that year"; None if not said or not known."""
        if words is None:
            return None
        if digits := re.search(r"\d+", words):
            return full_year(int(digits[0]))
        plain = words.lower()
        if any(word in plain for word in ("nineteen", "eighteen", "twenty", "thousand")):
            return self._spelled_year(plain)
        if any(word in plain for word in ("same", "that", "following", "previous")):
            base = self.published if self.spoken is None else self.spoken.start
        else:
            base = self.published
        if base is None:
            return None
        step = {"last": -1, "previous": -1, "next": 1, "following": 1}
        return base.year + next((step[word] for word in step if word in plain), 0)

    def _spelled_year(self, words: str) -> int | None:
        """Read "nineteen ninety-six" as 19 hundreds and 96, "two thousand" as it is."""
        first, _, rest = re.sub(r"[\s-]+", " ", words).partition(" ")
        if first == "two":
            number = self.words.count(words)
            return None if number is None else int(number)
        rest = re.sub(r"^hundred(?: and)? ?", "", rest)
        rest = re.sub(r"^oh? ", "", rest)
        low = self.words.count(rest)
        high = self.words.count(first)
        return None if low is None or high is None else int(high * 100 + low)


#: A year of two digits from here on lies in the last century: "'68", "9/11/01".
_CENTURY_TURN: Final = 50
_TWO_DIGITS: Final = 100


def full_year(year: int) -> int:
    """1998 for 98, 2001 for 1; years of four digits as they are."""
    if year >= _TWO_DIGITS:
        return year
    return year + (1900 if year >= _CENTURY_TURN else 2000)


def tense_cues(words: Vocabulary) -> re.Pattern[str]:
    """The cues of every tense as one pattern, each in a group of its name."""
    return _compiled(tuple((name, str(cues)) for name, cues in words.entries["tense"].items()))


@lru_cache(maxsize=4)
def _compiled(cues: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{tense}>{pattern})" for tense, pattern in cues))
