"""Check a project's own files: their rules of form, then every name in a sentence.

In:  OwnFiles, e.g. places.csv with Velmora
Out: Checked       "Observers arrived in Velmora on Monday." gives the place, or a problem
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.api.text import pipeline_for
from extract.engine.walk import walk
from extract.knowledge.check.base import Checked
from extract.knowledge.own import files
from extract.knowledge.own.files import File, OwnFiles
from extract.knowledge.own.sheet import numbered_cells
from extract.knowledge.problems import Problem
from extract.knowledge.whole import Own, read_knowledge
from extract.reading.text import document_of_text
from extract.text.names import slug

if TYPE_CHECKING:
    from extract.pipeline import Pipeline
    from extract.records import Mention
    from extract.settings import Settings

#: The sentence each name is tried in, by file.
SENTENCES: Final = {
    files.COUNTRIES: "Observers arrived in {name} on Monday.",
    files.ORGANIZATIONS: "On Monday the {name} sent a letter to both sides.",
    files.OFFICES: "The letter was read by {name} on Monday.",
    files.PLACES: "Observers arrived in {name} on Monday.",
    files.AGREEMENTS: "Both sides said on Monday that the {name} is in force.",
}
_FIX: Final = "Write it with capitals, as texts do, without words around it."


@dataclass(frozen=True, slots=True)
class _Trial:
    """A name to be tried.

    Args:
        name: As the file has it.
        table: Where its row should stand; "" for either actors or places.
        identifiers: Any of which the row should have.
        where: File, line and record.
    """

    name: str
    table: str
    identifiers: tuple[str, ...]
    where: tuple[int, str]


def check_own(own: OwnFiles, settings: Settings) -> Iterator[Checked]:
    """Check the project's files; names are tried once no line is wrong.

    Args:
        own: The files.
        settings: The model that reads the sentences, and the project.
    """
    knowledge, problems = read_knowledge(own)
    for file in own.files:
        wrong = [problem for problem in problems if problem.file == file.shown]
        entries = max(0, sum(1 for _ in numbered_cells(file.text)) - 1)
        trials = [] if problems else list(_trials(file, knowledge.own))
        if trials:
            wrong += _tried(pipeline_for(settings), file, trials)
        yield Checked(file.shown, entries, len(trials), tuple(wrong))


def _tried(pipeline: Pipeline, file: File, trials: Sequence[_Trial]) -> Iterator[Problem]:
    for trial in trials:
        text = SENTENCES[file.kind].format(name=trial.name)
        _, mentions = walk(pipeline, document_of_text(text, doc_id="check"))
        rows: Sequence[Mention] = (
            getattr(mentions, trial.table) if trial.table else (*mentions.actors, *mentions.places)
        )
        here = [row for row in rows if trial.name in row.text]
        line, record = trial.where
        if not here:
            reason = f"{trial.name!r} is not found in {text!r}"
            yield Problem(file.shown, line, record, reason, _FIX)
        elif not any(_identifier(row) in trial.identifiers for row in here):
            reason = f"{trial.name!r} is taken for {_identifier(here[0])} in {text!r}"
            yield Problem(file.shown, line, record, reason, "Check its other lines and files.")


def _identifier(row: Mention) -> str | None:
    names = ("actor_id", "place_id", "agreement_id")
    return next((getattr(row, name) for name in names if hasattr(row, name)), None)


def _trials(file: File, own: Own) -> Iterator[_Trial]:
    """Every name of a file with the row it should give."""
    lines = _lines(file)
    for names, table, identifiers in _named(file.kind, own):
        for name in names:
            where = (lines.get(name, 1), names[0])
            yield _Trial(name, table, identifiers, where)


def _named(kind: str, own: Own) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Names of each entry, the table of its rows, the identifiers they may have."""
    entries = {
        files.COUNTRIES: (
            ((c.name, *c.aliases), "", (f"country:{c.code}",)) for c in own.countries.countries
        ),
        files.ORGANIZATIONS: (
            ((b.name, *b.aliases), "actors", (f"org:{b.org_id}",)) for b in own.organizations
        ),
        files.OFFICES: ((h.names, "actors", (f"person:{slug(h.person)}",)) for h in own.holders),
        files.PLACES: (
            (p.names, "places", (f"gn:{p.entry.geonames_id}", f"place:{p.entry.slug}"))
            for p in own.places
        ),
        files.AGREEMENTS: ((i.names, "agreements", (i.instrument_id,)) for i in own.agreements),
    }
    yield from entries.get(kind, ())


def _lines(file: File) -> dict[str, int]:
    """The line that each cell and each member of a list cell stands on first."""
    found: dict[str, int] = {}
    for line, cells in numbered_cells(file.text):
        for cell in cells:
            for member in (cell, *cell.split("|")):
                found.setdefault(member.strip(), line)
    return found
