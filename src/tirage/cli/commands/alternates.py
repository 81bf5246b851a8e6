"""`tirage alternates`: whom to keep in touch with, in case members leave."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output

app = typer.Typer()


@app.command("alternates", help="help.alternates")
def alternates(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", min=1, help="help.alternates.count")
    ] = None,
    confidence: Annotated[
        float | None,
        typer.Option("--confidence", metavar="P", min=0, max=1, help="help.alternates.confidence"),
    ] = None,
    dropout: Annotated[
        float | None,
        typer.Option("--dropout", metavar="P", min=0, max=1, help="help.alternates.dropout"),
    ] = None,
    past: Annotated[
        list[Path] | None,
        typer.Option("--past", metavar="DOSSIER", help="help.alternates.past"),
    ] = None,
    keep: Annotated[bool, typer.Option("--record", help="help.alternates.record")] = False,
) -> None:
    talk = output()
    if count is not None and confidence is not None:
        raise typer.BadParameter(talk.text("option.one_of", options="--count, --confidence"))
    if dropout is not None and past:
        raise typer.BadParameter(talk.text("option.one", options="--dropout, --past"))
    from tirage.acts.life import alternates as act
    from tirage.cli import clock
    from tirage.report.pages.alternates import page

    options = act.AlternatesOptions(count, _exact(confidence), _exact(dropout), tuple(past or ()))
    found = act.list_alternates(folder, options, keep=keep, clock=clock.now, tool=clock.tool())
    talk.show(page(found, talk.wording))


def _exact(typed: float | None) -> Fraction | None:
    """`0.12` as the 3/25 that was meant."""
    return None if typed is None else Fraction(repr(typed))
