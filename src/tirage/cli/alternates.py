"""`tirage alternates`: its options; the work is in `alternate_lists`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.talk import Talk


def register(app: typer.Typer, talk: Talk) -> None:
    """Add the command, its help in the language of `talk`."""
    t = talk.text

    @app.command("alternates", help=t("help.alternates"))
    def alternates(
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", help=t("help.dir"), show_default=False)
        ] = Path(),
        count: Annotated[
            int | None, typer.Option("--count", metavar="N", min=1, help=t("help.alternates.count"))
        ] = None,
        confidence: Annotated[
            float | None,
            typer.Option("--confidence", metavar="P", min=0, max=1, help=t("help.alternates.confidence")),
        ] = None,
        dropout: Annotated[
            float, typer.Option("--dropout", metavar="P", min=0, max=1, help=t("help.alternates.dropout"))
        ] = 0.12,
        lang: Annotated[Lang | None, typer.Option("--lang", help=t("help.lang"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("help.json"))] = False,
    ) -> None:
        if (count is None) == (confidence is None):
            raise typer.BadParameter(t("option.one_of", options="--count, --confidence"))
        from tirage.cli.alternate_lists import show

        show(folder, count, confidence or 0.0, dropout, talk)
