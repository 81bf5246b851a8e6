"""`tirage letters …` and `tirage draw letters`."""

from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli import where
from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.options import (
    BEACON_AT,
    BEACON_ROUND,
    CONTRIBUTOR,
    ENGINE,
    MASTER,
    MEMORY,
    ROLL,
    SCRATCH,
    THREADS,
    WORK,
    engine,
)
from tirage.cli.output import output
from tirage.errors import Defect, InputInvalid

if TYPE_CHECKING:
    from tirage.acts.conduct import Conducted

drawing = typer.Typer()

dir_option = typer.Option("--dossier", metavar="DIR", help="help.dir")
letters_option = typer.Option("--letters", metavar="N", min=0, help="help.letters.total")
alpha_option = typer.Option("--alpha", metavar="A", help="help.alpha")
group = typer.Typer(help="help.letters", no_args_is_help=True)


@group.command("plan", help="help.letters.plan")
def plan(
    folder: Annotated[Path, dir_option] = Path(),
    letters: Annotated[int | None, letters_option] = None,
    alpha: Annotated[str | None, alpha_option] = None,
    pools: Annotated[int, typer.Option("--simulations", min=0, max=10_000, help="help.simulations")] = 20,
    name: Annotated[str | None, ENGINE] = None,
    threads: Annotated[int | None, THREADS] = None,
    memory: Annotated[str | None, MEMORY] = None,
    scratch: Annotated[Path | None, SCRATCH] = None,
    master: Annotated[str | None, MASTER] = None,
    work: Annotated[str | None, WORK] = None,
) -> None:
    talk = output()
    from tirage.acts.letters.waves import look_ahead
    from tirage.report.pages.letters_plan import page

    works = engine(name, threads, memory, scratch, master, work)
    found = look_ahead(folder, letters=letters, alpha=_exponent(alpha), pools=pools, engine=works)
    talk.show(page(found, talk.wording))


@group.command("models", help="help.letters.models")
def models(
    dossier: Annotated[Path | None, where.DOSSIER] = None,
) -> None:
    talk = output()
    from tirage.report.letters.models import write_letters
    from tirage.report.pages.models import page

    made = write_letters(where.dossier(dossier), language=talk.language)
    talk.show(page(made, talk.wording))


@drawing.command("letters", help="help.draw.letters")
def draw(
    folder: Annotated[Path, dir_option] = Path(),
    letters: Annotated[int | None, letters_option] = None,
    alpha: Annotated[str | None, alpha_option] = None,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    contributor: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
    roll: Annotated[str | None, ROLL] = None,
    name: Annotated[str | None, ENGINE] = None,
    threads: Annotated[int | None, THREADS] = None,
    memory: Annotated[str | None, MEMORY] = None,
    scratch: Annotated[Path | None, SCRATCH] = None,
    master: Annotated[str | None, MASTER] = None,
    work: Annotated[str | None, WORK] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    from tirage.acts.inputs import ChanceOptions, read_text
    from tirage.acts.letters.waves import draw_letters
    from tirage.cli.desk.rolling import go_on

    dice = read_text(seed, "--seed") if seed is not None else None
    chance = ChanceOptions(tuple(contributor or ()), beacon_round, beacon_at, roll)
    exponent = _exponent(alpha)
    at = at_desk(talk, sure=yes)
    works = engine(name, threads, memory, scratch, master, work)
    draw_in = partial(draw_letters, language=talk.language, engine=works)
    found = draw_in(folder, dice, letters=letters, alpha=exponent, chance=chance, **at)
    go_on(found, talk, lambda place, rolled: draw_in(place, rolled, **at), _show, asking=not yes)


def _show(done: "Conducted") -> None:
    talk = output()
    from tirage.report.pages.letters_wave import page

    talk.tell(done.notes)
    talk.show(page(done.dossier, talk.wording))


def _exponent(option: str | None) -> Fraction | None:
    """`0,5` → 1/2; InputInvalid for anything but a number from 0 to 1."""
    if option is None:
        return None
    try:
        alpha = Fraction(option.replace(",", "."))
        if not 0 <= alpha <= 1 or alpha.denominator > 100:
            raise ValueError
    except (ValueError, ZeroDivisionError):
        values = {"found": option[:60], "key": "alpha"}
        raise InputInvalid([Defect("rules.exponent", "--alpha", values=values)]) from None
    return alpha
