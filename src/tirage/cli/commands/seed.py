"""`tirage seed …`: sealed contributions, the public roll, the beacon; the work is in `ceremonies`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.talk import Output


def register(app: typer.Typer, talk: Output) -> None:
    """Add the commands, their help in the language of `talk`."""
    t = talk.text
    dir_argument = typer.Argument(metavar="[DIR]", help=t("help.seed.dir"), show_default=False)
    name_option = typer.Option("--name", metavar="NAME", help=t("help.seed.name"))
    lang_option = typer.Option("--lang", help=t("help.lang"))
    json_option = typer.Option("--json", help=t("help.json"))
    group = typer.Typer(help=t("help.seeds"), no_args_is_help=True)
    app.add_typer(group, name="seed")

    @group.callback()
    def _group(lang: Annotated[Lang | None, lang_option] = None) -> None:
        pass

    @group.command("commit", help=t("help.seed.commit"))
    def commit(
        name: Annotated[str, name_option],
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", help=t("help.seed.keep"), show_default=False)
        ] = Path(),
        text: Annotated[str | None, typer.Option("--text", metavar="HEX", help=t("help.seed.value"))] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import ceremonies

        ceremonies.commit(folder, name, text, talk)

    @group.command("reveal", help=t("help.seed.reveal"))
    def reveal(
        name: Annotated[str, name_option],
        folder: Annotated[Path, dir_argument] = Path(),
        file: Annotated[
            Path | None, typer.Option("--file", metavar="FILE", help=t("help.seed.secret"))
        ] = None,
        text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=t("help.seed.text"))] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        if (file is None) == (text is None):
            raise typer.BadParameter(t("option.one_of", options="--file, --text"))
        from tirage.cli import ceremonies

        ceremonies.reveal(folder, name, file or text or "", talk)

    @group.command("drop", help=t("help.seed.drop"))
    def drop(
        name: Annotated[str, name_option],
        folder: Annotated[Path, dir_argument] = Path(),
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import ceremonies

        ceremonies.drop(folder, name, talk)

    @group.command("beacon", help=t("help.seed.beacon"))
    def beacon(
        folder: Annotated[Path, dir_argument] = Path(),
        file: Annotated[
            Path | None, typer.Option("--file", metavar="FILE", help=t("help.seed.drand"))
        ] = None,
        signature: Annotated[
            str | None, typer.Option("--signature", metavar="HEX", help=t("help.seed.signature"))
        ] = None,
        number: Annotated[int | None, typer.Option("--round", metavar="N", help=t("help.seed.round"))] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        if (file is None) == (signature is None) or (signature is None) != (number is None):
            raise typer.BadParameter(t("option.one_of", options="--file, --signature + --round"))
        from tirage.cli import ceremonies

        ceremonies.beacon(folder, file or (number or 0, signature or ""), talk)

    @group.command("show", help=t("help.seed.show"))
    def show(
        folder: Annotated[Path, dir_argument] = Path(),
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import ceremonies

        ceremonies.show(folder, talk)
