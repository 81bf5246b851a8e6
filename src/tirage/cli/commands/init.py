"""`tirage init`: a new folder with the rules of an assembly, to be read and corrected."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output
from tirage.errors import Defect, InputInvalid, Refused


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
    from tirage.rules.templates import template as contents

    check_place(folder)
    _write(folder, contents(template.value, talk.language))
    talk.say("init.done", path=folder)
    talk.say("init.next", path=folder)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """All files, none over another: what somebody corrected by hand is never lost."""
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise Refused("init.exists", path=folder / there[0])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            with (folder / name).open("xb") as file:
                file.write(data)
    except FileExistsError as error:
        raise Refused("init.exists", path=folder) from error
    except OSError as error:
        values = {"error": type(error).__name__}
        raise InputInvalid([Defect("output.write", str(folder), values=values)]) from error
