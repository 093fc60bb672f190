"""The page of a row: its sentence, its fields, its rules, what else was weighed.

In:  an Explanation
Out: renderables, in order
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extract.cli.pages.document import cell
from extract.cli.pages.marks import has_colours, marked
from extract.knowledge.trust import UNMEASURED
from extract.records import AgreementMention, Mention

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from extract.api.explain import Explanation, Relation, Rule
    from extract.api.meanings import Meaning
    from extract.records import Proposal

#: Columns that the head of the page and the section on confidence say.
_SAID: Final = frozenset(field.name for field in fields(Mention))
_INDENT: Final = (0, 0, 0, 2)
#: Related rows that are listed; the rest is counted.
_MOST: Final = 6
#: What a link's confidence rests on, by table.
_LINKS: Final = {
    "actors": "by where the name was found: a list of ours, the text itself, or nowhere",
    "places": "how often choices of the share below were right (data/place_sureness.csv)",
    "agreements": "by what the identifier rests on",
    "dates": "by how the value was read",
}


def row_page(told: Explanation, console: Console) -> Iterator[RenderableType]:
    """Everything there is to say about a row."""
    mention = told.mention
    yield Text(mention.mention_id, "bold")
    where = f"sentence {mention.sentence_start}-{mention.sentence_end}"
    yield Text(f"characters {mention.start}-{mention.end}, {where}")
    yield Text()
    sentence = told.view.document.text[mention.sentence_start : mention.sentence_end]
    words = sentence.replace("\n", " ") or mention.sentence
    yield Padding(marked(words, [mention], console, first=mention.sentence_start), _INDENT)
    yield from _section("fields", console, _fields(mention, console))
    yield from _section("method", console, *(_rule(rule) for rule in told.rules))
    yield from _section("confidence", console, *_confidence(told))
    if told.origins:
        yield from _section("where from", console, _origins(told))
    if told.meanings:
        yield from _section("meanings weighed", console, _meanings(told.meanings, mention))
    if told.relations:
        yield from _section("goes with", console, *_relations(told.relations))
    if told.rivals:
        title = "proposed for these words too, and not kept"
        yield from _section(title, console, _rivals(told.rivals))
    if told.differs:
        yield from _section("changed since", console, _changed(told))


def _section(title: str, console: Console, *parts: RenderableType) -> Iterator[RenderableType]:
    yield Text()
    yield Text(title, "bold" if has_colours(console) else "")
    for part in parts:
        yield Padding(part, _INDENT)


def _fields(mention: Mention, console: Console) -> Table:
    """Every field that is filled; what is empty is named on one line."""
    page = _grid(2)
    page.columns[0].style = "dim" if has_colours(console) else ""
    empty = []
    for field in fields(mention):
        if field.name in _SAID:
            continue
        value = cell(getattr(mention, field.name))
        if value:
            page.add_row(field.name, Text(value))
        else:
            empty.append(field.name)
    if empty:
        page.add_row("(empty)", Text(", ".join(empty)))
    return page


def _rule(rule: Rule) -> RenderableType:
    """Its id and share, and below what it says, where it lives, an example, what it saw."""
    words = rule.words
    head = Text(words.rule_id, "bold")
    if rule.share is not None:
        head.append(f"  {rule.share:.2f}", "dim")
    body = [Text(words.what)]
    if rule.cues:
        body.append(Text("saw " + ", ".join(f"{name} {seen}" for name, seen in rule.cues)))
    if words.file:
        body.append(Text(f"in {words.file}", "dim"))
    if words.example:
        body.append(Text(f"e.g. {words.example}", "italic"))
    return Group(head, *(Padding(part, _INDENT) for part in body))


def _confidence(told: Explanation) -> Iterator[RenderableType]:
    mention = told.mention
    shares = [(rule.words.rule_id, rule.share) for rule in told.rules if rule.share is not None]
    made = ", ".join(f"{name} {share:.2f}" for name, share in shares)
    because = f"that not all of these err: {made}" if len(shares) > 1 else made
    yield Text(f"{mention.confidence:.2f} that span and kind are right: {because}".rstrip(": "))
    if any(share == UNMEASURED for _, share in shares):
        yield Text(f"  {UNMEASURED:.2f} stands for rules that nobody measured", "dim")
    if mention.link_confidence is None:
        yield Text("no link, so no confidence in one")
    else:
        because = _LINKS[mention.table]
        if isinstance(mention, AgreementMention):
            because = f"{because}, {mention.identity}"
        yield Text(f"{mention.link_confidence:.2f} that the link is right: {because}")


def _origins(told: Explanation) -> Table:
    page = _grid(3)
    for origin in told.origins:
        words = f"{origin.source}: {origin.words}" if origin.words else origin.source
        page.add_row(origin.column, Text(origin.value), Text(words))
    return page


def _meanings(meanings: Sequence[Meaning], mention: Mention) -> Table:
    """The places a name may mean; the one that was chosen has an arrow."""
    page = _grid(5)
    chosen = getattr(mention, "geonames_id", None), getattr(mention, "place_id", None)
    for meaning in meanings:
        entry = meaning.entry
        if entry is None:
            page.add_row("", f"{meaning.share:.3f}", Text("none of those we know"), "", "")
            continue
        known = f"gn:{entry.geonames_id}" if entry.geonames_id else f"place:{entry.slug}"
        is_country = entry.feature == "country" and chosen[1] == f"country:{entry.country_code}"
        is_chosen = known == chosen[1] or is_country
        where = " ".join(filter(None, [entry.country_code, entry.feature]))
        has_people = entry.population and entry.feature != "country"
        people = f"{entry.population:,} people" if has_people else ""
        people = "listed by hand" if entry.slug else people
        page.add_row(
            "->" if is_chosen else "",
            f"{meaning.share:.3f}",
            Text(f"{entry.name}, {where}"),
            Text(f"{known}, {entry.latitude:.2f} {entry.longitude:.2f}"),
            people,
        )
    return page


def _relations(relations: Sequence[Relation]) -> Iterator[RenderableType]:
    page = _grid(2)
    for relation in relations[:_MOST]:
        row = relation.mention
        words = " ".join(row.text.split())
        page.add_row(relation.what, Text(f"{words}  ({row.table}:{row.start}-{row.end})"))
    yield page
    if len(relations) > _MOST:
        yield Text(f"and {len(relations) - _MOST} more", "dim")


def _rivals(rivals: Sequence[Proposal]) -> Table:
    page = _grid(3)
    for rival in rivals:
        page.add_row(rival.rule, f"{rival.kind}/{rival.label}", Text(" ".join(rival.text.split())))
    return page


def _changed(told: Explanation) -> Text:
    if told.differs == ("no row",):
        return Text("Today's rules, model and files make no such row; run again.", "yellow")
    names = ", ".join(told.differs)
    return Text(f"Today's rules, model and files give another {names}; run again.", "yellow")


def _grid(columns: int) -> Table:
    page = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(columns):
        page.add_column(overflow="fold")
    return page
