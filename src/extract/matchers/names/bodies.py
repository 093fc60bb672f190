"""Propose organisations that we know.

In:  "talks of NATO and the UN Security Council at the White House"
Out: NATO (igo) | UN Security Council (igo) | White House (places/building)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.names import page as kinds
from extract.matchers.names.extensions import extended
from extract.matchers.names.page import ARTICLES, Find, Page
from extract.records import Proposal

#: What makes the seat of a government a venue: "at the White House".
_AT: Final = frozenset({"at", "in", "inside", "outside", "near", "to"})


@dataclass(frozen=True, slots=True)
class KnownBodies:
    """Organisations of our list."""

    actors: ActorKnowledge

    def __call__(self, page: Page) -> Iterator[Proposal]:
        """Yield one proposal per known organisation."""
        for find in page.finds:
            if find.word.kind == kinds.BODY and not self._goes_on(page, find):
                yield self._read(page, find)
                if find.end < len(page.words) and page.words[find.end] == "Headquarters":
                    yield page.propose(
                        "places", find.start, find.end + 1, rule="place-head", label="building"
                    )

    def _read(self, page: Page, find: Find) -> Proposal:
        body = self.actors.by_id[find.word.value]
        if body.org_id in self.actors.words.seats and self._is_venue(page, find):
            return page.propose(
                "places", find.start, find.end, rule="place-head", label="building"
            )
        end = extended(page, find.end, self.actors.words)
        return page.propose(
            "actors",
            find.start,
            end,
            rule="known-organization",
            label=body.actor_type,
            cues={"organization": body.org_id},
        )

    @staticmethod
    def _is_venue(page: Page, find: Find) -> bool:
        """Whether "at the" stands before a seat of government."""
        at = page.before(find.start)
        if at >= 0 and page.words[at] in ARTICLES:
            at = page.before(at)
        return at >= 0 and page.words[at].lower() in _AT

    def _goes_on(self, page: Page, find: Find) -> bool:
        """Whether the name of another body goes on: "Democratic Party" of Norland."""
        if page.words[find.end - 1] not in self.actors.words.extended:
            return False
        at = find.end + 1
        if at >= len(page.words) or page.words[find.end] != "of":
            return False
        at += page.words[at] in ARTICLES
        return page.is_capitalised(at) and page.doc[find.end].ent_type_ == "ORG"
