"""`tirage draw replacements` and `draw renewal`: their options; the work is in `openings`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.options import ChanceOptions
from tirage.cli.talk import Output
from tirage.cli.terms import rolled, ways_options


class PolicyChoice(StrEnum):
    """What `--policy` takes."""

    residual = "residual"
    like_for_like = "like-for-like"
    alternates_first = "alternates-first"


def register(drawing: typer.Typer, talk: Output) -> None:
    """Add the command, its help in the language of `talk`."""
    t = talk.text
    contributor_option, round_option, at_option = ways_options(talk)

    @drawing.command("replacements", help=t("help.draw.replacements"))
    def replacements(
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", help=t("help.dir"), show_default=False)
        ] = Path(),
        policy: Annotated[
            PolicyChoice, typer.Option("--policy", help=t("help.policy"))
        ] = PolicyChoice.residual,
        vacancies: Annotated[
            list[str] | None,
            typer.Option("--vacancy", metavar="PID", help=t("help.replacements.vacancy")),
        ] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=t("help.replacements.dry"))] = False,
        seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help=t("help.seed"))] = None,
        number: Annotated[str | None, typer.Option("--number", metavar="N", help=t("help.number"))] = None,
        panels: Annotated[
            int | None, typer.Option("--panels", metavar="M", help=t("help.replacements.panels"))
        ] = None,
        relax: Annotated[bool, typer.Option("--relax", help=t("help.replacements.relax"))] = False,
        leave_vacant: Annotated[
            bool, typer.Option("--leave-vacant", help=t("help.replacements.vacant"))
        ] = False,
        contributors: Annotated[list[str] | None, contributor_option] = None,
        beacon_round: Annotated[int | None, round_option] = None,
        beacon_at: Annotated[str | None, at_option] = None,
        lang: Annotated[Lang | None, typer.Option("--lang", help=t("help.lang"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("help.json"))] = False,
    ) -> None:
        if relax and leave_vacant:
            raise typer.BadParameter(t("option.one", options="--relax, --leave-vacant"))
        if vacancies and leave_vacant:
            raise typer.BadParameter(t("option.one", options="--vacancy, --leave-vacant"))
        if relax and policy is PolicyChoice.like_for_like:
            raise typer.BadParameter(t("option.one", options="--relax, --policy like-for-like"))
        roll = rolled(seed, number, talk)
        from tirage.cli import openings as work

        ways = ChanceOptions(tuple(contributors or ()), beacon_round, beacon_at)
        only = tuple(pid.strip() for pid in vacancies or ())
        choice = work.ReplacementsOptions(policy.value, panels, relax, ways, only)
        if leave_vacant:
            work.leave_vacant(folder, talk)
        elif dry_run:
            work.dry_run(folder, choice, talk)
        else:
            work.fill(folder, choice, roll, talk)

    @drawing.command("renewal", help=t("help.draw.renewal"))
    def renewal(
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", help=t("help.dir"), show_default=False)
        ] = Path(),
        dry_run: Annotated[bool, typer.Option("--dry-run", help=t("help.replacements.dry"))] = False,
        seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help=t("help.seed"))] = None,
        number: Annotated[str | None, typer.Option("--number", metavar="N", help=t("help.number"))] = None,
        panels: Annotated[
            int | None, typer.Option("--panels", metavar="M", help=t("help.replacements.panels"))
        ] = None,
        relax: Annotated[bool, typer.Option("--relax", help=t("help.replacements.relax"))] = False,
        cooling: Annotated[
            int | None, typer.Option("--cooling-off", metavar="MONTHS", help=t("help.cooling"))
        ] = None,
        contributors: Annotated[list[str] | None, contributor_option] = None,
        beacon_round: Annotated[int | None, round_option] = None,
        beacon_at: Annotated[str | None, at_option] = None,
        lang: Annotated[Lang | None, typer.Option("--lang", help=t("help.lang"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("help.json"))] = False,
    ) -> None:
        roll = rolled(seed, number, talk)
        from tirage.cli import openings as work

        ways = ChanceOptions(tuple(contributors or ()), beacon_round, beacon_at)
        choice = work.ReplacementsOptions("residual", panels, relax, ways)
        work.renew(folder, choice, roll, talk, cooling=cooling, dry=dry_run)
