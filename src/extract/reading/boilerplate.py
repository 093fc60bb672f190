r"""Find what is not the text: page furniture, footers of mails, addresses and numbers.

In:  "Talks resumed in Geneva.\n\nShare: Facebook | Twitter\n© 2024 Ministry of Norland"
Out: the spans of the last two lines; the text keeps them, but they give no rows

Names in a contact block are mentions by our guidelines; of these blocks only numbers and addresses
count as boilerplate. The patterns are data, each beside what it must and must not catch.
"""

from __future__ import annotations

import re
from typing import Final

from extract.knowledge.boilerplate import BoilerplateRule, load_boilerplate
from extract.text.offsets import Span

#: Longer lines are text.
LONGEST_LINE: Final = 500
_LINE = re.compile(r"[^\n]+")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*(?:\n|\Z)")


def find_boilerplate(
    text: str, rules: tuple[BoilerplateRule, ...] | None = None
) -> tuple[Span, ...]:
    """The parts of a text that give no rows.

    Args:
        text: A whole text.
        rules: What to look for; the packaged rules by default.

    Returns:
        Sorted spans that do not overlap.
    """
    rules = load_boilerplate() if rules is None else rules
    found = [
        Span(match.start(), match.end())
        for rule in rules
        if rule.scope == "part" and (not rule.needs or any(part in text for part in rule.needs))
        for match in rule.pattern.finditer(text)
    ]
    whole = [rule for rule in rules if rule.scope != "part"]
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if not words or len(words) > LONGEST_LINE:
            continue
        rule = next((rule for rule in whole if rule.pattern.fullmatch(words)), None)
        if rule is not None:
            found.append(Span(line.start(), _end(text, line.end(), rule)))
    return tuple(_merged(sorted(found)))


def _end(text: str, line_end: int, rule: BoilerplateRule) -> int:
    if rule.scope == "line":
        return line_end
    gap = _EMPTY_LINE.search(text, line_end)
    return len(text) if gap is None else gap.start()


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
