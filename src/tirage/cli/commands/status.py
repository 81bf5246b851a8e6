"""`tirage status`: where a dossier stands, and what comes next."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output

app = typer.Typer()


@app.command("status", help="help.status")
def status(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
) -> None:
    talk = output()
    from tirage.assembly.status import read_status
    from tirage.cli.clock import now
    from tirage.report.pages.status import page

    found = read_status(folder, lambda dossier: date.fromisoformat(now(rehearsal=dossier.rehearsal)[:10]))
    talk.show(page(found, talk.wording))
