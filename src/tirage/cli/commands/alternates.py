"""`tirage alternates`: its options; the work is in `alternate_lists`."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.talk import Output


def register(app: typer.Typer, talk: Output) -> None:
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
            float | None,
            typer.Option("--dropout", metavar="P", min=0, max=1, help=t("help.alternates.dropout")),
        ] = None,
        past: Annotated[
            list[Path] | None,
            typer.Option("--past", metavar="DOSSIER", help=t("help.alternates.past")),
        ] = None,
        keep: Annotated[bool, typer.Option("--record", help=t("help.alternates.record"))] = False,
        lang: Annotated[Lang | None, typer.Option("--lang", help=t("help.lang"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("help.json"))] = False,
    ) -> None:
        if (count is None) == (confidence is None):
            raise typer.BadParameter(t("option.one_of", options="--count, --confidence"))
        if dropout is not None and past:
            raise typer.BadParameter(t("option.one", options="--dropout, --past"))
        from tirage.cli.alternate_lists import AlternatesOptions as Choice
        from tirage.cli.alternate_lists import show

        show(folder, Choice(count, _exact(confidence), _exact(dropout), tuple(past or ())), talk, keep=keep)


def _exact(typed: float | None) -> Fraction | None:
    """`0.12` as the 3/25 that was meant."""
    return None if typed is None else Fraction(repr(typed))
