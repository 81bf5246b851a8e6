"""`tirage quotas …`: build quotas from a census, judge them on a pool, explain and relax the impossible."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.options import columns
from tirage.cli.output import output
from tirage.errors import Defect, InputInvalid, QuotasImpossible, Refused, attempt, within

if TYPE_CHECKING:
    from fractions import Fraction

    from tirage.draws.relax import Alternative, Proposals, RowName
    from tirage.quotas.amendments import Move
    from tirage.quotas.census.apportionment import Served, Tolerance
    from tirage.quotas.census.table import Census
    from tirage.quotas.model import Quotas
    from tirage.quotas.read import QuotaFile

group = typer.Typer(help="help.quotas.group", no_args_is_help=True)
pool_argument = typer.Argument(metavar="POOL", help="help.pool.needed", show_default=False)
quotas_option = typer.Option("--quotas", metavar="FILE", help="help.quotas")
seats_option = typer.Option("--seats", metavar="K", help="help.seats")
household_option = typer.Option("--household", metavar="COLUMN[,COLUMN]", help="help.household")
id_option = typer.Option("--id", metavar="COLUMN", help="help.id")
encoding_option = typer.Option("--encoding", metavar="NAME", help="help.encoding")


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
    served: Annotated[Path | None, typer.Option("--served", metavar="DOSSIER", help="help.served")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.quotas.out")] = None,
) -> None:
    talk = output()
    from tirage.quotas.census.build import build_quotas, crossing_names, quotas_yaml
    from tirage.quotas.new_file import write_new
    from tirage.report.pages import quota_build

    tables, tolerances, targets = _build_inputs(census, tolerance or [], target or [], out)
    crossed = [crossing_names(each) for each in cross or []]
    before = _served(served, tables)
    built = build_quotas(tables, seats, tolerances, targets, crossed, str(census), before)
    for remark in tables.remarks:
        talk.say(remark.code, criterion=remark.criterion, line=remark.line, **remark.values)
    if out is not None:
        write_new(out, quotas_yaml(built, tables, talk.text), seats=built.seats)
    talk.show(quota_build.page(built, talk.wording))
    if out is not None:
        talk.say("build.written", path=out)


@group.command("check", help="help.quotas.check")
def check(
    pool: Annotated[Path, pool_argument],
    quotas: Annotated[Path, quotas_option],
    seats: Annotated[int, seats_option],
    household: Annotated[str | None, household_option] = None,
    id_column: Annotated[str | None, id_option] = None,
    encoding: Annotated[str | None, encoding_option] = None,
) -> None:
    talk = output()
    from tirage.acts.inputs import DrawOptions, read_inputs
    from tirage.analysis import quota_costs
    from tirage.report.pages import quota_check

    read = (columns(household), id_column, encoding)
    given = read_inputs(DrawOptions(pool, quotas, seats, 1, "leximin", *read))
    talk.tell(given.notes)
    try:
        found = quota_costs.diagnose(given.pool, given.quotas.quotas, seats)
    except QuotasImpossible:
        if not talk.as_json:
            lines = quota_costs.lines(given.pool, given.quotas.quotas)
            talk.show(quota_check.without_panel(lines, seats, given.pool, talk.wording))
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
    household: Annotated[str | None, household_option] = None,
    id_column: Annotated[str | None, id_option] = None,
    encoding: Annotated[str | None, encoding_option] = None,
) -> None:
    talk = output()
    from tirage.acts.inputs import DrawOptions, read_inputs
    from tirage.chances.floor import Unproved
    from tirage.draws import relax as ways
    from tirage.report.pages import quota_relax

    _check_relax(alternatives, choose, reason, out)
    read = (columns(household), id_column, encoding)
    given = read_inputs(DrawOptions(pool, quotas, seats, 1, "leximin", *read))
    talk.tell(given.notes)
    kept, tiers = _limits(keep or [], tier or [], given.quotas.quotas)

    def say_first(moves: "tuple[Move, ...]") -> None:
        if moves and not talk.as_json:
            talk.show(quota_relax.first(moves, talk.wording))

    try:
        found = ways.propose(
            given.pool,
            given.quotas.quotas,
            seats,
            kept=kept,
            tiers=tiers,
            alternatives=alternatives,
            first=say_first,
        )
    except Unproved as error:
        raise Refused("relax.unproved") from error
    chosen = None if choose is None or found.blocked else _chosen(found, choose)
    talk.show(quota_relax.page(found, talk.wording))
    if found.blocked:
        raise typer.Exit(QuotasImpossible.exit_code)
    if chosen and reason is not None and out is not None:
        _write_amended(given.quotas, chosen, reason, out, seats)
        talk.say("relax.written", path=out)


@group.command("explain", help="help.quotas.explain")
def explain(
    pool: Annotated[Path, pool_argument],
    quotas: Annotated[Path, quotas_option],
    seats: Annotated[int, seats_option],
    household: Annotated[str | None, household_option] = None,
    id_column: Annotated[str | None, id_option] = None,
    encoding: Annotated[str | None, encoding_option] = None,
) -> None:
    talk = output()
    from tirage.acts.inputs import DrawOptions, read_inputs
    from tirage.draws.draw_up import group as grouped
    from tirage.draws.impossible import explain as explained
    from tirage.report.pages import conflict

    read = (columns(household), id_column, encoding)
    given = read_inputs(DrawOptions(pool, quotas, seats, 1, "leximin", *read))
    talk.tell(given.notes)
    whole = given.quotas.quotas
    found = explained(grouped(given.pool, whole, seats).instance, whole)
    talk.show(conflict.explanation(found, talk.wording))
    if found["conflicts"]:
        raise typer.Exit(QuotasImpossible.exit_code)


def _build_inputs(
    census: Path, tolerances: list[str], targets: list[str], out: Path | None
) -> "tuple[Census, dict[str, Tolerance], dict[tuple[str, str], Fraction]]":
    """The table and the options; InputInvalid with the defects of all of them."""
    from tirage.quotas.census.requests import read_targets, read_tolerances
    from tirage.quotas.census.table import read_census
    from tirage.tabular.files import check_new

    defects: list[Defect] = []
    room = attempt(defects, lambda: read_tolerances(tolerances))
    shares = attempt(defects, lambda: read_targets(targets))
    if out is not None:
        check_new(out)
    tables = attempt(defects, lambda: read_census(census))
    if tables is None or room is None or shares is None:
        raise InputInvalid(defects)
    return tables, room, shares


def _served(dossier: Path | None, census: "Census") -> "dict[str, Served]":
    """By criterion, the seats that the panels of a chain gave the categories of the census."""
    from tirage.assembly.lineage import served, whole_chain

    if dossier is None:
        return {}
    names = {name: [figure.category for figure in rows] for name, rows in census.criteria.items()}
    return served(whole_chain(dossier), names)


def _check_relax(alternatives: int, choose: int | None, reason: str | None, out: Path | None) -> None:
    """InputInvalid with every option that is wrong before any file is read."""
    from tirage.quotas.yaml_file import one_line, reason_fault
    from tirage.tabular.files import check_new

    defects: list[Defect] = []
    attempt(defects, lambda: within("--alternatives", alternatives, 1, 20))
    given = {"--choose": choose, "--reason": reason, "--out": out}
    missing = [name for name, value in given.items() if value is None]
    if 0 < len(missing) < len(given):
        defects += [Defect("relax.together", name) for name in missing]
    if reason is not None and (fault := reason_fault(one_line(reason))):
        defects.append(Defect(fault[0], "--reason", values=fault[1]))
    if defects:
        raise InputInvalid(defects)
    if out is not None:
        check_new(out)


def _limits(keep: list[str], tier: list[str], quotas: "Quotas") -> "tuple[list[RowName], dict[str, int]]":
    """The rows that stay and the late tiers; InputInvalid with the defects of both options."""
    from tirage.draws.relax import kept_rows, read_tiers

    defects: list[Defect] = []
    kept = attempt(defects, lambda: kept_rows(keep, quotas))
    tiers = attempt(defects, lambda: read_tiers(tier, quotas))
    if kept is None or tiers is None:
        raise InputInvalid(defects)
    return kept, tiers


def _chosen(found: "Proposals", number: int) -> "Alternative":
    """The proposal of that number, from 1; Refused where it changes nothing."""
    chosen = found.alternatives[within("--choose", number, 1, len(found.alternatives)) - 1]
    if not chosen.moves:
        raise Refused("relax.nothing")
    return chosen


def _write_amended(file: "QuotaFile", chosen: "Alternative", reason: str, out: Path, seats: int) -> None:
    from tirage.cli.clock import now
    from tirage.quotas.amendments import Amendment
    from tirage.quotas.new_file import amended_text, write_new
    from tirage.quotas.yaml_file import one_line

    amendment = Amendment(now()[:10], one_line(reason), file.sha256, chosen.moves)
    write_new(out, amended_text(file, amendment), seats=seats)
