"""`tirage check`: what the files received are, and what is wrong in them; nothing is written."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.options import ENCODING, HIDDEN, SHEET, HiddenChoice, manner
from tirage.cli.output import output
from tirage.errors import InputInvalid

app = typer.Typer()

files_argument = typer.Argument(metavar="FILE…", help="help.check.files", show_default=False)
dir_option = typer.Option("--dossier", metavar="DIR", help="help.check.dir")


@app.command("check", help="help.check")
def check(
    files: Annotated[list[Path], files_argument],
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    folder: Annotated[Path, dir_option] = Path(),
) -> None:
    talk = output()
    from tirage.acts.frame.inputs import EVERYONE, frame_rules
    from tirage.cli.progress import Bar
    from tirage.people.frame.findings import of_files
    from tirage.people.rolls.collection import survey_files
    from tirage.processes import available
    from tirage.report.pages.check import page
    from tirage.rules.model import RollRules
    from tirage.rules.read import read_rules
    from tirage.rules.templates import RULES

    found_rules = read_rules(folder / RULES) if (folder / RULES).exists() else None
    rules = found_rules if isinstance(found_rules, RollRules) else None
    if found_rules is not None and rules is None:
        talk.say("check.volunteers")
    columns = {field: header for header, field in rules.columns.items()} if rules else {}
    with Bar(talk) as bar:
        found = survey_files(
            files,
            on=date.today(),  # noqa: DTZ011 - the day here
            manner=manner(encoding, sheet, hidden),
            mapping=columns,
            geographies=(rules.geographies or None) if rules else None,
            processes=available(),
            progress=bar,
        )
    serious = of_files(
        found.surveys,
        frame_rules(rules).streams if rules else (EVERYONE,),
        rules.known_electors if rules else (),
        rules.geographies if rules else (),
    )
    talk.show(page(found, serious, talk.wording))
    if found.blocking:
        raise typer.Exit(InputInvalid.exit_code)
