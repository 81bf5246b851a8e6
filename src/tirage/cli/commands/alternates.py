"""`tirage alternates`: whom to keep in touch with, in case members leave."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.options import BEACON_AT, BEACON_ROUND, CONTRIBUTOR, read_dice
from tirage.cli.output import output

if TYPE_CHECKING:
    from tirage.acts.conduct import Conducted
    from tirage.acts.interface import Dice

app = typer.Typer()


@app.command("alternates", help="help.alternates")
def alternates(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", min=1, help="help.alternates.count")
    ] = None,
    confidence: Annotated[
        float | None,
        typer.Option("--confidence", metavar="P", min=0, max=1, help="help.alternates.confidence"),
    ] = None,
    dropout: Annotated[
        float | None,
        typer.Option("--dropout", metavar="P", min=0, max=1, help="help.alternates.dropout"),
    ] = None,
    past: Annotated[
        list[Path] | None,
        typer.Option("--past", metavar="DOSSIER", help="help.alternates.past"),
    ] = None,
    keep: Annotated[bool, typer.Option("--record", help="help.alternates.record")] = False,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    contributors: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    if count is not None and confidence is not None:
        raise typer.BadParameter(talk.text("option.one_of", options="--count, --confidence"))
    if dropout is not None and past:
        raise typer.BadParameter(talk.text("option.one", options="--dropout, --past"))
    from tirage.acts.inputs import ChanceOptions
    from tirage.acts.life import alternates as act
    from tirage.cli.desk.rolling import go_on
    from tirage.report.pages.alternates import page

    options = act.AlternatesOptions(count, _exact(confidence), _exact(dropout), tuple(past or ()))
    chance = ChanceOptions(tuple(contributors or ()), beacon_round, beacon_at)
    dice = read_dice(seed, None, talk)
    if not keep:
        if dice is not None or chance != ChanceOptions():
            raise typer.BadParameter(talk.text("alternates.record_only"))
        talk.show(page(act.list_alternates(folder, options), talk.wording))
        return

    def again(folder: Path, dice: "Dice") -> "Conducted":
        return act.draw_alternates(folder, options, dice=dice, **at_desk(talk, sure=yes))

    def show(done: "Conducted") -> None:
        talk.tell(done.notes)
        talk.show(page(act.planned(done.dossier, done.act), talk.wording))

    done = act.draw_alternates(folder, options, chance, dice, **at_desk(talk, sure=yes))
    go_on(done, talk, again, show, asking=not yes)


def _exact(typed: float | None) -> Fraction | None:
    """`0.12` as the 3/25 that was meant."""
    return None if typed is None else Fraction(repr(typed))
