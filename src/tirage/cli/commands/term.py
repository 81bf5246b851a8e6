"""`tirage term`: its options; the work is in `mandates`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.talk import Output


def register(app: typer.Typer, talk: Output) -> None:
    """Add the command, its help in the language of `talk`."""
    t = talk.text

    @app.command("term", help=t("help.term"))
    def term(
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", help=t("help.dir"), show_default=False)
        ] = Path(),
        start: Annotated[
            datetime | None,
            typer.Option("--start", metavar="DATE", formats=["%Y-%m-%d"], help=t("help.term.start")),
        ] = None,
        months: Annotated[
            int | None, typer.Option("--months", metavar="N", help=t("help.term.months"))
        ] = None,
        cohorts: Annotated[
            int | None, typer.Option("--cohorts", metavar="C", help=t("help.term.cohorts"))
        ] = None,
        last: Annotated[int | None, typer.Option("--last", metavar="N", help=t("help.term.last"))] = None,
        by_rules: Annotated[bool, typer.Option("--by-rules", help=t("help.term.rules"))] = False,
        lang: Annotated[Lang | None, typer.Option("--lang", help=t("help.lang"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("help.json"))] = False,
    ) -> None:
        from tirage.cli.mandates import Typed, record_term

        record_term(folder, Typed(start.date() if start else None, months, cohorts, by_rules, last), talk)
