"""`tirage plan`: the regulation of the draw, written for guarantors, and adopted."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.options import DAYS, check_report
from tirage.cli.output import output

app = typer.Typer()


class For(StrEnum):
    """Whom a plan can be written for."""

    guarantors = "guarantors"


@app.command("plan", help="help.plan")
def plan(
    _reader: Annotated[For, typer.Option("--for", help="help.plan.for")],
    folder: Annotated[Path, typer.Option("--dossier", metavar="DIR", help="help.dir")] = Path(),
    adopt: Annotated[bool, typer.Option("--adopt", help="help.plan.adopt")] = False,
    on: Annotated[
        datetime | None, typer.Option("--on", metavar="DATE", formats=DAYS, help="help.plan.on")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="help.plan.reason")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.plan.out")] = None,
    rehearsal: Annotated[bool, typer.Option("--rehearsal", help="help.rehearsal")] = False,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    from tirage.acts.regulation import adopting
    from tirage.dossier.packs import write_file
    from tirage.report.pages import regulation
    from tirage.report.rendering.interface import by_name, render

    shape = by_name(out) if out else None
    if out is not None:
        check_report(out)
    if adopt:
        found = adopting.adopt(
            folder,
            day=on.date() if on else None,
            reason=reason,
            rehearsal=rehearsal,
            language=talk.language,
            **at_desk(talk, sure=yes),
        )
        talk.show(regulation.adopted(found, talk.wording))
    else:
        for option, given in (("--on", on), ("--reason", reason), ("--rehearsal", rehearsal)):
            if given:
                raise typer.BadParameter(talk.text("regulation.unadopted"), param_hint=option)
        found = adopting.written(folder, talk.language)
        if out is None:
            talk.show(regulation.page(found, talk.wording))
    if out is not None and shape is not None:
        write_file(out, render(regulation.page(found, talk.wording), shape))
        talk.say("regulation.written", path=out)
