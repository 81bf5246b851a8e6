"""`tirage letters plan` and `tirage draw letters`: their options; the work is in `waves`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.options import ChanceOptions, text_rolled
from tirage.cli.talk import Output
from tirage.cli.terms import ways_options


def register(app: typer.Typer, drawing: typer.Typer, talk: Output) -> None:
    """Add the commands, their help in the language of `talk`."""
    t = talk.text
    dir_option = typer.Option("--dir", metavar="DIR", help=t("help.dir"))
    letters_option = typer.Option("--letters", metavar="N", min=0, help=t("help.letters.total"))
    alpha_option = typer.Option("--alpha", metavar="A", help=t("help.alpha"))
    contributor_option, round_option, moment_option = ways_options(talk)
    lang_option = typer.Option("--lang", help=t("help.lang"))
    json_option = typer.Option("--json", help=t("help.json"))
    group = typer.Typer(help=t("help.letters"), no_args_is_help=True)
    app.add_typer(group, name="letters")

    @group.callback()
    def _group(lang: Annotated[Lang | None, lang_option] = None) -> None:
        pass

    @group.command("plan", help=t("help.letters.plan"))
    def plan(
        folder: Annotated[Path, dir_option] = Path(),
        letters: Annotated[int | None, letters_option] = None,
        alpha: Annotated[str | None, alpha_option] = None,
        pools: Annotated[
            int, typer.Option("--simulations", min=0, max=10_000, help=t("help.simulations"))
        ] = 200,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import waves

        waves.plan(waves.LettersOptions(folder, letters, alpha), pools, talk)

    @drawing.command("letters", help=t("help.draw.letters"))
    def draw(
        folder: Annotated[Path, dir_option] = Path(),
        letters: Annotated[int | None, letters_option] = None,
        alpha: Annotated[str | None, alpha_option] = None,
        seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help=t("help.seed"))] = None,
        contributor: Annotated[list[str] | None, contributor_option] = None,
        beacon_round: Annotated[int | None, round_option] = None,
        beacon_at: Annotated[str | None, moment_option] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        roll = text_rolled(seed) if seed is not None else None
        from tirage.cli import waves

        ways = ChanceOptions(tuple(contributor or ()), beacon_round, beacon_at)
        waves.draw(waves.LettersOptions(folder, letters, alpha, ways), roll, talk)
