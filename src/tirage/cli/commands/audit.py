"""`tirage audit`: what no proof in a dossier shows; or what another program published of its draw."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.options import ENCODING, HIDDEN, HiddenChoice, check_report, columns, manner, typed_options
from tirage.cli.output import output
from tirage.cli.where import DOSSIER, dossier_in, is_dossier
from tirage.errors import TirageError, VerificationFailed

if TYPE_CHECKING:
    from tirage.acts.records.published import BestLottery
    from tirage.tabular.files import Manner

MOST_EFFORT = 36_000
OF_DOSSIERS = {"solve", "effort"}
OF_FILES = {"seats", "household", "id_column", "encoding", "hidden", "out", "best"}

app = typer.Typer()

files_argument = typer.Argument(metavar="[DIR|FILES]", help="help.audit.files", show_default=False)


@app.command("audit", help="help.audit")
def audit(
    context: typer.Context,
    given: Annotated[list[Path] | None, files_argument] = None,
    solve: Annotated[bool, typer.Option("--solve", help="help.audit.solve")] = False,
    effort: Annotated[int, typer.Option("--effort", min=1, max=MOST_EFFORT, help="help.audit.effort")] = 60,
    seats: Annotated[int | None, typer.Option("--seats", metavar="K", help="help.audit.seats")] = None,
    household: Annotated[
        str | None, typer.Option("--household", metavar="COLUMN[,COLUMN]", help="help.audit.household")
    ] = None,
    id_column: Annotated[str | None, typer.Option("--id", metavar="COLUMN", help="help.id")] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="help.audit.out")] = None,
    best: Annotated[Path | None, typer.Option("--best", metavar="DIR", help="help.audit.best")] = None,
    named: Annotated[Path | None, DOSSIER] = None,
) -> None:
    words = list(given or ())
    if named is None and words and not is_dossier(words):
        _check_apart(context, OF_DOSSIERS, "option.audit.dossier")
        homes = None if household is None else columns(household)
        _files(words, (seats, homes, id_column, manner(encoding, hidden=hidden)), out, best)
    else:
        _check_apart(context, OF_FILES, "option.audit.files")
        _dossier(dossier_in(words, named), effort, solve=solve)


def _check_apart(context: typer.Context, names: set[str], code: str) -> None:
    """Reject options of the other kind of audit."""
    if typed := typed_options(context, names):
        raise typer.BadParameter(output().text(code, options=", ".join(typed.values())))


def _dossier(folder: Path, effort: int, *, solve: bool) -> None:
    talk = output()
    from tirage.acts.records.audit import audit as asked
    from tirage.cli.progress import Bar
    from tirage.report.pages.audit import page

    with Bar(talk) as bar:
        done = asked(folder, solve=solve, effort=effort, progress=bar)
    talk.show(page(done, talk.wording))
    if any(each.count("refuted") for each in done):
        talk.say("audit.bad")
        raise typer.Exit(VerificationFailed.exit_code)
    if any(each.count("undecided") for each in done):
        raise typer.Exit(TirageError.exit_code)


Asked = tuple[int | None, tuple[str, ...] | None, str | None, "Manner"]
"""Seats, columns of the address, the column of ids, how the files are to be read."""


def _files(words: Sequence[Path], asked: Asked, out: Path | None, best: Path | None) -> None:
    talk = output()
    from tirage.acts.records.published import audit_published
    from tirage.cli.progress import Bar
    from tirage.dossier.packs import write_file
    from tirage.report.pages.published import page
    from tirage.report.rendering.interface import by_name, render
    from tirage.tabular.files import check_new

    # What cannot be written is said before the work, not after it.
    if out is not None:
        check_report(out)
    if best is not None:
        check_new(best)
    shape = by_name(out) if out is not None else None
    seats, homes, id_column, read = asked
    with Bar(talk) as bar:
        found = audit_published(
            words,
            seats=seats,
            household=homes,
            id_column=id_column,
            manner=read,
            progress=bar,
        )
    document = page(found, talk.wording)
    if out is not None and shape is not None:
        write_file(out, render(document, shape))
        talk.say("report.written", path=out)
    talk.show(document)
    if best is not None and found.best is not None and found.best.files:
        _write_best(found.best, best)
    if found.contradictions:
        talk.say("published.contradicts")
        raise typer.Exit(VerificationFailed.exit_code)


def _write_best(best: "BestLottery", folder: Path) -> None:
    """The best lottery as a dossier of a rehearsal, to be verified by anyone."""
    from tirage.dossier.packs import write_folder

    write_folder(folder, best.files)
    output().say("published.best.written", path=folder)
