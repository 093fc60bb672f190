"""`extract models`: the versions a project learned; list, use, verify, compare.

In:  extract models use v2-5f3a90c1d2;  extract models use packaged
Out: which version runs use, and how versions differ
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.session import errors_as_text, read_settings
from extract.errors import EXIT_FAILED

if TYPE_CHECKING:
    from extract.api.models import Listed

app = typer.Typer(help="Versions learned from corrections, under models/.", no_args_is_help=True)

Version = Annotated[str, typer.Argument(help="A version, or `packaged`.")]


@app.command("list")
def list_() -> None:
    """Name every version, what it came from, and which one runs use."""
    from extract.api.models import list_versions  # heavy imports wait until work begins

    with errors_as_text():
        listed = list(list_versions(read_settings()))
    for one in listed:
        mark = "*" if one.is_current else " "
        typer.echo(f"{mark} {one.name}{_told(one)}")


def _told(one: Listed) -> str:
    if one.damage:
        return f"  DAMAGED: {one.damage}"
    if one.manifest is None:
        return "  what was installed"
    made_of, word = one.manifest.made_of, "promoted" if one.manifest.promoted else "candidate"
    reasons = "; ".join(one.manifest.reasons)
    return (
        f"  from {one.manifest.parent}, {made_of.get('documents')} documents, "
        f"{made_of.get('decisions')} decisions; {word}: {reasons}"
    )


@app.command()
def use(name: Version) -> None:
    """Let runs use a version; `packaged` goes back to what was installed."""
    from extract.api.models import use_version

    with errors_as_text():
        use_version(name, read_settings())
    typer.echo(f"{name} is in use from the next run on")


@app.command()
def verify(
    name: Annotated[str | None, typer.Argument(help="A version; all without it.")] = None,
) -> None:
    """Hold every file of a version against its manifest."""
    from extract.api.models import verify_versions

    with errors_as_text():
        found = list(verify_versions(name, read_settings()))
    for version, damage in found:
        mark, colour = ("BAD ", "red") if damage else ("ok  ", "green")
        typer.secho(mark, fg=colour, nl=False)
        typer.echo(damage or version)
    if not found:
        typer.echo("no versions yet: `extract train` makes them")
    if any(damage for _, damage in found):
        raise typer.Exit(EXIT_FAILED)


@app.command()
def diff(first: Version, second: Version) -> None:
    """Show learned entries and scores that differ between two versions."""
    from extract.api.models import diff_versions

    with errors_as_text():
        found = diff_versions(first, second, read_settings())
    for sign, colour, entries in (("-", "red", found.gone), ("+", "green", found.new)):
        for table, form, kind in entries:
            typer.secho(f"{sign} {table} {form!r}: {kind}", fg=colour)
    scores = {key: pair for key, pair in found.scores.items() if pair[0] != pair[1]}
    for (where, name, measure), (old, new) in scores.items():
        typer.echo(f"  {where} {name} {measure}: {_share(old)} -> {_share(new)}")
    if not (found.gone or found.new or scores):
        typer.echo("no entry and no score differs")


def _share(share: float | None) -> str:
    return "not measured" if share is None else f"{100 * share:.1f}"
