"""The record once it is made: `history`, `publish`, …; the work is in the modules of these names."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output


class ReaderChoice(StrEnum):
    """What `--for` takes."""

    public = "public"
    guarantors = "guarantors"
    auditors = "auditors"


app = typer.Typer()

dir_argument = typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)

reason_option = typer.Option("--reason", metavar="TEXT", help="help.reason")


@app.command("history", help="help.history")
def history(
    folder: Annotated[Path, dir_argument] = Path(),
) -> None:
    talk = output()
    from tirage.assembly.lineage import chain_from
    from tirage.cli.story import tell

    tell(chain_from(folder), talk)


@app.command("proof", help="help.proof")
def proof(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="help.proof.person", show_default=False)],
    folder: Annotated[Path, dir_argument] = Path(),
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.proof.out")] = None,
) -> None:
    talk = output()
    from tirage.cli.proofs import prove

    prove(person, folder, out, talk)


@app.command("anchor", help="help.anchor")
def anchor(
    folder: Annotated[Path, dir_argument] = Path(),
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.anchor.out")] = None,
    statement: Annotated[
        Path | None, typer.Option("--statement", metavar="FILE", help="help.anchor.statement")
    ] = None,
    signature: Annotated[
        Path | None, typer.Option("--signature", metavar="FILE", help="help.anchor.signature")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="ID", help="help.anchor.name")] = None,
    request: Annotated[
        Path | None, typer.Option("--request", metavar="FILE", help="help.anchor.request")
    ] = None,
    stamp: Annotated[Path | None, typer.Option("--stamp", metavar="FILE", help="help.anchor.stamp")] = None,
    authority: Annotated[
        Path | None, typer.Option("--authority", metavar="FILE", help="help.anchor.authority")
    ] = None,
) -> None:
    talk = output()
    from tirage.cli import anchoring

    asked = anchoring.AnchorOptions(folder, out, statement, signature, name, request, stamp, authority)
    anchoring.anchor(asked, talk)


@app.command("void", help="help.void")
def void(
    reason: Annotated[str, reason_option],
    folder: Annotated[Path, dir_argument] = Path(),
) -> None:
    talk = output()
    from tirage.cli import ends

    ends.void(folder, reason, talk)


@app.command("contest", help="help.contest")
def contest(
    reason: Annotated[str, reason_option],
    folder: Annotated[Path, dir_argument] = Path(),
) -> None:
    talk = output()
    from tirage.cli import ends

    ends.contest(folder, reason, talk)


@app.command("erase", help="help.erase")
def erase(
    reason: Annotated[str, reason_option],
    folder: Annotated[Path, dir_argument] = Path(),
    sure: Annotated[bool, typer.Option("--yes", help="help.erase.yes")] = False,
) -> None:
    talk = output()
    from tirage.cli import ends

    ends.erase(folder, reason, sure=sure, talk=talk)


@app.command("publish", help="help.publish")
def publish(
    reader: Annotated[ReaderChoice, typer.Option("--for", help="help.publish.for")],
    out: Annotated[Path, typer.Option("--out", metavar="PACK", help="help.publish.out")],
    folder: Annotated[Path, dir_argument] = Path(),
    archive: Annotated[bool, typer.Option("--zip", help="help.publish.zip")] = False,
    fewest: Annotated[int, typer.Option("--small-cells", min=0, metavar="N", help="help.publish.small")] = 5,
) -> None:
    talk = output()
    from tirage.cli import publishing

    publishing.publish(publishing.PublishOptions(folder, reader.value, out, fewest, archive), talk)
