"""`tirage simulate`: lives of the assembly that might be."""

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
    cumulated = "cumulated"
    alternates_first = "alternates-first"
    standby = "standby"


USUAL = (PolicyChoice.monthly, PolicyChoice.quarterly, PolicyChoice.like_for_like)
"""Those side by side where none is named."""


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
    last: Annotated[int | None, typer.Option("--last", min=0, help="help.simulate.last")] = None,
    tolerance: Annotated[
        int | None, typer.Option("--tolerance", metavar="N", min=0, max=100, help="help.simulate.tolerance")
    ] = None,
    lost: Annotated[
        float, typer.Option("--lost", metavar="P", min=0, max=0.9, help="help.simulate.lost")
    ] = 0.0,
    refusing: Annotated[
        float, typer.Option("--refusing", metavar="P", min=0, max=0.9, help="help.simulate.refusing")
    ] = 0.0,
    joining: Annotated[
        int, typer.Option("--joining", metavar="N", min=0, max=1_000_000, help="help.simulate.joining")
    ] = 0,
    response: Annotated[
        float, typer.Option("--response", metavar="P", max=1, help="help.simulate.response")
    ] = 0.05,
    seed: Annotated[str | None, typer.Option("--seed", metavar="NAME", help="help.simulate.seed")] = None,
    chart: Annotated[Path | None, typer.Option("--chart", metavar="FILE", help="help.simulate.chart")] = None,
) -> None:
    talk = output()
    if response <= 0 or (seed is not None and not set(seed) <= NAMES):
        raise typer.BadParameter(talk.text("simulate.bad"))
    from tirage.cli.progress import Bar
    from tirage.dossier.packs import write_file
    from tirage.errors import Refused
    from tirage.forecast.simulation import Assumed, read_scenario
    from tirage.forecast.simulation import simulate as work
    from tirage.processes import available
    from tirage.report.pages.simulation import page
    from tirage.report.pictures.lives import chart as drawn

    names = tuple(dict.fromkeys(each.value for each in policy or USUAL))
    assumed = Assumed(
        dropout=None if dropout is None else Fraction(repr(dropout)),
        months=months,
        cohorts=cohorts,
        last=last,
        tolerance=tolerance,
        lost=Fraction(repr(lost)),
        refusing=Fraction(repr(refusing)),
        joining=joining,
    )
    scenario = read_scenario(folder, years=years, assumed=assumed, seed=seed)
    if PolicyChoice.alternates_first.value in names and not scenario.alternates:
        raise Refused("simulate.no_alternates")
    with Bar(talk) as bar:
        found = work(
            scenario,
            names,
            runs,
            response=Fraction(repr(response)),
            processes=available(),
            progress=bar,
        )
    if chart is not None:
        write_file(chart, drawn(found.whole, talk.text("simulate.chart")))
    talk.show(page(found, chart, talk.wording))


NAMES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-")
"""What the name of a simulation is written with."""
