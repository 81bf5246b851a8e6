"""`tirage record …`: what came back; the work is in `answers`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.talk import Talk


def register(app: typer.Typer, talk: Talk) -> None:
    """Add the commands, their help in the language of `talk`."""
    t = talk.text
    file_argument = typer.Argument(metavar="FILE", show_default=False, help=t("help.record.file"))
    dir_option = typer.Option("--dir", metavar="DIR", help=t("help.dir"))
    lang_option = typer.Option("--lang", help=t("help.lang"))
    json_option = typer.Option("--json", help=t("help.json"))
    group = typer.Typer(help=t("help.record"), no_args_is_help=True)
    app.add_typer(group, name="record")

    @group.callback()
    def _group(lang: Annotated[Lang | None, lang_option] = None) -> None:
        pass

    @group.command("responses", help=t("help.record.responses"))
    def responses(
        file: Annotated[Path, file_argument],
        folder: Annotated[Path, dir_option] = Path(),
        deadline: Annotated[
            datetime | None,
            typer.Option("--deadline", metavar="DATE", formats=["%Y-%m-%d"], help=t("help.deadline")),
        ] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli.answers import responses as work

        work(file, folder, deadline.date() if deadline else None, talk)

    @group.command("undelivered", help=t("help.record.undelivered"))
    def undelivered(
        file: Annotated[Path, file_argument],
        folder: Annotated[Path, dir_option] = Path(),
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli.answers import undelivered as work

        work(file, folder, talk)
