"""The record once it is made: `history`, `publish`, …; the work is in the modules of these names."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.talk import Output


class ReaderChoice(StrEnum):
    """What `--for` takes."""

    public = "public"
    guarantors = "guarantors"
    auditors = "auditors"


def register(app: typer.Typer, talk: Output) -> None:
    """Add the commands, their help in the language of `talk`."""
    t = talk.text
    dir_argument = typer.Argument(metavar="[DIR]", help=t("help.dir"), show_default=False)
    lang_option = typer.Option("--lang", help=t("help.lang"))
    json_option = typer.Option("--json", help=t("help.json"))

    reason_option = typer.Option("--reason", metavar="TEXT", help=t("help.reason"))

    @app.command("history", help=t("help.history"))
    def history(
        folder: Annotated[Path, dir_argument] = Path(),
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.assembly.lineage import chain_from
        from tirage.cli.story import tell

        tell(chain_from(folder), talk)

    @app.command("proof", help=t("help.proof"))
    def proof(
        person: Annotated[
            str, typer.Argument(metavar="PERSON", help=t("help.proof.person"), show_default=False)
        ],
        folder: Annotated[Path, dir_argument] = Path(),
        out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=t("help.proof.out"))] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli.proofs import prove

        prove(person, folder, out, talk)

    @app.command("anchor", help=t("help.anchor"))
    def anchor(
        folder: Annotated[Path, dir_argument] = Path(),
        out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=t("help.anchor.out"))] = None,
        statement: Annotated[
            Path | None, typer.Option("--statement", metavar="FILE", help=t("help.anchor.statement"))
        ] = None,
        signature: Annotated[
            Path | None, typer.Option("--signature", metavar="FILE", help=t("help.anchor.signature"))
        ] = None,
        name: Annotated[str | None, typer.Option("--name", metavar="ID", help=t("help.anchor.name"))] = None,
        request: Annotated[
            Path | None, typer.Option("--request", metavar="FILE", help=t("help.anchor.request"))
        ] = None,
        stamp: Annotated[
            Path | None, typer.Option("--stamp", metavar="FILE", help=t("help.anchor.stamp"))
        ] = None,
        authority: Annotated[
            Path | None, typer.Option("--authority", metavar="FILE", help=t("help.anchor.authority"))
        ] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import anchoring

        asked = anchoring.AnchorOptions(folder, out, statement, signature, name, request, stamp, authority)
        anchoring.anchor(asked, talk)

    @app.command("void", help=t("help.void"))
    def void(
        reason: Annotated[str, reason_option],
        folder: Annotated[Path, dir_argument] = Path(),
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import ends

        ends.void(folder, reason, talk)

    @app.command("contest", help=t("help.contest"))
    def contest(
        reason: Annotated[str, reason_option],
        folder: Annotated[Path, dir_argument] = Path(),
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import ends

        ends.contest(folder, reason, talk)

    @app.command("erase", help=t("help.erase"))
    def erase(
        reason: Annotated[str, reason_option],
        folder: Annotated[Path, dir_argument] = Path(),
        sure: Annotated[bool, typer.Option("--yes", help=t("help.erase.yes"))] = False,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import ends

        ends.erase(folder, reason, sure=sure, talk=talk)

    @app.command("publish", help=t("help.publish"))
    def publish(
        reader: Annotated[ReaderChoice, typer.Option("--for", help=t("help.publish.for"))],
        out: Annotated[Path, typer.Option("--out", metavar="PACK", help=t("help.publish.out"))],
        folder: Annotated[Path, dir_argument] = Path(),
        archive: Annotated[bool, typer.Option("--zip", help=t("help.publish.zip"))] = False,
        fewest: Annotated[
            int, typer.Option("--small-cells", min=0, metavar="N", help=t("help.publish.small"))
        ] = 5,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import publishing

        publishing.publish(publishing.PublishOptions(folder, reader.value, out, fewest, archive), talk)
