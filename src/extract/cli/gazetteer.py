"""`extract gazetteer`: compile a place index, and say what is in one.

In:  extract gazetteer build places.sqlite --dump ~/geonames
Out: a progress bar on a terminal, then what the index holds
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from extract.cli.session import LogJson, errors_as_text, journal_for, read_settings
from extract.cli.steps import Steps

if TYPE_CHECKING:
    from extract.compiling.facts import IndexFacts

OUT: Final = Path("gazetteer.sqlite")
#: Countries named in the summary; the others are counted.
_COUNTRIES_SHOWN: Final = 5

app = typer.Typer(help="Compile a place index, and say what is in one.", no_args_is_help=True)


@app.command()
def build(
    out: Annotated[Path, typer.Argument(help="Where the index goes.")] = OUT,
    dump: Annotated[
        Path | None,
        typer.Option("--dump", help="Folder with a downloaded GeoNames dump; else the packages."),
    ] = None,
    classes: Annotated[
        str | None,
        typer.Option("--classes", help="GeoNames classes to keep of a dump, e.g. APL."),
    ] = None,
    languages: Annotated[
        str | None,
        typer.Option("--languages", help="Languages of names to keep of a dump, e.g. en,fr,az."),
    ] = None,
    log_json: LogJson = False,
) -> None:
    """Compile a place index from registry packages, or from a full GeoNames dump."""
    from extract.api.gazetteer import build_gazetteer  # heavy imports wait until work begins
    from extract.engine.batch import Progress

    if dump is None and (classes is not None or languages is not None):
        raise typer.BadParameter("--classes and --languages choose from a dump: name it by --dump")
    chosen = None if languages is None else languages.replace(" ", "").split(",")
    journal = journal_for(log_json=log_json)
    said = journal or Steps()
    with said.begin("gazetteer build", None if dump is None else str(dump), str(out)) as tell:
        facts = build_gazetteer(
            out,
            dump=dump,
            classes=classes,
            languages=chosen,
            on_progress=lambda step, done, total: tell(Progress(step, done, total)),
        )
    if journal is None:
        _print_facts(facts)
        return
    told = ("sha256", "size", "places", "names")
    found = {name: getattr(facts, name) for name in told}
    journal.tell("built", output=str(facts.path), **found, exit_code=0)


@app.command("info")
def describe(
    file: Annotated[
        Path | None, typer.Argument(help="An index; by default the one that runs use here.")
    ] = None,
) -> None:
    """Say what an index holds, where it comes from, under which licence, and how fast it is."""
    from extract.api.gazetteer import describe_gazetteer  # heavy imports wait until work begins

    with errors_as_text():
        _print_facts(describe_gazetteer(file or read_settings().gazetteer))


def _print_facts(facts: IndexFacts) -> None:
    origin = facts.origin
    shown = list(facts.countries.items())[:_COUNTRIES_SHOWN]
    lines = {
        "file": str(facts.path),
        "size": f"{facts.size / 1e6:.1f} MB, version {facts.version}",
        "sha256": facts.sha256,
        "source": origin.source + (f", as of {origin.as_of}" if origin.as_of else ""),
        "kept": origin.kept,
        "data": f"{origin.attribution}; {origin.licence}",
        "places": f"{facts.places:,}: "
        + ", ".join(f"{count:,} {feature}" for feature, count in facts.features.items()),
        "countries": f"{sum(1 for code in facts.countries if code):,}; most: "
        + ", ".join(f"{code or 'none'} {count:,}" for code, count in shown),
        "names": f"{facts.names:,}",
        "opened in": f"{facts.open_milliseconds:.2f} ms",
        "looked up in": f"{facts.lookup_microseconds:.1f} microseconds a name",
    }
    width = max(len(name) for name in lines)
    for name, words in lines.items():
        typer.echo(f"{name:<{width}}  {words}")
