"""`tirage quotas …`: the options of each command; the work is in a module of its own."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.options import DrawOptions
from tirage.cli.talk import Output


def register(app: typer.Typer, talk: Output) -> None:
    """Add the group and its commands, their help in the language of `talk`."""
    t = talk.text
    group = typer.Typer(help=t("help.quotas.group"), no_args_is_help=True)
    app.add_typer(group, name="quotas")
    pool_argument = typer.Argument(metavar="POOL", help=t("help.pool.needed"), show_default=False)
    quotas_option = typer.Option("--quotas", metavar="FILE", help=t("help.quotas"))
    seats_option = typer.Option("--seats", metavar="K", help=t("help.seats"))
    household_option = typer.Option("--household", metavar="COLUMN[,COLUMN]", help=t("help.household"))
    id_option = typer.Option("--id", metavar="COLUMN", help=t("help.id"))
    encoding_option = typer.Option("--encoding", metavar="NAME", help=t("help.encoding"))
    lang_option = typer.Option("--lang", help=t("help.lang"))
    json_option = typer.Option("--json", help=t("help.json"))

    @group.callback()
    def _group(lang: Annotated[Lang | None, lang_option] = None) -> None:
        pass

    @group.command("build", help=t("help.quotas.build"))
    def build(
        census: Annotated[Path, typer.Argument(metavar="CENSUS", help=t("help.census"), show_default=False)],
        seats: Annotated[int, seats_option],
        tolerance: Annotated[
            list[str] | None,
            typer.Option("--tolerance", metavar="[A=]N|P%", help=t("help.tolerance")),
        ] = None,
        target: Annotated[
            list[str] | None, typer.Option("--target", metavar="A:B=P%", help=t("help.target"))
        ] = None,
        cross: Annotated[
            list[str] | None, typer.Option("--cross", metavar="A,B", help=t("help.cross"))
        ] = None,
        served: Annotated[
            Path | None, typer.Option("--served", metavar="DOSSIER", help=t("help.served"))
        ] = None,
        out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=t("help.quotas.out"))] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import quota_build as work

        given = work.BuildOptions(census, seats, tolerance or [], target or [], cross or [], out, served)
        work.build(given, talk)

    @group.command("check", help=t("help.quotas.check"))
    def check(
        pool: Annotated[Path, pool_argument],
        quotas: Annotated[Path, quotas_option],
        seats: Annotated[int, seats_option],
        household: Annotated[str | None, household_option] = None,
        id_column: Annotated[str | None, id_option] = None,
        encoding: Annotated[str | None, encoding_option] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import quota_check as work

        work.check(DrawOptions(pool, quotas, seats, 1, "leximin", household, id_column, encoding), talk)

    @group.command("relax", help=t("help.quotas.relax"))
    def relax(
        pool: Annotated[Path, pool_argument],
        quotas: Annotated[Path, quotas_option],
        seats: Annotated[int, seats_option],
        keep: Annotated[
            list[str] | None, typer.Option("--keep", metavar="A[:B]", help=t("help.keep"))
        ] = None,
        tier: Annotated[list[str] | None, typer.Option("--tier", metavar="A=N", help=t("help.tier"))] = None,
        alternatives: Annotated[
            int, typer.Option("--alternatives", metavar="N", help=t("help.alternatives"))
        ] = 3,
        choose: Annotated[int | None, typer.Option("--choose", metavar="N", help=t("help.choose"))] = None,
        reason: Annotated[
            str | None, typer.Option("--reason", metavar="TEXT", help=t("help.relax.reason"))
        ] = None,
        out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=t("help.relax.out"))] = None,
        household: Annotated[str | None, household_option] = None,
        id_column: Annotated[str | None, id_option] = None,
        encoding: Annotated[str | None, encoding_option] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import quota_relax as work

        asked = DrawOptions(pool, quotas, seats, 1, "leximin", household, id_column, encoding)
        choice = work.RelaxOptions(keep or [], tier or [], alternatives, choose, reason, out)
        work.relax(asked, choice, talk)

    @group.command("explain", help=t("help.quotas.explain"))
    def explain(
        pool: Annotated[Path, pool_argument],
        quotas: Annotated[Path, quotas_option],
        seats: Annotated[int, seats_option],
        household: Annotated[str | None, household_option] = None,
        id_column: Annotated[str | None, id_option] = None,
        encoding: Annotated[str | None, encoding_option] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import quota_conflicts as work

        work.explain(DrawOptions(pool, quotas, seats, 1, "leximin", household, id_column, encoding), talk)
