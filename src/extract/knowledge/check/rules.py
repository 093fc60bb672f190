"""Check rules.toml: every rule is told once, with a file.

In:  the entries
Out: problems: ids that stand twice, entries without words or file
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.knowledge.check.base import Checked, checked, entry_problem, repeated
from extract.knowledge.rules import FILE


def check_rules(entries: Sequence[Mapping[str, str]]) -> Checked:
    """Ids are unique; `what` and `file` are filled in; an example marks what is found."""
    problems = [
        entry_problem(FILE, f'id = "{name}"', "stands twice", "Keep one.", record=name)
        for name in repeated(entry["id"] for entry in entries)
    ]
    for entry in entries:
        words = f'id = "{entry["id"]}"'
        problems.extend(
            entry_problem(FILE, words, f"lacks {key}", "Fill it in.", record=entry["id"])
            for key in ("what", "file")
            if not entry.get(key)
        )
        example = entry.get("example")
        if example is not None and "[" not in example:
            reason = "has an example without brackets"
            problems.append(
                entry_problem(FILE, words, reason, "Mark what it finds.", record=entry["id"])
            )
    examples = sum(1 for entry in entries if entry.get("example"))
    return checked(FILE, len(entries), examples, problems)
