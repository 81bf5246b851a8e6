"""`tirage frame`: its options; the work is in `frames`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output

app = typer.Typer()

files_argument = typer.Argument(metavar="FILE…", help="help.frame.files", show_default=False)


@app.command("frame", help="help.frame")
def frame(
    files: Annotated[list[Path], files_argument],
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help="help.dir")] = Path(),
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FILE", help="help.decisions")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="CAUSE=FILE", help="help.exclude")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="help.key")] = None,
    rehearsal: Annotated[bool, typer.Option("--rehearsal", help="help.rehearsal")] = False,
) -> None:
    talk = output()
    lists: dict[str, Path] = {}
    for each in exclude or []:
        cause, found, path = each.partition("=")
        if not found or not path:
            raise typer.BadParameter(talk.text("option.exclude", found=each[:60]))
        lists[cause] = Path(path)
    from tirage.cli.frames import FrameOptions as Asked
    from tirage.cli.frames import close
    from tirage.tabular.files import files_of

    close(Asked(files_of(files), folder, decisions, lists, key, rehearsal), talk)
