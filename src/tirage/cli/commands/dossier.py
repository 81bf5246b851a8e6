"""The record once it is made: `history`, `proof`, `anchor`, `publish`, `export`, and how it ends."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.output import output


class ReaderChoice(StrEnum):
    """What `--for` takes."""

    public = "public"
    guarantors = "guarantors"
    auditors = "auditors"


class FormChoice(StrEnum):
    """What `--format` of an export takes."""

    peers = "peers"
    panelot = "panelot"
    nature = "nature"


app = typer.Typer()

dir_argument = typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)

reason_option = typer.Option("--reason", metavar="TEXT", help="help.reason")


@app.command("history", help="help.history")
def history(
    folder: Annotated[Path, dir_argument] = Path(),
) -> None:
    talk = output()
    from tirage.report.opened import chain_in
    from tirage.report.pages.history import page

    talk.show(page(chain_in(folder), talk.wording))


person_argument = typer.Argument(metavar="[PERSON]", help="help.proof.person", show_default=False)


@app.command("proof", help="help.proof")
def proof(
    context: typer.Context,
    person: Annotated[str | None, person_argument] = None,
    folder: Annotated[Path | None, dir_argument] = None,
    everyone: Annotated[bool, typer.Option("--all", help="help.proof.all")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.proof.out")] = None,
) -> None:
    talk = output()
    typed = context.params
    beside = person is not None and (typed["folder"] or typed["named_dossier"]) is not None
    if (person is None and not everyone) or (everyone and beside):
        raise typer.BadParameter(talk.text("option.one_of", options="PERSON, --all"))
    if person is None or everyone:
        # A word beside --all is the dossier.
        _all_proofs(folder or Path() if person is None else Path(person), out)
        return
    from tirage.acts.proofs.citizen_proof import make_proof
    from tirage.dossier.canonical import canonical
    from tirage.dossier.packs import write_file
    from tirage.report.pages.citizen_proof import html, page

    made = make_proof(folder or Path(), person)
    if out is not None:
        as_page = out.suffix.lower() in {".html", ".htm"}
        write_file(out, html(made, talk.language) if as_page else canonical(made.document))
    talk.show(page(made, out, talk.wording))


def _all_proofs(folder: Path, out: Path | None) -> None:
    """`proof --all`."""
    talk = output()
    from tirage.cli.progress import Bar
    from tirage.report.pages.citizen_proof import all_page
    from tirage.report.receipts import write_receipts

    with Bar(talk) as bar:
        written = write_receipts(folder, out, language=talk.language, progress=bar)
    talk.show(all_page(written.path, written.count, written.head, talk.wording))


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
    witnesses: Annotated[
        Path | None, typer.Option("--witnesses", metavar="FILE", help="help.anchor.witnesses")
    ] = None,
    quorum: Annotated[
        int | None, typer.Option("--quorum", min=1, metavar="K", help="help.anchor.quorum")
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option("--checkpoint", metavar="FILE", help="help.anchor.checkpoint")
    ] = None,
    since: Annotated[
        int | None, typer.Option("--since", min=0, metavar="N", help="help.anchor.since")
    ] = None,
    cosign: Annotated[
        list[Path] | None, typer.Option("--cosign", metavar="FILE", help="help.anchor.cosign")
    ] = None,
) -> None:
    talk = output()
    if witnesses is not None or quorum is not None or checkpoint is not None or cosign:
        _witness(folder, witnesses, quorum, checkpoint, since, cosign or [])
        return
    from tirage.acts.records.anchor import record_signature, record_stamp, write_head
    from tirage.cli.clock import now, tool
    from tirage.dossier.packs import write_file
    from tirage.report.pages.anchor import Written, page, recorded
    from tirage.report.pages.slip import slip

    if stamp is not None or authority is not None:
        done = record_stamp(
            folder, name or "", *_both("stamp.name", stamp, authority), clock=now, tool=tool()
        )
        talk.show(recorded(done, talk.wording))
    elif signature is not None or name is not None:
        (signed,) = _both("anchor.name", signature)
        talk.show(
            recorded(record_signature(folder, name or "", signed, clock=now, tool=tool()), talk.wording)
        )
    else:
        head = write_head(folder, statement_to=statement, request_to=request)
        if out is not None:
            write_file(out, slip(head, talk.language))
        talk.show(page(head, Written(statement, request, out), talk.wording))


def _witness(
    folder: Path,
    keys: Path | None,
    quorum: int | None,
    checkpoint: Path | None,
    since: int | None,
    cosigned: list[Path],
) -> None:
    """`anchor --witnesses`, `--checkpoint` and `--cosign`: one of them."""
    talk = output()
    from tirage.acts.records.witnesses import name_witnesses, record_cosignatures, write_checkpoint
    from tirage.cli.clock import now, tool
    from tirage.report.pages import witnesses as pages

    asked = (keys is not None, checkpoint is not None, bool(cosigned))
    if (keys is None) != (quorum is None) or sum(asked) != 1:
        options = "--witnesses + --quorum, --checkpoint, --cosign"
        raise typer.BadParameter(talk.text("option.one_of", options=options))
    if keys is not None and quorum is not None:
        talk.show(pages.named(name_witnesses(folder, keys, quorum, clock=now, tool=tool()), talk.wording))
    elif checkpoint is not None:
        named = write_checkpoint(folder, checkpoint, since=since)
        talk.show(pages.checkpoint(named, checkpoint, talk.wording))
    else:
        named, size = record_cosignatures(folder, cosigned, clock=now, tool=tool())
        talk.show(pages.cosigned(named, size, talk.wording))


def _both(code: str, *files: Path | None) -> list[Path]:
    """The files; InputInvalid with this defect where one was not given."""
    from tirage.errors import Defect, InputInvalid

    given = [path for path in files if path is not None]
    if len(given) < len(files):
        raise InputInvalid([Defect(code, "--name")])
    return given


@app.command("void", help="help.void")
def void(
    reason: Annotated[str, reason_option],
    folder: Annotated[Path, dir_argument] = Path(),
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    from tirage.acts.life import ending
    from tirage.report.pages import ending as pages

    done = ending.declare_void(folder, reason, **at_desk(talk, sure=yes))
    talk.show(pages.void(done, talk.wording))


@app.command("contest", help="help.contest")
def contest(
    reason: Annotated[str, reason_option],
    folder: Annotated[Path, dir_argument] = Path(),
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    from tirage.acts.life import ending
    from tirage.report.pages import ending as pages

    done = ending.contest(folder, reason, **at_desk(talk, sure=yes))
    talk.show(pages.contested(done, talk.wording))


@app.command("erase", help="help.erase")
def erase(
    reason: Annotated[str, reason_option],
    folder: Annotated[Path, dir_argument] = Path(),
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    from tirage.acts.life import ending
    from tirage.report.pages import ending as pages

    done = ending.erase(folder, reason, **at_desk(talk, sure=yes))
    talk.tell(done.notes)
    talk.show(pages.erased(done, talk.wording))


@app.command("publish", help="help.publish")
def publish(
    folder: Annotated[Path, dir_argument] = Path(),
    reader: Annotated[
        ReaderChoice | None, typer.Option("--for", help="help.publish.for", show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="PACK", help="help.publish.out")] = None,
    archive: Annotated[bool, typer.Option("--zip", help="help.publish.zip")] = False,
    fewest: Annotated[
        int | None, typer.Option("--small-cells", min=0, metavar="N", help="help.publish.small")
    ] = None,
) -> None:
    talk = output()
    if reader is None:
        if archive or fewest is not None:
            raise typer.BadParameter(talk.text("option.needs_reader", options="--zip, --small-cells"))
        _publish_all(folder, out)
        return
    if out is None:
        raise typer.BadParameter(talk.text("option.needs_out"))
    from tirage.acts.records import publish as packing
    from tirage.report.pages.publication import page

    packs = packing.publish(folder, reader.value, out, fewest=fewest, archive=archive)
    talk.show(page(packs, talk.wording))


@app.command("export", help="help.exported")
def export(
    form: Annotated[FormChoice, typer.Option("--format", help="help.export.format")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="help.export.out")],
    folder: Annotated[Path, dir_argument] = Path(),
) -> None:
    talk = output()
    from tirage.acts import export as exporting
    from tirage.report.pages.publication import exported

    talk.show(exported(exporting.export(folder, form.value, out), talk.wording))


def _publish_all(folder: Path, out: Path | None) -> None:
    """`publish` by itself: everything, in one folder."""
    talk = output()
    from tirage.report.pages.publication import everything
    from tirage.report.publication import publish_all

    talk.show(everything(publish_all(folder, out, language=talk.language), talk.wording))
