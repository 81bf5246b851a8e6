"""`tirage report`: what people read and sign, made from a dossier that was verified just before."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.options import check_report
from tirage.cli.output import output
from tirage.errors import Defect, InputInvalid
from tirage.report.pages import Kind
from tirage.report.rendering.interface import BINARY, Format, by_name

if TYPE_CHECKING:
    from tirage.verify import Report

PUBLISHED = ("journal", "public", "guarantors")
"""Folders of a dossier that hold nothing but what its journal brings."""

app = typer.Typer()


@app.command("report", help="help.report")
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="help.dossier", show_default=False)] = Path(),
    kind: Annotated[Kind, typer.Option("--kind", help="help.report.kind")] = Kind.quotas,
    shape: Annotated[
        Format | None, typer.Option("--format", help="help.report.format", show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.report.out")] = None,
    act: Annotated[
        str, typer.Option("--act", metavar="ACT", help="help.report.act", show_default=False)
    ] = "",
    census: Annotated[
        Path | None, typer.Option("--census", metavar="FILE", help="help.report.census")
    ] = None,
    place: Annotated[str, typer.Option("--place", help="help.report.place", show_default=False)] = "",
    date: Annotated[str, typer.Option("--date", help="help.report.date", show_default=False)] = "",
    present: Annotated[list[str] | None, typer.Option("--present", help="help.report.present")] = None,
    incident: Annotated[list[str] | None, typer.Option("--incident", help="help.report.incident")] = None,
) -> None:
    talk = output()
    from tirage.dossier.packs import write_file
    from tirage.report.opened import read_verified
    from tirage.report.pages.deed import Scene
    from tirage.report.rendering.interface import render
    from tirage.report.reports import report
    from tirage.report.verified import Unverified

    chosen = shape or (by_name(out) if out else Format.html)
    if act and kind is not Kind.proces_verbal:
        raise InputInvalid([Defect("report.act", "--act")])
    _check_out(folder, out, chosen)
    try:
        dossier = read_verified(folder, census)
    except Unverified as error:
        _say_failures(error.verified)
        raise
    scene = Scene(place, date, tuple(present or ()), tuple(incident or ()))
    written = render(report(kind, dossier, talk.wording, scene, act), chosen)
    if out is None:
        talk.write(written)
    else:
        write_file(out, written)
        talk.say("report.written", path=out)
    if dossier.left_out:
        talk.say("report.left_out", names=", ".join(dossier.left_out))


def _check_out(folder: Path, out: Path | None, chosen: Format) -> None:
    """InputInvalid for a place where no report may be written, before anything is read."""
    if out is None:
        if chosen in BINARY:
            raise InputInvalid([Defect("report.out", "--out")])
        return
    check_report(out)
    if any(out.resolve().is_relative_to((folder / part).resolve()) for part in PUBLISHED):
        raise InputInvalid([Defect("report.inside", str(out))])


def _say_failures(verified: "Report | None") -> None:
    """The checks that failed, where there is a list of them."""
    from tirage.verify.words import line

    if verified is None:
        return
    talk = output()
    talk.say("report.failed.line")
    console = talk.console(stderr=True)
    for check in verified.checks:
        if check.status == "failed":
            console.print(line(check, talk.language), soft_wrap=True)
