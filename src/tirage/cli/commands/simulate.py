"""`tirage simulate`: its options; the work is in `simulations`."""

from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output


class PolicyChoice(StrEnum):
    """What `--policy` takes."""

    monthly = "monthly"
    quarterly = "quarterly"
    like_for_like = "like-for-like"


app = typer.Typer()


@app.command("simulate", help="help.simulate")
def simulate(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    years: Annotated[int, typer.Option("--years", min=1, max=50, help="help.simulate.years")] = 3,
    runs: Annotated[int, typer.Option("--runs", min=1, max=10_000, help="help.simulate.runs")] = 50,
    policy: Annotated[
        list[PolicyChoice] | None, typer.Option("--policy", help="help.simulate.policy")
    ] = None,
    dropout: Annotated[
        float | None,
        typer.Option("--dropout", metavar="P", min=0, max=1, help="help.alternates.dropout"),
    ] = None,
    months: Annotated[
        int | None, typer.Option("--months", min=1, max=1200, help="help.simulate.months")
    ] = None,
    cohorts: Annotated[
        int | None, typer.Option("--cohorts", min=1, max=1200, help="help.simulate.cohorts")
    ] = None,
    response: Annotated[
        float, typer.Option("--response", metavar="P", max=1, help="help.simulate.response")
    ] = 0.05,
    seed: Annotated[str | None, typer.Option("--seed", metavar="NAME", help="help.simulate.seed")] = None,
    chart: Annotated[Path | None, typer.Option("--chart", metavar="FILE", help="help.simulate.chart")] = None,
) -> None:
    talk = output()
    if response <= 0 or (seed is not None and not set(seed) <= NAMES):
        raise typer.BadParameter(talk.text("simulate.bad"))
    from tirage.cli import simulations as work

    names = tuple(dict.fromkeys(each.value for each in policy or PolicyChoice))
    rate = None if dropout is None else Fraction(repr(dropout))
    shares = rate, months, cohorts, Fraction(repr(response))
    work.simulate(work.SimulateOptions(folder, years, runs, names, *shares, seed, chart), talk)


NAMES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-")
"""What the name of a simulation is written with."""
