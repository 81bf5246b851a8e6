"""`tirage draw panel`: the plan of a panel, then its draw."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli import where
from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.options import (
    BEACON_AT,
    BEACON_ROUND,
    CONTRIBUTOR,
    DECISIONS,
    ENCODING,
    EXCLUDE,
    HIDDEN,
    NO_HOUSEHOLD,
    ROLL,
    SHEET,
    FairnessChoice,
    HiddenChoice,
    IdsChoice,
    columns,
    manner,
    read_dice,
    read_guards,
    typed_options,
)
from tirage.cli.output import output
from tirage.dossier.layout import PLAN, VOLUNTEERS
from tirage.rules.templates import RULES

if TYPE_CHECKING:
    from tirage.acts.conduct import Conducted

OF_ANY_PLAN = {"panels", "fairness", "contributor", "beacon_round", "beacon_at", "roll"}
"""Parameters of `draw panel` that say what the plan is, in every dossier."""
OF_A_PLAN = OF_ANY_PLAN | {
    "later",
    "quotas",
    "seats",
    "household",
    "id_column",
    "encoding",
    "sheet",
    "hidden",
    "rehearsal",
    "ids",
    "key",
    "decisions",
    "exclude",
    "no_household",
}
"""Those too that a dossier which begins with a roll has from its rules."""


drawing = typer.Typer()

quotas_option = typer.Option("--quotas", metavar="FILE", help="help.quotas.optional")
seats_option = typer.Option("--seats", metavar="K", help="help.seats")
panels_option = typer.Option("--panels", metavar="M", help="help.panels")
fairness_option = typer.Option("--fairness", help="help.fairness")
household_option = typer.Option("--household", metavar="COLUMN[,COLUMN]", help="help.household")
id_option = typer.Option("--id", metavar="COLUMN", help="help.id")
ids_option = typer.Option("--ids", help="help.ids")
key_option = typer.Option("--key", metavar="FILE", help="help.key")


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
    dossier: Annotated[Path | None, where.DOSSIER] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="help.out", hidden=True)] = None,
    panels: Annotated[int | None, panels_option] = None,
    fairness: Annotated[FairnessChoice | None, fairness_option] = None,
    household: Annotated[str | None, household_option] = None,
    id_column: Annotated[str | None, id_option] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    ids: Annotated[IdsChoice | None, ids_option] = None,
    key: Annotated[Path | None, key_option] = None,
    decisions: Annotated[Path | None, DECISIONS] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    no_household: Annotated[Path | None, NO_HOUSEHOLD] = None,
    rehearsal: Annotated[bool, typer.Option("--rehearsal", help="help.rehearsal")] = False,
    contributor: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
    roll: Annotated[str | None, ROLL] = None,
    later: Annotated[
        list[str] | None, typer.Option("--later", metavar="KEY=VALUE", help="help.later")
    ] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    dice = read_dice(seed, number, talk)
    place = where.found(dossier, out)
    folder = place or Path()
    prepared = pool is None and (is_prepared(folder, rehearsal=rehearsal) or awaits_list(folder))
    complete = seats is not None or (folder / RULES).exists()
    _check_given(context, folder, named=pool is not None, prepared=prepared, complete=complete)
    guards = read_guards(decisions, exclude, no_household, talk, hidden)
    from tirage.acts import panel as act
    from tirage.acts.inputs import ChanceOptions, DrawOptions
    from tirage.cli.desk.rolling import go_on
    from tirage.cli.progress import Bar

    chance = ChanceOptions(tuple(contributor or ()), beacon_round, beacon_at, roll)
    with Bar(talk) as bar:
        at = at_desk(talk, sure=yes, bar=bar)
        if pool is None and not prepared:
            options = act.PanelOptions(panels, fairness.value if fairness else None, chance)
            done = act.draw(folder, dice, options, progress=bar, **at)
        else:
            homes = None if household is None else columns(household)
            asked = DrawOptions(
                *(pool, quotas, seats, panels, fairness.value if fairness else None),
                *(homes, id_column, manner(encoding, sheet, hidden), rehearsal, chance),
                later=tuple(later or ()),
                ids=ids.value if ids else None,
                key=key,
                guards=guards,
            )
            done = act.draw_from_file(asked, place, dice, progress=bar, **at)
    go_on(done, talk, lambda folder, rolled: act.draw(folder, rolled, **at), _show, asking=not yes)


def _show(done: "Conducted") -> None:
    talk = output()
    from tirage.report.pages import draw

    talk.tell(done.notes)
    talk.show(draw.page(done.dossier, talk.wording))


def is_prepared(folder: Path, *, rehearsal: bool) -> bool:
    """Whether a list of volunteers waits for its plan, or for one that is only tried."""
    return (folder / VOLUNTEERS).exists() and (rehearsal or not (folder / PLAN).exists())


def awaits_list(folder: Path) -> bool:
    """Whether rules for a file of volunteers are there, and neither the list nor any act."""
    from tirage.assembly.record import exists
    from tirage.assembly.status import before

    return not exists(folder) and before(folder) in {"file", "recoding"}


def _check_given(
    context: typer.Context, folder: Path, *, named: bool, prepared: bool, complete: bool
) -> None:
    """A file of volunteers needs a number of seats; a plan that is fixed cannot heed what it is made from.

    One that is still to be made, from the answers in a dossier, heeds some.
    """
    if named and not complete:
        raise typer.BadParameter(output().text("option.missing", options="--seats"))
    unheeded = OF_A_PLAN if (folder / PLAN).exists() else OF_A_PLAN - OF_ANY_PLAN
    if not named and not prepared and (typed := typed_options(context, unheeded)):
        raise typer.BadParameter(output().text("option.without_pool", options=", ".join(typed.values())))
