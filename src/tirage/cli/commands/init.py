"""`tirage init`: a new folder with the rules of an assembly, to be read and corrected."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output


class TemplateChoice(StrEnum):
    """What `--template` takes."""

    paris = "paris"
    generic = "generic"


app = typer.Typer()

folder_argument = typer.Argument(metavar="DIR", help="help.init.dir", show_default=False)


@app.command("init", help="help.init")
def init(
    folder: Annotated[Path, folder_argument],
    template: Annotated[
        TemplateChoice, typer.Option("--template", help="help.template")
    ] = TemplateChoice.generic,
) -> None:
    talk = output()
    from tirage.assembly.lineage import check_place
    from tirage.rules.templates import write_template

    check_place(folder)
    write_template(folder, template.value, talk.language)
    talk.say("init.done", path=folder)
    talk.say("init.next", path=folder)
