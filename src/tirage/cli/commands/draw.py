"""`tirage draw panel`: its options; the work is in `panels`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.options import ChanceOptions, DrawOptions, FairnessChoice, typed_options
from tirage.cli.output import output
from tirage.cli.terms import BEACON_AT, BEACON_ROUND, CONTRIBUTOR, rolled
from tirage.dossier.layout import PLAN

OF_ANY_PLAN = {"panels", "fairness", "contributor", "beacon_round", "beacon_at"}
"""Parameters of `draw panel` that say what the plan is, in every dossier."""
OF_A_PLAN = OF_ANY_PLAN | {"quotas", "seats", "household", "id_column", "encoding", "rehearsal"}
"""Those too that a dossier which begins with a roll has from its rules."""


drawing = typer.Typer()

quotas_option = typer.Option("--quotas", metavar="FILE", help="help.quotas")
seats_option = typer.Option("--seats", metavar="K", help="help.seats")
panels_option = typer.Option("--panels", metavar="M", help="help.panels")
fairness_option = typer.Option("--fairness", help="help.fairness")
household_option = typer.Option("--household", metavar="COLUMN[,COLUMN]", help="help.household")
id_option = typer.Option("--id", metavar="COLUMN", help="help.id")
encoding_option = typer.Option("--encoding", metavar="NAME", help="help.encoding")


@drawing.command("panel", help="help.draw.panel")
def panel(
    context: typer.Context,
    pool: Annotated[
        Path | None, typer.Argument(metavar="[POOL]", help="help.pool", show_default=False)
    ] = None,
    quotas: Annotated[Path | None, quotas_option] = None,
    seats: Annotated[int | None, seats_option] = None,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="N", help="help.number")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="help.out")] = None,
    panels: Annotated[int, panels_option] = 1000,
    fairness: Annotated[FairnessChoice, fairness_option] = FairnessChoice.leximin,
    household: Annotated[str | None, household_option] = None,
    id_column: Annotated[str | None, id_option] = None,
    encoding: Annotated[str | None, encoding_option] = None,
    rehearsal: Annotated[bool, typer.Option("--rehearsal", help="help.rehearsal")] = False,
    contributor: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
) -> None:
    talk = output()
    roll = rolled(seed, number, talk)
    if pool is not None and (quotas is None or seats is None):
        raise typer.BadParameter(talk.text("option.missing", options="--quotas, --seats"))
    if pool is None and (without := _of_a_plan(context, out or Path())):
        raise typer.BadParameter(talk.text("option.without_pool", options=", ".join(without)))
    from tirage.cli import panels as work

    ways = ChanceOptions(tuple(contributor or ()), beacon_round, beacon_at)
    if pool is None or quotas is None or seats is None:
        work.go_on(out or Path(), roll, talk, work.PanelOptions(panels, fairness.value, ways))
    else:
        plan = (household, id_column, encoding, rehearsal, ways)
        given = DrawOptions(pool, quotas, seats, panels, fairness.value, *plan)
        work.start(given, out, roll, talk)


def _of_a_plan(context: typer.Context, folder: Path) -> list[str]:
    """The options that were typed and that a plan is made from: a plan that is fixed cannot heed them.

    One that is still to be made, from the answers in a dossier, heeds some.
    """
    fixed = OF_A_PLAN if (folder / PLAN).exists() else OF_A_PLAN - OF_ANY_PLAN
    return list(typed_options(context, fixed).values())
