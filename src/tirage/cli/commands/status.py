"""`tirage status`: where a dossier stands, and what comes next."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.output import output

if TYPE_CHECKING:
    from tirage.assembly.record import Dossier

app = typer.Typer()


@app.command("status", help="help.status")
def status(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
) -> None:
    talk = output()
    from tirage.assembly.status import read_status, status_of
    from tirage.cli.clock import now
    from tirage.report.opened import chain_in
    from tirage.report.pages.status import page

    def day_of(dossier: "Dossier") -> date:
        return date.fromisoformat(now(rehearsal=dossier.rehearsal)[:10])

    found = status_of(chain_in(folder)[0], day_of) if folder.is_file() else read_status(folder, day_of)
    talk.show(page(found, talk.wording))
