"""`tirage members`: who sits, whom to telephone, whom to remind."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli import where
from tirage.cli.options import DAYS
from tirage.cli.output import output

app = typer.Typer()


class ListChoice(StrEnum):
    """What `--list` takes."""

    members = "members"
    calls = "calls"
    reminders = "reminders"
    acceptances = "acceptances"
    volunteers = "volunteers"


@app.command("members", help="help.members")
def members(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)
    ] = None,
    kind: Annotated[ListChoice, typer.Option("--list", help="help.members.list")] = ListChoice.members,
    on: Annotated[
        datetime | None,
        typer.Option("--on", metavar="DATE", formats=DAYS, help="help.members.on"),
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="help.members.names")] = False,
) -> None:
    talk = output()
    from tirage.acts.life.members import list_people
    from tirage.cli.clock import now
    from tirage.report.lists import write_list
    from tirage.report.pages.members import page

    found = list_people(where.dossier(folder), kind.value, clock=now, day=on.date() if on else None)
    written = write_list(found, talk.wording, today=on is None)
    talk.show(page(found, talk.wording, names=names))
    if written:
        talk.say("members.written", path=written[0])
