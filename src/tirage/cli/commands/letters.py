"""`tirage letters plan` and `tirage draw letters`: their options; the work is in `waves`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.options import ChanceOptions, text_rolled
from tirage.cli.output import output
from tirage.cli.terms import BEACON_AT, BEACON_ROUND, CONTRIBUTOR

drawing = typer.Typer()

dir_option = typer.Option("--dir", metavar="DIR", help="help.dir")
letters_option = typer.Option("--letters", metavar="N", min=0, help="help.letters.total")
alpha_option = typer.Option("--alpha", metavar="A", help="help.alpha")
group = typer.Typer(help="help.letters", no_args_is_help=True)


@group.command("plan", help="help.letters.plan")
def plan(
    folder: Annotated[Path, dir_option] = Path(),
    letters: Annotated[int | None, letters_option] = None,
    alpha: Annotated[str | None, alpha_option] = None,
    pools: Annotated[int, typer.Option("--simulations", min=0, max=10_000, help="help.simulations")] = 200,
) -> None:
    talk = output()
    from tirage.cli import waves

    waves.plan(waves.LettersOptions(folder, letters, alpha), pools, talk)


@drawing.command("letters", help="help.draw.letters")
def draw(
    folder: Annotated[Path, dir_option] = Path(),
    letters: Annotated[int | None, letters_option] = None,
    alpha: Annotated[str | None, alpha_option] = None,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    contributor: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
) -> None:
    talk = output()
    roll = text_rolled(seed) if seed is not None else None
    from tirage.cli import waves

    ways = ChanceOptions(tuple(contributor or ()), beacon_round, beacon_at)
    waves.draw(waves.LettersOptions(folder, letters, alpha, ways), roll, talk)
