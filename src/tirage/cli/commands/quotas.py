"""`tirage quotas …`: build quotas from a census, judge them on a pool, explain and relax the impossible."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.options import (
    DECISIONS,
    ENCODING,
    EXCLUDE,
    HIDDEN,
    NO_HOUSEHOLD,
    SHEET,
    HiddenChoice,
    columns,
    manner,
    read_guards,
)
from tirage.cli.output import output
from tirage.errors import QuotasImpossible

if TYPE_CHECKING:
    from tirage.acts.inputs import DrawOptions, Inputs
    from tirage.acts.pool.guards import Guards
    from tirage.quotas.amendments import Move
    from tirage.tabular.files import Manner

group = typer.Typer(help="help.quotas.group", no_args_is_help=True)
pool_argument = typer.Argument(metavar="POOL", help="help.pool.needed", show_default=False)
quotas_option = typer.Option("--quotas", metavar="FILE", help="help.quotas")
seats_option = typer.Option("--seats", metavar="K", help="help.seats")
household_option = typer.Option("--household", metavar="COLUMN[,COLUMN]", help="help.household")
id_option = typer.Option("--id", metavar="COLUMN", help="help.id")


@group.command("build", help="help.quotas.build")
def build(
    census: Annotated[Path, typer.Argument(metavar="CENSUS", help="help.census", show_default=False)],
    seats: Annotated[int, seats_option],
    tolerance: Annotated[
        list[str] | None,
        typer.Option("--tolerance", metavar="[A=]N|P%", help="help.tolerance"),
    ] = None,
    target: Annotated[
        list[str] | None, typer.Option("--target", metavar="A:B=P%", help="help.target")
    ] = None,
    cross: Annotated[list[str] | None, typer.Option("--cross", metavar="A,B", help="help.cross")] = None,
    mapping: Annotated[Path | None, typer.Option("--map", metavar="FILE", help="help.census.map")] = None,
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="COLUMN=VALUE", help="help.census.where")
    ] = None,
    served: Annotated[Path | None, typer.Option("--served", metavar="DOSSIER", help="help.served")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.quotas.out")] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
) -> None:
    talk = output()
    from tirage.acts import quotas
    from tirage.report.pages import quota_build

    options = quotas.BuildOptions(
        seats,
        tolerance or (),
        target or (),
        cross or (),
        served,
        manner(encoding, sheet, hidden),
        mapping,
        where or (),
    )
    found = quotas.build(census, options, out, talk.language)
    talk.show(quota_build.page(found.built, talk.wording))
    talk.tell(found.notes)


@group.command("check", help="help.quotas.check")
def check(
    pool: Annotated[Path, pool_argument],
    quotas: Annotated[Path, quotas_option],
    seats: Annotated[int, seats_option],
    household: Annotated[str | None, household_option] = None,
    id_column: Annotated[str | None, id_option] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    decisions: Annotated[Path | None, DECISIONS] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    no_household: Annotated[Path | None, NO_HOUSEHOLD] = None,
) -> None:
    talk = output()
    guards = read_guards(decisions, exclude, no_household, talk, hidden)
    how = manner(encoding, sheet, hidden)
    from tirage.analysis.limits import lines
    from tirage.analysis.quota_costs import diagnose
    from tirage.report.pages import quota_check

    given = _read(_asked(pool, quotas, seats, household, id_column, how, guards))
    try:
        found = diagnose(given.pool, given.quotas.quotas, seats)
    except QuotasImpossible:
        if not talk.as_json:
            counted = lines(given.pool, given.quotas.quotas)
            talk.show(quota_check.without_panel(counted, seats, given.pool, talk.wording))
        raise
    talk.show(quota_check.page(found, given.pool, talk.wording))


@group.command("relax", help="help.quotas.relax")
def relax(
    pool: Annotated[Path, pool_argument],
    quotas: Annotated[Path, quotas_option],
    seats: Annotated[int, seats_option],
    keep: Annotated[list[str] | None, typer.Option("--keep", metavar="A[:B]", help="help.keep")] = None,
    tier: Annotated[list[str] | None, typer.Option("--tier", metavar="A=N", help="help.tier")] = None,
    alternatives: Annotated[int, typer.Option("--alternatives", metavar="N", help="help.alternatives")] = 3,
    choose: Annotated[int | None, typer.Option("--choose", metavar="N", help="help.choose")] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="help.relax.reason")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.relax.out")] = None,
    proof: Annotated[Path | None, typer.Option("--proof", metavar="FILE", help="help.relax.proof")] = None,
    household: Annotated[str | None, household_option] = None,
    id_column: Annotated[str | None, id_option] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    decisions: Annotated[Path | None, DECISIONS] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    no_household: Annotated[Path | None, NO_HOUSEHOLD] = None,
) -> None:
    talk = output()
    guards = read_guards(decisions, exclude, no_household, talk, hidden)
    how = manner(encoding, sheet, hidden)
    from tirage.acts.quotas import RelaxOptions
    from tirage.acts.quotas import relax as relaxed
    from tirage.cli.clock import now
    from tirage.report.pages import quota_relax

    def say_first(moves: "tuple[Move, ...]", proved: bool) -> None:
        if moves and not talk.as_json:
            talk.show(quota_relax.first(moves, talk.wording, proved=proved))

    found = relaxed(
        _asked(pool, quotas, seats, household, id_column, how, guards),
        RelaxOptions(keep or (), tier or (), alternatives, choose, reason, out, proof),
        today=now()[:10],
        before=lambda given: talk.tell(given.notes),
        first=say_first,
    )
    talk.show(quota_relax.page(found.proposals, talk.wording))
    talk.tell(found.notes)
    if found.proposals.blocked:
        raise typer.Exit(QuotasImpossible.exit_code)


@group.command("explain", help="help.quotas.explain")
def explain(
    pool: Annotated[Path, pool_argument],
    quotas: Annotated[Path, quotas_option],
    seats: Annotated[int, seats_option],
    proof: Annotated[Path | None, typer.Option("--proof", metavar="FILE", help="help.explain.proof")] = None,
    household: Annotated[str | None, household_option] = None,
    id_column: Annotated[str | None, id_option] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    decisions: Annotated[Path | None, DECISIONS] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    no_household: Annotated[Path | None, NO_HOUSEHOLD] = None,
) -> None:
    talk = output()
    guards = read_guards(decisions, exclude, no_household, talk, hidden)
    how = manner(encoding, sheet, hidden)
    from tirage.acts.quotas import explain as explained
    from tirage.report.pages import conflict

    done = explained(
        _asked(pool, quotas, seats, household, id_column, how, guards),
        proof,
        before=lambda given: talk.tell(given.notes),
    )
    talk.show(conflict.explanation(done.found, talk.wording, written=bool(done.notes)))
    talk.tell(done.notes)
    if done.found["conflicts"]:
        raise typer.Exit(QuotasImpossible.exit_code)


def _asked(
    pool: Path,
    quotas: Path,
    seats: int,
    household: str | None,
    id_column: str | None,
    how: "Manner",
    guards: "Guards",
) -> "DrawOptions":
    """What a draw would be asked for; its lottery is not made here, so one panel stands for all."""
    from tirage.acts.inputs import DrawOptions

    return DrawOptions(pool, quotas, seats, 1, "leximin", columns(household), id_column, how, guards=guards)


def _read(asked: "DrawOptions") -> "Inputs":
    """Pool and quotas, once what is remarkable in them is said."""
    from tirage.acts.inputs import look

    given = look(asked)
    output().tell(given.notes)
    return given
