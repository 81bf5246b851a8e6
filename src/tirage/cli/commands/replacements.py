"""`tirage draw replacements` and `draw renewal`: their options; the work is in `openings`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.options import ChanceOptions
from tirage.cli.output import output
from tirage.cli.terms import BEACON_AT, BEACON_ROUND, CONTRIBUTOR, rolled


class PolicyChoice(StrEnum):
    """What `--policy` takes."""

    residual = "residual"
    like_for_like = "like-for-like"
    alternates_first = "alternates-first"


drawing = typer.Typer()


@drawing.command("replacements", help="help.draw.replacements")
def replacements(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    policy: Annotated[PolicyChoice, typer.Option("--policy", help="help.policy")] = PolicyChoice.residual,
    vacancies: Annotated[
        list[str] | None,
        typer.Option("--vacancy", metavar="PID", help="help.replacements.vacancy"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.replacements.dry")] = False,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="N", help="help.number")] = None,
    panels: Annotated[
        int | None, typer.Option("--panels", metavar="M", help="help.replacements.panels")
    ] = None,
    relax: Annotated[bool, typer.Option("--relax", help="help.replacements.relax")] = False,
    leave_vacant: Annotated[bool, typer.Option("--leave-vacant", help="help.replacements.vacant")] = False,
    contributors: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
) -> None:
    talk = output()
    if relax and leave_vacant:
        raise typer.BadParameter(talk.text("option.one", options="--relax, --leave-vacant"))
    if vacancies and leave_vacant:
        raise typer.BadParameter(talk.text("option.one", options="--vacancy, --leave-vacant"))
    if relax and policy is PolicyChoice.like_for_like:
        raise typer.BadParameter(talk.text("option.one", options="--relax, --policy like-for-like"))
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


@drawing.command("renewal", help="help.draw.renewal")
def renewal(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.replacements.dry")] = False,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="N", help="help.number")] = None,
    panels: Annotated[
        int | None, typer.Option("--panels", metavar="M", help="help.replacements.panels")
    ] = None,
    relax: Annotated[bool, typer.Option("--relax", help="help.replacements.relax")] = False,
    cooling: Annotated[
        int | None, typer.Option("--cooling-off", metavar="MONTHS", help="help.cooling")
    ] = None,
    contributors: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
) -> None:
    talk = output()
    roll = rolled(seed, number, talk)
    from tirage.cli import openings as work

    ways = ChanceOptions(tuple(contributors or ()), beacon_round, beacon_at)
    choice = work.ReplacementsOptions("residual", panels, relax, ways)
    work.renew(folder, choice, roll, talk, cooling=cooling, dry=dry_run)
