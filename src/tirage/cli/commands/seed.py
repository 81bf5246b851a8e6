"""`tirage seed …`: sealed contributions, the public roll, the beacon; the work is in `ceremonies`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output

dir_argument = typer.Argument(metavar="[DIR]", help="help.seed.dir", show_default=False)
name_option = typer.Option("--name", metavar="NAME", help="help.seed.name")
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
    from tirage.cli import ceremonies

    ceremonies.commit(folder, name, text, talk)


@group.command("reveal", help="help.seed.reveal")
def reveal(
    name: Annotated[str, name_option],
    folder: Annotated[Path, dir_argument] = Path(),
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="help.seed.secret")] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="help.seed.text")] = None,
) -> None:
    talk = output()
    if (file is None) == (text is None):
        raise typer.BadParameter(talk.text("option.one_of", options="--file, --text"))
    from tirage.cli import ceremonies

    ceremonies.reveal(folder, name, file or text or "", talk)


@group.command("drop", help="help.seed.drop")
def drop(
    name: Annotated[str, name_option],
    folder: Annotated[Path, dir_argument] = Path(),
) -> None:
    talk = output()
    from tirage.cli import ceremonies

    ceremonies.drop(folder, name, talk)


@group.command("beacon", help="help.seed.beacon")
def beacon(
    folder: Annotated[Path, dir_argument] = Path(),
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="help.seed.drand")] = None,
    signature: Annotated[
        str | None, typer.Option("--signature", metavar="HEX", help="help.seed.signature")
    ] = None,
    number: Annotated[int | None, typer.Option("--round", metavar="N", help="help.seed.round")] = None,
) -> None:
    talk = output()
    if (file is None) == (signature is None) or (signature is None) != (number is None):
        raise typer.BadParameter(talk.text("option.one_of", options="--file, --signature + --round"))
    from tirage.cli import ceremonies

    ceremonies.beacon(folder, file or (number or 0, signature or ""), talk)


@group.command("show", help="help.seed.show")
def show(
    folder: Annotated[Path, dir_argument] = Path(),
) -> None:
    talk = output()
    from tirage.cli import ceremonies

    ceremonies.show(folder, talk)
