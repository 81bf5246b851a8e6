"""`tirage seed …`: sealed contributions, the public roll, the beacon."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.output import output

if TYPE_CHECKING:
    from tirage.acts.ceremony import CeremonyState

dir_argument = typer.Argument(metavar="[DIR]", help="help.seed.dir", show_default=False)
name_option = typer.Option("--name", metavar="NAME", help="help.seed.name")
PUBLIC = "public"
"""The name of what is rolled in public."""
group = typer.Typer(help="help.seeds", no_args_is_help=True)


@group.command("commit", help="help.seed.commit")
def commit(
    name: Annotated[str, name_option],
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="help.seed.keep", show_default=False)
    ] = Path(),
    text: Annotated[str | None, typer.Option("--text", metavar="HEX", help="help.seed.value")] = None,
) -> None:
    talk = output()
    from tirage.acts import ceremony
    from tirage.report.pages.ceremony import committed

    talk.show(committed(ceremony.commit(folder, name, text), talk.wording))


@group.command("reveal", help="help.seed.reveal")
def reveal(
    name: Annotated[str, name_option],
    folder: Annotated[Path, dir_argument] = Path(),
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="help.seed.secret")] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="help.seed.text")] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    given = file if text is None else text
    if given is None and not yes and name == PUBLIC:
        roll = _public(folder)
        if roll is None:
            return
        given = roll or None
    if given is None or None not in (file, text):
        raise typer.BadParameter(output().text("option.one_of", options="--file, --text"))
    from tirage.acts import ceremony

    _show(ceremony.reveal(folder, name, given, **at_desk(output(), sure=yes)))


def _public(folder: Path) -> str | Literal[False] | None:
    """The public roll, as somebody types it in a terminal; None for later, False where nobody is asked."""
    from tirage.assembly.record import load
    from tirage.cli.asking import in_terminal
    from tirage.cli.desk.rolling import asks, roll_for

    if not in_terminal():
        return False
    dossier = load(folder)
    act = dossier.ceremony.act
    if not asks(dossier, act, output()):
        return False
    roll = roll_for(dossier, act, output())
    return roll if isinstance(roll, str) else None


@group.command("drop", help="help.seed.drop")
def drop(
    name: Annotated[str, name_option],
    folder: Annotated[Path, dir_argument] = Path(),
    yes: Annotated[bool, YES] = False,
) -> None:
    from tirage.acts import ceremony

    _show(ceremony.drop(folder, name, **at_desk(output(), sure=yes)))


@group.command("beacon", help="help.seed.beacon")
def beacon(
    folder: Annotated[Path, dir_argument] = Path(),
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="help.seed.drand")] = None,
    signature: Annotated[
        str | None, typer.Option("--signature", metavar="HEX", help="help.seed.signature")
    ] = None,
    number: Annotated[int | None, typer.Option("--round", metavar="N", help="help.seed.round")] = None,
) -> None:
    if (file is None) == (signature is None) or (signature is None) != (number is None):
        raise typer.BadParameter(output().text("option.one_of", options="--file, --signature + --round"))
    from tirage.acts import ceremony
    from tirage.cli import clock

    pulse = file or (number or 0, signature or "")
    _show(ceremony.beacon(folder, pulse, clock=clock.now, tool=clock.tool()))


@group.command("show", help="help.seed.show")
def show(
    folder: Annotated[Path, dir_argument] = Path(),
) -> None:
    from tirage.acts import ceremony

    _show(ceremony.state_of(folder))


def _show(state: "CeremonyState") -> None:
    talk = output()
    from tirage.report.pages import ceremony

    talk.tell(state.notes)
    talk.show(ceremony.page(state, talk.wording))
