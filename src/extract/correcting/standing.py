"""The decisions of a project, by document: which touch one, and what the log holds as a whole.

In:  the decisions of a log, the oldest first
Out: those that can change one document, in order; hashes that tell when they have changed

A value that can be sent to another process.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from extract.correcting.decision import Decision

#: How the warning of a decision begins that fits nowhere.
MISFIT: Final = "correction fits nowhere any more: "


def misfit(decision: Decision) -> str:
    """What the row of a document says of a decision that fits nowhere in it any more."""
    return f"{MISFIT}{decision}, by {decision.author} at {decision.time}"


def digest_of(decisions: Iterable[Decision]) -> str:
    """One hash over decisions in order; "" if there are none."""
    lines = "\n".join(decision.as_line() for decision in decisions)
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest() if lines else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """All decisions that stand.

    Args:
        decisions: The oldest first.
    """

    decisions: tuple[Decision, ...] = ()
    _merges: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _of_merges: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: defaultdict[str, list[int]] = defaultdict(list)
        merges: list[int] = []
        for at, decision in enumerate(self.decisions):
            if decision.action == "merge":
                merges.append(at)
                continue
            for name in filter(None, {decision.doc_id, decision.text_sha256}):
                by_name[name].append(at)
        put = object.__setattr__  # the class is frozen for everybody else
        put(self, "_merges", tuple(merges))
        put(self, "_by_name", {name: tuple(places) for name, places in by_name.items()})
        put(self, "_of_merges", digest_of(self.decisions[at] for at in merges))

    def of(self, doc_id: str, text_sha256: str | None) -> tuple[Decision, ...]:
        """Decisions that can change a document: those about it, and every merge."""
        chosen = sorted({*self._about(doc_id, text_sha256), *self._merges})
        return tuple(self.decisions[at] for at in chosen)

    def places_of(self, doc_id: str, text_sha256: str | None) -> list[int]:
        """Where the decisions about a document itself stand among all."""
        return sorted(self._about(doc_id, text_sha256))

    def digest(self, doc_id: str, text_sha256: str | None) -> str:
        """Hash of what `of` gives; "" if that is nothing."""
        places = self.places_of(doc_id, text_sha256)
        own = digest_of(self.decisions[at] for at in places)
        return f"{self._of_merges}{own}"

    def without_document(self, met: Iterable[int]) -> Iterator[Decision]:
        """Decisions about one document that are not among those met, by their places."""
        homeless = set(range(len(self.decisions))) - set(met) - set(self._merges)
        return (self.decisions[at] for at in sorted(homeless))

    def _about(self, doc_id: str, text_sha256: str | None) -> set[int]:
        return {*self._by_name.get(doc_id, ()), *self._by_name.get(text_sha256 or "", ())}


NOTHING_DECIDED: Final = Standing()
