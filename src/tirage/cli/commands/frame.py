"""`tirage frame`: its options; the work is in `frames`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.talk import Output


def register(app: typer.Typer, talk: Output) -> None:
    """Add the command, its help in the language of `talk`."""
    t = talk.text
    files_argument = typer.Argument(metavar="FILE…", help=t("help.frame.files"), show_default=False)

    @app.command("frame", help=t("help.frame"))
    def frame(
        files: Annotated[list[Path], files_argument],
        folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help=t("help.dir"))] = Path(),
        decisions: Annotated[
            Path | None, typer.Option("--decisions", metavar="FILE", help=t("help.decisions"))
        ] = None,
        exclude: Annotated[
            list[str] | None, typer.Option("--exclude", metavar="CAUSE=FILE", help=t("help.exclude"))
        ] = None,
        key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help=t("help.key"))] = None,
        rehearsal: Annotated[bool, typer.Option("--rehearsal", help=t("help.rehearsal"))] = False,
        lang: Annotated[Lang | None, typer.Option("--lang", help=t("help.lang"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("help.json"))] = False,
    ) -> None:
        lists: dict[str, Path] = {}
        for each in exclude or []:
            cause, found, path = each.partition("=")
            if not found or not path:
                raise typer.BadParameter(t("option.exclude", found=each[:60]))
            lists[cause] = Path(path)
        from tirage.cli.frames import FrameOptions as Asked
        from tirage.cli.frames import close
        from tirage.cli.options import files_of

        close(Asked(files_of(files), folder, decisions, lists, key, rehearsal), talk)
