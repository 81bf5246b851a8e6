"""`tirage ceremony`: the page for the screen of the room."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli import where
from tirage.cli.output import output


class ReaderChoice(StrEnum):
    """What `--for` takes."""

    guarantors = "guarantors"
    public = "public"


app = typer.Typer()

dir_argument = typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)


@app.command("ceremony", help="help.ceremony")
def ceremony(
    folder: Annotated[Path | None, dir_argument] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.ceremony.out")] = None,
    reader: Annotated[
        ReaderChoice, typer.Option("--for", help="help.ceremony.for")
    ] = ReaderChoice.guarantors,
) -> None:
    talk = output()
    from tirage.acts.records.screen import write_screen

    written = write_screen(where.dossier(folder), out, reader=reader.value, language=talk.language)
    talk.say(f"screen.written.{written.reader}", path=written.path)
