"""`tirage report`: what people read and sign, made from a dossier that was verified just before."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.output import Output, output
from tirage.errors import Defect, InputInvalid, Refused, VerificationFailed
from tirage.i18n.typography import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tirage.report.context import VerifiedDossier
    from tirage.report.document import Document
    from tirage.report.pages.proces_verbal import Scene
    from tirage.verify import Report


class Kind(StrEnum):
    """The reports there are."""

    quotas = "quotas"
    proces_verbal = "proces-verbal"
    public = "public"
    letters = "letters"
    life = "life"


class Format(StrEnum):
    """What a report may be written as."""

    html = "html"
    pdf = "pdf"
    xlsx = "xlsx"
    json = "json"
    md = "md"


PUBLISHED = ("journal", "public", "guarantors")
"""Folders of a dossier that hold nothing but what its journal brings."""


app = typer.Typer()

dossier_argument = typer.Argument(metavar="DIR", help="help.dossier", show_default=False)


@app.command("report", help="help.report")
def report(
    folder: Annotated[Path, dossier_argument] = Path(),
    kind: Annotated[Kind, typer.Option("--kind", help="help.report.kind")] = Kind.quotas,
    shape: Annotated[
        Format | None, typer.Option("--format", help="help.report.format", show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.report.out")] = None,
    census: Annotated[
        Path | None, typer.Option("--census", metavar="FILE", help="help.report.census")
    ] = None,
    place: Annotated[str, typer.Option("--place", help="help.report.place", show_default=False)] = "",
    date: Annotated[str, typer.Option("--date", help="help.report.date", show_default=False)] = "",
    present: Annotated[list[str] | None, typer.Option("--present", help="help.report.present")] = None,
    incident: Annotated[list[str] | None, typer.Option("--incident", help="help.report.incident")] = None,
) -> None:
    talk = output()
    from tirage.report.pages.proces_verbal import Scene
    from tirage.verify.reading.pack import left_out

    chosen = shape or _by_name(out)
    _check_out(folder, out, chosen)
    known = _known(talk, folder, census)
    scene = Scene(place, date, tuple(present or ()), tuple(incident or ()))
    _write(talk, _rendered(_document(talk, known, kind, scene), chosen), out)
    if missing := left_out(known.files):
        talk.say("report.left_out", names=", ".join(sorted(missing)))


def _by_name(out: Path | None) -> Format:
    """The format that a file is named for."""
    ending = out.suffix.removeprefix(".").lower() if out else ""
    return Format(ending) if ending in set(Format) else Format.html


def _check_out(folder: Path, out: Path | None, chosen: Format) -> None:
    """InputInvalid for a place where no report may be written, before anything is read."""
    if out is None:
        if chosen in {Format.pdf, Format.xlsx}:
            raise InputInvalid([Defect("report.out", "--out")])
        return
    if out.exists() or out.is_symlink():
        raise InputInvalid([Defect("report.exists", str(out))])
    if any(out.resolve().is_relative_to((folder / part).resolve()) for part in PUBLISHED):
        raise InputInvalid([Defect("report.inside", str(out))])


def _known(talk: Output, folder: Path, census: Path | None) -> "VerifiedDossier":
    """What was verified; VerificationFailed, after the list of what failed, where a check did."""
    from tirage.dossier import files as dossier
    from tirage.quotas.census.table import read_census
    from tirage.report.context import context
    from tirage.verify import Family, verify

    files = _pack(folder) or dossier.read(folder)
    verified = verify(files, None, Family(_before(folder)))
    try:
        return context(files, verified, read_census(census) if census else None)
    except VerificationFailed:
        _failures(talk, verified)
        raise


def _pack(folder: Path) -> "Mapping[str, bytes] | None":
    """The files of a pack, its list included, which says what was left out; None for what is no pack."""
    from tirage.verify.reading.dossier import NotADossier, Unsafe, read
    from tirage.verify.reading.pack import FILE

    if not (folder / FILE).exists():
        return None
    try:
        return read(folder)
    except (NotADossier, Unsafe) as error:
        raise VerificationFailed("report.unverified", failed=1) from error


def _before(folder: Path) -> "tuple[Mapping[str, bytes], ...]":
    """The files of the former assemblies; nothing where there are none, or they are not around this one."""
    from tirage.assembly.lineage import formers
    from tirage.assembly.record import load

    try:
        return tuple(former.files for former in formers(load(folder)))
    except (Refused, VerificationFailed):
        return ()


def _failures(talk: Output, verified: "Report") -> None:
    from tirage.verify.words import line

    talk.say("report.failed.line")
    console = talk.console(stderr=True)
    for check in verified.checks:
        if check.status == "failed":
            console.print(line(check, talk.language), soft_wrap=True)


def _document(talk: Output, known: "VerifiedDossier", kind: Kind, scene: "Scene") -> "Document":
    from tirage.report.pages import letters, life, proces_verbal, public, quotas
    from tirage.report.wording import Wording as Voice

    voice = Voice(talk.language)
    if kind is Kind.proces_verbal:
        return proces_verbal.page(known, voice, scene)
    pages = {
        Kind.quotas: quotas.page,
        Kind.public: public.page,
        Kind.letters: letters.page,
        Kind.life: life.page,
    }
    return pages[kind](known, voice)


def _rendered(document: "Document", chosen: Format) -> bytes:
    from tirage.report.rendering import data, html, markdown, pdf, workbook

    renderings = {
        Format.html: html.render,
        Format.pdf: pdf.render,
        Format.xlsx: workbook.render,
        Format.json: data.render,
        Format.md: markdown.render,
    }
    return renderings[chosen](document)


def _write(talk: Output, report: bytes, out: Path | None) -> None:
    """The whole report or nothing; on stdout where no file is named."""
    if out is None:
        # A file gets the report as it is; a terminal would obey what is in a name.
        shown = visible(report.decode("utf-8")).encode("utf-8") if sys.stdout.isatty() else report
        sys.stdout.buffer.write(shown)
        sys.stdout.buffer.flush()
        return
    try:
        # Only a file that was made here is removed again.
        with out.open("xb") as file:
            try:
                file.write(report)
            except OSError:
                out.unlink()
                raise
    except OSError as error:
        values = {"error": type(error).__name__}
        raise InputInvalid([Defect("output.write", str(out), values=values)]) from error
    talk.say("report.written", path=out)
